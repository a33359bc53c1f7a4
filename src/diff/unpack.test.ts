import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { blobCid, matchesCid } from './blob-cid.ts';
import { PATCH_LIMIT_BYTES, unpackPatch } from './unpack.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('unpackPatch', () => {
  it.each(['', 'diff --git a/é b/é\n', '\uFEFFbom\r\n'])('gives back %j, zipped or not', (text) => {
    for (const bytes of [bytesOf(text), gzipSync(bytesOf(text))]) {
      const unpacked = unpackPatch(bytes);
      expect(unpacked).toMatchObject({ kind: 'text', text });
      expect(unpacked.kind === 'text' && Buffer.compare(unpacked.bytes, bytesOf(text))).toBe(0);
    }
  });

  it('stops a gzip bomb at the limit', () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    expect(unpackPatch(bomb)).toEqual({ kind: 'too-large', limitBytes: PATCH_LIMIT_BYTES });
  });

  it('takes exactly the limit and not a byte more, zipped or not', () => {
    for (const wrap of [(bytes: Uint8Array) => bytes, gzipSync]) {
      expect(unpackPatch(wrap(new Uint8Array(100)), 100).kind).toBe('text');
      expect(unpackPatch(wrap(new Uint8Array(101)), 100)).toEqual({ kind: 'too-large', limitBytes: 100 });
    }
  });

  it('calls a cut or broken gzip stream unreadable', () => {
    const zipped = gzipSync(bytesOf('hello hello hello'));
    expect(unpackPatch(zipped.subarray(0, 12)).kind).toBe('unreadable');
    expect(unpackPatch(Uint8Array.of(0x1f, 0x8b)).kind).toBe('unreadable');
    expect(unpackPatch(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 255, 255)).kind).toBe('unreadable');
  });

  it('reads every member of a gzip stream, and calls data behind the last one unreadable', () => {
    const [one, two] = [gzipSync(bytesOf('one ')), gzipSync(bytesOf('two'))];
    expect(unpackPatch(Buffer.concat([one, two]))).toMatchObject({ kind: 'text', text: 'one two' });
    for (const more of [bytesOf('GARBAGE'), Uint8Array.of(0), Buffer.concat([Buffer.alloc(4), two])]) {
      expect(unpackPatch(Buffer.concat([one, more])).kind).toBe('unreadable');
    }
    expect(unpackPatch(Buffer.concat([one, Buffer.alloc(4), two]))).toMatchObject({
      reason: 'data behind the gzip stream',
    });
  });

  it('replaces what is not UTF-8 in the text and keeps it in the bytes', () => {
    expect(unpackPatch(Uint8Array.of(0x61, 0xff))).toEqual({
      kind: 'text',
      text: 'a\uFFFD',
      bytes: Uint8Array.of(0x61, 0xff),
    });
  });

  it('refuses a limit that is none', () => {
    for (const limit of [0, -1, 1.5, Number.NaN]) expect(() => unpackPatch(bytesOf(''), limit)).toThrow(RangeError);
  });
});

describe('blobCid', () => {
  it('is the CIDv1 of raw bytes under SHA-256', () => {
    // Made apart from this code: base32(01 55 12 20, SHA-256).
    expect(blobCid(bytesOf(''))).toBe('bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku');
    expect(blobCid(bytesOf('hello world'))).toBe('bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e');
  });

  it('matches its own bytes only, and nothing that is no such CID', () => {
    const cid = blobCid(bytesOf('x'));
    expect(matchesCid(bytesOf('x'), cid)).toBe(true);
    for (const other of [blobCid(bytesOf('y')), '', 'x', cid.toUpperCase()])
      expect(matchesCid(bytesOf('x'), other)).toBe(false);
  });
});
