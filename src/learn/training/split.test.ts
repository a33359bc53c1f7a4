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
    const slow = datasetOf(Array.from({ length: 100 }, (_, at) => ({ asOf: at, delay: at < 90 ? 5 : 50, label: 1 })));
    expect(splitByTime(slow).maturityUs).toBe(5);
    expect(splitByTime(slow, { maturityUs: 3 }).maturityUs).toBe(3);
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
  ])('refuses %j', (options, message) => {
    expect(() => splitByTime(datasetOf([]), options)).toThrow(message);
  });
});
