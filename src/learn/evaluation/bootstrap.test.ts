import { describe, expect, it } from 'vitest';
import { drawn, randomFrom } from '../random.ts';
import { rankedBy } from './auc.ts';
import { clustered, differenceInterval, intervalOf, type Resampler, resampledAucs, stratified } from './bootstrap.ts';

describe('bootstrap', () => {
  const total = (weights: Float64Array): number => weights.reduce((sum, weight) => sum + weight, 0);

  it('stratified draws as many of each class as there are', () => {
    const labels = Uint8Array.from([1, 0, 0, 1, 0]);
    const weights = new Float64Array(5);
    const random = randomFrom(1);
    const seen = new Set<string>();
    for (let sample = 0; sample < 50; sample += 1) {
      stratified(labels)(weights, random);
      expect(total(weights.filter((_, item) => labels[item] === 1))).toBe(2);
      expect(total(weights.filter((_, item) => labels[item] === 0))).toBe(3);
      seen.add(weights.join());
    }
    expect(seen.size).toBeGreaterThan(5);
  });

  it('clustered gives all items of a cluster one weight, and draws as many clusters as there are', () => {
    const clusters = Int32Array.from([0, 1, 1, 2, 0]);
    const weights = new Float64Array(5);
    const random = randomFrom(2);
    const resample = clustered(clusters);
    for (let sample = 0; sample < 50; sample += 1) {
      resample(weights, random);
      expect(weights[0]).toBe(weights[4]);
      expect(weights[1]).toBe(weights[2]);
      expect((weights[0] ?? 0) + (weights[1] ?? 0) + (weights[3] ?? 0)).toBe(3);
    }
  });

  it('interval ends are the 2.5 % and 97.5 % quantiles, without what is no number', () => {
    const values = Float64Array.from({ length: 41 }, (_, index) => 40 - index);
    expect(intervalOf(values)).toEqual({ low: 1, high: 39 });
    expect(intervalOf(Float64Array.of(Number.NaN, 3))).toEqual({ low: 3, high: 3 });
    expect(intervalOf(new Float64Array(0)).low).toBeNaN();
  });

  it('pairs what it subtracts: a ranking differs from itself by exactly 0', () => {
    const labels = Uint8Array.from({ length: 40 }, (_, item) => item % 2);
    const ranked = rankedBy(
      Float64Array.from({ length: 40 }, (_, item) => (item * 7) % 11),
      labels,
    );
    const options = { resamples: 200, random: randomFrom(3) };
    const [a, b] = resampledAucs([ranked, ranked], stratified(labels), options);
    expect(differenceInterval(a ?? new Float64Array(0), b ?? new Float64Array(0))).toEqual({ low: 0, high: 0 });
    expect(intervalOf(a ?? new Float64Array(0)).high).toBeGreaterThan(intervalOf(a ?? new Float64Array(0)).low);
  });

  it('has about the width that DeLong’s variance gives', () => {
    const random = randomFrom(4);
    const labels = Uint8Array.from({ length: 400 }, (_, item) => item % 2);
    const scores = Float64Array.from(labels, (label) => random() + random() + 0.4 * label);
    const [aucs] = resampledAucs([rankedBy(scores, labels)], stratified(labels), { resamples: 2000, random });
    const { low, high } = intervalOf(aucs ?? new Float64Array(0));
    const ratio = (high - low) / (2 * 1.96 * deLongError(scores, labels));
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.1);
  });

  it('widens when whole clusters are drawn of items that are copies', () => {
    const labels = Uint8Array.from({ length: 120 }, (_, item) => Math.floor(item / 6) % 2);
    const scores = Float64Array.from(labels, (label, item) => ((Math.floor(item / 6) * 13) % 17) + 3 * label);
    const width = (resampler: Resampler): number => {
      const options = { resamples: 500, random: randomFrom(5) };
      const [aucs] = resampledAucs([rankedBy(scores, labels)], resampler, options);
      const { low, high } = intervalOf(aucs ?? new Float64Array(0));
      return high - low;
    };
    const copies = Int32Array.from({ length: 120 }, (_, item) => Math.floor(item / 6));
    expect(width(clustered(copies))).toBeGreaterThan(1.5 * width(stratified(labels)));
  });

  it('is the same for the same seed, and draws nothing twice', () => {
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(drawn(numbers, 4, randomFrom(7))).toEqual(drawn(numbers, 4, randomFrom(7)));
    expect(new Set(drawn(numbers, 20, randomFrom(8)))).toEqual(new Set(numbers));
    expect(numbers).toHaveLength(8);
  });
});

/** The standard error of an AUC: DeLong, DeLong and Clarke-Pearson 1988, by its definition. */
const deLongError = (scores: Float64Array, labels: Uint8Array): number => {
  const side = (label: number): Float64Array => scores.filter((_, item) => labels[item] === label);
  const [bad, good] = [side(0), side(1)];
  const variance = (values: number[]): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  };
  const share = (of: Float64Array, wins: (other: number) => boolean): number => of.filter(wins).length / of.length;
  const perGood = Array.from(good, (score) => share(bad, (other) => other < score));
  const perBad = Array.from(bad, (score) => share(good, (other) => other > score));
  return Math.sqrt(variance(perGood) / good.length + variance(perBad) / bad.length);
};
