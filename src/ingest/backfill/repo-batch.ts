import type { DeadLetter, DecodedEvent } from '../../domain/index.ts';
import type { KeptBatch, RepoStore } from './ports.ts';
import type { Told } from './record-events.ts';
import type { Tally } from './tally.ts';

const MOST_EVENTS = 2_000;
const MOST_TEXT = 8 * 1024 * 1024;

/** Events of one repository on their way into the store, a bounded number at a time. */
export class RepoBatch {
  readonly #store: RepoStore;
  readonly #tally: Tally;
  readonly #source: string;
  #events: DecodedEvent[] = [];
  #deadLetters: DeadLetter[] = [];
  #text = 0;

  constructor(store: RepoStore, tally: Tally, source: string) {
    this.#store = store;
    this.#tally = tally;
    this.#source = source;
  }

  async add(told: Told): Promise<void> {
    if (told.kind === 'unusable') {
      this.#tally.reject(told.letter.reason);
      this.#deadLetters.push(told.letter);
      this.#text += told.letter.raw.length;
    } else {
      if (told.decoded.rejection !== null) this.#tally.reject(told.decoded.rejection);
      this.#events.push(told.decoded);
      this.#text += told.decoded.event.record?.length ?? 0;
    }
    if (this.#events.length + this.#deadLetters.length >= MOST_EVENTS || this.#text >= MOST_TEXT) await this.flush();
  }

  /** Keeps what there is; `complete` says that with this the repository is read. */
  async flush(complete: KeptBatch['complete'] = null): Promise<void> {
    const [events, deadLetters] = [this.#events, this.#deadLetters];
    if (events.length + deadLetters.length === 0 && complete === null) return;
    this.#events = [];
    this.#deadLetters = [];
    this.#text = 0;
    const fresh = await this.#store.keep({ events, deadLetters, source: this.#source, complete });
    this.#tally.records.fresh += fresh;
  }
}
