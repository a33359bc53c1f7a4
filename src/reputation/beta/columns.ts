import { decayFactor, type Fading, faded } from './decay.ts';

/** Many Beta distributions at once, one a row. The caller's, all three of the same length. */
export interface BetaColumns {
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
  /** As of when, in microseconds since 1970. */
  readonly updatedAtUs: Float64Array;
}

const checked = ({ alpha, beta, updatedAtUs }: BetaColumns): number => {
  if (alpha.length === beta.length && alpha.length === updatedAtUs.length) return alpha.length;
  throw new RangeError(`columns must be of one length, got ${alpha.length}, ${beta.length}, ${updatedAtUs.length}`);
};

/**
 * Fades every row to `nowUs`, in place, digit for digit as one row alone would be; rows from later than `nowUs` stay as
 * they are.
 * @throws {RangeError} for columns of different lengths.
 */
export const decayAll = (columns: BetaColumns, nowUs: number, fading: Fading): void => {
  const { alpha, beta, updatedAtUs } = columns;
  const { halfLifeSeconds, alphaPrior, betaPrior } = fading;
  const rows = checked(columns);
  for (let row = 0; row < rows; row += 1) {
    const atUs = updatedAtUs[row] ?? nowUs;
    if (atUs >= nowUs) continue;
    const factor = decayFactor(nowUs - atUs, halfLifeSeconds);
    alpha[row] = faded(alpha[row] ?? alphaPrior, alphaPrior, factor);
    beta[row] = faded(beta[row] ?? betaPrior, betaPrior, factor);
    updatedAtUs[row] = nowUs;
  }
};

/** The mean of every row, 0..1, as the columns stand; `into` is filled where given, and returned. */
export const meansOf = (columns: BetaColumns, into = new Float64Array(columns.alpha.length)): Float64Array => {
  const { alpha, beta } = columns;
  const rows = checked(columns);
  for (let row = 0; row < rows; row += 1) {
    const good = alpha[row] ?? 0;
    into[row] = good / (good + (beta[row] ?? 0));
  }
  return into;
};
