import { checkPredictions, weightedMean } from './predictions.ts';

/**
 * The mean squared error of probabilities (Brier 1950), in [0,1]; always saying the base rate r gives r(1−r). `weights`
 * as in a resample. NaN when there are none. @throws RangeError as `checkPredictions`.
 */
export const brierOf = (probabilities: Float64Array, labels: Uint8Array, weights?: Float64Array): number => {
  checkPredictions(probabilities, labels, weights);
  return weightedMean(squaredErrors(probabilities, labels), weights);
};

/**
 * The mean of −ln of what was given to what came, in nats, ≥ 0. Probabilities are first brought within [1e-15, 1 − 1e-15],
 * so that one that was certain and wrong costs 34.5. NaN when there are none. @throws RangeError as `checkPredictions`.
 */
export const logLossOf = (probabilities: Float64Array, labels: Uint8Array, weights?: Float64Array): number => {
  checkPredictions(probabilities, labels, weights);
  return weightedMean(logLosses(probabilities, labels), weights);
};

/** The squared error of each; unchecked. */
export const squaredErrors = (probabilities: Float64Array, labels: Uint8Array): Float64Array =>
  probabilities.map((probability, item) => (probability - (labels[item] ?? 0)) ** 2);

/** The log loss of each; unchecked. */
export const logLosses = (probabilities: Float64Array, labels: Uint8Array): Float64Array =>
  probabilities.map((probability, item) => {
    const given = Math.min(1 - 1e-15, Math.max(1e-15, probability));
    return labels[item] === 1 ? -Math.log(given) : -Math.log1p(-given);
  });
