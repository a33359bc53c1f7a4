import { gunzipSync } from 'node:zlib';
import { messageOf } from '../domain/index.ts';

/** The most bytes of unzipped patch that Tangled's appview reads (`models/pull.go`), and so do we: 15 MiB. */
export const PATCH_LIMIT_BYTES = 15 * 1024 * 1024;

/** A patch out of its wrapping, or why it is not to be had. `bytes` is what was unzipped, for hashing and counting. */
export type UnpackedPatch =
  | { readonly kind: 'text'; readonly text: string; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Whether the bytes say that they are gzip: by their first two, whatever anybody else says. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Keeps a byte order mark, so that the text encodes back to the same bytes wherever the bytes are UTF-8. */
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

const unpacked = (bytes: Uint8Array): UnpackedPatch => ({ kind: 'text', text: decode(bytes), bytes });

/** With `info`, zlib also gives its engine, which says how many bytes it took; Node's types do not know. */
const gunzip = (bytes: Uint8Array, maxOutputLength: number) =>
  gunzipSync(bytes, { maxOutputLength, info: true }) as unknown as {
    readonly buffer: Uint8Array;
    readonly engine: { readonly bytesWritten: number };
  };

/**
 * The text of a patch blob. Gzip is recognised by its first two bytes, whatever the answer's content type said;
 * anything else is taken as the text itself. Never holds more than `limitBytes` of unzipped patch, so a gzip bomb
 * ends as `too-large`; a gzip stream that is broken, cut or followed by data other than further members, which tools read in
 * different ways, is `unreadable`. Bytes that are not UTF-8 become U+FFFD in `text`
 * and stay as they are in `bytes`. An empty patch is an empty text. The caller owns `bytes`, which for a patch that
 * was not zipped is the array given. Throws `RangeError` for a limit that is not a positive integer.
 */
export const unpackPatch = (bytes: Uint8Array, limitBytes: number = PATCH_LIMIT_BYTES): UnpackedPatch => {
  if (!Number.isSafeInteger(limitBytes) || limitBytes < 1) {
    throw new RangeError(`limitBytes must be a positive integer, got ${limitBytes}`);
  }
  if (!isGzip(bytes)) return bytes.length > limitBytes ? { kind: 'too-large', limitBytes } : unpacked(bytes);
  try {
    const { buffer, engine } = gunzip(bytes, limitBytes);
    if (engine.bytesWritten !== bytes.length) return { kind: 'unreadable', reason: 'data behind the gzip stream' };
    return unpacked(buffer);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_BUFFER_TOO_LARGE') {
      return { kind: 'too-large', limitBytes };
    }
    return { kind: 'unreadable', reason: `the gzip stream is broken: ${messageOf(thrown)}` };
  }
};
