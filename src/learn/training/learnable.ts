import type { Dataset } from '../dataset.ts';
import type { Counted } from './serve-rule.ts';
import type { Split } from './split.ts';

/** Without so many in each part nothing is learned, not even for a look. */
const LEAST_ROWS = 10;

/** How many rows, and how many of them are clean. */
export const countedOf = ({ labels }: Dataset, rows: Int32Array): Counted => ({
  rows: rows.length,
  clean: rows.filter((row) => labels[row] === 1).length,
});

/** Whether there is anything to learn in what comes before the test: a few rows in each part, of both ends where it matters. */
export const isLearnable = (dataset: Dataset, { fit, stop, refit, calibrate }: Split): boolean =>
  stop.length >= LEAST_ROWS && [fit, refit, calibrate].every((rows) => hasBoth(countedOf(dataset, rows)));

/** Whether the test can tell anything at all. */
export const isTestable = (dataset: Dataset, { test }: Split): boolean => hasBoth(countedOf(dataset, test));

const hasBoth = ({ rows, clean }: Counted): boolean => rows >= LEAST_ROWS && clean > 0 && clean < rows;
