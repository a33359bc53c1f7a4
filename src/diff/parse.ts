/**
 * Our own parser, because the `diff` package's (9.0.0) is not strict enough to judge by. It throws on
 * a mail signature, skips over whatever stands between hunks without a word, does not know `GIT binary patch` or
 * combined diffs, and cannot say which bytes belong to which file. Here the hunk headers' counts alone decide what is
 * content, which also parts the mails of a `git format-patch` series: whatever is neither a file header nor owed
 * to a hunk is mail, and mail changes no file. The package stays as the tests' generator of patches.
 */
import { createHash } from 'node:crypto';
import type { Change, DiffLine, FileChange, Hunk } from '../domain/index.ts';
import { skipBinary } from './binary.ts';
import { readFileHeader } from './file-header.ts';
import { readHunk } from './hunk.ts';
import { LineReader } from './line-reader.ts';
import { passOver } from './mail.ts';
import { Unreadable } from './unreadable.ts';

/** A patch as a change, or why no change can be made of it. */
export type ParsedPatch =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'unreadable'; readonly reason: string };

const countOf = (hunks: readonly Hunk[], kind: DiffLine['kind']): number => {
  let count = 0;
  for (const hunk of hunks) for (const line of hunk.lines) if (line.kind === kind) count += 1;
  return count;
};

/** Nobody reads what a submodule's line points to. Its mode may go unsaid, and git applies the line all the same. */
const pointsElsewhere = (hunks: readonly Hunk[]): boolean =>
  hunks.length > 0 &&
  hunks.every(({ lines }) => lines.every(({ text }) => /^Subproject commit [0-9a-f]{7,64}(?:-dirty)?\r?$/.test(text)));

/** Hunks of as many parents as the header announces: git passes over combined ones, and finds others among them. */
const readHunks = (reader: LineReader, isCombined: boolean): readonly Hunk[] => {
  const hunks: Hunk[] = [];
  let parents = isCombined ? null : 1;
  while (reader.startsWith('@@')) {
    const { number } = reader;
    const [hunk, width] = readHunk(reader);
    parents ??= width;
    if (width !== parents || (isCombined && width === 1)) {
      throw new Unreadable(`the hunk at line ${number} is one of another number of parents than its file`);
    }
    hunks.push(hunk);
  }
  return hunks;
};

const readFile = (reader: LineReader): FileChange | null => {
  const from = reader.start;
  const isCombined = reader.startsWith('diff --c');
  const header = readFileHeader(reader);
  if (header === null) return null;
  const hunks = readHunks(reader, isCombined);
  const isBinary = hunks.length === 0 && skipBinary(reader);
  const binary = isBinary || header.binary || pointsElsewhere(hunks);
  return {
    ...header,
    kind: header.kind === 'mode' && (binary || hunks.length > 0) ? 'modified' : header.kind,
    binary,
    content: null,
    oldMode: null,
    newMode: null,
    hunks,
    added: countOf(hunks, 'added'),
    deleted: countOf(hunks, 'deleted'),
    bytes: Buffer.byteLength(reader.text.slice(from, reader.start)),
  };
};

/** The first line of a mail, as `git format-patch` writes it. */
const MAIL_START = /^From [0-9a-f]{40} /;

const readFiles = (reader: LineReader): readonly FileChange[] => {
  const files: FileChange[] = [];
  let mayTalk = true;
  while (!reader.done) {
    const file = readFile(reader);
    if (file === null) {
      mayTalk ||= MAIL_START.test(reader.text.slice(reader.start, reader.start + 50));
      passOver(reader, mayTalk);
    } else {
      files.push(file);
      mayTalk = false;
    }
  }
  return files;
};

/**
 * The change that a patch makes: a bare `git diff` (also combined, also plain `---`/`+++`), or a `git format-patch`
 * series, whose files come commit by commit, so one path may come several times. Never throws for any text, takes
 * time linear in it, and never guesses. `unreadable` are: a hunk whose lines are more or fewer than its header says, or
 * go on after the end of the file, a hunk without a file or with another number of parents than its file, file headers
 * that contradict themselves or name no file, broken quoting or binary data, mails that are not plain text in one part
 * (base64, quoted-printable, UTF-7, flowed), and a patch with no file at all ("no file changes found": the empty
 * text, mail headers alone, prose). Paths come without `a/` and `b/` and unquoted; they may still hold `..` or start
 * with `/`, so nobody may open them. A submodule (mode 160000) is `binary`: its line is there, and what it points to is
 * read by nobody. Lines keep a carriage return; "no newline at end of file" is not kept. The files'
 * bytes sum to at most `change.bytes`. The hash is over the text as UTF-8: two patches that differ only in bytes which
 * are not UTF-8 share one.
 */
export const parsePatch = (text: string): ParsedPatch => {
  try {
    const files = readFiles(new LineReader(text));
    if (files.length === 0) return { kind: 'unreadable', reason: 'no file changes found' };
    const hash = createHash('sha256').update(text, 'utf8').digest('hex');
    return { kind: 'change', change: { files, messages: [], bytes: Buffer.byteLength(text), hash } };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { kind: 'unreadable', reason: thrown.message };
    throw thrown;
  }
};
