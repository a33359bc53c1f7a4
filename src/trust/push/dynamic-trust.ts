/**
 * EigenTrust kept up to date while vouches come and go: what changes is pushed on from the rows that changed, and the
 * distance to the exact answer is stated with every update (`push-state.ts` says how).
 */

import { eigenTrust } from '../eigentrust/eigentrust.ts';
import type { TrustGraph } from '../graph/graph.ts';
import { preTrustOf } from '../graph/seeds.ts';
import { DynamicGraph } from './dynamic-graph.ts';
import { DynamicReach } from './dynamic-reach.ts';
import { PushState } from './push-state.ts';

/** How closely to track. */
export interface TrackOptions {
  /** a in (0,1], as in `EigenTrustOptions`. Default 0.15. */
  readonly alpha?: number;
  /** An update stops once its bound is no more than this; finite and > 0. Default 1e-8. */
  readonly tolerance?: number;
  /** An update stops once it has pushed along this many vouches; ≥ 0. Default 1/256 of the graph's, at least 20,000. */
  readonly mostEdges?: number;
  /** Above this bound an update asks for a full solve; ≥ 0. Default 1e-5. */
  readonly limit?: number;
  /** EigenTrust of this graph from these seeds, if known, to whatever accuracy; read once. Solved here otherwise. */
  readonly scores?: Float64Array;
}

/** What one update did. */
export interface TrustUpdate {
  /** Nodes whose residual was settled. */
  readonly pushes: number;
  /** Vouches followed in doing so. */
  readonly edges: number;
  /** The L1 distance of all scores to the exact ones of the vouches and seeds as they are now is at most this. */
  readonly bound: number;
  /** The bound is above the limit: time for a full solve, or for `settle`. Scores and bound hold all the same. */
  readonly needsSolve: boolean;
}

/** EigenTrust of a graph that changes. */
export interface TrustTracker {
  /**
   * Sets what one person's vouch for another weighs, s(from→to): a second one replaces the first. In the unit of
   * the graph's own `vouches.trust`: a fresh vouch's weight over the graph's `scale`. Shares of a row do not change with
   * age as long as all its vouches age alike, so nothing has to fade; a vouch given Δ after the graph's day weighs
   * 2^(Δ/half-life) beside those. Unknown ids become nodes. A vouch for oneself is ignored.
   *
   * @throws RangeError unless the weight is in (0,1e200].
   */
  vouch(from: string, to: string, trust: number): TrustUpdate;
  /** Takes a vouch away; nothing changes when there is none. */
  revoke(from: string, to: string): TrustUpdate;
  /** Starts trust elsewhere, in equal parts, each seed once; unknown ids become nodes. Walks the graph once. */
  reseed(seeds: Iterable<string>): TrustUpdate;
  /** Pushes on, without limit of vouches, until the bound is no more than `tolerance` (or than rounding allows). */
  settle(): TrustUpdate;
  /** As of the last update. */
  readonly bound: number;
  /** What a person has now, ≥ 0: exactly 0 for whoever no path of vouches from a seed reaches, as in `eigenTrust`. */
  scoreOf(id: string): number;
  /** All scores, a new array in order of `ids()`; they sum to 1 within the bound, or to 0 without seeds. */
  scores(): Float64Array;
  /** The graph's ids, then those that came later, in order of coming; a new array. */
  ids(): string[];
}

/**
 * Starts tracking a graph's EigenTrust from seeds, each once; seeds that the graph does not know become nodes. The graph
 * stays as it is and must stay so. Costs a solve unless `scores` are given, one walk, and 24 bytes per vouch and node.
 *
 * @throws RangeError when an option is out of its range.
 */
export const trackTrust = (graph: TrustGraph, seeds: Iterable<string>, options: TrackOptions = {}): TrustTracker => {
  const defaults = { alpha: 0.15, tolerance: 1e-8, limit: 1e-5 };
  const mostEdges = Math.max(20_000, Math.ceil(graph.vouches.from.length / 256));
  const settings = { mostEdges, ...defaults, ...options };
  requireSettings(settings);
  const seedIds = [...seeds];
  const { alpha } = settings;
  const scores = options.scores ?? eigenTrust(graph, preTrustOf(graph, seedIds), { alpha }).scores;
  requireScores(scores, graph.ids.length);
  return new Tracker(graph, seedIds, scores, settings);
};

/** So that no sum over a row can overflow. */
const MOST_TRUST = 1e200;

type Settings = Required<Omit<TrackOptions, 'scores'>>;

class Tracker implements TrustTracker {
  readonly #settings: Settings;
  readonly #graph: DynamicGraph;
  readonly #reach: DynamicReach;
  readonly #state: PushState;
  #seeds: ReadonlyMap<number, number>;

  constructor(graph: TrustGraph, seeds: readonly string[], scores: Float64Array, settings: Settings) {
    this.#settings = settings;
    this.#graph = new DynamicGraph(graph);
    const preTrust = this.#preTrust(seeds);
    this.#seeds = preTrust;
    this.#reach = new DynamicReach(this.#graph, preTrust.keys());
    this.#state = new PushState(this.#graph, settings.alpha, { scores, preTrust });
  }

  get bound(): number {
    return this.#state.bound;
  }

  vouch(from: string, to: string, trust: number): TrustUpdate {
    if (!(trust > 0 && trust <= MOST_TRUST)) throw new RangeError(`trust must be in (0,${MOST_TRUST}], got ${trust}`);
    if (from === to) return this.#update(0);
    const [voucher, target] = [this.#graph.intern(from), this.#graph.intern(to)];
    this.#set(voucher, target, trust);
    this.#reach.link(voucher, target);
    return this.#update(this.#settings.mostEdges);
  }

  revoke(from: string, to: string): TrustUpdate {
    const [voucher, target] = [this.#graph.indexOf(from), this.#graph.indexOf(to)];
    if (voucher < 0 || target < 0 || !this.#graph.has(voucher, target)) return this.#update(0);
    this.#set(voucher, target, 0);
    this.#state.forget(this.#reach.unlink(voucher, target));
    return this.#update(this.#settings.mostEdges);
  }

  reseed(seeds: Iterable<string>): TrustUpdate {
    const preTrust = this.#preTrust(seeds);
    this.#seeds = preTrust;
    this.#state.changePreTrust(preTrust);
    this.#state.forget(this.#reach.reseed(preTrust.keys()));
    return this.#update(this.#settings.mostEdges);
  }

  settle(): TrustUpdate {
    return this.#update(Number.POSITIVE_INFINITY);
  }

  scoreOf(id: string): number {
    const node = this.#graph.indexOf(id);
    return node < 0 ? 0 : this.#score(node);
  }

  scores(): Float64Array {
    return Float64Array.from({ length: this.#graph.nodes }, (_, node) => this.#score(node));
  }

  ids(): string[] {
    return this.#graph.ids();
  }

  #set(voucher: number, target: number, trust: number): void {
    const before = this.#graph.row(voucher);
    this.#graph.set(voucher, target, trust);
    this.#state.changeRow(voucher, before);
  }

  #preTrust(seeds: Iterable<string>): Map<number, number> {
    const nodes = new Set<number>();
    for (const seed of seeds) nodes.add(this.#graph.intern(seed));
    return new Map([...nodes].map((node) => [node, 1 / nodes.size]));
  }

  #score(node: number): number {
    // At a = 1 nothing is passed on.
    const reached = this.#settings.alpha < 1 ? this.#reach.has(node) : this.#seeds.has(node);
    return reached ? Math.max(Number.MIN_VALUE, this.#state.score(node)) : 0;
  }

  #update(mostEdges: number): TrustUpdate {
    const { tolerance, limit } = this.#settings;
    const work = this.#state.push(tolerance, mostEdges);
    return { ...work, bound: this.bound, needsSolve: this.bound > limit };
  }
}

const requireSettings = ({ alpha, tolerance, mostEdges, limit }: Settings): void => {
  if (!(alpha > 0 && alpha <= 1)) throw new RangeError(`alpha must be in (0,1], got ${alpha}`);
  if (!(tolerance > 0 && tolerance < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`tolerance must be finite and above 0, got ${tolerance}`);
  }
  if (!(mostEdges >= 0)) throw new RangeError(`mostEdges must be at least 0, got ${mostEdges}`);
  if (!(limit >= 0)) throw new RangeError(`limit must be at least 0, got ${limit}`);
};

const requireScores = (scores: Float64Array, nodes: number): void => {
  if (scores.length !== nodes)
    throw new RangeError(`scores must have one entry per node (${nodes}), got ${scores.length}`);
  for (const score of scores) {
    if (!(score >= 0 && score <= 1 + 1e-9)) throw new RangeError(`scores must be in [0,1], got ${score}`);
  }
};
