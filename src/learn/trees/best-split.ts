import type { Units } from './gradients.ts';
import type { Asked } from './workspace.ts';

/** What a leaf's rows sum to, as packed in `gradients.ts`, and the bounds that keep splits above it monotone. */
export interface LeafSums {
  readonly gradient: number;
  readonly packed: number;
  readonly low: number;
  readonly high: number;
}

/** How to ask a leaf's rows, and by how much less the loss will be, twice. */
export interface Split extends Asked {
  readonly gain: number;
  readonly left: LeafSums;
  readonly right: LeafSums;
}

/** What holds for all splits of a tree. */
export interface SplitRules {
  readonly units: Units;
  readonly offsets: Int32Array;
  /** The columns that may be asked, ascending. */
  readonly columns: readonly number[];
  /** 1, 0 or −1 per column. */
  readonly monotone: ArrayLike<number>;
  readonly lambda: number;
  readonly minLeafRows: number;
  readonly minHessian: number;
}

/** A split must gain more than this. */
const LEAST_GAIN = 1e-9;

/** What a leaf says: the Newton step, within the leaf's bounds. */
export const stepOf = ({ gradient, packed, low, high }: LeafSums, { units, lambda }: SplitRules): number => {
  const hessian = packed - Math.floor(packed / units.perRow) * units.perRow;
  return newtonStep(gradient * units.gradient, hessian * units.hessian + lambda, low, high);
};

const newtonStep = (gradient: number, hessian: number, low: number, high: number): number =>
  hessian > 0 ? within(-gradient / hessian, low, high) : within(0, low, high);

const within = (step: number, low: number, high: number): number => Math.min(high, Math.max(low, step));

/** The rows in a sum. */
export const rowsIn = (packed: number, { perRow }: Units): number => Math.floor(packed / perRow);

/** The split of most gain; of equals the first by column, then with NaN right, then by bin. Null where none is allowed. */
export const bestSplit = (sums: Float64Array, leaf: LeafSums, rules: SplitRules): Split | null => {
  const scan = new Scan(leaf, rules);
  for (const column of rules.columns) {
    const first = rules.offsets[column] ?? 0;
    const missing = (rules.offsets[column + 1] ?? 0) - first - 1;
    const missingAt = 2 * (first + missing);
    const missingPacked = sums[missingAt + 1] ?? 0;
    scan.ask(column, missing, missingPacked > 0 ? false : null);
    scan.over(sums, first, missingPacked > 0 ? missing : missing - 1, 0, 0);
    if (missingPacked === 0) continue;
    scan.ask(column, missing, true);
    scan.over(sums, first, missing - 1, sums[missingAt] ?? 0, missingPacked);
  }
  return scan.best();
};

/** Goes over cells and remembers the best split so far. */
class Scan {
  readonly #leaf: LeafSums;
  readonly #rules: SplitRules;
  readonly #own: number;
  #asked: { column: number; missing: number; missingLeft: boolean | null } = {
    column: 0,
    missing: 0,
    missingLeft: null,
  };
  #gain = LEAST_GAIN;
  #found: {
    column: number;
    missing: number;
    missingLeft: boolean;
    bin: number;
    gradient: number;
    packed: number;
  } | null = null;

  constructor(leaf: LeafSums, rules: SplitRules) {
    this.#leaf = leaf;
    this.#rules = rules;
    const { units, lambda } = rules;
    const hessian = leaf.packed - Math.floor(leaf.packed / units.perRow) * units.perRow;
    this.#own = gainOf(leaf.gradient * units.gradient, hessian * units.hessian + lambda, leaf.low, leaf.high);
  }

  /** Null for `missingLeft` where no row has NaN: later ones go where more rows go. */
  ask(column: number, missing: number, missingLeft: boolean | null): void {
    this.#asked = { column, missing, missingLeft };
  }

  /** Looks at a split after each of the cells; what goes left in any case is given. */
  over(sums: Float64Array, first: number, cells: number, leftGradient: number, leftPacked: number): void {
    const { units, lambda, minLeafRows, minHessian } = this.#rules;
    const { perRow } = units;
    const { gradient: allGradient, packed: allPacked, low, high } = this.#leaf;
    const leastPacked = minLeafRows * perRow;
    let gradient = leftGradient;
    let packed = leftPacked;
    for (let cell = 0; cell < cells; cell += 1) {
      const added = sums[2 * (first + cell) + 1] ?? 0;
      if (added === 0) continue;
      gradient += sums[2 * (first + cell)] ?? 0;
      packed += added;
      if (packed < leastPacked) continue;
      const rest = allPacked - packed;
      if (rest < leastPacked) break;
      const leftHessian = (packed - Math.floor(packed / perRow) * perRow) * units.hessian;
      const rightHessian = (rest - Math.floor(rest / perRow) * perRow) * units.hessian;
      if (leftHessian < minHessian) continue;
      if (rightHessian < minHessian) break;
      const leftGain = gainOf(gradient * units.gradient, leftHessian + lambda, low, high);
      const gain =
        leftGain + gainOf((allGradient - gradient) * units.gradient, rightHessian + lambda, low, high) - this.#own;
      if (gain > this.#gain) this.#take(cell, gain, gradient, packed);
    }
  }

  #take(bin: number, gain: number, gradient: number, packed: number): void {
    const direction = this.#rules.monotone[this.#asked.column] ?? 0;
    if (direction !== 0) {
      const [left, right] = this.#sides(gradient, packed);
      if ((stepOf(right, this.#rules) - stepOf(left, this.#rules)) * direction < 0) return;
    }
    this.#gain = gain;
    const missingLeft = this.#asked.missingLeft ?? 2 * packed >= this.#leaf.packed;
    this.#found = { ...this.#asked, missingLeft, bin, gradient, packed };
  }

  #sides(gradient: number, packed: number): [LeafSums, LeafSums] {
    const leaf = this.#leaf;
    return [
      { ...leaf, gradient, packed },
      { ...leaf, gradient: leaf.gradient - gradient, packed: leaf.packed - packed },
    ];
  }

  /** With the children's bounds: half way between what they say, on either side of a monotone split. */
  best(): Split | null {
    if (this.#found === null) return null;
    const { gradient, packed, ...asked } = this.#found;
    const [left, right] = this.#sides(gradient, packed);
    const direction = this.#rules.monotone[asked.column] ?? 0;
    const split = { ...asked, gain: this.#gain };
    if (direction === 0) return { ...split, left, right };
    const middle = (stepOf(left, this.#rules) + stepOf(right, this.#rules)) / 2;
    return direction > 0
      ? { ...split, left: { ...left, high: middle }, right: { ...right, low: middle } }
      : { ...split, left: { ...left, low: middle }, right: { ...right, high: middle } };
  }
}

/** By how much a leaf lowers the loss, twice; G and H its gradient and penalised hessian. G²/H where unbounded. */
const gainOf = (gradient: number, hessian: number, low: number, high: number): number => {
  const step = newtonStep(gradient, hessian, low, high);
  return -(2 * gradient + hessian * step) * step;
};
