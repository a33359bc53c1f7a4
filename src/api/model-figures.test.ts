import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../gate/index.ts';
import type { ModelDrift, Serving } from '../pipeline/index.ts';
import { stubGnn, stubModel } from '../pipeline/learned/learned.testing.ts';
import { policyServing } from '../pipeline/learned/serving.ts';
import { addModel, learnedJson, modelFigures } from './model-figures.ts';

const model = stubModel();
const drift: ModelDrift = {
  ...{ model: model.id, measuredAtUs: 1e15, outcomes: 300, ece: 0.21, interval: [0.15, 0.27], bound: 0.1 },
  ...{ stoppedAtUs: 1e15, why: 'calibration error is at least 0.150' },
};
const STATES: readonly (readonly [string, Serving, number, string | null])[] = [
  ['none', { kind: 'none', why: null }, 0, 'no model has been trained'],
  ['none, with what training said', { kind: 'none', why: 'Too few.' }, 0, 'Too few.'],
  ['refused', { kind: 'refused', problem: 'is not JSON' }, 0, 'model.json is not JSON'],
  ['stopped', { kind: 'stopped', model, drift }, 0, 'stopped: calibration error is at least 0.150'],
  ['served', { kind: 'served', model, drift: null }, 1, null],
];
/** The policy as the instance has it with what is served, its T_HIGH as asked for or as built in. */
const under = (serving: Serving, tHigh = DEFAULT_POLICY.tHigh) => {
  const instance = { ...DEFAULT_POLICY, tHigh };
  return { serving, policy: policyServing(instance, instance, serving.kind === 'served' ? serving.model : null) };
};
const prometheus = async (serving: Serving, tHigh?: number): Promise<string> => {
  const registry = new Registry();
  addModel(registry, under(serving, tHigh));
  return registry.metrics();
};

describe('the learned model’s figures', () => {
  it.each(STATES)('say whether one is served, and why not: %s', async (_, serving, served, why) => {
    expect(modelFigures(under(serving))).toMatchObject({ served: served === 1, state: serving.kind, why });
    const text = await prometheus(serving);
    expect(text).toContain(`tangled_trust_model_served ${served}`);
    expect(text).toContain(`tangled_trust_model_state{state="${serving.kind}"} 1`);
  });

  it('are those of the model, with what it opens and what came of it', async () => {
    const figures = modelFigures(under({ kind: 'stopped', model, drift }));
    expect(figures.model).toMatchObject({ id: model.id, metrics: model.metrics, threshold: { value: 0.9 } });
    expect(figures.model).not.toHaveProperty('trees');
    expect(figures.drift).toMatchObject({ outcomes: 300, stoppedAt: '2001-09-09T01:46:40.000Z', bound: 0.1 });
    const text = await prometheus({ kind: 'stopped', model, drift });
    expect(text).toContain('tangled_trust_model_figure{figure="auc",end="value"} 0.9');
    expect(text).toContain('tangled_trust_model_drift_ece_low 0.15');
  });

  it('name what the gate asks for, and what is guaranteed beside it, and the most that the model gives', async () => {
    const served: Serving = { kind: 'served', model, drift: null };
    const highest = model.isotonic.values.at(-1);
    expect(modelFigures(under(served))).toMatchObject({ fastFrom: 0.9, highest });
    expect(modelFigures(under(served, 0.95))).toMatchObject({ fastFrom: 0.95, model: { threshold: { value: 0.9 } } });
    const text = await prometheus(served, 0.95);
    expect(text).toContain('tangled_trust_model_threshold 0.95');
    expect(text).toContain('tangled_trust_model_guaranteed 0.9');
  });

  it('say of a stopped model nothing that it would open', async () => {
    const stopped: Serving = { kind: 'stopped', model, drift };
    expect(modelFigures(under(stopped))).toMatchObject({ fastFrom: null, highest: null });
    expect(await prometheus(stopped)).not.toMatch(/model_(threshold|guaranteed)/);
  });

  it('say which kind decides, and what is wrong with the files of a comparison', async () => {
    const graph: Serving = { kind: 'served', model: stubGnn(), drift: null };
    expect(modelFigures(under(graph))).toMatchObject({ by: 'graphsage', graphProblem: null });
    expect(modelFigures(under(graph)).model).not.toHaveProperty('people');
    expect(await prometheus(graph)).toContain('tangled_trust_model_kind{kind="graphsage"} 1');
    expect(await prometheus(graph)).toContain('tangled_trust_model_graph_refused 0');
    const refused: Serving = { kind: 'served', model, drift: null, graphProblem: 'gnn.json is empty' };
    expect(modelFigures(under(refused))).toMatchObject({ by: 'trees', graphProblem: 'gnn.json is empty' });
    expect(await prometheus(refused)).toContain('tangled_trust_model_kind{kind="trees"} 1');
    expect(await prometheus(refused)).toContain('tangled_trust_model_graph_refused 1');
    expect(modelFigures(under({ kind: 'none', why: null }))).toMatchObject({ by: null });
  });

  it('have no threshold while the lane is closed, and no figure without a model', async () => {
    const closed = stubModel({ threshold: null });
    expect(await prometheus({ kind: 'served', model: closed, drift: null })).not.toContain('model_threshold');
    expect(await prometheus({ kind: 'none', why: null })).not.toContain('model_figure');
  });
});

it('says of each feature what it means, and of one that is no more nothing', () => {
  const each = { words: 'w', unit: 'count', value: 1, contribution: 1 };
  const learned = { model: 'ab', probability: 0.5, margin: 0, bias: 0, rest: 0, featuresHash: 'f' };
  const told = learnedJson({
    ...learned,
    contributions: [
      { ...each, name: 'merged_here' },
      { ...each, name: 'gone' },
    ],
  });
  expect(told?.contributions[0]?.meaning).toMatch(/in this repository/);
  expect(told?.contributions[1]?.meaning).toBeNull();
  expect(learnedJson(undefined)).toBeNull();
});
