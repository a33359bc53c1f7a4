import { crc32 } from 'node:zlib';

const STORED_MAX = 0xffff;
/** Magic, deflate, no flags, no time, no extra flags, unknown system. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

/**
 * Gzip without compression (RFC 1952, RFC 1951 §3.2.4). Written here because zlib's level 0 cuts its stored blocks
 * differently from version to version, and the demo world's CIDs must be the same everywhere.
 */
export const gzipStored = (content: Uint8Array): Uint8Array => {
  const parts: Uint8Array[] = [HEADER];
  for (let start = 0; start === 0 || start < content.length; start += STORED_MAX) {
    const block = content.subarray(start, start + STORED_MAX);
    const head = Buffer.alloc(5);
    head.writeUInt8(start + STORED_MAX >= content.length ? 1 : 0, 0);
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(block.length ^ 0xffff, 3);
    parts.push(head, block);
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(content), 0);
  tail.writeUInt32LE(content.length, 4);
  return new Uint8Array(Buffer.concat([...parts, tail]));
};
