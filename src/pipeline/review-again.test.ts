import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Review, ReviewOutcome } from '../domain/index.ts';
import { askedAgainAtUs } from './review-again.ts';

const MINUTE = 60_000_000;
const NOW = Date.UTC(2026, 10, 21, 12) * 1000;

const came = (kind: ReviewOutcome['kind'], unread: Review['unread'] = []) => ({
  outcome: { kind } as ReviewOutcome,
  unread,
  costMicros: 0,
});

describe('when a review without a verdict is asked for again', () => {
  it.each<[ReviewOutcome['kind'], number, number | null]>([
    ['verdict', 1, null],
    ['too-large', 1, null],
    ['timeout', 1, NOW + MINUTE],
    ['overloaded', 3, NOW + 4 * MINUTE],
    ['unavailable', 40, NOW + 360 * MINUTE],
    ['unreadable', 2, NOW + 2 * MINUTE],
    ['unreadable', 3, null],
    ['steered', 1, null],
    ['refused', 1, NOW + 24 * 60 * MINUTE],
    ['refused', 2, null],
    ['budget', 0, Date.UTC(2026, 10, 22) * 1000],
  ])('%s, asked %i times', (kind, attempts, expected) => {
    expect(askedAgainAtUs(came(kind), attempts, NOW)).toBe(expected);
  });

  it('asks once a day only for what failed six times and was billed', () => {
    const billed = { ...came('timeout'), costMicros: 9 };
    expect([5, 6].map((attempts) => askedAgainAtUs(billed, attempts, NOW))).toEqual([
      NOW + 16 * MINUTE,
      NOW + 1440 * MINUTE,
    ]);
  });

  it('asks again for what a verdict left out, three times in all', () => {
    const partly = came('verdict', [{ file: 0, hunks: [2] }]);
    expect([1, 2, 3].map((attempts) => askedAgainAtUs(partly, attempts, NOW))).toEqual([
      NOW + MINUTE,
      NOW + 2 * MINUTE,
      null,
    ]);
  });

  it('is never in the past, and what is paid for each time ends', () => {
    const kind = fc.constantFrom<ReviewOutcome['kind']>('unreadable', 'steered', 'refused', 'timeout', 'budget');
    fc.assert(
      fc.property(kind, fc.nat(1000), (one, attempts) => {
        const again = askedAgainAtUs(came(one), attempts, NOW);
        if (again !== null) expect(again).toBeGreaterThan(NOW);
        if (attempts >= 3 && ['unreadable', 'steered', 'refused'].includes(one)) expect(again).toBeNull();
      }),
    );
  });
});
