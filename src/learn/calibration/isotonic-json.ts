import type { Isotonic } from './isotonic.ts';

/** More thresholds than a fit on a million examples gives. */
const MAX_THRESHOLDS = 100_000;

/** A curve from JSON that anybody may have written, or in words what is wrong with it. Never throws. */
export const isotonicFromJson = (json: unknown): Isotonic | string => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'the calibration is not an object';
  const extra = Object.keys(json).find((key) => key !== 'thresholds' && key !== 'values');
  if (extra !== undefined) return 'the calibration has a field beside thresholds and values';
  const thresholds = numbersOf('thresholds' in json ? json.thresholds : undefined);
  const values = numbersOf('values' in json ? json.values : undefined);
  if (!thresholds || !values) return `the calibration needs thresholds and values: lists of finite numbers`;
  if (thresholds.length !== values.length) {
    return `the calibration has ${thresholds.length} thresholds and ${values.length} values`;
  }
  if (thresholds.length === 0) return 'the calibration is empty';
  if (values.some((value) => value < 0 || value > 1)) return 'the calibration has a value outside [0,1]';
  if (!rises(thresholds, (before, next) => before < next)) return 'the calibration has thresholds that do not rise';
  if (!rises(values, (before, next) => before <= next)) return 'the calibration has values that fall';
  return { thresholds, values };
};

const numbersOf = (json: unknown): readonly number[] | undefined => {
  if (!Array.isArray(json) || json.length > MAX_THRESHOLDS) return undefined;
  const numbers = json.filter((each): each is number => typeof each === 'number' && Number.isFinite(each));
  return numbers.length === json.length ? numbers : undefined;
};

const rises = (numbers: readonly number[], isRise: (before: number, next: number) => boolean): boolean =>
  numbers.every((next, at) => at === 0 || isRise(numbers[at - 1] ?? Number.NaN, next));
