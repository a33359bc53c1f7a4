import { expOf, log1pOf } from '../trees/exact-math.ts';

/**
 * The log loss, in nats, of margins against labels (1 or 0), each example making `shares` of it. Leaves its derivative by
 * each margin in `dMargins`. No margin overflows.
 */
export const logLossAt = (
  margins: Float64Array,
  labels: Uint8Array,
  shares: Float64Array,
  dMargins: Float64Array,
): number => {
  let loss = 0;
  for (let at = 0; at < margins.length; at += 1) {
    const [margin, label, share] = [margins[at] ?? 0, labels[at] ?? 0, shares[at] ?? 0];
    const small = expOf(-Math.abs(margin));
    loss += share * (Math.max(0, label === 1 ? -margin : margin) + log1pOf(small));
    dMargins[at] = share * ((margin >= 0 ? 1 : small) / (1 + small) - label);
  }
  return loss;
};
