import { expOf } from './exact-math.ts';

/**
 * Units of gradients and hessians. Both are rounded to a power of two so fine that all sums stay whole numbers under
 * 2^53: then they are exact, in whatever order they are made, and taking one histogram from another loses nothing. The
 * rows are counted above the hessian in the same number: `count · perRow + hessian`.
 */
export interface Units {
  /** One unit of a gradient, and of a hessian. */
  readonly gradient: number;
  readonly hessian: number;
  /** More than all hessians together, in units. */
  readonly perRow: number;
}

/** Labels and how often each counts. */
export interface Answers {
  readonly labels: Uint8Array;
  readonly weights?: Float64Array;
}

/** First and second derivative of the log loss at these margins, packed as said, into `gradients`. */
export const fillGradients = (margins: Float64Array, answers: Answers, gradients: Float64Array): Units => {
  const { labels, weights } = answers;
  let slope = 0;
  let bend = 0;
  for (let row = 0; row < margins.length; row += 1) {
    const odds = expOf(margins[row] ?? 0);
    const chance = odds / (1 + odds);
    const weight = weights === undefined ? 1 : (weights[row] ?? 0);
    const gradient = weight * (chance - (labels[row] ?? 0));
    const hessian = (weight * chance) / (1 + odds);
    gradients[2 * row] = gradient;
    gradients[2 * row + 1] = hessian;
    slope += Math.abs(gradient);
    bend += hessian;
  }
  return rounded(gradients, slope, bend);
};

/** Adding and taking away this rounds a number under 2^51 to a whole one. */
const ROUNDER = 1.5 * 2 ** 52;
/** All rows together have no more units than this. */
const LARGEST = 2 ** 50;
const FINEST = 2 ** -1000;

const rounded = (gradients: Float64Array, slope: number, bend: number): Units => {
  const rows = gradients.length / 2;
  const perRow = 2 ** (Math.clz32(rows) + 21);
  const units = { gradient: unitFor(slope, LARGEST), hessian: unitFor(bend, Math.min(LARGEST, perRow - rows)), perRow };
  const perGradient = 1 / units.gradient;
  const perHessian = 1 / units.hessian;
  for (let at = 0; at < gradients.length; at += 2) {
    gradients[at] = (gradients[at] ?? 0) * perGradient + ROUNDER - ROUNDER;
    gradients[at + 1] = (gradients[at + 1] ?? 0) * perHessian + ROUNDER - ROUNDER + perRow;
  }
  return units;
};

/** The least power of two of which at most `most` make up the sum. */
const unitFor = (sum: number, most: number): number => {
  let unit = 1;
  while (sum / unit > most) unit *= 2;
  while (unit > FINEST && sum / (unit / 2) <= most) unit /= 2;
  return unit;
};
