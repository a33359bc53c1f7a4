import { Gauge, type Registry } from 'prom-client';
import type { LearnedEvidence } from '../domain/index.ts';
import { featureSet, kindOf, type ReadModel, type Serving, whyNotServed } from '../pipeline/index.ts';
import { timeText } from './context.ts';

/** The learned model for the dashboard: served or why not, what it was measured at, what it opens, and how it does since. */
export const modelFigures = ({ serving, policy }: Pick<ReadModel, 'serving' | 'policy'>) => {
  const model = modelOf(serving);
  return {
    served: serving.kind === 'served',
    state: serving.kind,
    by: model === null ? null : kindOf(model),
    graphProblem: serving.graphProblem ?? null,
    why: whyNotServed(serving),
    fastFrom: policy.learned?.fastFrom ?? null,
    highest: policy.learned?.highest ?? null,
    model: model === null ? null : figuresOf(model),
    drift: driftOf(serving),
  };
};

type Known = NonNullable<ReturnType<typeof modelOf>>;

const modelOf = (serving: Serving) => (serving.kind === 'served' || serving.kind === 'stopped' ? serving.model : null);

const spanOf = ({ fromUs, toUs }: Known['window']) => ({ from: timeText(fromUs), to: timeText(toUs) });

const figuresOf = ({ id, columns, window, heldOut, rows, metrics, threshold }: Known) => ({
  id,
  features: columns.length,
  trainedOn: spanOf(window),
  heldOut: spanOf(heldOut),
  rows,
  metrics,
  threshold,
});

const driftOf = (serving: Serving) => {
  const drift = serving.kind === 'served' || serving.kind === 'stopped' ? serving.drift : null;
  if (drift === null) return null;
  const { measuredAtUs, outcomes, ece, interval, bound, stoppedAtUs, why } = drift;
  const stoppedAt = stoppedAtUs === null ? null : timeText(stoppedAtUs);
  return { measuredAt: timeText(measuredAtUs), outcomes, ece, interval, bound, stoppedAt, why };
};

const MEANINGS = new Map(featureSet.columns.map(({ name, meaning }) => [name, meaning]));

/** What a learned model said of one change, with what each feature means; null where it said nothing. */
export const learnedJson = (learned: LearnedEvidence | null | undefined) =>
  learned
    ? {
        ...learned,
        contributions: learned.contributions.map((each) => ({ ...each, meaning: MEANINGS.get(each.name) ?? null })),
      }
    : null;

/** Whether a model is served, and its figures; those of a model only where there is one. */
export const addModel = (registry: Registry, { serving, policy }: Pick<ReadModel, 'serving' | 'policy'>): void => {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `tangled_trust_model_${name}`, help, labelNames, registers: [registry] });
  gauge('served', '1 while a learned model is served').set(serving.kind === 'served' ? 1 : 0);
  const states = gauge('state', 'Whether a learned model is served, and why not: 1 for the state it is in', ['state']);
  for (const state of ['none', 'refused', 'stopped', 'served']) states.set({ state }, state === serving.kind ? 1 : 0);
  const problem = Number(serving.graphProblem !== undefined);
  gauge('graph_refused', '1 while the files of the comparison with GraphSAGE are there and cannot be used').set(
    problem,
  );
  const model = modelOf(serving);
  if (model === null) return;
  const kind = gauge('kind', 'What kind the learned model is: 1 for the one it is', ['kind']);
  for (const each of ['trees', 'graphsage']) kind.set({ kind: each }, Number(each === kindOf(model)));
  const { metrics } = model;
  const figures = gauge('figure', 'Figures of the learned model on held-out changes (docs/model.md)', [
    'figure',
    'end',
  ]);
  for (const figure of ['auc', 'brier', 'logLoss', 'ece'] as const)
    for (const end of ['value', 'low', 'high'] as const) figures.set({ figure, end }, metrics[figure][end]);
  const { fastFrom = null, guaranteed = null } = policy.learned ?? {};
  if (fastFrom !== null)
    gauge('threshold', 'P(clean) that the fast lane asks for; absent while it is closed').set(fastFrom);
  if (guaranteed !== null)
    gauge('guaranteed', 'The lowest P(clean) with a guarantee; the fast lane may ask for more').set(guaranteed);
  const drift = driftOf(serving);
  if (drift === null) return;
  gauge('outcomes', 'Changes the model judged of which it is known how they turned out').set(drift.outcomes);
  if (drift.ece !== null) gauge('drift_ece', 'Calibration error over these outcomes').set(drift.ece);
  if (drift.interval !== null)
    gauge(
      'drift_ece_low',
      'Lower end of its interval, corrected for all looks; over the bound the model is stopped',
    ).set(drift.interval[0]);
};
