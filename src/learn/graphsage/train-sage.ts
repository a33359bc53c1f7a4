import { randomFrom } from '../random.ts';
import { logOf } from '../trees/exact-math.ts';
import { adamFor } from './adam.ts';
import { logLossAt } from './log-loss.ts';
import { addDecay, backward, forward, type Pass, workBackFor, workFor } from './pass.ts';
import { ownOf, planOf } from './plan.ts';
import {
  MATRICES,
  type Parameters,
  parametersOf,
  type SageExamples,
  type SageModel,
  type SageNetwork,
  sizeOf,
  weightCountOf,
} from './sage-model.ts';
import { scalesOf } from './scales.ts';

/** The widest a layer may be. */
export const WIDEST = 256;

/** How to train; what is left out is as said. */
export interface SageOptions {
  /** Width of both layers, at most `WIDEST`; 32. */
  readonly hidden?: number;
  /** Passes over all examples, at most; 300. */
  readonly epochs?: number;
  /** Adam's; .01. */
  readonly learningRate?: number;
  /** Weight of half the sum of squares of all weights but biases; 1e-4. */
  readonly l2?: number;
  /** Where the first weights come from; 1. */
  readonly seed?: number;
  /** Other examples, of this network or another: training ends when their log loss has not fallen for `patience` epochs. */
  readonly validation?: { readonly network: SageNetwork; readonly examples: SageExamples };
  /** 30. Without `validation` it means nothing. */
  readonly patience?: number;
}

const DEFAULTS = { hidden: 32, epochs: 300, learningRate: 0.01, l2: 1e-4, seed: 1, patience: 30 };

/**
 * Trains GraphSAGE on all examples at once, minimising their mean log loss by Adam, with gradients by hand. The model is
 * the one of the epoch in which the validation's log loss was lowest; without a validation, the last. The same input
 * gives the same bits.
 *
 * @throws RangeError without examples or with arrays that do not fit, and for options out of range.
 */
export const trainSage = (network: SageNetwork, examples: SageExamples, options: SageOptions = {}): SageModel => {
  const settings = { ...DEFAULTS, ...options };
  check(settings);
  const { hidden, epochs, learningRate, l2, validation } = settings;
  const scales = { hidden, nodeScales: scalesOf(network.features), ownScales: scalesOf(ownOf(examples)) };
  const size = sizeOf(scales);
  const weights = new Float64Array(weightCountOf(size));
  const parameters = parametersOf(weights, size);
  const shares = sharesOf(examples);
  begin(parameters, examples.labels, shares, settings.seed);
  const pass = passOver(planOf(scales, network, examples), parameters);
  const gradient = new Float64Array(weights.length);
  const gradients = parametersOf(gradient, size);
  const dMargins = new Float64Array(examples.labels.length);
  const step = adamFor(weights, learningRate);
  const best = bestOf(weights, settings.patience);
  const look = validation && lossOn(planOf(scales, validation.network, validation.examples), validation.examples);
  let made = 0;
  while (made < epochs && !best.isOver()) {
    forward(pass.plan, parameters, pass.work);
    logLossAt(pass.work.margins, examples.labels, shares, dMargins);
    gradient.fill(0);
    backward(pass, dMargins, gradients);
    addDecay(parameters, gradients, l2);
    step(gradient);
    made += 1;
    if (look) best.look(look(parameters));
  }
  return { ...scales, ...(look ? best.kept() : { weights, epochs: made }) };
};

/** A plan with room to work on it. */
const passOver = (plan: Pass['plan'], parameters: Parameters): Pass => ({
  plan,
  parameters,
  work: workFor(plan),
  back: workBackFor(plan),
});

const check = ({ hidden, epochs, learningRate, l2, patience }: Required<Omit<SageOptions, 'validation'>>): void => {
  if (!Number.isInteger(hidden) || hidden < 1 || hidden > WIDEST) {
    throw new RangeError(`hidden must be a whole number from 1 to ${WIDEST}, got ${hidden}`);
  }
  for (const [name, value] of Object.entries({ epochs, patience })) {
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`${name} must be a whole number from 1, got ${value}`);
  }
  if (!(learningRate > 0 && learningRate < 1)) {
    throw new RangeError(`learningRate must be over 0 and under 1, got ${learningRate}`);
  }
  if (!(l2 >= 0 && l2 < 1)) throw new RangeError(`l2 must be from 0 to under 1, got ${l2}`);
};

/** What part of the loss each example makes; in all 1. */
const sharesOf = ({ nodes, labels, weights }: SageExamples): Float64Array => {
  const count = nodes.length;
  if (count === 0) throw new RangeError('examples must be at least one, got none');
  if (labels.length !== count || (weights && weights.length !== count)) {
    throw new RangeError(`labels and weights must have one entry per example (${count}), got ${labels.length}`);
  }
  const odd = weights?.find((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (odd !== undefined) throw new RangeError(`weights must be finite and not negative, got ${odd}`);
  const each = weights ?? new Float64Array(count).fill(1);
  const all = each.reduce((sum, weight) => sum + weight, 0);
  if (!(all > 0 && all < Number.POSITIVE_INFINITY)) throw new RangeError(`weights must have a sum over 0, got ${all}`);
  return each.map((weight) => weight / all);
};

/** Weights by chance, as wide as Glorot and Bengio 2010 say; the last bias where the base rate is. */
const begin = (parameters: Parameters, labels: Uint8Array, shares: Float64Array, seed: number): void => {
  const random = randomFrom(seed);
  const columns = parameters.b1.length;
  for (const name of MATRICES) {
    const values = parameters[name];
    const widths = name === 'wOut' ? columns + 1 : values.length / columns + columns;
    const widest = Math.sqrt(6 / widths);
    for (let at = 0; at < values.length; at += 1) values[at] = widest * (2 * random() - 1);
  }
  const rate = shares.reduce((sum, share, example) => sum + share * (labels[example] ?? 0), 0);
  const kept = Math.min(0.99, Math.max(0.01, rate));
  parameters.c[0] = logOf(kept / (1 - kept));
};

const lossOn = (plan: Pass['plan'], examples: SageExamples): ((parameters: Parameters) => number) => {
  const work = workFor(plan);
  const shares = sharesOf(examples);
  const unused = new Float64Array(shares.length);
  return (parameters) => {
    forward(plan, parameters, work);
    return logLossAt(work.margins, examples.labels, shares, unused);
  };
};

/** Keeps the weights of the lowest loss seen, and says when it was too long ago. */
const bestOf = (weights: Float64Array, patience: number) => {
  const kept = new Float64Array(weights);
  let [lowest, looks, best] = [Number.POSITIVE_INFINITY, 0, 0];
  return {
    kept: () => ({ weights: kept, epochs: best }),
    isOver: (): boolean => looks - best >= patience,
    look: (loss: number): void => {
      looks += 1;
      if (!(loss < lowest)) return;
      [lowest, best] = [loss, looks];
      kept.set(weights);
    },
  };
};
