import type { Position } from '../position.ts';

/** Jetstream's two protocols: `/subscribe`, and XRPC's `subscribeEvents`. */
export type Wire = 'v1' | 'v2';

/** Which protocol a host speaks at an address: its path says so. */
export const wireOf = (address: URL): Wire => (address.pathname.endsWith('.subscribeEvents') ? 'v2' : 'v1');

/** Where a subscription begins. */
export interface Beginning {
  /** After which everything is wanted; null for what happens from now on. */
  readonly position: Position | null;
  /** Whether the position is this host's own, so that its sequence numbers mean something. */
  readonly own: boolean;
}

export interface AddressOptions {
  /** Ask by time even where there is a sequence number. */
  readonly byTime?: boolean;
  /** The host is to leave out larger messages. */
  readonly maxMessageBytes?: number | null;
}

/** How far to go back when resuming: around the moment a replay becomes live, some hosts change the order. */
const OVERLAP_US = 5_000_000;
/** Another host saw the same events at other times. */
const OVERLAP_OF_HOSTS_US = 30_000_000;
/** Smaller numbers are read as sequence numbers. */
const LEAST_TIME_US = 1e15;

/** The full address of a subscription to Tangled's records and to all news of accounts. */
export const addressFrom = (url: URL, { position, own }: Beginning, options: AddressOptions = {}): URL => {
  const address = new URL(url);
  const query = address.searchParams;
  const wire = wireOf(url);
  if (wire === 'v1') query.set('wantedCollections', 'sh.tangled.*');
  else {
    query.set('collections', 'sh.tangled.*');
    query.delete('kinds');
    for (const kind of ['commit', 'identity', 'account', 'sync']) query.append('kinds', kind);
  }
  if (position !== null) {
    const seq = wire === 'v2' && own && !options.byTime ? position.seq : null;
    const timeUs = position.timeUs - (own ? OVERLAP_US : OVERLAP_OF_HOSTS_US);
    query.set('cursor', String(seq ?? Math.max(wire === 'v2' ? LEAST_TIME_US : 0, timeUs)));
  }
  if (options.maxMessageBytes) query.set('maxMessageSizeBytes', String(options.maxMessageBytes));
  return address;
};
