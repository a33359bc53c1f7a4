import { createHash, type Hash } from 'node:crypto';
import { deadBytes } from './dead-letter.ts';
import { type Message, messageFrom } from './message.ts';

const LINE_FEED = 0x0a;
/** Longer lines are no events: a live stream takes none so large either. */
const LONGEST_LINE = 8 * 1024 * 1024;

/**
 * Takes bytes apart into lines, each ended by a line feed and nothing else. What is not UTF-8, or too long, is a dead
 * letter. Needs bounded memory whatever comes.
 */
export class LineSplitter {
  #parts: Uint8Array[] = [];
  #length = 0;
  /** Of a line too long to be kept whole. */
  #hash: Hash | null = null;

  /** The lines that end in the next bytes. */
  *push(bytes: Uint8Array): Generator<Message> {
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      this.#add(bytes.subarray(start, end));
      yield this.rest();
      start = end + 1;
    }
    this.#add(bytes.subarray(start));
  }

  /** What came since the last line feed, as a line; empty where nothing did. */
  rest(): Message {
    const [only, ...more] = this.#parts;
    const bytes = only !== undefined && more.length === 0 ? only : Buffer.concat(this.#parts);
    const line = this.#hash === null ? messageFrom(bytes) : deadBytes(bytes, 'line too long', this.#hash.digest('hex'));
    [this.#parts, this.#length, this.#hash] = [[], 0, null];
    return line;
  }

  #add(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length > LONGEST_LINE && this.#hash === null) {
      this.#hash = createHash('sha256');
      for (const earlier of this.#parts) this.#hash.update(earlier);
    }
    if (this.#hash === null) this.#parts.push(part);
    else this.#hash.update(part);
  }
}
