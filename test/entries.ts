import type { Entry } from './jetstream-host.ts';

/** Makes the messages of a Jetstream host, in both wires' words; every identifier is made up. */

const time = (timeUs: number): string =>
  `${new Date(Math.floor(timeUs / 1000)).toISOString().slice(0, -1)}${String(timeUs % 1000).padStart(3, '0')}Z`;

const inBoth = (seenUs: number, v1: object | null, v2: { kind: string; [field: string]: unknown }): Entry => {
  const { kind, ...fields } = v2;
  const $type = `network.bsky.jetstream.subscribeEvents#${kind}`;
  return {
    seenUs,
    v1: v1 === null ? null : JSON.stringify(v1),
    v2: (seq) => JSON.stringify({ $type: 'message', payload: { $type, seq, ...fields } }),
  };
};

export interface Commit {
  readonly did: string;
  readonly collection: string;
  readonly rkey: string;
  readonly operation?: 'create' | 'update' | 'delete';
  readonly record?: object;
  readonly rev: string;
  readonly cid?: string;
}

/** A commit; `timeUs` is what the message says, where that is not when the host saw it. */
export const commitEntry = (commit: Commit, seenUs: number, timeUs = seenUs): Entry => {
  const { did, operation = 'create', ...rest } = commit;
  return inBoth(
    seenUs,
    { did, time_us: timeUs, kind: 'commit', commit: { operation, ...rest } },
    { kind: 'commit', did, time: time(timeUs), operation, ...rest },
  );
};

/** News of an account. */
export const newsEntry = (kind: 'identity' | 'account' | 'sync', did: string, seenUs: number, news: object): Entry => {
  const body = { did, seq: 7, time: time(seenUs), ...news };
  const v1 = kind === 'sync' ? null : { did, time_us: seenUs, kind, [kind]: body };
  return inBoth(seenUs, v1, { kind, did, time: time(seenUs), [kind]: body });
};

/** The same bytes on both wires. */
export const junkEntry = (bytes: string | Uint8Array, seenUs: number, more: Partial<Entry> = {}): Entry => ({
  seenUs,
  v1: bytes,
  v2: () => bytes,
  ...more,
});

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';

/** The TID of a time, by a clock of number 0. */
export const tidOf = (timeUs: number): string => {
  let [rest, text] = [BigInt(timeUs) << 10n, ''];
  for (let letter = 0; letter < 13; letter += 1) {
    text = (ALPHABET[Number(rest % 32n)] ?? '') + text;
    rest /= 32n;
  }
  return text;
};
