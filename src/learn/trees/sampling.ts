import { randomFrom } from '../random.ts';

/** Writes a share of the numbers 0 … count − 1, at least one, ascending into `into`; returns how many. */
export type Draw = (count: number, share: number, into: Int32Array) => number;

/** Draws by a seed, each number with the same chance (Knuth, TAOCP 2, §3.4.2, algorithm S). */
export const drawFrom = (seed: number): Draw => {
  const random = randomFrom(seed);
  return (count, share, into) => {
    const wanted = Math.max(1, Math.round(count * share));
    let taken = 0;
    for (let each = 0; each < count && taken < wanted; each += 1) {
      const all = wanted - taken === count - each;
      if (all || random() * (count - each) < wanted - taken) into[taken++] = each;
    }
    return taken;
  };
};
