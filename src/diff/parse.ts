/**
 * Our own parser, because the `diff` package's (9.0.0) is not strict enough to judge by; what it lacks is in
 * docs/decisions/2026-11-21-parser-complete.md. Here the hunk headers' counts alone decide what is content, which also
 * parts the mails of a `git format-patch` series: whatever is neither a file header nor owed to a hunk is mail
 * (`mail.ts`), and mail changes no file. `read-patch.ts` reads the same from a stream.
 */
import { createHash } from 'node:crypto';
import type { Change, CommitMessage, FileChange } from '../domain/index.ts';
import { LineReader } from './line-reader.ts';
import { MailLines } from './mail.ts';
import { endedMessage, type PatchPiece, readPieces } from './read-pieces.ts';
import { Unreadable } from './unreadable.ts';

/** A patch as a change, or why no change can be made of it. */
export type ParsedPatch =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'unreadable'; readonly reason: string };

function* piecesOf(bytes: Buffer): Generator<PatchPiece, void> {
  const mail = new MailLines();
  yield* readPieces(new LineReader(bytes, true), mail);
  yield* endedMessage(mail);
}

const changeOf = (bytes: Buffer): Change => {
  const files: FileChange[] = [];
  const messages: CommitMessage[] = [];
  for (const piece of piecesOf(bytes)) {
    if (piece.kind === 'file') files.push(piece.file);
    else {
      const { kind: _, ...message } = piece;
      messages.push({ ...message, firstFile: files.length });
    }
  }
  if (files.length === 0) throw new Unreadable('no file changes found');
  return { files, messages, bytes: bytes.length, hash: createHash('sha256').update(bytes).digest('hex') };
};

/**
 * The change that a patch makes: a bare `git diff` (also combined, also plain `---`/`+++`), or a `git format-patch`
 * series, whose files come commit by commit, so one path may come several times. A string stands for its UTF-8. Never
 * throws for any bytes, takes time linear in them, and never guesses. `unreadable` are: a hunk whose lines are more or
 * fewer than its header says, or go on after the end of the file, a hunk without a file or with another number of parents
 * than its file, file headers that contradict themselves or name no file, broken quoting or binary data, mails that are not
 * plain text in one part or base64 of it (quoted-printable, UTF-7, flowed), a file of more than 32 MiB, and a patch with no file at all
 * ("no file changes found": the empty patch, mail headers alone, prose).
 *
 * Paths come without `a/` and `b/` and unquoted; bytes in them that are not UTF-8 stand as `\xNN` (see `pathOf`). They may still
 * hold `..` or start with `/`, so nobody may open them. A submodule (mode 160000) is `binary`: its line is there, and
 * what it points to is read by nobody. Lines keep a carriage return; what is not UTF-8 in them becomes U+FFFD.
 *
 * Message i is about the files from its `firstFile` up to that of the next one; of a cover letter there are none.
 * `bytes` and the hash are those of the patch as given. A file's bytes are where it stands, so the files' bytes sum to at most
 * `bytes`, and the rest is mail; of a mail in base64, a file's bytes are those it decodes to, and what the encoding adds counts as mail.
 */
export const parsePatch = (patch: Uint8Array | string): ParsedPatch => {
  const bytes =
    typeof patch === 'string' ? Buffer.from(patch) : Buffer.from(patch.buffer, patch.byteOffset, patch.byteLength);
  try {
    return { kind: 'change', change: changeOf(bytes) };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { kind: 'unreadable', reason: thrown.message };
    throw thrown;
  }
};
