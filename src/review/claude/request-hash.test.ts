import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestHash } from './request-hash.ts';

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reversed(entry)]),
  );
};

describe('requestHash', () => {
  it('is the SHA-256 of the JSON with its keys in order', () => {
    // printf '{"a":[1,{"b":null,"c":"ä"}],"z":true}' | sha256sum
    expect(requestHash({ z: true, a: [1, { c: 'ä', b: null }], u: undefined })).toBe(
      '7c3f3dfc027b08a864580fbcdffd42cb1fb68f3bcc40cda4b9fc46d2726e8975',
    );
  });

  it('does not go by the order of keys, and fits the id of a request in a batch', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(requestHash(reversed(value) as object)).toBe(requestHash(value));
        expect(requestHash(value)).toMatch(/^[0-9a-f]{64}$/);
      }),
    );
  });

  it('names what is nested however deep', () => {
    const deep = (innermost: string): object =>
      JSON.parse(`${'[{"a":'.repeat(50_000)}${innermost}${'}]'.repeat(50_000)}`);
    expect(requestHash(deep('1'))).not.toBe(requestHash(deep('2')));
    expect(requestHash(deep('1'))).toBe(requestHash(deep('1')));
  });

  it('tells apart what JSON tells apart, the order of lists included', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.array(fc.jsonValue()), (a, b) => {
        const same = requestHash(a) === requestHash(b);
        expect(same).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
      }),
    );
    expect(requestHash([1, 2])).not.toBe(requestHash([2, 1]));
  });
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => [key, sorted(entry), 'pair']);
};
