import type { EigenTrustOptions } from './eigentrust.ts';

/** Options with the defaults filled in, checked. */
export type EigenTrustSettings = EigenTrustOptions &
  Required<Pick<EigenTrustOptions, 'alpha' | 'tolerance' | 'maxIterations'>>;

/** @throws RangeError on an option out of its range. */
export const settingsOf = (options: EigenTrustOptions, nodes: number): EigenTrustSettings => {
  const settings = { alpha: 0.15, tolerance: 1e-10, maxIterations: 2500, ...options };
  const { alpha, tolerance, maxIterations, initial } = settings;
  if (!(alpha > 0 && alpha <= 1)) throw new RangeError(`alpha must be in (0,1], got ${alpha}`);
  if (!(tolerance > 0 && tolerance < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`tolerance must be finite and above 0, got ${tolerance}`);
  }
  if (!(Number.isInteger(maxIterations) && maxIterations >= 1)) {
    throw new RangeError(`maxIterations must be an integer of at least 1, got ${maxIterations}`);
  }
  if (initial !== undefined) requireMasses('initial', initial, nodes);
  return settings;
};

/** The pre-trust's sum: 0, or 1 within rounding. @throws RangeError on any other. */
export const requirePreTrust = (preTrust: Float64Array, nodes: number): number => {
  const sum = requireMasses('preTrust', preTrust, nodes);
  if (sum !== 0 && !(Math.abs(sum - 1) <= 1e-9)) throw new RangeError(`preTrust must sum to 1, got ${sum}`);
  return sum;
};

/** Their sum. */
const requireMasses = (name: string, masses: Float64Array, nodes: number): number => {
  if (masses.length !== nodes) {
    throw new RangeError(`${name} must have one entry per node (${nodes}), got ${masses.length}`);
  }
  let sum = 0;
  for (const mass of masses) {
    if (!(mass >= 0 && mass < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${name} must have finite entries of at least 0, got ${mass}`);
    }
    sum += mass;
  }
  return sum;
};
