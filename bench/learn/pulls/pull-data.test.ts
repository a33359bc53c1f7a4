import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpEdges, madeUpPull, madeUpPulls } from './made-up.testing.ts';
import { DAY, GIVEN_UP_SECONDS, PROTOCOLS, type Protocol } from './protocol.ts';
import { type PullData, pullData } from './pull-data.ts';
import type { Pull } from './read-pulls.ts';

const rowOf = ({ dataset: { matrix } }: PullData, row: number): number[] => {
  const width = matrix.columns.length;
  return [...matrix.values.subarray(row * width, (row + 1) * width)];
};

const numberOf = (data: PullData, row: number, column: string): number => {
  const place = data.dataset.matrix.columns.indexOf(column);
  expect(place, column).toBeGreaterThanOrEqual(0);
  return rowOf(data, row)[place]!;
};

describe('the columns of a pull request', () => {
  it.each(PROTOCOLS)('do not change with what comes later, outcomes counting %s', (protocol) => {
    fc.assert(
      fc.property(madeUpPulls, madeUpEdges, fc.nat(), (pulls, edges, pick) => {
        const row = pick % pulls.length;
        const { at } = pulls[row]!;
        const until = pulls.filter((pull, place) => place <= row || pull.at === at);
        const earlier = edges.filter(({ epoch }) => epoch < at);
        expect(rowOf(pullData(pulls, edges, protocol), row)).toEqual(rowOf(pullData(until, earlier, protocol), row));
      }),
      { numRuns: 60 },
    );
  });

  it('do not change with outcomes that nobody knows yet, their own among them', () => {
    const unknownAt = ({ at, mergedAt }: Pull, now: number): boolean =>
      at + GIVEN_UP_SECONDS >= now && (Number.isNaN(mergedAt) || mergedAt >= now);
    fc.assert(
      fc.property(madeUpPulls, madeUpEdges, fc.nat(), fc.boolean(), (pulls, edges, pick, merged) => {
        const row = pick % pulls.length;
        const now = pulls[row]!.at;
        const otherwise = pulls.map((pull) =>
          unknownAt(pull, now) ? { ...pull, merged, mergedAt: merged ? now + DAY : Number.NaN } : pull,
        );
        const [real, other] = [pulls, otherwise].map((each) => rowOf(pullData(each, edges, 'once known'), row));
        expect(real).toEqual(other);
      }),
      { numRuns: 60 },
    );
  });

  it('do not change with its own outcome, nor with that of another of the same second', () => {
    const outcomes = [true, false].flatMap((first) => [true, false].map((second) => [first, second] as const));
    const rows = outcomes.flatMap(([first, second]) => {
      const pulls = [madeUpPull({ merged: first }), madeUpPull({ merged: second, number: 2 })];
      const data = pullData(pulls, [], 'at once');
      return [
        numberOf(data, 0, 'author_pulls'),
        numberOf(data, 1, 'author_pulls'),
        numberOf(data, 1, 'author_outcomes'),
      ];
    });
    expect(rows.every((value) => value === 0)).toBe(true);
  });

  it('know where people merged to the second', () => {
    const edge = { repo: 'lake', source: 'max', target: 'ann', weight: 1, epoch: 1000 * DAY };
    const received = (at: number): number =>
      numberOf(pullData([madeUpPull({ at })], [edge], 'at once'), 0, 'merges_received');
    expect([received(1000 * DAY), received(1000 * DAY + 1)]).toEqual([0, 1]);
  });
});

describe('an outcome', () => {
  const merged = madeUpPull({ mergedAt: 1010 * DAY });
  const rejected = madeUpPull({ merged: false });
  const undated = madeUpPull({ mergedAt: Number.NaN });
  const cases: [string, Pull, Protocol, number, number][] = [
    ['of a merge is not known before it', merged, 'once known', 1009, 0],
    ['of a merge is not known in its second', merged, 'once known', 1010, 0],
    ['of a merge is known after it', merged, 'once known', 1011, 1],
    ['of a rejection is not known for 60 days', rejected, 'once known', 1060, 0],
    ['of a rejection is known after 60 days', rejected, 'once known', 1061, 1],
    ['of a merge without a date is not known for 60 days', undated, 'once known', 1060, 0],
    ['of a merge without a date is known after 60 days', undated, 'once known', 1061, 1],
    ['of a rejection counts for the next one', rejected, 'at once', 1001, 1],
  ];
  it.each(cases)('%s', (_, first, protocol, day, outcomes) => {
    const data = pullData([first, madeUpPull({ at: day * DAY, number: 2 })], [], protocol);
    expect(numberOf(data, 1, 'author_outcomes')).toBe(outcomes);
    expect(numberOf(data, 1, 'author_here_outcomes')).toBe(outcomes);
    expect(numberOf(data, 1, 'author_pending')).toBe(1 - outcomes);
    expect(numberOf(data, 1, 'author_pulls')).toBe(1);
  });

  it('of another attempt at the same files is told apart from a pending one', () => {
    const second = madeUpPull({ at: 1005 * DAY, number: 2 });
    const overlap = (first: Pull, protocol: Protocol, end: string): number =>
      numberOf(pullData([first, second], [], protocol), 1, `own_${end}_overlap`);
    expect(overlap(rejected, 'once known', 'pending')).toBe(1);
    expect(overlap(rejected, 'once known', 'rejected')).toBe(0);
    expect(overlap(rejected, 'at once', 'rejected')).toBe(1);
    expect(overlap(merged, 'at once', 'merged')).toBe(1);
  });
});
