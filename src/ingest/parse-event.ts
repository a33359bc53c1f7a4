import { createHash } from 'node:crypto';
import { z } from 'zod';
import { atUri, isRecordKey, parseDid, type StreamEvent } from '../domain/index.ts';

/** What one line of a stream is. */
export type ParsedEvent =
  | { readonly kind: 'event'; readonly event: StreamEvent }
  | { readonly kind: 'unusable'; readonly reason: string };

const commitShape = z.object({
  rev: z.string().optional(),
  operation: z.enum(['create', 'update', 'delete']),
  collection: z.string(),
  rkey: z.string(),
  record: z.record(z.string(), z.unknown()).optional(),
  cid: z.string().optional(),
});
/** The end of the year 2199: a stream's clock is never there, and one such event would age every vouch. */
const LATEST_US = Date.UTC(2200, 0, 1) * 1000;

const envelopeShape = z.object({
  did: z.string(),
  time_us: z.number().int().positive().max(LATEST_US),
  kind: z.string(),
  commit: z.unknown().optional(),
  identity: z.record(z.string(), z.unknown()).optional(),
  account: z.record(z.string(), z.unknown()).optional(),
});

const NSID = /^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+$/;
const unusable = (reason: string): ParsedEvent => ({ kind: 'unusable', reason });

/**
 * Reads one message of Jetstream's v1 wire (`/subscribe`). Unknown fields are ignored. Never throws: what cannot be
 * used comes back with the reason, always one of a small set so that reasons can be counted.
 */
export const parseEvent = (line: string): ParsedEvent => {
  let json: unknown;
  try {
    json = JSON.parse(line);
    if (opens(line) > DEEPEST && isNestedTooDeeply(json)) return unusable('nested too deeply');
  } catch {
    return unusable('not JSON');
  }
  const envelope = envelopeShape.safeParse(json);
  if (!envelope.success) return unusable('not a Jetstream event');
  const did = parseDid(envelope.data.did);
  if (did === null) return unusable('author is not a DID');
  const { kind, time_us: timeUs } = envelope.data;
  if (kind === 'commit') return commitEvent(envelope.data.commit, did, timeUs);
  if (kind === 'identity' && envelope.data.identity) return newsEvent('#identity', envelope.data.identity, did, timeUs);
  if (kind === 'account' && envelope.data.account) return newsEvent('#account', envelope.data.account, did, timeUs);
  return unusable('unknown kind of event');
};

/** Deeper than any real record, and far from what exhausts a stack. */
const DEEPEST = 200;

/** How many objects and arrays begin in a text, at most: no nesting is deeper. */
const opens = (line: string): number => line.match(/[[{]/g)?.length ?? 0;

const isNestedTooDeeply = (json: unknown): boolean => {
  let level: unknown[] = [json];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
};

const commitEvent = (json: unknown, did: StreamEvent['did'], timeUs: number): ParsedEvent => {
  const parsed = commitShape.safeParse(json);
  if (!parsed.success) return unusable('malformed commit');
  const { operation, collection, rkey, rev, cid, record } = parsed.data;
  if (!NSID.test(collection) || collection.length > 317) return unusable('collection is not an NSID');
  if (!isRecordKey(rkey)) return unusable('record key is not one');
  if (operation !== 'delete' && record === undefined) return unusable('commit without a record');
  const uri = atUri(did, collection, rkey);
  return {
    kind: 'event',
    event: {
      // Two operations of one commit on one record are two events, and so are two contents.
      id: `${uri}#${rev ?? timeUs}-${operation}${cid === undefined ? '' : `-${cid.slice(-12)}`}`,
      uri,
      did,
      collection,
      rkey,
      operation,
      timeUs,
      rev: rev ?? null,
      cid: cid ?? null,
      record: operation === 'delete' ? null : JSON.stringify(record),
    },
  };
};

const newsEvent = (
  collection: '#identity' | '#account',
  news: Readonly<Record<string, unknown>>,
  did: StreamEvent['did'],
  timeUs: number,
): ParsedEvent => {
  const record = JSON.stringify(news);
  const uri = atUri(did, collection, 'self');
  const id = `${uri}#${timeUs}-${createHash('sha256').update(record).digest('hex').slice(0, 8)}`;
  const event: StreamEvent = {
    id,
    uri,
    did,
    collection,
    rkey: 'self',
    operation: 'update',
    timeUs,
    rev: null,
    cid: null,
    record,
  };
  return { kind: 'event', event };
};
