import type { Message } from '../message.ts';

/** Bounds of what waits to be taken: where either is reached, no more is read from the socket. */
const MOST_WAITING = 10_000;
const MOST_WAITING_BYTES = 32 * 1024 * 1024;
/** Bounds of one batch; a single message may be larger. */
const MOST_IN_BATCH = 5_000;
const MOST_IN_BATCH_BYTES = 8 * 1024 * 1024;

/** Messages that have come and were not taken yet, in order. */
export class Inbox {
  #waiting: { readonly message: Message; readonly bytes: number }[] = [];
  #bytes = 0;

  put(message: Message, bytes: number): void {
    this.#waiting.push({ message, bytes });
    this.#bytes += bytes;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether the socket may go on; with room for half, so that it is not stopped and started at every message. */
  get hasRoom(): boolean {
    return this.#waiting.length <= MOST_WAITING / 2 && this.#bytes <= MOST_WAITING_BYTES / 2;
  }

  get isFull(): boolean {
    return this.#waiting.length >= MOST_WAITING || this.#bytes >= MOST_WAITING_BYTES;
  }

  /** The oldest messages, at least one where there is any. */
  take(): readonly Message[] {
    let [count, bytes] = [0, 0];
    for (const waiting of this.#waiting) {
      if (count > 0 && (count === MOST_IN_BATCH || bytes + waiting.bytes > MOST_IN_BATCH_BYTES)) break;
      count += 1;
      bytes += waiting.bytes;
    }
    this.#bytes -= bytes;
    return this.#waiting.splice(0, count).map(({ message }) => message);
  }
}
