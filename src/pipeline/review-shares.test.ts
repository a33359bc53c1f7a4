import { expect, it } from 'vitest';
import type { Did } from '../domain/index.ts';
import { ReviewShares } from './review-shares.ts';

const [alice, mallory, sybil] = ['did:plc:alice', 'did:plc:mallory', 'did:plc:sybil'] as Did[] as [Did, Did, Did];

it('leaves nobody more than a quarter of the day', () => {
  const shares = new ReviewShares(100, [{ askedFor: mallory, need: 'fast', costMicros: 24 }]);
  expect(shares.isLeftFor(mallory, 'fast')).toBe(true);
  shares.add(mallory, 'queue', 1);
  expect([shares.isLeftFor(mallory, 'fast'), shares.isLeftFor(alice, 'fast')]).toEqual([false, true]);
});

it('leaves all of those whom no verdict helps a quarter together, and takes it from nobody else', () => {
  const shares = new ReviewShares(100, [
    { askedFor: mallory, need: 'none', costMicros: 15 },
    { askedFor: sybil, need: 'none', costMicros: 10 },
  ]);
  expect(shares.isLeftFor(alice, 'none')).toBe(false);
  expect(shares.isLeftFor(alice, 'queue')).toBe(true);
  expect(shares.isLeftFor(sybil, 'queue')).toBe(true);
});
