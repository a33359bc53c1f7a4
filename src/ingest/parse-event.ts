import { createHash } from 'node:crypto';
import { z } from 'zod';
import { atUri, type Did, isRecordKey, parseDid, type StreamEvent } from '../domain/index.ts';
import { LATEST_US, type Position } from './position.ts';
import { positionOf } from './tid.ts';
import { microsOf } from './times.ts';

/** What one message of a stream is. */
export type ParsedEvent =
  | {
      readonly kind: 'event';
      readonly event: StreamEvent;
      /** Where it stands in its host's stream. */
      readonly position: Position;
    }
  | { readonly kind: 'unusable'; readonly reason: string };

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const object = z.custom<Json>(isObject);
const unusable = (reason: string): ParsedEvent => ({ kind: 'unusable', reason });

/** What both wires say of every event. */
interface Envelope {
  readonly did: Did;
  readonly position: Position;
}

const v1Shape = z.object({
  did: z.string(),
  time_us: z.number().int().positive().max(LATEST_US),
  kind: z.string(),
});
const v2Shape = z.object({
  $type: z.string(),
  seq: z.number().int().positive(),
  did: z.string(),
  time: z.string(),
});
const V2_KIND = /^network\.bsky\.jetstream\.subscribeEvents#([a-z]+)$/;

/**
 * Reads one message of Jetstream's v1 wire (`/subscribe`) or v2 wire (`network.bsky.jetstream.subscribeEvents`); the same
 * commit gives the same event either way. Unknown fields are ignored. Never throws: what cannot be used comes back with
 * the reason, always one of a small set so that reasons can be counted.
 */
export const parseEvent = (text: string): ParsedEvent => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return unusable('not JSON');
  }
  if (opens(text) > DEEPEST && isNestedTooDeeply(json)) return unusable('nested too deeply');
  if (!isObject(json)) return unusable('not a Jetstream event');
  return json.$type === 'message' ? readV2(json.payload) : readV1(json);
};

const readV1 = (json: Json): ParsedEvent => {
  const parsed = v1Shape.safeParse(json);
  if (!parsed.success) return unusable('not a Jetstream event');
  const { kind, time_us: timeUs } = parsed.data;
  const did = parseDid(parsed.data.did);
  if (did === null) return unusable('author is not a DID');
  const envelope = { did, position: { timeUs, seq: null } };
  return kind === 'commit' ? commitEvent(json.commit, envelope) : newsEvent(kind, json[kind], envelope);
};

const readV2 = (payload: unknown): ParsedEvent => {
  const parsed = v2Shape.safeParse(payload);
  if (!parsed.success || !isObject(payload)) return unusable('not a Jetstream event');
  const kind = V2_KIND.exec(parsed.data.$type)?.[1] ?? '';
  const timeUs = microsOf(parsed.data.time);
  if (timeUs === null || timeUs < 1 || timeUs >= LATEST_US) return unusable('not a Jetstream event');
  const did = parseDid(parsed.data.did);
  if (did === null) return unusable('author is not a DID');
  const envelope = { did, position: { timeUs, seq: parsed.data.seq } };
  return kind === 'commit' ? commitEvent(payload, envelope) : newsEvent(kind, payload[kind], envelope);
};

/** Deeper than any real record, and far from what exhausts a stack. */
const DEEPEST = 200;

/** How many objects and arrays begin in a text, at most: no nesting is deeper. */
const opens = (text: string): number => text.match(/[[{]/g)?.length ?? 0;

const isNestedTooDeeply = (json: unknown): boolean => {
  let level: unknown[] = [json];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
};

const NSID = /^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+$/;
const token = z.string().regex(/^[A-Za-z0-9]{1,128}$/);

const commitShape = z.object({
  rev: token.optional(),
  operation: z.enum(['create', 'update', 'delete']),
  collection: z.string(),
  rkey: z.string(),
  record: object.optional(),
  cid: token.optional(),
});

const commitEvent = (json: unknown, { did, position }: Envelope): ParsedEvent => {
  const parsed = commitShape.safeParse(json);
  if (!parsed.success) return unusable('malformed commit');
  const { operation, collection, rkey, rev = null, cid = null, record } = parsed.data;
  if (!NSID.test(collection) || collection.length > 317) return unusable('collection is not an NSID');
  if (!isRecordKey(rkey)) return unusable('record key is not one');
  if (operation !== 'delete' && record === undefined) return unusable('commit without a record');
  const uri = atUri(did, collection, rkey);
  const { timeUs } = position;
  const text = operation === 'delete' ? null : JSON.stringify(record);
  const event: StreamEvent = {
    // Two operations of one commit on one record are two events, and so are two contents.
    id: `${uri}#${rev ?? timeUs}-${operation}${contentOf(cid, text)}`,
    uri,
    did,
    collection,
    rkey,
    operation,
    timeUs,
    rev,
    positionUs: positionOf({ rev, timeUs }),
    cid,
    record: text,
  };
  return { kind: 'event', event, position };
};

/** What tells contents apart: the end of the CID, or where the stream gives none, of a hash of the text. */
const contentOf = (cid: string | null, text: string | null): string => {
  if (cid !== null) return `-${cid.slice(-12)}`;
  return text === null ? '' : `-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
};

const NEWS = ['identity', 'account', 'sync'];

const newsEvent = (kind: string, news: unknown, { did, position }: Envelope): ParsedEvent => {
  if (!NEWS.includes(kind) || !isObject(news)) return unusable('unknown kind of event');
  const collection = `#${kind}`;
  const uri = atUri(did, collection, 'self');
  const { timeUs } = position;
  const event: StreamEvent = {
    // The news' own time is the same whichever host passes them on.
    id: `${uri}#${microsOf(news.time) ?? timeUs}-${fingerprint(news)}`,
    uri,
    did,
    collection,
    rkey: 'self',
    operation: 'update',
    timeUs,
    rev: null,
    positionUs: timeUs,
    cid: null,
    record: JSON.stringify(news),
  };
  return { kind: 'event', event, position };
};

/** The same for the same fields in any order. */
const fingerprint = (news: Json): string => {
  const fields = Object.entries(news).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 8);
};
