import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset.ts';
import { splitByTime } from './split.ts';

interface Example {
  readonly asOf: number;
  readonly delay: number;
  readonly label: number;
}

const datasetOf = (examples: readonly Example[]): Dataset => ({
  matrix: { rows: examples.length, columns: [], values: new Float64Array(0) },
  labels: Uint8Array.from(examples, ({ label }) => label),
  asOfUs: Float64Array.from(examples, ({ asOf }) => asOf),
  knownAtUs: Float64Array.from(examples, ({ asOf, delay }) => asOf + delay),
  repositories: new Int32Array(examples.length),
  authors: new Int32Array(examples.length),
});

const daily = (rows: number, delayOf: (label: number) => number): Dataset =>
  datasetOf(Array.from({ length: rows }, (_, at) => ({ asOf: at, delay: delayOf(at % 2), label: at % 2 })));

describe('a split by time', () => {
  it('gives the oldest to growing, then stopping, then calibration, and the newest to the test', () => {
    const split = splitByTime(daily(100, () => 0));
    expect([...split.fit]).toEqual(Array.from({ length: 55 }, (_, at) => at));
    expect([split.stop.at(0), split.stop.at(-1)]).toEqual([55, 64]);
    expect([...split.refit]).toEqual(Array.from({ length: 65 }, (_, at) => at));
    expect([split.calibrate.at(0), split.calibrate.at(-1)]).toEqual([65, 79]);
    expect([split.test.at(0), split.test.at(-1)]).toEqual([80, 99]);
    expect(split).toMatchObject({ calibrateFromUs: 65, testFromUs: 80, testToUs: 100, maturityUs: 0, left: 0 });
  });

  it('leaves out the youngest of each part, of either end alike, where good news takes its time', () => {
    const dataset = daily(200, (label) => (label === 1 ? 14 : 0));
    const split = splitByTime(dataset);
    expect(split.maturityUs).toBe(14);
    for (const part of [split.fit, split.stop, split.refit, split.calibrate, split.test]) {
      const clean = part.filter((row) => dataset.labels[row] === 1).length;
      expect(Math.abs(2 * clean - part.length)).toBeLessThanOrEqual(1);
    }
    expect(split.left).toBe(200 - split.refit.length - split.calibrate.length - split.test.length);
    expect(split.left).toBe(26);
  });

  it('takes what nine in ten clean ones took for the time a label takes, unless told', () => {
    const delayOf = (at: number): number => [2, 2, 2, 2, 2, 2, 5, 5, 5, 50][Math.floor(at / 10)] ?? 0;
    const slow = datasetOf(Array.from({ length: 100 }, (_, at) => ({ asOf: at, delay: delayOf(at), label: 1 })));
    expect(splitByTime(slow).maturityUs).toBe(5);
    expect(splitByTime(slow, { maturityUs: 3 }).maturityUs).toBe(3);
  });

  it('of labels that take for ever lets nobody wait for more than 60 days', () => {
    const day = 86_400e6;
    const slow = datasetOf(Array.from({ length: 100 }, (_, at) => ({ asOf: at * day, delay: 300 * day, label: 1 })));
    expect(splitByTime(slow).maturityUs).toBe(60 * day);
  });

  it('learns from nothing known the very moment the next part begins', () => {
    const at = (rows: Int32Array): number => rows.at(-1) ?? -1;
    const split = splitByTime(
      daily(100, () => 5),
      { maturityUs: 0, nowUs: 1000 },
    );
    expect(at(split.fit) + 5).toBe((split.stop[0] ?? 0) - 1);
    expect(at(split.refit) + 5).toBe(split.calibrateFromUs - 1);
    expect(at(split.calibrate) + 5).toBe(split.testFromUs - 1);
  });

  it('has something in every part where time is over five times what a label takes', () => {
    const evenly = fc.record({
      rows: fc.integer({ min: 150, max: 600 }),
      share: fc.double({ min: 0, max: 0.199, noNaN: true }),
    });
    fc.assert(
      fc.property(evenly, ({ rows, share }) => {
        const step = 1000;
        const delay = Math.floor(share * rows * step);
        const dataset = datasetOf(
          Array.from({ length: rows }, (_, at) => ({ asOf: at * step, delay: at % 2 ? delay : 0, label: at % 2 })),
        );
        const { fit, stop, calibrate, test } = splitByTime(dataset, { maturityUs: delay });
        const total = fit.length + stop.length + calibrate.length + test.length;
        expect(Math.min(fit.length, stop.length, calibrate.length, test.length)).toBeGreaterThan(0);
        expect(total).toBeGreaterThan((rows * (1 - 5 * share)) / 2);
        for (const [part, of] of [
          [fit, 0.55],
          [stop, 0.1],
          [calibrate, 0.15],
          [test, 0.2],
        ] as const)
          expect(Math.abs(part.length - of * total)).toBeLessThanOrEqual(3);
      }),
      { numRuns: 50 },
    );
  });

  it('takes the newest of an author, and so many of each part, whoever brings how many', () => {
    // Every other change, and of the newest ones nearly all, are by one author.
    const isBusy = (at: number): boolean => at % 2 === 0 || at > 800;
    const dataset = {
      ...daily(1000, () => 0),
      authors: Int32Array.from({ length: 1000 }, (_, at) => (isBusy(at) ? 7 : 1000 + at)),
    };
    const split = splitByTime(dataset, { perAuthor: 20 });
    for (const part of [split.fit, split.stop, split.refit, split.calibrate, split.test]) {
      const busy = part.filter((row) => isBusy(row));
      expect(busy.length).toBe(20);
      expect(part.length).toBeGreaterThan(40);
      // No other one of theirs is newer, in that part.
      const least = busy[0] ?? 0;
      const within = Array.from({ length: (part.at(-1) ?? 0) - least + 1 }, (_, at) => least + at).filter(isBusy);
      expect(within.length).toBeLessThanOrEqual(21);
    }
    const { refit, calibrate, test } = split;
    expect(split.left).toBe(1000 - refit.length - calibrate.length - test.length);
  });

  it('learns nothing that was not known when the next part begins', () => {
    const example = fc.record({
      asOf: fc.nat(1000),
      delay: fc.oneof(fc.constant(0), fc.nat(400)),
      label: fc.constantFrom(0, 1),
    });
    fc.assert(
      fc.property(fc.array(example, { maxLength: 200 }), fc.nat(50), (examples, maturityUs) => {
        const { asOfUs, knownAtUs } = datasetOf(examples);
        const split = splitByTime(datasetOf(examples), { maturityUs });
        const first = (rows: Int32Array): number => Math.min(...Array.from(rows, (row) => asOfUs[row] ?? 0));
        const known = (rows: Int32Array): number => Math.max(...Array.from(rows, (row) => knownAtUs[row] ?? 0));
        for (const [before, after] of [
          [split.fit, split.stop],
          [split.refit, split.calibrate],
          [split.calibrate, split.test],
          [split.refit, split.test],
        ] as const) {
          if (before.length > 0 && after.length > 0) expect(known(before)).toBeLessThan(first(after));
        }
        const used = [...split.refit, ...split.calibrate, ...split.test];
        expect(new Set(used).size).toBe(used.length);
        expect(used.length + split.left).toBe(examples.length);
      }),
    );
  });

  it('has nothing in any part of nothing', () => {
    expect(splitByTime(datasetOf([]))).toMatchObject({ left: 0, maturityUs: 0 });
  });

  it.each([
    [{ shares: { fit: 0, stop: 0.2, calibrate: 0.2 } }, 'shares.fit must be over 0 and under 1, got 0'],
    [{ shares: { fit: 0.6, stop: 0.2, calibrate: 0.2 } }, 'shares must leave some for the test'],
    [{ maturityUs: -1 }, 'maturityUs must be ≥ 0, got -1'],
    [{ perAuthor: 0 }, 'perAuthor must be a whole number ≥ 1, got 0'],
  ])('refuses %j', (options, message) => {
    expect(() => splitByTime(datasetOf([]), options)).toThrow(message);
  });
});
