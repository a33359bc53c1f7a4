/**
 * An approximate EigenTrust and exactly how far it may be off, as a linear system kept by pushing residual (McSherry, "A
 * Uniform Approach to Accelerated PageRank Computation", WWW 2005; Ohsaka, Maehara, Kawarabayashi, "Efficient PageRank
 * Tracking in Evolving Networks", KDD 2015). Letters as in `eigentrust.ts`; b = 1−a.
 *
 * Idle rows hand their mass back to p, so t = x/|x|₁ where x = b·Cᵀx + p, which is linear. Kept are x and its residual
 * r = p − x + b·Cᵀx. The exact answer is x + Mr with M = Σ (b·Cᵀ)ᵏ, non-negative and with column sums of at most 1/a.
 * A row that changes by d adds b·x·d to r; a push moves r(u) into x(u) and adds b·r(u) along u's row.
 *
 * Bound: with e = Mr and E = Σe, t* − x/Σx = (e − E·t*)/Σx. That sums to 0, so its L1 norm is twice its positive or
 * negative part, and at most 2·max(|e⁺|, |e⁻|)/Σx ≤ 2·max(|r⁺|, |r⁻|)/(a·Σx). What rounding may have added to r is counted.
 */
import type { DynamicGraph, Row } from './dynamic-graph.ts';
import { PushResiduals } from './push-residuals.ts';

/** Where to start: scores as in `EigenTrust`, from some earlier solve, and p by node, which sums to 1 or is empty. */
export interface PushStart {
  readonly scores: Float64Array;
  readonly preTrust: ReadonlyMap<number, number>;
}

/** x and r of the vouches as `graph` has them; whoever changes a row there must say so here. */
export class PushState {
  readonly #graph: DynamicGraph;
  readonly #alpha: number;
  readonly #residuals: PushResiduals;
  #preTrust: ReadonlyMap<number, number>;
  #settled: Float64Array;
  #total = 0;
  /** What rounding kept from the total (Kahan). */
  #missing = 0;
  /** What rounding may hide right after the residuals were taken from x. */
  #leastRounding = 0;

  constructor(graph: DynamicGraph, alpha: number, { scores, preTrust }: PushStart) {
    this.#graph = graph;
    this.#alpha = alpha;
    this.#preTrust = preTrust;
    this.#settled = new Float64Array(graph.nodes);
    this.#residuals = new PushResiduals(graph.nodes);
    this.#start(scores);
  }

  /** How far all scores may be from the exact ones, in L1; in [0,2]. */
  get bound(): number {
    if (this.#preTrust.size === 0) return 0;
    const bound = this.#residuals.twiceLarger / (this.#alpha * this.#total);
    return this.#total > 0 ? Math.min(2, bound) : 2;
  }

  /** An estimate, which may be a little below 0. */
  score(node: number): number {
    return this.#total > 0 ? (this.#settled[node] ?? 0) / this.#total : 0;
  }

  /** Takes note that a node had this row until now. */
  changeRow(node: number, before: Row): void {
    this.#grow();
    const after = this.#graph.row(node);
    this.#residuals.setCost(node, after.end - after.start);
    const carried = (1 - this.#alpha) * this.#settled[node]!;
    if (carried !== 0) addDifference(this.#residuals, carried, before, after);
  }

  /** Starts trust elsewhere; takes the map over. */
  changePreTrust(preTrust: ReadonlyMap<number, number>): void {
    this.#grow();
    for (const [node, mass] of this.#preTrust) this.#residuals.add(node, -mass);
    for (const [node, mass] of preTrust) this.#residuals.add(node, mass);
    this.#preTrust = preTrust;
  }

  /** Sets to exactly 0 whoever can no longer be reached, and takes back what they passed on. */
  forget(nodes: readonly number[]): void {
    for (const node of nodes) {
      const settled = this.#settled[node]!;
      this.#residuals.spread(this.#graph.row(node), -(1 - this.#alpha) * settled);
      this.#settle(node, -settled);
    }
    for (const node of nodes) this.#residuals.add(node, -this.#residuals.at(node));
  }

  /**
   * Pushes until the bound is no more than `tolerance` (or than rounding allows), or `most` vouches and nodes were
   * passed. Now and then, after very many pushes, one pass over all vouches.
   */
  push(tolerance: number, most: number): { readonly pushes: number; readonly edges: number } {
    let pushes = 0;
    let edges = 0;
    while (pushes + edges < most && this.bound > tolerance) {
      if (this.#residuals.drifted || (pushes % 65_536 === 0 && this.#residuals.crowded)) {
        this.#residuals.rebuild(this.#settled.length);
      }
      if (this.#residuals.blurred) {
        // Residuals taken anew are sharper, unless they just were: then this is as good as it gets.
        if (this.#residuals.rounding <= 4 * this.#leastRounding) break;
        this.#recompute();
        continue;
      }
      const node = this.#residuals.next();
      if (node < 0) break;
      const amount = this.#residuals.at(node);
      const row = this.#graph.row(node);
      this.#residuals.add(node, -amount);
      this.#settle(node, amount);
      this.#residuals.spread(row, (1 - this.#alpha) * amount);
      pushes += 1;
      edges += row.end - row.start;
    }
    return { pushes, edges };
  }

  #settle(node: number, amount: number): void {
    const settled = this.#settled[node]! + amount;
    this.#settled[node] = settled;
    const precise = amount - this.#missing;
    const total = this.#total + precise;
    this.#missing = total - this.#total - precise;
    this.#total = total;
    // A wrong last digit here is one in the residual, and b times as much along the row.
    this.#residuals.allowFor(Math.abs(settled));
  }

  #start(scores: Float64Array): void {
    let idle = 0;
    scores.forEach((score, node) => {
      const { start, end } = this.#graph.row(node);
      this.#residuals.setCost(node, end - start);
      if (start === end) idle += score;
    });
    const scale = 1 / ((1 - this.#alpha) * idle + this.#alpha);
    scores.forEach((score, node) => {
      if (score > 0) this.#settle(node, score * scale);
    });
    this.#recompute();
  }

  /** Takes the residual from x, without all that rounding has added since. One pass over the vouches. */
  #recompute(): void {
    const residual = new Float64Array(this.#settled.length);
    const terms = new Float64Array(this.#settled.length).fill(3);
    for (const [node, mass] of this.#preTrust) residual[node] = mass;
    this.#settled.forEach((settled, node) => {
      if (settled === 0) return;
      residual[node]! -= settled;
      const { to, share, start, end } = this.#graph.row(node);
      for (let at = start; at < end; at += 1) {
        residual[to[at]!]! += (1 - this.#alpha) * settled * share[at]!;
        terms[to[at]!]! += 1;
      }
    });
    this.#residuals.clear();
    residual.forEach((left, node) => {
      this.#residuals.add(node, left);
      // Each partial sum is, but for what is settled below 0 somewhere, at most p and x at this node.
      this.#residuals.allowFor(terms[node]! * (Math.abs(this.#settled[node]!) + Math.abs(left)));
    });
    this.#leastRounding = this.#residuals.rounding;
  }

  #grow(): void {
    const { nodes } = this.#graph;
    if (nodes <= this.#settled.length) return;
    const grown = new Float64Array(Math.max(nodes, 2 * this.#settled.length));
    grown.set(this.#settled);
    this.#settled = grown;
    this.#residuals.rebuild(grown.length);
  }
}

/** Adds amount·(after − before), both rows being in order of target. */
const addDifference = (residuals: PushResiduals, amount: number, before: Row, after: Row): void => {
  let was = before.start;
  let is = after.start;
  while (was < before.end || is < after.end) {
    const left = was < before.end ? before.to[was]! : Number.POSITIVE_INFINITY;
    const right = is < after.end ? after.to[is]! : Number.POSITIVE_INFINITY;
    const less = left <= right ? before.share[was++]! : 0;
    const more = right <= left ? after.share[is++]! : 0;
    residuals.add(Math.min(left, right), amount * (more - less));
  }
};
