import { createHash } from 'node:crypto';
import type { DeadLetter } from '../domain/index.ts';

/** What is kept of input that is no event: enough to see what it was. */
const MOST_KEPT = 64 * 1024;

const idOf = (input: string | Uint8Array): string => createHash('sha256').update(input).digest('hex');

/** A text that is no event, with its beginning; told apart from others by all of it. */
export const deadText = (text: string, reason: string): DeadLetter => ({
  id: idOf(text),
  // Half a surrogate pair at the end would not come back from the database alike.
  raw: text.slice(0, MOST_KEPT).toWellFormed(),
  reason,
});

/** Bytes that are no text, their beginning as a `data:` URL (RFC 2397). */
export const deadBytes = (bytes: Uint8Array, reason: string, id = idOf(bytes)): DeadLetter => ({
  id,
  raw: `data:application/octet-stream;base64,${Buffer.from(bytes.subarray(0, (MOST_KEPT * 3) / 4)).toString('base64')}`,
  reason,
});
