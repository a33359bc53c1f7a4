import type { AtUri, Did } from './ids.ts';

/**
 * One event of the stream, kept as it came: a change to one record, or news of an account
 * (collections `#identity` and `#account`, record key `self`).
 */
export interface StreamEvent {
  /** The same event has the same id however often and from wherever it arrives. */
  readonly id: string;
  readonly uri: AtUri;
  readonly did: Did;
  readonly collection: string;
  readonly rkey: string;
  readonly operation: 'create' | 'update' | 'delete';
  /** When the stream saw it, in microseconds since 1970. */
  readonly timeUs: number;
  /** The commit's revision, a TID; null where the stream gives none. */
  readonly rev: string | null;
  /** Where it stands among its repository's events, in microseconds: by `rev` where there is one, else by `timeUs`. */
  readonly positionUs: number;
  readonly cid: string | null;
  /** The record as JSON text; null for a delete. */
  readonly record: string | null;
}
