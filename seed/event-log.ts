import { rfc3339, usAt } from './clock.ts';
import { recordCid, spread, tidAt } from './ids.ts';
import { didOfPerson, handleOf, personNamed } from './people.ts';

export type JsonObject = Record<string, unknown>;

/** What one person does to one record of theirs. `at` is `YYYY-MM-DD HH:MM`, UTC. */
interface Act {
  readonly by: string;
  readonly at: string;
  readonly collection: string;
  readonly rkey: string;
}

export interface StrongRef {
  readonly uri: string;
  readonly cid: string;
}

const salted = ({ by, at, collection, rkey }: Act): string => `${by}|${at}|${collection}|${rkey}`;

/** The record key a person's record of that minute gets. `mark` tells apart several of one minute. */
export const tidFor = (by: string, at: string, mark: string): string =>
  tidAt(usAt(at, `${by}|${mark}`), `${by}|${mark}`);

export const recordUri = (by: string, collection: string, rkey: string): string =>
  `at://${didOfPerson(by)}/${collection}/${rkey}`;

/** `createdAt` as that person's client writes it. `mark` as in `tidFor`. */
export const createdAt = (by: string, at: string, mark: string): string =>
  rfc3339(usAt(at, `${by}|${mark}`), personNamed(by).zone);

/** Collects what people do, in any order, and tells it as Jetstream would have. */
export class EventLog {
  readonly #events: { timeUs: number; event: JsonObject }[] = [];
  readonly #cids = new Map<string, string>();

  announce(name: string, at: string): void {
    const us = usAt(at, `${name}|identity`);
    const identity = { did: didOfPerson(name), handle: handleOf(name), seq: spread(name, 1e9), time: rfc3339(us, 'Z') };
    this.#add(us, { did: identity.did, kind: 'identity', identity });
  }

  put(act: Act, record: JsonObject): StrongRef {
    const uri = recordUri(act.by, act.collection, act.rkey);
    const whole = { $type: act.collection, ...record };
    const cid = recordCid(whole);
    const operation = this.#cids.has(uri) ? 'update' : 'create';
    this.#cids.set(uri, cid);
    this.#commit(act, { operation, collection: act.collection, rkey: act.rkey, record: whole, cid });
    return { uri, cid };
  }

  remove(act: Act): void {
    this.#cids.delete(recordUri(act.by, act.collection, act.rkey));
    this.#commit(act, { operation: 'delete', collection: act.collection, rkey: act.rkey });
  }

  /** Oldest first, no two at the same microsecond. */
  inOrder(): JsonObject[] {
    let lastUs = 0;
    return this.#events
      .toSorted((a, b) => a.timeUs - b.timeUs)
      .map(({ timeUs, event }) => {
        lastUs = Math.max(timeUs, lastUs + 1);
        const { did, ...rest } = event;
        return { did, time_us: lastUs, ...rest };
      });
  }

  #commit(act: Act, commit: JsonObject): void {
    // A record reaches the stream a moment after its own clock says it was made.
    const us = usAt(act.at, salted(act)) + 61_000_000;
    const rev = tidAt(us, `rev|${salted(act)}`);
    this.#add(us, { did: didOfPerson(act.by), kind: 'commit', commit: { rev, ...commit } });
  }

  #add(timeUs: number, event: JsonObject): void {
    this.#events.push({ timeUs, event });
  }
}
