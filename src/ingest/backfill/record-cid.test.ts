import { jsonToLex } from '@atproto/lexicon';
import { cidForRecord } from '@atproto/repo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordCid } from './record-cid.ts';

const link = { $link: 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku' };
const text = fc.string({ unit: 'binary' });
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(link),
    fc.uint8Array().map((bytes) => ({ $bytes: Buffer.from(bytes).toString('base64').replace(/=+$/, '') })),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      text.filter((key) => !key.startsWith('$') && key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
}));

describe('the CID of a record', () => {
  it('is the one that the reference implementation gives it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom('a', 'bb', '$type', 'é', 'zzz'), value), async (record) => {
        const reference = await cidForRecord(jsonToLex(record as never) as never);
        expect(recordCid(record)?.cid).toBe(reference.toString());
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, Record<string, unknown>]>([
    ['a fraction', { a: 0.5 }],
    ['a number beyond exact ones', { a: 2 ** 60 }],
    ['a lone surrogate', { a: '\ud800' }],
    ['a lone surrogate in a key', { '\udc00': 1 }],
    ['a link that is none', { a: { $link: 'nonsense' } }],
    ['a link spelled otherwise', { a: { $link: 'zb2rhe5P4gXftAwvA4eXQ5HJwsER2owDyS9sKaQRRVQPn93bA' } }],
    ['bytes spelled otherwise', { a: { $bytes: 'QR==' } }],
    ['bytes that are none', { a: { $bytes: 'Q*' } }],
  ])('is not to be had of %s', (_, record) => {
    expect(recordCid(record)).toBeNull();
  });
});
