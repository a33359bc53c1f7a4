import { createHash } from 'node:crypto';
import { LineReader, PIECE_LIMIT_BYTES, Starved, tooLarge } from './line-reader.ts';
import { MailLines } from './mail.ts';
import { endedMessage, type PatchPiece, readPieces } from './read-pieces.ts';
import { Unreadable } from './unreadable.ts';

/** A piece of a patch, or how it ended. `bytes` and `hash` are those of `Change`. */
export type PatchPart =
  | PatchPiece
  | { readonly kind: 'end'; readonly bytes: number; readonly hash: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** What has come and is not yet read: from the start of one piece to the last chunk. */
class Window {
  readonly #mail = new MailLines();
  #chunks: Buffer[] = [];
  #bytes = 0;
  #number = 1;
  /** Below this many bytes there is no use in trying: each try has twice as many as the one before, so all are linear. */
  #enough = 0;

  add(chunk: Uint8Array): void {
    this.#chunks.push(Buffer.from(chunk));
    this.#bytes += chunk.length;
  }

  /** The pieces that are whole. */
  *pieces(isLast: boolean): Generator<PatchPiece, void> {
    if (!isLast && this.#bytes < this.#enough) return;
    const window = Buffer.concat(this.#chunks);
    const reader = new LineReader(window, isLast, this.#number);
    try {
      yield* readPieces(reader, this.#mail);
      if (isLast) yield* endedMessage(this.#mail);
    } catch (thrown) {
      if (!(thrown instanceof Starved)) throw thrown;
      this.#keep(window.subarray(reader.pieceStart), reader.pieceNumber);
    }
  }

  #keep(rest: Buffer, number: number): void {
    if (rest.length > PIECE_LIMIT_BYTES) throw tooLarge(number);
    this.#chunks = [Buffer.from(rest)];
    this.#bytes = rest.length;
    this.#number = number;
    this.#enough = Math.min(2 * rest.length, PIECE_LIMIT_BYTES + 1);
  }
}

/**
 * The parts of a patch as its bytes come, in chunks of any size: messages and files in order, and at the end `end` or
 * `unreadable`, whichever `parsePatch` would give for the whole. Files that were given before `unreadable` are not to be relied
 * on. Never throws but for what the chunks throw. It holds one file at a time, of at most `PIECE_LIMIT_BYTES`, and up to as
 * much again and a chunk of what comes after; a file, a line or a message beyond that is unreadable.
 */
export async function* readPatch(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<PatchPart, void> {
  const window = new Window();
  const hash = createHash('sha256');
  let [bytes, files] = [0, 0];
  const counted = function* (isLast: boolean): Generator<PatchPiece, void> {
    for (const piece of window.pieces(isLast)) {
      if (piece.kind === 'file') files += 1;
      yield piece;
    }
  };
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      window.add(chunk);
      yield* counted(false);
    }
    yield* counted(true);
    if (files === 0) throw new Unreadable('no file changes found');
    yield { kind: 'end', bytes, hash: hash.digest('hex') };
  } catch (thrown) {
    if (!(thrown instanceof Unreadable)) throw thrown;
    yield { kind: 'unreadable', reason: thrown.message };
  }
}
