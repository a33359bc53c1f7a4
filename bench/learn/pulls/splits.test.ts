import { describe, expect, it } from 'vitest';
import { madeUpPull } from './made-up.testing.ts';
import { DAY, PROTOCOLS } from './protocol.ts';
import { pullData } from './pull-data.ts';
import { rollingSplits, temporalSplit, unseenSplits } from './splits.ts';

const pulls = Array.from({ length: 1000 }, (_, place) =>
  madeUpPull({ repo: `r${place % 7}`, at: (1000 + place) * DAY, merged: place % 3 > 0, number: place }),
);

describe.each(PROTOCOLS)('splits, outcomes counting %s', (protocol) => {
  const { dataset } = pullData(pulls, [], protocol);
  const split = temporalSplit(dataset, protocol);
  const youngest = protocol === 'at once' ? 0 : 60;

  it('test the newest 15 %', () => {
    expect([...split.test]).toEqual(Array.from({ length: 150 }, (_, at) => 850 + at));
  });

  it('learn only from what was known when the next part begins, be it merged or not', () => {
    expect(Math.max(...split.refit)).toBe(699 - youngest);
    expect(Math.max(...split.calibrate)).toBe(849 - youngest);
    expect(Math.max(...split.fit)).toBeLessThan(Math.min(...split.stop));
  });

  it('learn nothing from an unseen repository', () => {
    const splits = unseenSplits(dataset, split, 1);
    expect(splits.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...split.test]);
    for (const { test, fit, stop, refit, calibrate } of splits) {
      const learned = new Set([fit, stop, refit, calibrate].flatMap((rows) => [...rows].map((row) => row % 7)));
      expect(test.some((row) => learned.has(row % 7))).toBe(false);
    }
  });

  it('learn anew from what was known when each block begins', () => {
    const splits = rollingSplits(dataset, split);
    expect(splits.flatMap(({ test }) => [...test])).toEqual([...split.test]);
    expect(splits.map(({ calibrate }) => Math.max(...calibrate))).toEqual(
      [849, 879, 909, 939, 969].map((newest) => newest - youngest),
    );
    for (const { refit, calibrate } of splits) expect(Math.max(...refit)).toBeLessThan(Math.min(...calibrate));
  });
});
