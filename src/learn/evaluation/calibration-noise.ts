import type { Ranked } from './auc.ts';
import type { Statistic } from './bootstrap.ts';
import { type Bin, binsOf } from './reliability-bins.ts';

/**
 * How far resampling moves the bins of `binsOf` themselves: Σ share of the bin · |its difference in the resample less that
 * in the examples|. What chance moved before is about as much, and the error seen lies no further than that from the true
 * one, for |a| and |a + b| lie no further than |b| apart.
 */
export const calibrationNoiseOf = (ranked: Ranked, probabilities: Float64Array, bins: number): Statistic => {
  const whole = binsOf(ranked, probabilities, bins);
  const places = placesOf(ranked, whole);
  const errors = probabilities.map((probability, item) => probability - (ranked.labels[item] ?? 0));
  const moved = new Float64Array(whole.length);
  return (weights) => {
    moved.fill(0);
    let total = 0;
    for (let item = 0; item < errors.length; item += 1) {
      const [place = 0, weight = 0] = [places[item], weights[item]];
      const { predicted = 0, observed = 0 } = whole[place] ?? {};
      moved[place] = (moved[place] ?? 0) + weight * ((errors[item] ?? 0) - predicted + observed);
      total += weight;
    }
    return moved.reduce((sum, each) => sum + Math.abs(each), 0) / total;
  };
};

/** Each item's bin: bins hold whole stretches of the ranking. */
const placesOf = ({ order }: Ranked, bins: readonly Bin[]): Int32Array => {
  const places = new Int32Array(order.length);
  let [bin, last] = [0, bins[0]?.weight ?? 0];
  order.forEach((item, place) => {
    if (place >= last) {
      bin += 1;
      last += bins[bin]?.weight ?? 0;
    }
    places[item] = bin;
  });
  return places;
};
