import { expect, it } from 'vitest';
import type { Matrix } from '../matrix.ts';
import { randomFrom } from '../random.ts';
import { logLossAt } from './log-loss.ts';
import { addDecay, backward, forward, workBackFor, workFor } from './pass.ts';
import { planOf } from './plan.ts';
import { sageGraphOf } from './sage-graph.ts';
import { MATRICES, parametersOf, sizeOf, weightCountOf } from './sage-model.ts';
import { scalesOf } from './scales.ts';

const L2 = 0.01;
const STEP = 1e-6;

const random = randomFrom(7);
const matrix = (rows: number, names: string, gapsIn: number): Matrix => {
  const columns = [...names];
  const values = Float64Array.from({ length: rows * columns.length }, () =>
    random() < gapsIn ? Number.NaN : 4 * random() - 2,
  );
  return { rows, columns, values };
};

/** Nine nodes, one of them alone, one without examples; several examples of one node, one of weight 0. */
const graph = sageGraphOf(
  9,
  [
    [0, 1],
    [0, 2],
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
    [5, 6],
    [6, 7],
    [7, 0],
  ].map(([a = 0, b = 0]) => ({ a, b })),
);
const network = { graph, features: matrix(9, 'abc', 0.15) };
const nodes = Int32Array.from([0, 0, 0, 1, 2, 3, 4, 5, 6, 8, 8]);
const examples = {
  nodes,
  labels: Uint8Array.from([1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1]),
  own: matrix(nodes.length, 'xy', 0.1),
};
const shares = Float64Array.from([1, 2, 0.5, 1, 1, 1, 0, 3, 1, 1, 1], (weight) => weight / 12.5);

const scales = { hidden: 5, nodeScales: scalesOf(network.features), ownScales: scalesOf(examples.own) };
const size = sizeOf(scales);
const plan = planOf(scales, network, examples);
const work = workFor(plan);
const weights = Float64Array.from({ length: weightCountOf(size) }, () => 1.4 * random() - 0.7);
const parameters = parametersOf(weights, size);
const dMargins = new Float64Array(nodes.length);

const lossNow = (): number => {
  forward(plan, parameters, work);
  const squares = MATRICES.flatMap((name) => Array.from(parameters[name], (value) => value * value));
  return logLossAt(work.margins, examples.labels, shares, dMargins) + (L2 / 2) * squares.reduce((a, b) => a + b);
};

it('the gradient by hand is the one by central differences, at every weight', () => {
  lossNow();
  const active = [...work.h1, ...work.h2].map((value) => value > 0);
  expect(new Set(active)).toEqual(new Set([true, false]));
  const gradient = new Float64Array(weights.length);
  const gradients = parametersOf(gradient, size);
  backward({ plan, parameters, work, back: workBackFor(plan) }, dMargins, gradients);
  addDecay(parameters, gradients, L2);
  const worst = { error: 0, at: -1 };
  for (const [at, value] of weights.entries()) {
    const [before, after] = [value - STEP, value + STEP].map((moved) => {
      weights[at] = moved;
      const loss = lossNow();
      // No unit may cross the bend of relu, where there is no derivative.
      expect([...work.h1, ...work.h2].map((unit) => unit > 0)).toEqual(active);
      return loss;
    });
    weights[at] = value;
    const slope = ((after ?? 0) - (before ?? 0)) / (2 * STEP);
    const error = Math.abs(slope - (gradient[at] ?? 0)) / Math.max(Math.abs(slope), Math.abs(gradient[at] ?? 0), 1e-4);
    if (error > worst.error) Object.assign(worst, { error, at });
  }
  expect(weights.length).toBe(weightCountOf(size));
  expect(gradient.every((value) => value !== 0)).toBe(true);
  expect(worst.error).toBeLessThanOrEqual(1e-5);
});
