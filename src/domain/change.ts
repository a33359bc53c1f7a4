/** One line of a hunk. `oldLine`/`newLine` are 1-based numbers in the two files; null on the side that lacks the line. */
export interface DiffLine {
  readonly kind: 'added' | 'deleted' | 'context';
  /** The line without its marker and without its line end. */
  readonly text: string;
  readonly oldLine: number | null;
  readonly newLine: number | null;
}

/** A run of lines under one `@@` header. `oldStart`/`newStart` are 1-based. */
export interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly DiffLine[];
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
  readonly hunks: readonly Hunk[];
  /** Counts of added and deleted lines. */
  readonly added: number;
  readonly deleted: number;
  /** Bytes of the patch that belong to this file, headers included. */
  readonly bytes: number;
}

/** A parsed diff: every file of every commit in the series, in order. */
export interface Change {
  readonly files: readonly FileChange[];
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

/** Which sources read which file, and how many bytes of the patch nobody read. */
export interface Coverage {
  readonly files: readonly {
    readonly path: string;
    readonly added: number;
    readonly deleted: number;
    readonly hunks: number;
    /** Sources that read every line of the file; empty for a binary file. */
    readonly readBy: readonly string[];
  }[];
  readonly bytes: number;
  readonly unreadBytes: number;
}
