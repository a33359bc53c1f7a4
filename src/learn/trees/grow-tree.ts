import { bestSplit, type LeafSums, rowsIn, type Split, type SplitRules, stepOf } from './best-split.ts';
import type { Ranges } from './bins.ts';
import { histogramAt } from './plain-histograms.ts';
import { DEEPEST, MOST_SAID } from './trees.ts';
import type { HistogramKernel } from './workspace.ts';

/** What a tree is grown with. */
export interface Soil {
  readonly kernel: HistogramKernel;
  readonly ranges: Ranges;
  readonly rules: SplitRules;
  readonly leaves: number;
  readonly learningRate: number;
}

/** A leaf while its tree grows: rows `indices[begin … end - 1]`. */
export interface Leaf {
  readonly node: number;
  readonly depth: number;
  readonly begin: number;
  readonly end: number;
  readonly sums: LeafSums;
  /** Where its histogram is; −1 for none. */
  readonly place: number;
  /** Null where it stays a leaf. */
  readonly split: Split | null;
}

/** A node of a grown tree; children follow their parents. */
export interface Node {
  readonly column: number;
  readonly threshold: number;
  readonly missingLeft: boolean;
  readonly left: number;
  readonly right: number;
  readonly value: number;
}

/** A grown tree and the leaves that say which rows went where. */
export interface Grown {
  readonly nodes: readonly Node[];
  readonly leaves: readonly Leaf[];
}

/** Grows a tree on the first rows of `indices`, always at the leaf whose split gains most. Null if its root has none. */
export const growTree = (soil: Soil, rows: number): Grown | null => {
  const growth = new Growth(soil, rows);
  while (growth.splitBest());
  return growth.grown();
};

class Growth {
  readonly #soil: Soil;
  readonly #nodes: Node[] = [];
  readonly #leaves: Leaf[] = [];
  /** Places for histograms that nobody has. */
  readonly #free: number[];

  constructor(soil: Soil, rows: number) {
    this.#soil = soil;
    this.#free = Array.from({ length: soil.kernel.workspace.size.histograms }, (_, place) => place).reverse();
    const leaf = { node: this.#newNode(), depth: 0, begin: 0, end: rows, place: this.#free.pop() ?? 0 };
    soil.kernel.build(leaf.place, 0, rows);
    const sums = { ...this.#sumsOf(rows), low: -MOST_SAID, high: MOST_SAID };
    this.#leaves.push(this.#looked({ ...leaf, sums, split: null }));
  }

  #sumsOf(rows: number): Pick<LeafSums, 'gradient' | 'packed'> {
    const { indices, gradients } = this.#soil.kernel.workspace;
    let gradient = 0;
    let packed = 0;
    for (let at = 0; at < rows; at += 1) {
      const row = indices[at] ?? 0;
      gradient += gradients[2 * row] ?? 0;
      packed += gradients[2 * row + 1] ?? 0;
    }
    return { gradient, packed };
  }

  #newNode(): number {
    this.#nodes.push({ column: -1, threshold: 0, missingLeft: false, left: 0, right: 0, value: 0 });
    return this.#nodes.length - 1;
  }

  /** The leaf with its best split; it gives its histogram back where there is none. */
  #looked(leaf: Leaf): Leaf {
    const { kernel, rules } = this.#soil;
    const split = bestSplit(histogramAt(kernel.workspace, leaf.place), leaf.sums, rules);
    if (split !== null) return { ...leaf, split };
    this.#free.push(leaf.place);
    return { ...leaf, place: -1 };
  }

  splitBest(): boolean {
    if (this.#leaves.length >= this.#soil.leaves) return false;
    let best = -1;
    for (let at = 0; at < this.#leaves.length; at += 1) {
      if ((this.#leaves[at]?.split?.gain ?? 0) > (this.#leaves[best]?.split?.gain ?? 0)) best = at;
    }
    const leaf = this.#leaves[best];
    if (leaf === undefined || leaf.split === null) return false;
    this.#leaves.splice(best, 1, ...this.#divided(leaf, leaf.split));
    return true;
  }

  #divided(leaf: Leaf, split: Split): Leaf[] {
    const { kernel, ranges } = this.#soil;
    const middle = leaf.begin + kernel.partition(leaf.begin, leaf.end, split);
    const [left, right] = [this.#newNode(), this.#newNode()];
    const { column, missingLeft } = split;
    const threshold = ranges.cuts[column]?.[split.bin] ?? Number.MAX_VALUE;
    this.#nodes[leaf.node] = { column, threshold, missingLeft, left, right, value: 0 };
    const child = { depth: leaf.depth + 1, place: -1, split: null };
    return this.#withSplits(leaf.place, [
      { ...child, node: left, begin: leaf.begin, end: middle, sums: split.left },
      { ...child, node: right, begin: middle, end: leaf.end, sums: split.right },
    ]);
  }

  /** Sums the smaller child and takes it from the parent for the other, as far as either may be split. */
  #withSplits(place: number, children: readonly [Leaf, Leaf]): Leaf[] {
    const [left, right] = children;
    const [small, large] = right.end - right.begin < left.end - left.begin ? [right, left] : [left, right];
    if (this.#leaves.length + 1 >= this.#soil.leaves || !this.#mayBeSplit(large)) {
      this.#free.push(place);
      return [left, right];
    }
    const { kernel } = this.#soil;
    const smallPlace = this.#free.pop() ?? 0;
    kernel.build(smallPlace, small.begin, small.end);
    kernel.subtract(place, smallPlace);
    const larger = this.#looked({ ...large, place });
    const smaller = this.#looked({ ...small, place: smallPlace });
    return small === left ? [smaller, larger] : [larger, smaller];
  }

  #mayBeSplit({ depth, sums }: Leaf): boolean {
    const { units, minLeafRows } = this.#soil.rules;
    return depth < DEEPEST && rowsIn(sums.packed, units) >= 2 * minLeafRows;
  }

  grown(): Grown | null {
    if (this.#nodes.length === 1) return null;
    const { rules, learningRate } = this.#soil;
    for (const { node, sums } of this.#leaves) {
      const leaf = this.#nodes[node];
      if (leaf !== undefined) this.#nodes[node] = { ...leaf, value: learningRate * stepOf(sums, rules) };
    }
    return { nodes: this.#nodes, leaves: this.#leaves };
  }
}
