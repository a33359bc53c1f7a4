import fc from 'fast-check';
import { CID } from 'multiformats/cid';
import { describe, expect, it } from 'vitest';
import { parseCidRef } from './cid-ref.ts';
import { decoded, other } from './collections/testing.ts';

/** Made apart from this code: base64 of 00 01 55 12 20 and SHA-256 of "hello world", and the CID as text. */
const LINK = 'AAFVEiC5TSe5k00+CKUuUtfafav6xITv43pTgO6QiPes4u/N6Q==';
const TEXT = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e';
const blobs = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((digest) => Uint8Array.of(1, 0x55, 0x12, 32, ...digest));
const linkOf = (cid: Uint8Array): string => Buffer.from([0, ...cid]).toString('base64');

describe('a reference to a blob', () => {
  it('is its CID as text', () => {
    expect(parseCidRef(TEXT)).toBe(TEXT);
  });

  it('is the CID in the bytes of a CBOR link in base64, padded or not', () => {
    fc.assert(
      fc.property(blobs, (cid) => {
        const text = CID.decode(cid).toString();
        expect(parseCidRef(linkOf(cid))).toBe(text);
        expect(parseCidRef(linkOf(cid).replace(/=+$/, ''))).toBe(text);
      }),
    );
    expect(parseCidRef(LINK)).toBe(TEXT);
  });

  it.each<[string, unknown, string | null]>([
    ['a link', { $link: TEXT }, TEXT],
    ['its bytes', LINK, TEXT],
    ['something else', 'AAFV', null],
  ])('is read in a pull request’s round: %s', (_, ref, patchCid) => {
    const record = { title: 'a title', target: { repo: other }, rounds: [{ patchBlob: { ref } }] };
    expect(decoded('sh.tangled.repo.pull', record)).toMatchObject([{ kind: 'pull' }, { kind: 'round', patchCid }]);
  });

  it.each<[string, string]>([
    ['the empty text', ''],
    ['text that is no base64', 'not a cid'],
    ['base64 for URLs', linkOf(new Uint8Array(36).fill(255)).replaceAll('/', '_')],
    ['bytes without the zero before them', Buffer.from([1, 0x55, 0x12, 32, ...new Uint8Array(32)]).toString('base64')],
    [
      'bytes with another one before them',
      Buffer.from([1, 1, 0x55, 0x12, 32, ...new Uint8Array(32)]).toString('base64'),
    ],
    ['the zero alone', 'AA=='],
    ['a CID that is cut off', LINK.slice(0, 40)],
    ['a CID with something behind it', linkOf(Uint8Array.of(1, 0x55, 0x12, 32, ...new Uint8Array(33)))],
    ['a CID as long as nobody needs', linkOf(Uint8Array.of(1, 0x55, 0, 127, ...new Uint8Array(127)))],
    ['base64 without end', 'A'.repeat(1_000_000)],
  ])('is not %s', (_, text) => {
    expect(parseCidRef(text)).toBeNull();
  });

  it('never breaks on any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.string().map((text) => `AAFVEiD${text}`),
        ),
        (text) => {
          expect(() => parseCidRef(text)).not.toThrow();
        },
      ),
    );
  });
});
