import { createHash } from 'node:crypto';
import type { BlindChange, Change, DiffLine, FileChange, Hunk } from '../../domain/index.ts';
import { writeFiles } from '../write.ts';
import type { Identity } from './author.ts';
import { BlindPaths } from './blind-paths.ts';
import { CodeRedactions } from './code-redactions.ts';
import { Redactor } from './redactor.ts';

/** Counts up whenever the same change and author could give another blind change, so that kept ones are made anew. */
export const BLIND_VERSION = 2;

/** A change without its author, and the way back from its paths, which no reviewer is given. */
export interface Blinded {
  readonly blind: BlindChange;
  /** For each path of the blind change, old ones included, the path it stands for. */
  readonly realPaths: ReadonlyMap<string, string>;
}

/** What the parts of one change share. */
interface Blinding {
  readonly redactor: Redactor;
  readonly paths: BlindPaths;
  readonly code: Readonly<Record<DiffLine['kind'], CodeRedactions | null>>;
}

const blindHunk = (hunk: Hunk, { redactor, code }: Blinding): Hunk => ({
  ...hunk,
  heading: redactor.redact(hunk.heading),
  lines: hunk.lines.map((line) => ({
    ...line,
    text: redactor.redact(line.text, code[line.kind]),
  })),
});

const blindFile = (file: FileChange, blinding: Blinding): FileChange => {
  const { paths } = blinding;
  const oldPath = file.oldPath === null ? null : paths.blind(file.oldPath);
  return {
    ...file,
    oldPath,
    path: paths.blind(file.path),
    hunks: file.hunks.map((hunk) => blindHunk(hunk, blinding)),
  };
};

/**
 * The change as a reviewer is sent it: files, paths, hunk headings and lines, with a placeholder (`person1` …) wherever
 * somebody is named. Mail headers, commit messages, blob ids and dates are not in it at all.
 *
 * Taken out whoever wrote: addresses, handles behind an at sign, DIDs, authorities of at-uris, accounts in profile and avatar
 * URLs, home directories, names in trailers, author tags, copyright lines and notes. Taken out besides: the author's words
 * (of names, handle and local parts, the body of the DID, a mail domain of one's own), in any case and script that looks
 * alike, as whole words of identifiers, and from five letters on where they run into a common word (`libzorvan`), unless
 * a word is common or under three letters: such a word stays where it stands bare. All of this also where the line says it
 * with escapes, those of URLs, strings and markup (`did%3Aplc%3A…`, `\nzorvan`, `&#x2F;zorvan`). So for two authors whose words are not
 * common and whom a change names in the same places, the result is the same to the last byte (a join with a word of
 * under five letters excepted); and nothing in it depends on how a name is spelled or sorts.
 *
 * Files, hunks, lines, their kinds and numbers stay as they are, and a line that names nobody stays to the last byte; the
 * text parses to `files`. Pure and never throws; time linear in the change, and in the identity's length.
 */
export const blind = (change: Change, identity: Identity): Blinded => {
  const redactor = new Redactor(identity);
  const paths = new BlindPaths((path) => redactor.redact(path));
  const [added, deleted] = [new CodeRedactions(), new CodeRedactions()];
  const code = { added, deleted, context: null };
  const { text, files } = writeFiles(change.files.map((file) => blindFile(file, { redactor, paths, code })));
  const hash = createHash('sha256').update(text, 'utf8').digest('hex');
  const made = { text, hash, files, redactions: redactor.count, codeRedactions: added.count + deleted.count };
  return { blind: made as BlindChange, realPaths: paths.real };
};
