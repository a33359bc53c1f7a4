import { betaQuantile } from './quantile.ts';

/** A Beta distribution over "the next time goes well": shapes ≥ 0, not both 0. */
export interface Beta {
  readonly alpha: number;
  readonly beta: number;
}

/** The mean, 0..1. */
export const betaMean = ({ alpha, beta }: Beta): number => alpha / (alpha + beta);

/** The variance, 0..¼. */
export const betaVariance = ({ alpha, beta }: Beta): number => {
  const total = alpha + beta;
  return ((alpha / total) * (beta / total)) / (total + 1);
};

/**
 * The equal-tailed interval that holds a share `level` of the distribution, ends to 1e-10; `level` .9 leaves 5 % on
 * either side. A shape of 0 gives [0, 0] or [1, 1].
 * @throws {RangeError} for a level outside [0, 1] or shapes that make no distribution.
 */
export const betaInterval = ({ alpha, beta }: Beta, level = 0.9): readonly [low: number, high: number] => [
  betaQuantile((1 - level) / 2, alpha, beta),
  betaQuantile((1 + level) / 2, alpha, beta),
];
