import type { DynamicGraph } from './dynamic-graph.ts';

const SEED = -1;
const UNREACHED = -2;

/**
 * Who can be reached from the seeds along vouches, kept exact while vouches come and go: a forest of paths from the
 * seeds. A new vouch costs the vouches of whoever it brings in; a withdrawn one nothing unless the forest used it, and
 * then mostly the search for one other voucher, at worst all vouches by and for the people behind it (as for
 * connectivity in Even and Shiloach, "An On-Line Edge-Deletion Problem", JACM 28(1), 1981, without their levels).
 */
export class DynamicReach {
  readonly #graph: DynamicGraph;
  #parent = new Int32Array();

  constructor(graph: DynamicGraph, seeds: Iterable<number>) {
    this.#graph = graph;
    this.reseed(seeds);
  }

  has(node: number): boolean {
    return this.#parent[node]! >= SEED;
  }

  /** Walks everything anew from other seeds; returns who is no longer reached. */
  reseed(seeds: Iterable<number>): number[] {
    const before = this.#parent;
    this.#parent = new Int32Array(Math.max(this.#graph.nodes, before.length)).fill(UNREACHED);
    const roots = [...seeds];
    for (const seed of roots) this.#parent[seed] = SEED;
    this.#spread(roots);
    const lost: number[] = [];
    before.forEach((parent, node) => {
      if (parent !== UNREACHED && this.#parent[node] === UNREACHED) lost.push(node);
    });
    return lost;
  }

  /** After a vouch was given: brings in whoever it makes reachable. */
  link(from: number, to: number): void {
    this.#grow();
    if (!this.has(from) || this.has(to)) return;
    this.#parent[to] = from;
    this.#spread([to]);
  }

  /** After a vouch was withdrawn: returns who is no longer reached. */
  unlink(from: number, to: number): number[] {
    if (this.#parent[to] !== from || this.#findOther(to)) return [];
    const below = this.#below(to);
    const lost = new Set(below);
    const rescued: number[] = [];
    for (const node of below) {
      for (const voucher of this.#graph.vouchersOf(node)) {
        if (!this.has(voucher) || lost.has(voucher)) continue;
        this.#parent[node] = voucher;
        rescued.push(node);
        break;
      }
    }
    for (const node of rescued) lost.delete(node);
    for (const node of lost) this.#parent[node] = UNREACHED;
    this.#spread(rescued);
    return [...lost].filter((node) => !this.has(node));
  }

  /** Hangs a node on another voucher whose own path does not run through it; false when there is none. */
  #findOther(node: number): boolean {
    const below = new Set([node]);
    for (const voucher of this.#graph.vouchersOf(node)) {
      if (!this.has(voucher)) continue;
      const path: number[] = [];
      let at = voucher;
      while (at >= 0 && !below.has(at)) {
        path.push(at);
        at = this.#parent[at]!;
      }
      if (!below.has(at)) {
        this.#parent[node] = voucher;
        return true;
      }
      for (const step of path) below.add(step);
    }
    return false;
  }

  #below(root: number): number[] {
    const below = [root];
    for (const node of below) {
      const { to, start, end } = this.#graph.row(node);
      for (let at = start; at < end; at += 1) {
        if (this.#parent[to[at]!] === node) below.push(to[at]!);
      }
    }
    return below;
  }

  /** Walks on from these nodes; the array becomes the walk. */
  #spread(walk: number[]): void {
    const parent = this.#parent;
    for (let next = 0; next < walk.length; next += 1) {
      const node = walk[next]!;
      const { to, start, end } = this.#graph.row(node);
      for (let at = start; at < end; at += 1) {
        const target = to[at]!;
        if (parent[target] !== UNREACHED) continue;
        parent[target] = node;
        walk.push(target);
      }
    }
  }

  #grow(): void {
    if (this.#graph.nodes <= this.#parent.length) return;
    const grown = new Int32Array(Math.max(this.#graph.nodes, 2 * this.#parent.length)).fill(UNREACHED);
    grown.set(this.#parent);
    this.#parent = grown;
  }
}
