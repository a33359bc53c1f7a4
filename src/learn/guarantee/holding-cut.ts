import { binomialCdf } from '../evaluation/binomial.ts';
import type { Cut } from './cuts.ts';

/** What is to hold, and how surely. */
export interface Terms {
  /** Share of bad ones among the approved, in (0,1). */
  readonly target: number;
  /** In (0,1). */
  readonly confidence: number;
}

/** A cut that keeps the promise, and the chance of error at which it was tested. */
export interface HoldingCut extends Cut {
  readonly error: number;
}

/**
 * The least strict cut of which the promise was shown, or undefined. The error allowed, 1 − `confidence`, is dealt in equal
 * parts to the starts; a cut is tested with its own part, and with all that the one before it was tested with if that
 * one held (Wiens and Dmitrienko 2005). All that hold, hold together with `confidence`.
 */
export const holdingCut = (cuts: readonly Cut[], { target, confidence }: Terms): HoldingCut | undefined => {
  const starts = cuts.reduce((sum, cut) => sum + cut.starts, 0);
  let [carried, holding]: [number, HoldingCut | undefined] = [0, undefined];
  for (const cut of cuts) {
    const error = carried + ((1 - confidence) * cut.starts) / starts;
    const holds = error > 0 && binomialCdf(cut.bad, cut.approved, target) <= error;
    carried = holds ? error : 0;
    if (holds) holding = { ...cut, error };
  }
  return holding;
};
