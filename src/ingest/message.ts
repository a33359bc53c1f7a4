import type { DeadLetter } from '../domain/index.ts';
import { deadBytes } from './dead-letter.ts';

/** One message of a stream as text, or what came instead of one. */
export type Message = string | DeadLetter;

/** A byte order mark is left in place: inside a stream it is no JSON, and a capture's reader takes away the first. */
const strictly = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text the bytes are in UTF-8; a dead letter where they are not. */
export const messageFrom = (bytes: Uint8Array): Message => {
  try {
    return strictly.decode(bytes);
  } catch {
    return deadBytes(bytes, 'not UTF-8');
  }
};
