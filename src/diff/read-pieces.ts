import type { CommitMessage, FileChange } from '../domain/index.ts';
import { LineReader } from './line-reader.ts';
import type { MailLines } from './mail.ts';
import { readFile } from './read-file.ts';

/** What a patch is made of. A message stands before the files that are under it. */
export type PatchPiece =
  | { readonly kind: 'file'; readonly file: FileChange }
  | ({ readonly kind: 'message' } & Omit<CommitMessage, 'firstFile'>);

/** Only lines that start with `d` or `-` start a file; the others, of which a hostile patch has millions, are told at once. */
const mayStartFile = ({ raw, start }: LineReader): boolean => raw[start] === 'd' || raw[start] === '-';

/** The message under way, if there is one, which this ends. */
export function* endedMessage(mail: MailLines): Generator<PatchPiece, void> {
  const message = mail.endMessage();
  if (message !== null) yield { kind: 'message', ...message };
}

/**
 * The pieces of the window, in order. Throws `Unreadable`, and `Starved` where a piece may go on behind the window: it
 * starts at the reader's `pieceStart`, and reading it again from there, with more behind it, goes on as if nothing had
 * happened.
 */
export function* readPieces(reader: LineReader, mail: MailLines): Generator<PatchPiece, void> {
  while (!reader.done) {
    reader.startPiece();
    const file = mayStartFile(reader) ? readFile(reader, mail.stripping) : null;
    if (file !== null) {
      yield* endedMessage(mail);
      mail.enterPatch();
      yield { kind: 'file', file };
      continue;
    }
    if (mail.endsAt(reader)) yield* endedMessage(mail);
    const decoded = mail.passOver(reader);
    if (decoded === null) continue;
    mail.enterDecoded(true);
    yield* readPieces(new LineReader(decoded, true, reader.pieceNumber), mail);
    mail.enterDecoded(false);
  }
}
