import type { Matrix } from '../matrix.ts';

/** How trees are grown. What is left out has the value of `DEFAULTS`. */
export interface GrowOptions {
  /** Trees at most; fewer where nothing is left to split, or where `validation` stops it. 1 to 10,000. */
  readonly trees?: number;
  /** Leaves per tree at most, 2 to 1024. The leaf whose split gains most is split first. */
  readonly leaves?: number;
  /** What share of its best step a tree takes, over 0 up to 1. */
  readonly learningRate?: number;
  /** Ranges per column at most, about equally many rows in each, 2 to 255; one more is for NaN. */
  readonly bins?: number;
  /** Rows a leaf must have, whatever they weigh; ≥ 1. */
  readonly minLeafRows?: number;
  /** Σ weight · p(1−p) a leaf must have, ≥ 0. */
  readonly minHessian?: number;
  /** L2 penalty on what leaves say, ≥ 0. */
  readonly lambda?: number;
  /** Share of rows, and of columns, each tree is grown on: over 0 up to 1, drawn anew by `seed` for each, at least one. */
  readonly rowShare?: number;
  readonly columnShare?: number;
  /** A whole number; matters only where a share is under 1. */
  readonly seed?: number;
  /** How often each row counts: 0, which leaves it out, or 1e-9 to 1e9. Absent: once. */
  readonly weights?: Float64Array;
  /** 1: more of the column never lowers the log-odds, −1: never raises, 0: either; one per column. NaN is not compared. */
  readonly monotone?: ArrayLike<number>;
  /** Rows to tell when to stop: the trees up to the smallest log loss on them are kept, be it none. */
  readonly validation?: Examples;
  /** With `validation`, stop after so many trees without a smaller log loss, ≥ 1. */
  readonly patience?: number;
}

/** Rows whose answer is known. */
export interface Examples {
  readonly matrix: Matrix;
  /** 0 or 1 per row. */
  readonly labels: Uint8Array;
  /** How often each row counts: 0, which leaves it out, or 1e-9 to 1e9; absent: once. */
  readonly weights?: Float64Array;
}

const DEFAULTS = {
  trees: 100,
  leaves: 31,
  learningRate: 0.1,
  bins: 255,
  minLeafRows: 20,
  minHessian: 1e-3,
  lambda: 1,
  rowShare: 1,
  columnShare: 1,
  seed: 1,
  patience: 20,
};

/** Numbers, each with its value. */
export type GrowSettings = typeof DEFAULTS;

const LIMITS: { readonly [name in keyof GrowSettings]: (value: number) => string | null } = {
  trees: wholeFrom(1, 10_000),
  leaves: wholeFrom(2, 1024),
  learningRate: shareOverZero,
  bins: wholeFrom(2, 255),
  minLeafRows: wholeFrom(1, 2 ** 31),
  minHessian: atLeastZero,
  lambda: atLeastZero,
  rowShare: shareOverZero,
  columnShare: shareOverZero,
  seed: wholeFrom(-(2 ** 53), 2 ** 53),
  patience: wholeFrom(1, 2 ** 31),
};

/** @throws RangeError for a number out of its range, naming option, rule and value. */
export const settingsOf = (options: GrowOptions): GrowSettings => {
  const settings = { ...DEFAULTS };
  for (const name of NAMES) {
    const value = options[name];
    if (value === undefined) continue;
    const rule = LIMITS[name](value);
    if (rule !== null) throw new RangeError(`${name} must be ${rule}, got ${value}`);
    settings[name] = value;
  }
  return settings;
};

const NAMES = Object.keys(DEFAULTS) as (keyof GrowSettings)[];

function wholeFrom(least: number, most: number): (value: number) => string | null {
  return (value) =>
    Number.isInteger(value) && value >= least && value <= most ? null : `a whole number from ${least} to ${most}`;
}

function shareOverZero(value: number): string | null {
  return value > 0 && value <= 1 ? null : 'over 0 and at most 1';
}

function atLeastZero(value: number): string | null {
  return value >= 0 && value < Number.POSITIVE_INFINITY ? null : 'finite and at least 0';
}
