import { rfc3339 } from '../clock.ts';
import type { JsonObject, StrongRef } from '../event-log.ts';
import { recordCid } from '../ids.ts';
import { diceFor } from './dice.ts';

/** What somebody does to one record. */
export interface Deed {
  readonly did: string;
  readonly atUs: number;
  readonly collection: string;
  readonly rkey: string;
}

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
const CLOCKS = 1024;
const clock = diceFor('clock');

/** The timestamp identifier of a moment (microseconds since 1970); the salt picks its clock id. */
export const tidOf = (atUs: number, salt: number): string => {
  const clockId = clock(salt) % CLOCKS;
  let letters = ALPHABET.charAt(clockId >> 5) + ALPHABET.charAt(clockId & 31);
  for (let rest = atUs, place = 0; place < 11; place += 1, rest = Math.floor(rest / 32)) {
    letters = ALPHABET.charAt(rest % 32) + letters;
  }
  return letters;
};

const ZONES = ['Z', 'Z', '+01:00', '+02:00', '-05:00', '+09:00', '-08:00', '+05:30', '-03:00', '+08:00'];

/** The offset a person's client writes. */
export const zoneOf = (person: number): string => ZONES[person % ZONES.length] ?? 'Z';

/** `createdAt` as a person's client writes it. */
export const writtenAt = (atUs: number, person: number): string => rfc3339(atUs, zoneOf(person));

/** An account appears on the stream. */
export const announced = (did: string, handle: string, atUs: number): JsonObject => ({
  did,
  time_us: atUs,
  kind: 'identity',
  identity: { did, handle, seq: Math.floor(atUs / 1000) % 1e9, time: rfc3339(atUs, 'Z') },
});

/** A record reaches the stream a moment after its own clock says it was made. */
const LATER_US = 61_000_000;

const commit = ({ did, atUs }: Deed, change: JsonObject): JsonObject => {
  const timeUs = atUs + LATER_US;
  return { did, time_us: timeUs, kind: 'commit', commit: { rev: tidOf(timeUs, timeUs % CLOCKS), ...change } };
};

/** A record is written, for the first time or anew. */
export const told = (
  deed: Deed,
  fields: JsonObject,
  operation: 'create' | 'update' = 'create',
): { readonly event: JsonObject; readonly ref: StrongRef } => {
  const { did, collection, rkey } = deed;
  const record = { $type: collection, ...fields };
  const cid = recordCid(record);
  return {
    event: commit(deed, { operation, collection, rkey, record, cid }),
    ref: { uri: `at://${did}/${collection}/${rkey}`, cid },
  };
};

/** A record is taken away. */
export const removed = (deed: Deed): JsonObject =>
  commit(deed, { operation: 'delete', collection: deed.collection, rkey: deed.rkey });
