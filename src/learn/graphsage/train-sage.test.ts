import { describe, expect, it } from 'vitest';
import { aucOf, rankedBy } from '../evaluation/auc.ts';
import { planted } from './planted.testing.ts';
import { sageGraphOf, withoutTies } from './sage-graph.ts';
import type { SageExamples, SageNetwork } from './sage-model.ts';
import { sageMargins, sageProbabilities } from './sage-probabilities.ts';
import { type SageOptions, trainSage } from './train-sage.ts';

const few: SageOptions = { hidden: 8, epochs: 120 };
const train = planted(800, 'neighbours', 1);
const validation = planted(300, 'neighbours', 2);
const test = planted(800, 'neighbours', 3);
const own = planted(800, 'own', 4);

const aucIn = (probabilities: Float64Array, labels: Uint8Array): number => aucOf(rankedBy(probabilities, labels));

const cut = ({ graph, features }: SageNetwork): SageNetwork => ({ graph: withoutTies(graph), features });

describe('GraphSAGE', () => {
  it('learns what only neighbours tell, and says it of a network that it has never seen', () => {
    const model = trainSage(train.network, train.examples, { ...few, validation });
    expect(aucIn(sageProbabilities(model, test.network, test.examples), test.examples.labels)).toBeGreaterThan(0.8);
    const blind = trainSage(cut(train.network), train.examples, {
      ...few,
      validation: { ...validation, network: cut(validation.network) },
    });
    const guesses = sageProbabilities(blind, cut(test.network), test.examples);
    expect(Math.abs(aucIn(guesses, test.examples.labels) - 0.5)).toBeLessThan(0.08);
  });

  it('learns what is about the example alone, of several examples of one node', () => {
    const lone = sageGraphOf(1, []);
    const network = { graph: lone, features: { rows: 1, columns: [], values: new Float64Array(0) } };
    const { features } = own.network;
    const examples = { nodes: new Int32Array(800), labels: own.examples.labels, own: features };
    const model = trainSage(network, examples, { hidden: 16, epochs: 300 });
    const other = planted(800, 'own', 5);
    const said = sageProbabilities(model, network, { nodes: new Int32Array(800), own: other.network.features });
    expect(aucIn(said, other.examples.labels)).toBeGreaterThan(0.8);
  });

  it('is the same to the bit for the same seed, and another for another', () => {
    const weights = (seed: number) => trainSage(train.network, train.examples, { hidden: 6, epochs: 20, seed }).weights;
    expect(weights(1)).toEqual(weights(1));
    expect(weights(1)).not.toEqual(weights(2));
  });

  it('stops where the validation is best, and keeps the weights of then', () => {
    const small = planted(60, 'neighbours', 6);
    const options = { hidden: 16, epochs: 400, learningRate: 0.02, l2: 0, seed: 3 };
    const stopped = trainSage(small.network, small.examples, { ...options, patience: 40, validation });
    expect(stopped.epochs).toBeGreaterThan(3);
    expect(stopped.epochs).toBeLessThan(300);
    const anew = trainSage(small.network, small.examples, { ...options, epochs: stopped.epochs });
    expect(anew.weights).toEqual(stopped.weights);
  });

  it('counts an example of weight 2 as two, and one of weight 0 as none', () => {
    const pick = (at: readonly number[], weights?: readonly number[]): SageExamples => ({
      nodes: Int32Array.from(at),
      labels: Uint8Array.from(at, (node) => train.examples.labels[node] ?? 0),
      ...(weights && { weights: Float64Array.from(weights) }),
    });
    const options = { hidden: 4, epochs: 30 };
    const said = (examples: SageExamples) =>
      Array.from(
        sageProbabilities(trainSage(train.network, examples, options), test.network, test.examples).subarray(0, 20),
      );
    const weighed = said(pick([0, 1, 2, 3, 4, 5], [2, 1, 1, 0, 2, 1]));
    const repeated = said(pick([0, 0, 1, 2, 4, 4, 5]));
    expect(
      weighed.map((value, at) => Math.abs(value - (repeated[at] ?? 0))).reduce((a, b) => Math.max(a, b)),
    ).toBeLessThan(1e-9);
  });

  it('says a probability of anybody: alone, unknown, or known for enormous numbers', () => {
    const model = trainSage(train.network, train.examples, few);
    const values = Float64Array.from([Number.NaN, Number.NaN, 1e308, -1e308, Number.POSITIVE_INFINITY, 0]);
    const odd = { graph: sageGraphOf(3, [{ a: 1, b: 2 }]), features: { rows: 3, columns: ['x', 'y'], values } };
    const said = sageProbabilities(model, odd, { nodes: Int32Array.from([0, 1, 2]) });
    expect(said.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(sageProbabilities(model, odd, { nodes: new Int32Array(0) })).toEqual(new Float64Array(0));
  });

  it('says what its two formulas say: relu of oneself and of the mean around, twice', () => {
    const identity = {
      columns: ['x'],
      mean: Float64Array.of(0),
      perDeviation: Float64Array.of(1),
      gaps: Uint8Array.of(0),
    };
    const network = {
      graph: sageGraphOf(3, [
        { a: 0, b: 1 },
        { a: 0, b: 2 },
      ]),
      features: { rows: 3, columns: ['x'], values: Float64Array.of(1, 2, 4) },
    };
    // W₁ = (1, 10), b₁ = 0, W₂ = 1 and .5, Wₑ = 100, b₂ = −3, w = .01, c = .25.
    const weights = Float64Array.of(1, 10, 0, 1, 0.5, 100, -3, 0.01, 0.25);
    const model = { hidden: 1, epochs: 0, nodeScales: identity, ownScales: identity, weights };
    const own = { rows: 2, columns: ['x'], values: Float64Array.of(3, -1) };
    // h₁ = 1 + 10·3, 2 + 10·1, 4 + 10·1; h₂(0) = 31 + .5·(12 + 14)/2 + 300 − 3; the other is cut off at 0.
    const margins = sageMargins(model, network, { nodes: Int32Array.of(0, 2), own });
    expect(Array.from(margins, (margin) => Number(margin.toFixed(12)))).toEqual([0.25 + 0.01 * 334.5, 0.25]);
  });

  it('trains on one class, one example, and columns that say nothing', () => {
    const columns = ['none', 'same', 'vast'];
    const values = Float64Array.from([Number.NaN, 4, 1e308, Number.NaN, 4, -1e308]);
    const network = { graph: sageGraphOf(2, [{ a: 0, b: 1 }]), features: { rows: 2, columns, values } };
    const examples = { nodes: Int32Array.from([0]), labels: Uint8Array.from([1]) };
    const [said = 0] = sageProbabilities(trainSage(network, examples, few), network, examples);
    expect(said).toBeGreaterThan(0.9);
    expect(said).toBeLessThanOrEqual(1);
  });
});

describe('what does not fit is refused by name', () => {
  const { network, examples } = train;
  const nodes = Int32Array.from([0, 1]);
  const labels = Uint8Array.from([0, 1]);
  it.each<[string, () => unknown]>([
    ['hidden', () => trainSage(network, examples, { hidden: 0 })],
    ['hidden', () => trainSage(network, examples, { hidden: 257 })],
    ['epochs', () => trainSage(network, examples, { epochs: 0.5 })],
    ['patience', () => trainSage(network, examples, { patience: 0 })],
    ['learningRate', () => trainSage(network, examples, { learningRate: Number.NaN })],
    ['l2', () => trainSage(network, examples, { l2: -1 })],
    ['examples', () => trainSage(network, { nodes: new Int32Array(0), labels: new Uint8Array(0) })],
    ['labels', () => trainSage(network, { nodes, labels: new Uint8Array(1) })],
    ['weights', () => trainSage(network, { nodes, labels, weights: Float64Array.of(1, Number.NaN) })],
    ['weights', () => trainSage(network, { nodes, labels, weights: Float64Array.of(0, 0) })],
    ['nodes', () => trainSage(network, { nodes: Int32Array.of(0, 800), labels })],
    ['own', () => trainSage(network, { nodes, labels, own: network.features })],
    ['features', () => trainSage({ ...network, graph: sageGraphOf(7, []) }, examples)],
    ['start', () => trainSage({ ...network, graph: { ...network.graph, start: new Int32Array(801) } }, examples)],
    [
      'neighbours',
      () =>
        trainSage(
          { ...network, graph: { ...network.graph, neighbours: network.graph.neighbours.map(() => 800) } },
          examples,
        ),
    ],
    ['ties', () => sageGraphOf(2, [{ a: 0, b: 2 }])],
    [
      'columns',
      () =>
        sageProbabilities(
          trainSage(network, examples, { epochs: 1 }),
          { ...network, features: { ...network.features, columns: ['y', 'x'] } },
          examples,
        ),
    ],
  ])('%s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(new RegExp(`^${name}`));
  });
});
