import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Did } from '../../domain/index.ts';
import type { VouchEdge } from '../ports.ts';
import { edgeSum } from './edge-sum.ts';

const did = fc.constantFrom('did:plc:a', 'did:plc:b', 'did:plc:c').map((text) => text as Did);
const edge: fc.Arbitrary<VouchEdge> = fc.record({
  fromDid: did,
  toDid: did,
  polarity: fc.constantFrom('vouch' as const, 'denounce' as const),
  sinceUs: fc.nat(3),
  evidences: fc.constant(0),
});
const ROOTS = ['did:plc:r' as Did];

describe('a hash over all opinions', () => {
  it('is the same for the same opinions in any order, however they came about', () => {
    fc.assert(
      fc.property(fc.array(edge), fc.array(edge), (before, after) => {
        const followed = edgeSum(before);
        for (const by of ['did:plc:a', 'did:plc:b', 'did:plc:c'] as Did[]) {
          followed.set(
            by,
            after.filter(({ fromDid }) => fromDid === by),
          );
        }
        expect(followed.hex(ROOTS)).toBe(edgeSum(after.toReversed()).hex(ROOTS));
      }),
    );
  });

  it('is another for another opinion, one opinion more, and other roots', () => {
    const [a, b] = ['did:plc:a' as Did, 'did:plc:b' as Did];
    const one: VouchEdge = { fromDid: a, toDid: b, polarity: 'vouch', sinceUs: 1, evidences: 0 };
    const hashes = [
      edgeSum([]).hex(ROOTS),
      edgeSum([one]).hex(ROOTS),
      edgeSum([one]).hex([]),
      edgeSum([{ ...one, polarity: 'denounce' }]).hex(ROOTS),
      edgeSum([{ ...one, sinceUs: 2 }]).hex(ROOTS),
      edgeSum([one, { ...one, toDid: a }]).hex(ROOTS),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});
