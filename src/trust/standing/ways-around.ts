import type { Carrying } from './resettle.ts';
import type { StandingView } from './standing.ts';

/** Tells whether the best path of a node runs through `above`, other than that node itself; each node is walked once. */
export const belowTester = (view: StandingView, above: number): ((node: number) => boolean) => {
  const limit = view.standing(above);
  const known = new Map<number, boolean>();
  return (node) => {
    const walked: number[] = [];
    let answer = false;
    for (let at = node; at >= 0 && view.standing(at) <= limit; at = view.via(at)) {
      if (at === above) {
        answer = walked.length > 0;
        break;
      }
      const before = known.get(at);
      if (before !== undefined) {
        answer = before;
        break;
      }
      walked.push(at);
    }
    for (const each of walked) known.set(each, answer);
    return answer;
  };
};

/** What is to be settled anew so that some nodes have their standing without a node they are below. */
export interface WaysAround {
  /** The nodes asked about, and all below that may lie on the best way around to one of them. */
  readonly nodes: readonly number[];
  /** Whether a node is below and not among them: nothing that counts comes by way of it. */
  readonly isOut: (node: number) => boolean;
}

/** Products are rounded in another order when a path is walked backwards. */
const ROUNDING = 1 - 1e-9;

/**
 * The ways to `targets`, all of them below `above`, that lead around it. Nobody has more standing without that node than
 * with it, so a way through somebody below is worth at most what they have now times what the rest of it carries: walking
 * backwards from a target, the best way first, nobody need be looked at who comes to less than the best way that begins
 * outside.
 */
export const waysAround = (
  { vouches, carry }: Carrying,
  view: StandingView,
  { above, targets, below }: { above: number; targets: Iterable<number>; below: (node: number) => boolean },
): WaysAround => {
  const nodes = new Set<number>();
  for (const target of targets) {
    const waiting = new Waiting();
    const worth = new Map<number, number>();
    let best = 0;
    waiting.offer(target, 1);
    for (let node = waiting.next(); node >= 0; node = waiting.next()) {
      const carried = waiting.carried(node);
      // All that is left carries less, and nobody has more than 1.
      if (carried < best * ROUNDING) break;
      const most = view.standing(node) * carried;
      if (node === above || most < best * ROUNDING) continue;
      if (!below(node)) {
        best = Math.max(best, most);
        continue;
      }
      worth.set(node, most);
      for (let edge = vouches.start[node]!; edge < vouches.start[node + 1]!; edge += 1) {
        waiting.offer(vouches.from[edge]!, carried * carry[edge]!);
      }
    }
    for (const [node, most] of worth) if (most >= best * ROUNDING) nodes.add(node);
    nodes.add(target);
  }
  return { nodes: [...nodes], isOut: (node) => !nodes.has(node) && below(node) };
};

/** Nodes by what the best known way from them carries, the most first: a binary heap, with the outdated left in it. */
class Waiting {
  readonly #carried = new Map<number, number>();
  readonly #done = new Set<number>();
  readonly #nodes: number[] = [];
  readonly #keys: number[] = [];

  carried(node: number): number {
    return this.#carried.get(node) ?? 0;
  }

  offer(node: number, carried: number): void {
    if (carried <= this.carried(node)) return;
    this.#carried.set(node, carried);
    let at = this.#nodes.length;
    for (let up = (at - 1) >> 1; at > 0 && this.#keys[up]! < carried; at = up, up = (at - 1) >> 1) this.#move(up, at);
    this.#nodes[at] = node;
    this.#keys[at] = carried;
  }

  /** The next node, each once; −1 when there is none. */
  next(): number {
    while (this.#nodes.length > 0) {
      const node = this.#nodes[0]!;
      this.#removeFirst();
      if (this.#done.has(node)) continue;
      this.#done.add(node);
      return node;
    }
    return -1;
  }

  #removeFirst(): void {
    const node = this.#nodes.pop()!;
    const key = this.#keys.pop()!;
    const size = this.#nodes.length;
    if (size === 0) return;
    let at = 0;
    for (let down = 1; down < size; down = 2 * at + 1) {
      if (down + 1 < size && this.#keys[down + 1]! > this.#keys[down]!) down += 1;
      if (this.#keys[down]! <= key) break;
      this.#move(down, at);
      at = down;
    }
    this.#nodes[at] = node;
    this.#keys[at] = key;
  }

  #move(from: number, to: number): void {
    this.#nodes[to] = this.#nodes[from]!;
    this.#keys[to] = this.#keys[from]!;
  }
}
