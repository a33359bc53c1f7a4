import type { TrustGraph } from '../graph/graph.ts';

/** How standing travels. */
export interface StandingOptions {
  /** d in (0,1): what is left after one hop. Default 0.85. */
  readonly decay?: number;
  /** K > 0: how many full vouches a person can carry at full strength. Default 20. */
  readonly budget?: number;
}

/**
 * What each vouch carries of its voucher's standing: d · min(1, K/W) · w · fade in (0,1), one entry per edge number, W
 * being the voucher's total faded vouch weight. A new array.
 *
 * @throws RangeError when an option is out of its range.
 */
export const carryOf = ({ vouches }: TrustGraph, options: StandingOptions = {}): Float64Array => {
  const { decay = 0.85, budget = 20 } = options;
  if (!(decay > 0 && decay < 1)) throw new RangeError(`decay must be in (0,1), got ${decay}`);
  if (!(budget > 0)) throw new RangeError(`budget must be above 0, got ${budget}`);
  const { outStart, outEdge, weight, fade } = vouches;
  const carry = new Float64Array(weight.length);
  for (let voucher = 0; voucher + 1 < outStart.length; voucher += 1) {
    const own = outEdge.subarray(outStart[voucher]!, outStart[voucher + 1]!);
    let total = 0;
    for (const edge of own) total += weight[edge]! * fade[edge]!;
    const kept = decay * Math.min(1, budget / total);
    for (const edge of own) carry[edge] = Math.max(Number.MIN_VALUE, kept * weight[edge]! * fade[edge]!);
  }
  return carry;
};
