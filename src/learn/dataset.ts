import type { Matrix } from './matrix.ts';

/** Examples to learn from: what was known of each change when it was made, and how it turned out. One entry per row of `matrix`. */
export interface Dataset {
  readonly matrix: Matrix;
  /** 1 for a change that turned out clean, 0 for one that did not. One whose end is not known is no example. */
  readonly labels: Uint8Array;
  /** How often each counts, ≥ 0; absent: once. */
  readonly weights?: Float64Array;
  /** As of when the features are: nothing in them was known later. Microseconds since 1970. */
  readonly asOfUs: Float64Array;
  /** From when on the label could be known. Never before `asOfUs`. */
  readonly knownAtUs: Float64Array;
  /** Which repository each is of, and which author: numbers from 0. */
  readonly repositories: Int32Array;
  readonly authors: Int32Array;
}

/** What a column is about: an ablation leaves out all of one group. */
export type FeatureGroup = 'graph' | 'history' | 'account' | 'activity' | 'change';

/** Columns of this group are given to no model that is served, in training or in serving: nothing about a diff may lift trust. */
export const WITHHELD = 'change' satisfies FeatureGroup;

/** One column, as a page and a document describe it. */
export interface Feature {
  readonly name: string;
  readonly group: FeatureGroup;
  /** What its numbers count: `count`, `days`, `share`, `log1p(count)`, … */
  readonly unit: string;
  /** What it means, and when it is NaN. */
  readonly meaning: string;
  /** What it is called in a sentence: `merged pull requests`. */
  readonly words: string;
  /** 1: more of it never lowers the probability, -1: never raises it; absent: either. */
  readonly direction?: 1 | -1;
  /**
   * Whether a stranger, or an author with further accounts and a repository of their own, can make it what they like: no
   * model that is served is given it. Baselines may go by it, and what it would bring is measured beside.
   */
  readonly forgeable?: true;
}

/** Whether a model that is served may be given a column. */
export const isGiven = ({ group, forgeable }: Pick<Feature, 'group' | 'forgeable'>): boolean =>
  group !== WITHHELD && !forgeable;

/** The columns a model is made for. */
export interface FeatureSet {
  readonly columns: readonly Feature[];
  /** Hex SHA-256 over names, groups and units in their order, with a version that changes when what they mean does. */
  readonly hash: string;
}
