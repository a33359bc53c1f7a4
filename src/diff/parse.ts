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

const readFile = (reader: LineReader): FileChange | null => {
  const from = reader.start;
  const header = readFileHeader(reader);
  if (header === null) return null;
  const hunks: Hunk[] = [];
  while (reader.startsWith('@@')) hunks.push(readHunk(reader));
  const binary = hunks.length === 0 && skipBinary(reader);
  return {
    ...header,
    kind: header.kind === 'mode' && (binary || hunks.length > 0) ? 'modified' : header.kind,
    binary,
    hunks,
    added: countOf(hunks, 'added'),
    deleted: countOf(hunks, 'deleted'),
    bytes: Buffer.byteLength(reader.text.slice(from, reader.start)),
  };
};

/**
 * `git am` decodes such a mail before it looks for a diff, so what we see is not what would be applied. Git also
 * refuses a hunk that belongs to no file, and so do we.
 */
const refuseUnaccounted = (reader: LineReader): void => {
  if (!/[@cC]/.test(reader.text[reader.start] ?? '')) return;
  const line = reader.line.slice(0, 200);
  if (/^@@@* -\d/.test(line)) throw new Unreadable(`the hunk at line ${reader.number} belongs to no file`);
  const encoding = /^content-transfer-encoding:(.*)$/i.exec(line)?.[1]?.trim();
  if (encoding !== undefined && !/^(?:7bit|8bit|binary)$/i.test(encoding)) {
    throw new Unreadable(`the mail is encoded as "${encoding.slice(0, 40)}", not as plain text`);
  }
  if (/^content-type:\s*multipart\//i.test(line)) throw new Unreadable('the mail has several parts');
};

const readFiles = (reader: LineReader): readonly FileChange[] => {
  const files: FileChange[] = [];
  while (!reader.done) {
    const file = readFile(reader);
    if (file === null) {
      refuseUnaccounted(reader);
      reader.advance();
    } else files.push(file);
  }
  return files;
};

/**
 * The change that a patch makes: a bare `git diff` (also combined, also plain `---`/`+++`), or a `git format-patch`
 * series, whose files come commit by commit, so one path may come several times. Never throws for any text, takes
 * time linear in it, and never guesses. `unreadable` are: a hunk whose lines are more or fewer than its header says, a
 * hunk without a file, file headers that contradict themselves or name no file, broken quoting or binary data, mails
 * in base64, quoted-printable or several parts, and a patch with no file at all ("no file changes found": the empty
 * text, mail headers alone, prose). Paths come without `a/` and `b/` and unquoted; they may still hold `..` or start
 * with `/`, so nobody may open them. Lines keep a carriage return; "no newline at end of file" is not kept. The files'
 * bytes sum to at most `change.bytes`. The hash is over the text as UTF-8: two patches that differ only in bytes which
 * are not UTF-8 share one.
 */
export const parsePatch = (text: string): ParsedPatch => {
  try {
    const files = readFiles(new LineReader(text));
    if (files.length === 0) return { kind: 'unreadable', reason: 'no file changes found' };
    const hash = createHash('sha256').update(text, 'utf8').digest('hex');
    return { kind: 'change', change: { files, bytes: Buffer.byteLength(text), hash } };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { kind: 'unreadable', reason: thrown.message };
    throw thrown;
  }
};
