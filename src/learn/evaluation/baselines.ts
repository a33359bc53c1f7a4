import { calibrated, isotonicOf } from '../calibration/isotonic.ts';
import { aucOf, rankedBy } from './auc.ts';
import type { Predictions } from './evaluate.ts';
import { fitLogistic } from './logistic.ts';

/**
 * How a column becomes a probability. `base-rate`: not at all, everybody gets the share of clean examples.
 * `isotonic`: by a curve that only rises, or only falls, whichever ranks the training part better; the fair one for counts
 * and rates, for it is what a model gets too. `logistic`: by a logistic function of the column as it is, as LApredict has
 * it (Zeng et al. 2021). `buckets`: each value by itself, for classes.
 */
export type BaselineKind = 'base-rate' | 'isotonic' | 'logistic' | 'buckets';

/** What a baseline is fitted on: never what it is judged on. */
export interface BaselineTraining {
  /** One number per example; NaN: not known. */
  readonly column: Float64Array;
  /** 1 clean, 0 not; at least one. */
  readonly labels: Uint8Array;
}

/** Predicts other examples from the same column. */
export type Baseline = (column: Float64Array) => Required<Omit<Predictions, 'name'>>;

/**
 * What one column alone would foretell: a probability, and scores that rank as finely as the column does, so that a
 * baseline loses nothing to a flat piece of its curve. Where the column is NaN: the share of clean ones among the training
 * part's NaN, drawn towards that of all as by one more example; likewise in each bucket. An unknown bucket gets that of
 * all.
 *
 * @throws RangeError when there is nothing to train on, lengths differ, a value is infinite or a label not 0 or 1.
 */
export const baselineOf = (kind: BaselineKind, { column, labels }: BaselineTraining): Baseline => {
  check(column, labels);
  const base = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  if (kind === 'base-rate') {
    return (values) => ({ probabilities: values.map(() => base), scores: new Float64Array(values.length) });
  }
  if (kind === 'buckets') {
    const shares = sharesOf(column, labels, base);
    return (values) => {
      const probabilities = values.map((value) => shares.get(value) ?? base);
      return { probabilities, scores: probabilities };
    };
  }
  const unknown = sharesOf(column, labels, base).get(Number.NaN) ?? base;
  const known = column.filter((value) => !Number.isNaN(value));
  const knownLabels = labels.filter((_, item) => !Number.isNaN(column[item]));
  if (known.length === 0) return baselineOf('base-rate', { column, labels });
  const { sign, probabilityOf } = fitted(kind, known, knownLabels);
  return (values) => {
    const probabilities = values.map((value) => (Number.isNaN(value) ? unknown : probabilityOf(value)));
    return { probabilities, scores: placesOf(probabilities, values, sign) };
  };
};

/** Which way the column goes, 1 or -1, and the probability of a known value. */
const fitted = (kind: 'isotonic' | 'logistic', column: Float64Array, labels: Uint8Array) => {
  const sign = aucOf(rankedBy(column, labels)) < 0.5 ? -1 : 1;
  if (kind === 'isotonic') {
    const curve = isotonicOf(
      column.map((value) => sign * value),
      labels,
      { doubt: 1 },
    );
    return { sign, probabilityOf: (value: number) => calibrated(curve, sign * value) };
  }
  const predict = fitLogistic(
    Array.from(column, (value) => [value]),
    labels,
  );
  return { sign, probabilityOf: (value: number) => predict([value]) };
};

/** Places by probability, equal ones by the column in its direction, what is not known first; the same of all first. */
const placesOf = (probabilities: Float64Array, column: Float64Array, sign: number): Float64Array => {
  const second = column.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : sign * value));
  const before = (a: number, b: number): number =>
    (probabilities[a] ?? 0) - (probabilities[b] ?? 0) || compared(second[a] ?? 0, second[b] ?? 0);
  const order = Int32Array.from(column.keys()).sort((a, b) => before(a, b) || a - b);
  const places = new Float64Array(column.length);
  order.forEach((item, place) => {
    const last = order[place - 1];
    places[item] = last !== undefined && before(last, item) === 0 ? (places[last] ?? 0) : place;
  });
  return places;
};

const compared = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** The share of clean ones with each value, drawn towards that of all as by one more example. */
const sharesOf = (column: Float64Array, labels: Uint8Array, base: number): Map<number, number> => {
  const counts = new Map<number, { all: number; clean: number }>();
  column.forEach((value, item) => {
    const count = counts.get(value) ?? { all: 0, clean: 0 };
    count.all += 1;
    count.clean += labels[item] ?? 0;
    counts.set(value, count);
  });
  return new Map(Array.from(counts, ([value, { all, clean }]) => [value, (clean + base) / (all + 1)]));
};

const check = (column: Float64Array, labels: Uint8Array): void => {
  if (labels.length !== column.length) {
    throw new RangeError(`labels must have one entry per value (${column.length}), got ${labels.length}`);
  }
  if (labels.length === 0) throw new RangeError('labels must not be empty, got 0');
  const wrong = column.find((value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY);
  if (wrong !== undefined) throw new RangeError(`column must be finite or NaN, got ${wrong}`);
  const label = labels.find((each) => each > 1);
  if (label !== undefined) throw new RangeError(`labels must be 0 or 1, got ${label}`);
};
