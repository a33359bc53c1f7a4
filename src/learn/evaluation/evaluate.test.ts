import { describe, expect, it } from 'vitest';
import { randomFrom } from '../random.ts';
import { aucOf, rankedBy } from './auc.ts';
import { eceOf } from './calibration-error.ts';
import { evaluationsOf } from './evaluate.ts';
import { brierOf, logLossOf } from './losses.ts';

const drawn = (seed: number, count: number, truth: (p: number) => number = (p) => p) => {
  const random = randomFrom(seed);
  const probabilities = Float64Array.from({ length: count }, () => 0.1 + 0.8 * random());
  return { probabilities, labels: Uint8Array.from(probabilities, (p) => (random() < truth(p) ? 1 : 0)) };
};

describe('an evaluation', () => {
  it('has the figures that are computed one by one, within their intervals', () => {
    const { probabilities, labels } = drawn(1, 400);
    const [ours] = evaluationsOf([{ name: 'ours', probabilities }], labels, { resamples: 300 });
    expect(ours?.auc.value).toBe(aucOf(rankedBy(probabilities, labels)));
    expect(ours?.brier.value).toBe(brierOf(probabilities, labels));
    expect(ours?.logLoss.value).toBe(logLossOf(probabilities, labels));
    expect(ours?.ece.value).toBe(eceOf(probabilities, labels));
    expect(ours?.calibration.ece).toBe(ours?.ece.value);
    for (const figure of [ours?.auc, ours?.brier, ours?.logLoss]) {
      expect(figure?.low).toBeLessThan(figure?.value ?? Number.NaN);
      expect(figure?.high).toBeGreaterThan(figure?.value ?? Number.NaN);
    }
  });

  it('pairs differences: of equal predictions they are exactly 0, of worse ones they have the sign of better', () => {
    const { probabilities, labels } = drawn(2, 500);
    const random = randomFrom(3);
    const noisy = probabilities.map((p) => 0.5 * p + 0.5 * random());
    const [first, same, worse] = evaluationsOf(
      [
        { name: 'ours', probabilities },
        { name: 'same', probabilities },
        { name: 'worse', probabilities: noisy },
      ],
      labels,
      { resamples: 300 },
    );
    expect(first?.difference).toBeNull();
    for (const figure of ['auc', 'brier', 'logLoss', 'ece'] as const) {
      expect(Object.values(same?.difference?.[figure] ?? {}).map(Math.abs)).toEqual([0, 0, 0]);
    }
    expect(worse?.difference?.auc.low).toBeGreaterThan(0);
    expect(worse?.difference?.brier.high).toBeLessThan(0);
    expect(worse?.difference?.logLoss.high).toBeLessThan(0);
    expect(worse?.difference?.auc.value).toBe((first?.auc.value ?? 0) - (worse?.auc.value ?? 0));
  });

  it('ranks by scores where there are some', () => {
    const labels = Uint8Array.of(0, 0, 1, 1);
    const flat = new Float64Array(4).fill(0.5);
    const [ours] = evaluationsOf([{ name: 'a', probabilities: flat, scores: Float64Array.of(1, 2, 3, 4) }], labels);
    expect(ours?.auc.value).toBe(1);
    expect(ours?.brier.value).toBe(0.25);
  });

  it('is the same for the same seed, to the bit, and another for another', () => {
    const { probabilities, labels } = drawn(4, 100);
    const once = (seed: number) => evaluationsOf([{ name: 'a', probabilities }], labels, { resamples: 50, seed });
    expect(once(7)).toEqual(once(7));
    expect(once(8)).not.toEqual(once(7));
  });

  it('widens when what hangs together is drawn together', () => {
    const { probabilities, labels } = drawn(5, 60);
    const copies = (values: ArrayLike<number>) => Array.from({ length: 300 }, (_, item) => values[item % 60] ?? 0);
    const many = { name: 'a', probabilities: Float64Array.from(copies(probabilities)) };
    const width = (clusters?: Int32Array): number => {
      const [ours] = evaluationsOf([many], Uint8Array.from(copies(labels)), {
        resamples: 300,
        ...(clusters && { clusters }),
      });
      return (ours?.brier.high ?? 0) - (ours?.brier.low ?? 0);
    };
    const far = Int32Array.from({ length: 300 }, (_, item) => 1000 + 7 * (item % 60));
    expect(width(far)).toBeGreaterThan(1.7 * width());
  });

  it.each([0, 0.02, 0.08])('covers Brier’s score and a calibration error of %d about as often as it says', (error) => {
    // One half is given `error` too much, the other too little; 14 bins, so that none holds of both.
    let [brier, under, over] = [0, 0, 0];
    const runs = 100;
    for (let run = 0; run < runs; run += 1) {
      const random = randomFrom(100 + run);
      const probabilities = Float64Array.from({ length: 800 }, (_, item) => 0.1 + 0.4 * (random() + (item % 2)));
      const labels = Uint8Array.from(probabilities, (p, item) => (random() < p + (item % 2 ? -error : error) ? 1 : 0));
      const options = { resamples: 200, seed: run + 1, bins: 14 };
      const [ours] = evaluationsOf([{ name: 'a', probabilities }], labels, options);
      const truth = brierGiven(error);
      if (ours && ours.brier.low <= truth && truth <= ours.brier.high) brier += 1;
      if (ours && ours.ece.low > error) over += 1;
      if (ours && ours.ece.high < error) under += 1;
    }
    expect(brier / runs).toBeGreaterThan(0.88);
    expect([over / runs, under / runs].every((missed) => missed <= 0.08)).toBe(true);
  });

  it('has a lower end over 0 for an error that many examples show', () => {
    const { probabilities, labels } = drawn(6, 4000, (p) => p - 0.08);
    const [ours] = evaluationsOf([{ name: 'a', probabilities }], labels, { resamples: 200 });
    expect(ours?.ece.low).toBeGreaterThan(0.04);
  });

  it('has the difference of calibration errors about the middle of its interval, though resampling adds to one more', () => {
    let off = 0;
    const runs = 20;
    for (let run = 0; run < runs; run += 1) {
      const { probabilities, labels } = drawn(300 + run, 300);
      const wrong = { name: 'wrong', probabilities: probabilities.map((p) => p / 2) };
      const [, other] = evaluationsOf([{ name: 'ours', probabilities }, wrong], labels, { resamples: 100 });
      const { value, low, high } = other?.difference?.ece ?? { value: 0, low: 0, high: 0 };
      off += ((low + high) / 2 - value) / (high - low) / runs;
    }
    expect(Math.abs(off)).toBeLessThan(0.08);
  });

  it('says nothing of nobody, and no AUC of one class', () => {
    const none = evaluationsOf([{ name: 'a', probabilities: new Float64Array(0) }], new Uint8Array(0));
    expect(none[0]?.brier).toEqual({ value: Number.NaN, low: Number.NaN, high: Number.NaN });
    expect(none[0]?.ece.value).toBeNaN();
    const one = evaluationsOf([{ name: 'a', probabilities: Float64Array.of(0.4, 0.4) }], Uint8Array.of(1, 1));
    expect(one[0]?.auc).toEqual({ value: Number.NaN, low: Number.NaN, high: Number.NaN });
    expect(one[0]?.brier.value).toBeCloseTo(0.36, 12);
    expect(evaluationsOf([], new Uint8Array(0))).toEqual([]);
  });

  it('refuses clusters of another length, and what is no probability', () => {
    const one = { name: 'a', probabilities: Float64Array.of(0.5) };
    expect(() => evaluationsOf([one], Uint8Array.of(1), { clusters: new Int32Array(2) })).toThrow(
      new RangeError('clusters must have one entry per label (1), got 2'),
    );
    expect(() => evaluationsOf([{ name: 'a', probabilities: Float64Array.of(Number.NaN) }], Uint8Array.of(1))).toThrow(
      new RangeError('probabilities must be within [0,1], got NaN'),
    );
  });
});

/** E (p − y)² = E q(1 − q) + error², for p even on [.1,.9] and q = p ± error, by 8,000 steps. */
const brierGiven = (error: number): number =>
  Array.from({ length: 8000 }, (_, step) => 0.1 + (0.8 * (step + 0.5)) / 8000).reduce((sum, p) => {
    const q = p < 0.5 ? p + error : p - error;
    return sum + q * (1 - q) + error ** 2;
  }, 0) / 8000;
