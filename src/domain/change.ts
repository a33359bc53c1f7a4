/** One line of a hunk. `oldLine`/`newLine` are 1-based numbers in the two files; null on the side that lacks the line. */
export interface DiffLine {
  readonly kind: 'added' | 'deleted' | 'context';
  /** The line without its marker and without its line end. */
  readonly text: string;
  readonly oldLine: number | null;
  readonly newLine: number | null;
  /** Set on the last line of a file that does not end with a line feed. */
  readonly unended?: true;
}

/** A run of lines under one `@@` header. `oldStart`/`newStart` are 1-based. */
export interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  /** What git writes behind the second `@@`: the function or section the hunk stands in. Often empty. */
  readonly heading: string;
  readonly lines: readonly DiffLine[];
  /** Bytes of the patch that belong to this hunk, its `@@` line included. */
  readonly bytes: number;
}

/** What git wrote in place of hunks. `unstated` is "Binary files differ": the patch does not hold the content. */
export interface BinaryContent {
  readonly form: 'literal' | 'delta' | 'unstated';
  /** Bytes of the new content as the patch states them (of a delta: of its instructions); null when it does not. */
  readonly size: number | null;
}

/** What a diff does to one file. */
export interface FileChange {
  /** The path after the change; for a deleted file, the path before it. */
  readonly path: string;
  /** The path before the change where it differs (renames, copies); otherwise null. */
  readonly oldPath: string | null;
  readonly kind: 'added' | 'deleted' | 'modified' | 'renamed' | 'copied' | 'mode';
  /** True when the content is binary: no line of it can be read by a text source. */
  readonly binary: boolean;
  /** What stands in place of hunks; null for text, and for what has neither. */
  readonly content: BinaryContent | null;
  /** Git's modes, such as `100644`, `100755`, `120000` (a link), `160000` (a submodule); null where the patch is silent. */
  readonly oldMode: string | null;
  readonly newMode: string | null;
  readonly hunks: readonly Hunk[];
  /** Counts of added and deleted lines. */
  readonly added: number;
  readonly deleted: number;
  /** Bytes of the patch that belong to this file, headers included. */
  readonly bytes: number;
}

/** The message of one mail of a series, as its author wrote it. */
export interface CommitMessage {
  /** Its lines; the first is the subject, without `[PATCH 1/3]`. Trailers are among them, headers are not. */
  readonly lines: readonly string[];
  /** Name of the commit, in hexadecimal, as the mail gives it; nobody vouches for it. Absent where it gives none. */
  readonly sha?: string;
  /** Position in `Change.files` of the first file under this message. It has those up to the next message's: none, as with a cover letter, where the two are equal. */
  readonly firstFile: number;
}

/** What kind of change it is as a whole, for people to know; `other` is whatever is not wholly of one of these kinds. */
export type ChangeKind =
  | 'docs-only'
  | 'tests-only'
  | 'translations-only'
  | 'lockfile-only'
  | 'assets-only'
  | 'rename-only'
  | 'whitespace-only'
  | 'comments-only'
  | 'other';

/** A parsed diff: every file of every commit in the series, in order. */
export interface Change {
  readonly files: readonly FileChange[];
  /** The commits' messages, in order; empty for a bare diff. Words of the author, so no reviewer sees them. */
  readonly messages: readonly CommitMessage[];
  /** Bytes of the patch as given (UTF-8), mail headers and signatures included. */
  readonly bytes: number;
  /** Hex SHA-256 of those bytes: the identity of the diff in caches and decisions. */
  readonly hash: string;
}

/** How much a finding weighs. `high` alone sends a pull request to a person. */
export type Severity = 'low' | 'medium' | 'high';

/** What a signal says about one line of a diff. */
export interface Finding {
  /** The signal that speaks, e.g. `sast`, `secrets`. */
  readonly source: string;
  /** The rule within the signal, stable across versions. */
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  /** 1-based, on `side`'s file. */
  readonly line: number;
  readonly side: 'old' | 'new';
  /** The line as it stands in the diff, shortened and with secrets masked. */
  readonly quote: string;
  /** Why this matters, in one sentence a contributor understands. */
  readonly message: string;
}

/**
 * The ledger of who read what, from which nothing is missing: the files' bytes and `messageBytes` sum to `bytes`, and
 * a file's `headerBytes` and its hunks' bytes sum to the file's.
 */
export interface Coverage {
  readonly files: readonly {
    readonly path: string;
    readonly added: number;
    readonly deleted: number;
    readonly hunks: number;
    /** Lines of its hunks, those of context included. */
    readonly lines: number;
    readonly bytes: number;
    /** Of `bytes`, those outside its hunks: the header, and a binary file's content. */
    readonly headerBytes: number;
    /** Sources that read every hunk of the file; empty for a binary file. */
    readonly readBy: readonly string[];
    /** Sources that read some of its hunks, with their positions from 0. */
    readonly readInPart: readonly { readonly source: string; readonly hunks: readonly number[] }[];
    /** Its hunks that no source whose findings count read, by position from 0, with their lines. */
    readonly unread: readonly { readonly hunk: number; readonly newStart: number; readonly lines: number }[];
  }[];
  readonly bytes: number;
  /** Bytes of files that no source whose findings count read, headers of unread files included. */
  readonly unreadBytes: number;
  /** Bytes between the files: mail headers, commit messages, signatures. They are merged into no file. */
  readonly messageBytes: number;
  /** Sources that read the commit messages. */
  readonly messagesReadBy: readonly string[];
  /** What each source read, in total. */
  readonly sources: readonly {
    readonly source: string;
    readonly files: number;
    readonly hunks: number;
    readonly lines: number;
    readonly bytes: number;
  }[];
}
