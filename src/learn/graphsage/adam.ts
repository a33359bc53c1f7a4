const DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const EPSILON = 1e-8;

/** Adam (Kingma and Ba 2015, algorithm 1): each call of what is returned takes one step down a gradient, in place. */
export const adamFor = (weights: Float64Array, learningRate: number): ((gradient: Float64Array) => void) => {
  const mean = new Float64Array(weights.length);
  const square = new Float64Array(weights.length);
  let [power, squarePower] = [1, 1];
  return (gradient) => {
    power *= DECAY;
    squarePower *= SQUARE_DECAY;
    for (let at = 0; at < weights.length; at += 1) {
      const slope = gradient[at] ?? 0;
      const m = DECAY * (mean[at] ?? 0) + (1 - DECAY) * slope;
      const v = SQUARE_DECAY * (square[at] ?? 0) + (1 - SQUARE_DECAY) * slope * slope;
      mean[at] = m;
      square[at] = v;
      const step = (learningRate * (m / (1 - power))) / (Math.sqrt(v / (1 - squarePower)) + EPSILON);
      weights[at] = (weights[at] ?? 0) - step;
    }
  };
};
