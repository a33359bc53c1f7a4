import { expOf, log1pOf } from './exact-math.ts';
import type { Answers } from './gradients.ts';

/** Mean log loss of margins, weighted; in nats. */
export const logLoss = (margins: Float64Array, { labels, weights }: Answers): number => {
  let loss = 0;
  let weight = 0;
  for (let row = 0; row < margins.length; row += 1) {
    const margin = labels[row] === 1 ? -(margins[row] ?? 0) : (margins[row] ?? 0);
    const own = weights === undefined ? 1 : (weights[row] ?? 0);
    loss += own * (Math.max(0, margin) + log1pOf(expOf(-Math.abs(margin))));
    weight += own;
  }
  return loss / weight;
};
