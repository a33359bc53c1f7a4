/** @throws RangeError when there are not as many labels as probabilities, or a label is neither 0 nor 1. */
const checkLabels = (probabilities: Float64Array, labels: Uint8Array): void => {
  if (labels.length !== probabilities.length) {
    throw new RangeError(`labels must have one entry per probability (${probabilities.length}), got ${labels.length}`);
  }
  const label = labels.find((each) => each > 1);
  if (label !== undefined) throw new RangeError(`labels must be 0 or 1, got ${label}`);
};

/**
 * @throws RangeError when probabilities, labels and weights are not of one length, a probability is not within [0,1], a
 * label is neither 0 nor 1, or a weight is negative or not finite.
 */
export const checkPredictions = (probabilities: Float64Array, labels: Uint8Array, weights?: Float64Array): void => {
  checkLabels(probabilities, labels);
  const probability = probabilities.find((each) => !(each >= 0 && each <= 1));
  if (probability !== undefined) throw new RangeError(`probabilities must be within [0,1], got ${probability}`);
  if (!weights) return;
  if (weights.length !== probabilities.length) {
    throw new RangeError(
      `weights must have one entry per probability (${probabilities.length}), got ${weights.length}`,
    );
  }
  const weight = weights.find((each) => !(each >= 0 && each < Number.POSITIVE_INFINITY));
  if (weight !== undefined) throw new RangeError(`weights must be finite and at least 0, got ${weight}`);
};

/** The mean of `values` in which each counts as often as its weight says; NaN when nothing weighs anything. */
export const weightedMean = (values: Float64Array, weights?: Float64Array): number => {
  let [sum, total] = [0, 0];
  for (let item = 0; item < values.length; item += 1) {
    const weight = weights ? (weights[item] ?? 0) : 1;
    sum += weight * (values[item] ?? 0);
    total += weight;
  }
  return sum / total;
};
