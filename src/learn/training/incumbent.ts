import type { Dataset } from '../dataset.ts';
import { evaluationsOf, type Predictions } from '../evaluation/evaluate.ts';
import { columnsOf, rowsOf } from '../matrix.ts';
import type { Model } from '../model-file/model.ts';
import { probabilitiesOf } from '../model-file/predict.ts';
import type { DrawOptions } from './beside.ts';
import type { Incumbent } from './report.ts';
import type { Split } from './split.ts';

/** On fewer changes two models are not compared: nothing under a gross difference would show. */
const LEAST_ROWS = 50;

/**
 * The model in use against the new one, on those changes of the test that are younger than all the one in use has learned
 * from. It stays where the new one's Brier score is worse beyond chance. @throws RangeError where it has other columns.
 */
export const againstIncumbent = (
  dataset: Dataset,
  { test }: Split,
  { probabilities }: Predictions,
  { model, ...options }: DrawOptions & { readonly model: Model },
): Incumbent => {
  const places = Int32Array.from(test.keys()).filter(
    (place) => (dataset.asOfUs[test[place] ?? -1] ?? 0) >= model.window.toUs,
  );
  const found = { id: model.id, rows: places.length };
  if (places.length < LEAST_ROWS) return { ...found, brier: null, stays: false };
  const rows = places.map((place) => test[place] ?? -1);
  const evaluations = evaluationsOf(
    [
      { name: 'new', probabilities: Float64Array.from(places, (place) => probabilities[place] ?? Number.NaN) },
      { name: 'in use', probabilities: probabilitiesOf(model, columnsOf(rowsOf(dataset.matrix, rows), model.columns)) },
    ],
    Uint8Array.from(rows, (row) => dataset.labels[row] ?? 0),
    { ...options, clusters: Int32Array.from(rows, (row) => dataset.authors[row] ?? 0) },
  );
  const brier = evaluations[1]?.difference?.brier ?? null;
  return { ...found, brier, stays: brier !== null && brier.low > 0 };
};
