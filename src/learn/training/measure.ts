import type { Dataset, Feature, FeatureGroup } from '../dataset.ts';
import { type Evaluation, evaluationsOf, type Predictions } from '../evaluation/evaluate.ts';
import { type ReliabilityPoint, reliabilityOf } from '../evaluation/reliability.ts';
import { type GuaranteedThreshold, guaranteedThreshold } from '../guarantee/guaranteed-threshold.ts';
import { columnsOf, rowsOf } from '../matrix.ts';
import { probabilitiesOf } from '../model-file/predict.ts';
import { baselinePredictions } from './baselines.ts';
import { unfamiliarAuthors, unseenRepositories } from './beside.ts';
import { type FitOptions, type Fitted, fitModel } from './fit-model.ts';
import { againstIncumbent } from './incumbent.ts';
import type { TrainReport } from './report.ts';
import { comparedBy } from './scores.ts';
import type { Task } from './settings.ts';
import type { Split } from './split.ts';

/** Left out one by one, to see what each brings. */
const ABLATED: readonly FeatureGroup[] = ['graph', 'history'];

/** What held-out changes say of a fitted model. */
export interface Measures
  extends Pick<TrainReport, 'baselines' | 'ablations' | 'unseenRepositories' | 'unfamiliarAuthors' | 'incumbent'> {
  readonly evaluation: Evaluation;
  readonly reliability: readonly ReliabilityPoint[];
  readonly threshold: GuaranteedThreshold;
}

/** Measures a model on the test, beside all that it is held against. `fit`: how the others are made. */
export const measure = (task: Task, split: Split, fitted: Fitted, fit: FitOptions): Measures => {
  const { dataset, settings } = task;
  const labels = Uint8Array.from(split.test, (row) => dataset.labels[row] ?? 0);
  const clusters = Int32Array.from(split.test, (row) => dataset.authors[row] ?? 0);
  const draws = { seed: settings.seed, resamples: settings.resamples };
  const model = predictionsOf('the model', dataset, split, fitted);
  const others = baselinePredictions(dataset, split, settings.baselines);
  const ablated = ablatedOf(task, split, fit);
  const [evaluation, ...evaluations] = evaluationsOf([model, ...others, ...ablated], labels, { ...draws, clusters });
  if (evaluation === undefined) throw new RangeError('predictions must have an entry, got none');
  const { target } = settings;
  return {
    evaluation,
    baselines: comparedBy(evaluations.slice(0, others.length)),
    ablations: comparedBy(evaluations.slice(others.length)),
    reliability: reliabilityOf(model.probabilities, labels),
    threshold: guaranteedThreshold(model.probabilities, labels, { target }),
    unseenRepositories: unseenRepositories(dataset, split, fit, { ...draws, folds: settings.folds }),
    unfamiliarAuthors: unfamiliarAuthors(dataset, split, [model, ...ablated.slice(0, 1)], draws),
    incumbent: settings.incumbent
      ? againstIncumbent(dataset, split, model, { ...draws, model: settings.incumbent })
      : null,
  };
};

const predictionsOf = (name: string, { matrix }: Dataset, { test }: Split, fitted: Fitted): Predictions => ({
  name,
  probabilities: probabilitiesOf(fitted, columnsOf(rowsOf(matrix, test), fitted.columns)),
});

/**
 * What models say that are made the same way without one group of columns, with the one that is withheld, or with what
 * anybody can make; of a group there is none of, nothing.
 */
const ablatedOf = (task: Task, split: Split, fit: FitOptions): Predictions[] => {
  const { dataset, features, settings } = task;
  const withoutGroup = (group: FeatureGroup): string[] =>
    features.columns
      .filter((feature) => feature.group !== group && task.columns.includes(feature.name))
      .map(({ name }) => name);
  const withThose = (isOne: (feature: Feature) => boolean): string[] =>
    features.columns.filter((feature) => isOne(feature) || task.columns.includes(feature.name)).map(({ name }) => name);
  const others = [
    ...ABLATED.map((group) => ({ name: `without ${group}`, columns: withoutGroup(group) })),
    { name: `with ${settings.withheld}`, columns: withThose(({ group }) => group === settings.withheld) },
    {
      name: 'with what anybody can make',
      columns: withThose(({ group, forgeable }) => group !== settings.withheld && forgeable === true),
    },
  ];
  return others
    .filter(({ columns }) => columns.length > 0 && columns.length !== task.columns.length)
    .map(({ name, columns }) => predictionsOf(name, dataset, split, fitModel(dataset, split, { ...fit, columns })));
};
