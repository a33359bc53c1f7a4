import { isAscii } from 'node:buffer';
import { Unreadable } from './unreadable.ts';

/**
 * The most bytes that one file of a patch, or one line between files, may take: 32 MiB. More is unreadable, which bounds
 * what a stream of any length holds at a time.
 */
export const PIECE_LIMIT_BYTES = 32 * 1024 * 1024;

/** Ends a piece that goes on beyond the window; whoever feeds the window tries it again with more. Never leaves this folder. */
export class Starved extends Error {
  override readonly name = 'Starved';
}

const WINDOW_BYTES = 65_536;
const NON_ASCII = /[\x80-\xff]/g;

/**
 * A cursor over the lines of a window of bytes, which it shows as a string of one character per byte: positions in
 * `raw` are positions in the bytes, and comparisons are of bytes. `textFrom` decodes. A line ends at `\n` only: a carriage
 * return is content. The last line of the last window need not end at all.
 */
export class LineReader {
  readonly raw: string;
  /** Where the current line starts, and where it ends (its `\n` or the end of the bytes). */
  start = 0;
  end = 0;
  /** 1-based number of the current line, for messages. */
  number: number;
  readonly #bytes: Buffer;
  readonly #isLast: boolean;
  /** Where the current piece starts, and on which line. */
  pieceStart = 0;
  pieceNumber: number;
  /** The first byte that is not ASCII, of those from some earlier position on. */
  #nonAscii = -1;

  /** `isLast` says that nothing follows the window; without it, reading up to its end throws `Starved`. */
  constructor(bytes: Buffer, isLast: boolean, number = 1) {
    this.raw = bytes.toString('latin1');
    this.#bytes = bytes;
    this.#isLast = isLast;
    this.number = number;
    this.pieceNumber = number;
  }

  get done(): boolean {
    return this.start >= this.raw.length;
  }

  /** The current line as bytes; a carriage return at its end, as in patches saved on Windows, is left out. */
  get line(): string {
    return this.raw.slice(this.start, this.raw.charCodeAt(this.end - 1) === 0x0d ? this.end - 1 : this.end);
  }

  /** Starts a piece at the current line: what follows, up to the next call, is read whole or not at all. */
  startPiece(): void {
    this.pieceStart = this.start;
    this.pieceNumber = this.number;
    this.end = this.endFrom(this.start);
  }

  startsWith(prefix: string): boolean {
    return this.raw.startsWith(prefix, this.start);
  }

  /** Whether the lines from the current one on start with these prefixes, one each. */
  linesStartWith(...prefixes: readonly string[]): boolean {
    let start = this.start;
    return prefixes.every((prefix) => {
      const end = start <= this.raw.length ? this.endFrom(start) : start;
      const matches = this.raw.startsWith(prefix, start);
      start = end + 1;
      return matches;
    });
  }

  advance(): void {
    this.start = this.end + 1;
    this.number += 1;
    this.end = this.endFrom(this.start);
  }

  /** The bytes of that range as text. What is not UTF-8 becomes U+FFFD, which no code can be mistaken for. */
  textFrom(start: number, end: number): string {
    if (this.#nonAscii < start) this.#nonAscii = this.#findNonAscii(start);
    return this.#nonAscii >= end ? this.raw.slice(start, end) : this.#bytes.toString('utf8', start, end);
  }

  /** The end of the line that starts there. */
  endFrom(start: number): number {
    const found = this.raw.indexOf('\n', start);
    if (found === -1 && !this.#isLast) throw new Starved();
    const end = found === -1 ? this.raw.length : found;
    if (end - this.pieceStart > PIECE_LIMIT_BYTES) throw tooLarge(this.pieceNumber);
    return end;
  }

  #findNonAscii(from: number): number {
    let start = from;
    while (start < this.#bytes.length && isAscii(this.#bytes.subarray(start, start + WINDOW_BYTES)))
      start += WINDOW_BYTES;
    NON_ASCII.lastIndex = start;
    return NON_ASCII.exec(this.raw)?.index ?? this.raw.length;
  }
}

/** What is said of a file or line over the limit, by the number of its first line. */
export const tooLarge = (number: number): Unreadable =>
  new Unreadable(`the file or line at line ${number} is larger than ${PIECE_LIMIT_BYTES / 2 ** 20} MiB`);
