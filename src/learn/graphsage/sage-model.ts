import type { Matrix } from '../matrix.ts';
import type { SageGraph } from './sage-graph.ts';
import { inputsOf, type Scales } from './scales.ts';

/** Whose outcome is asked for, or known: any number of them for one node, e.g. several changes of one author. */
export interface SageAsked {
  readonly nodes: Int32Array;
  /** One row for each: what is about it and not about the node, e.g. the change itself. The same in training and after. */
  readonly own?: Matrix;
}

/** Those whose outcome is known. */
export interface SageExamples extends SageAsked {
  /** 1 for one that turned out clean, 0 for one that did not. */
  readonly labels: Uint8Array;
  /** How often each counts, finite and ≥ 0; absent: once. */
  readonly weights?: Float64Array;
}

/** A graph and what is known of its nodes. */
export interface SageNetwork {
  readonly graph: SageGraph;
  /** One row per node. */
  readonly features: Matrix;
}

/**
 * A trained GraphSAGE of two layers with the mean aggregator (Hamilton, Ying and Leskovec 2017, algorithm 1):
 *
 *     h₁(v) = relu(W₁·[x(v); mean x(u)] + b₁)         u over the neighbours of v
 *     h₂(e) = relu(W₂·[h₁(v); mean h₁(u)] + Wₑ·own(e) + b₂)   for an example e of node v
 *     P(e)  = σ(w·h₂(e) + c)
 *
 * It differs from the paper in that all neighbours are read, none sampled; that embeddings are not scaled to length 1;
 * and that what is about the example alone comes in at the second layer, past all neighbours, so that it can act
 * together with the node's surroundings. Plain data.
 */
export interface SageModel {
  readonly hidden: number;
  readonly nodeScales: Scales;
  readonly ownScales: Scales;
  /** W₁, b₁, W₂, Wₑ, b₂, w and c in this order, each row by row with `hidden` columns; see `parametersOf`. */
  readonly weights: Float64Array;
  /** For how many epochs these were trained. */
  readonly epochs: number;
}

/** What of a model is there before it is trained. */
export type Untrained = Omit<SageModel, 'weights' | 'epochs'>;

/** How many inputs a node and an example have. */
export interface SageSize {
  readonly inputs: number;
  readonly own: number;
  readonly hidden: number;
}

/** A model's size. */
export const sizeOf = ({ hidden, nodeScales, ownScales }: Untrained): SageSize => ({
  inputs: inputsOf(nodeScales),
  own: inputsOf(ownScales),
  hidden,
});

/** The parts of a model's weights, by the letters above; views, not copies. */
export interface Parameters {
  /** 2·inputs rows: those for the node itself, then those for its neighbours' mean. */
  readonly w1: Float64Array;
  readonly b1: Float64Array;
  readonly w2Self: Float64Array;
  readonly w2Mean: Float64Array;
  readonly wOwn: Float64Array;
  readonly b2: Float64Array;
  readonly wOut: Float64Array;
  readonly c: Float64Array;
}

const lengthsOf = ({ inputs, own, hidden }: SageSize): Record<keyof Parameters, number> => ({
  w1: 2 * inputs * hidden,
  b1: hidden,
  w2Self: hidden * hidden,
  w2Mean: hidden * hidden,
  wOwn: own * hidden,
  b2: hidden,
  wOut: hidden,
  c: 1,
});

/** How many weights a model of this size has. */
export const weightCountOf = (size: SageSize): number =>
  Object.values(lengthsOf(size)).reduce((sum, length) => sum + length, 0);

/** The parts of an array of all weights, or of their gradients. */
export const parametersOf = (weights: Float64Array, size: SageSize): Parameters => {
  const { w1, b1, w2Self, w2Mean, wOwn, b2, wOut, c } = lengthsOf(size);
  let free = 0;
  const next = (length: number): Float64Array => {
    free += length;
    return weights.subarray(free - length, free);
  };
  return {
    w1: next(w1),
    b1: next(b1),
    w2Self: next(w2Self),
    w2Mean: next(w2Mean),
    wOwn: next(wOwn),
    b2: next(b2),
    wOut: next(wOut),
    c: next(c),
  };
};

/** Which parts are matrices: what L2 holds down and chance begins with; the others begin at 0. */
export const MATRICES = ['w1', 'w2Self', 'w2Mean', 'wOwn', 'wOut'] as const;
