import { exactInterval } from '../../src/learn/index.ts';

/** A share with its exact interval at 95 % (Clopper and Pearson); the share is null of none. */
export interface Share {
  readonly k: number;
  readonly n: number;
  readonly share: number | null;
  readonly low: number;
  readonly high: number;
}

export const shareOf = (k: number, n: number): Share => {
  const [low, high] = exactInterval(k, n);
  return { k, n, share: n === 0 ? null : k / n, low, high };
};

/** One diff: whether it is a defect, and whether it was held. */
interface Call {
  readonly isDefect: boolean;
  readonly isHeld: boolean;
}

/** How well holding tells defects from what may pass. */
export interface Discrimination {
  /** Of what was held, the defects. It hangs on how many of all diffs are defects. */
  readonly precision: Share;
  /** Of the defects, those held. */
  readonly recall: Share;
  /** Of what may pass, what was held. */
  readonly falseAlarms: Share;
}

export const discrimination = (calls: readonly Call[]): Discrimination => {
  const held = calls.filter(({ isHeld }) => isHeld);
  const defects = calls.filter(({ isDefect }) => isDefect);
  const caught = held.filter(({ isDefect }) => isDefect).length;
  return {
    precision: shareOf(caught, held.length),
    recall: shareOf(caught, defects.length),
    falseAlarms: shareOf(held.length - caught, calls.length - defects.length),
  };
};

/** A risk said of one diff, 0..1. */
interface SaidRisk {
  readonly isDefect: boolean;
  readonly risk: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How near the risks are to what is so (Brier 1950): 0 is perfect; NaN of none. */
export interface Brier {
  readonly score: number;
  /** The same for who always says the share of defects: p(1 − p). */
  readonly baseRate: number;
}

export const brierOf = (said: readonly SaidRisk[]): Brier => {
  const share = mean(said.map(({ isDefect }) => Number(isDefect)));
  return {
    score: mean(said.map(({ isDefect, risk }) => (risk - Number(isDefect)) ** 2)),
    baseRate: share * (1 - share),
  };
};

/** Risks above `over` (0 and above in the first) and at most `upTo`, and how many of those diffs are defects. */
export interface Bin {
  readonly over: number;
  readonly upTo: number;
  /** NaN of none. */
  readonly meanRisk: number;
  readonly defects: Share;
}

const BINS = 5;

/** Five bins of equal width. A reviewer that means what it says has as many defects in each as its mean risk. */
export const reliability = (said: readonly SaidRisk[]): readonly Bin[] =>
  Array.from({ length: BINS }, (_, index) => {
    const [over, upTo] = [index / BINS, (index + 1) / BINS];
    const inside = said.filter(({ risk }) => (risk > over || index === 0) && risk <= upTo);
    const defects = inside.filter(({ isDefect }) => isDefect).length;
    return { over, upTo, meanRisk: mean(inside.map(({ risk }) => risk)), defects: shareOf(defects, inside.length) };
  });

/** What was said of one diff each time. */
type Repeats = readonly { readonly risk: number; readonly isHeld: boolean }[];

/** How much the reviewer differs from itself. */
export interface Variance {
  /** Diffs with at least two verdicts. */
  readonly diffs: number;
  /** Mean over the diffs of the standard deviation (n − 1) of the risk; NaN of none. */
  readonly meanDeviation: number;
  /** Diffs that were held once and not held another time. */
  readonly flipped: Share;
}

export const varianceOf = (all: readonly Repeats[]): Variance => {
  const repeated = all.filter((repeats) => repeats.length > 1);
  const deviations = repeated.map((repeats) => {
    const middle = mean(repeats.map(({ risk }) => risk));
    return Math.sqrt(repeats.reduce((sum, { risk }) => sum + (risk - middle) ** 2, 0) / (repeats.length - 1));
  });
  const flipped = repeated.filter((repeats) => new Set(repeats.map(({ isHeld }) => isHeld)).size > 1).length;
  return {
    diffs: repeated.length,
    meanDeviation: mean(deviations),
    flipped: shareOf(flipped, repeated.length),
  };
};
