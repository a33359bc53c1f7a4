import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnLabels, drawnMatrix, drawnTrees } from './drawn.testing.ts';
import { explainRow, explainRows } from './explain.ts';
import { growTrees } from './grow-trees.ts';
import { writeLeafShares } from './leaf-shares.ts';
import { marginsOf } from './margins.ts';
import { type Trees, treeCountOf } from './trees.ts';

/** What the trees say where only the columns in the set are known: elsewhere both ways, by cover. */
const known = (trees: Trees, row: Float64Array, set: number): number => {
  const from = (node: number): number => {
    const column = trees.column[node] ?? -1;
    if (column < 0) return trees.value[node] ?? 0;
    const [left, right] = [trees.left[node] ?? 0, trees.right[node] ?? 0];
    const value = row[column] ?? Number.NaN;
    if ((set >> column) & 1) {
      const goesLeft = Number.isNaN(value) ? trees.missingLeft[node] === 1 : value <= (trees.threshold[node] ?? 0);
      return from(goesLeft ? left : right);
    }
    return ((trees.cover[left] ?? 0) * from(left) + (trees.cover[right] ?? 0) * from(right)) / (trees.cover[node] ?? 1);
  };
  let sum = trees.bias;
  for (let tree = 0; tree < treeCountOf(trees); tree += 1) sum += from(trees.start[tree] ?? 0);
  return sum;
};

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** Shapley's formula over all sets of columns. */
const byEnumeration = (trees: Trees, row: Float64Array): Float64Array => {
  const width = trees.columns.length;
  const worth = Float64Array.from({ length: 1 << width }, (_, set) => known(trees, row, set));
  return Float64Array.from({ length: width }, (_, column) => {
    let share = 0;
    for (let set = 0; set < 1 << width; set += 1) {
      if ((set >> column) & 1) continue;
      const size = set.toString(2).replaceAll('0', '').length;
      const chance = (factorial(size) * factorial(width - size - 1)) / factorial(width);
      share += chance * ((worth[set | (1 << column)] ?? 0) - (worth[set] ?? 0));
    }
    return share;
  });
};

const farthest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? Number.NaN))), 0);

describe('explainRow', () => {
  it('is the Shapley value by enumeration, with NaN and columns asked again', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 20 }), (seed, width, splits) => {
        const trees = drawnTrees(3, width, splits, seed);
        const row = drawnMatrix(1, width, seed + 1, 0.3).values;
        const { contributions, bias } = explainRow(trees, row);
        expect(farthest(contributions, byEnumeration(trees, row))).toBeLessThan(1e-12);
        expect(Math.abs(bias - known(trees, row, 0))).toBeLessThan(1e-12);
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same with and without tables', () => {
    const trees = drawnTrees(1, 14, 40, 11, 8);
    const matrix = drawnMatrix(4, 14, 4);
    const { contributions } = explainRows(trees, matrix);
    expect(Math.max(...longest(trees))).toBeGreaterThan(10);
    for (let row = 0; row < 4; row += 1) {
      const own = contributions.subarray(14 * row, 14 * row + 14);
      expect(farthest(own, byEnumeration(trees, matrix.values.subarray(14 * row, 14 * row + 14)))).toBeLessThan(1e-12);
    }
  });

  it('adds up to the margin, in many rows as in one', () => {
    const matrix = drawnMatrix(1000, 12, 5);
    const trees = growTrees(matrix, drawnLabels(matrix, 6), { leaves: 200, minLeafRows: 1, trees: 20, lambda: 0 });
    const { contributions, bias } = explainRows(trees, matrix);
    const margins = marginsOf(trees, matrix);
    for (let row = 0; row < matrix.rows; row += 1) {
      const own = contributions.subarray(12 * row, 12 * row + 12);
      expect(Math.abs(own.reduce((sum, share) => sum + share, bias) - (margins[row] ?? 0))).toBeLessThan(1e-9);
      if (row % 100 > 0) continue;
      expect(explainRow(trees, matrix.values.subarray(12 * row, 12 * row + 12)).contributions).toEqual(own.slice());
    }
  });

  it('holds on paths of thirty columns with tiny shares', () => {
    const path = { columns: [...Array(30).keys()], shares: Array(30).fill(1e-3), value: 2 };
    for (const failed of [0, 1, 2 ** 30 - 1, 0x2aaaaaaa]) {
      const shares = new Float64Array(30);
      writeLeafShares(path, failed, shares, 0);
      const all = failed === 0 ? 2 : 0;
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(all - 2 * 1e-3 ** 30, 12);
    }
  });

  it('says nothing for columns never asked, and takes no other rows', () => {
    const trees = drawnTrees(0, 3, 0, 1);
    expect(explainRow(trees, new Float64Array(3))).toEqual({ contributions: new Float64Array(3), bias: trees.bias });
    expect(() => explainRow(trees, new Float64Array(2))).toThrow(RangeError);
    expect(() => marginsOf(trees, drawnMatrix(2, 4, 1))).toThrow(RangeError);
  });
});

/** How many different columns lie on the way to each leaf. */
const longest = (trees: Trees): number[] => {
  const found: number[] = [];
  const walk = (node: number, seen: ReadonlySet<number>): void => {
    const column = trees.column[node] ?? -1;
    if (column < 0) found.push(seen.size);
    else for (const child of [trees.left[node] ?? 0, trees.right[node] ?? 0]) walk(child, new Set([...seen, column]));
  };
  walk(0, new Set());
  return found;
};
