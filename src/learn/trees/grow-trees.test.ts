import { describe, expect, it } from 'vitest';
import { type Matrix, rowsOf } from '../matrix.ts';
import { randomFrom } from '../random.ts';
import { drawnLabels, drawnMatrix } from './drawn.testing.ts';
import type { GrowOptions } from './grow-options.ts';
import { growTrees, growTreesWith } from './grow-trees.ts';
import { compiledHistograms } from './kernel/compiled-histograms.ts';
import { logLoss } from './log-loss.ts';
import { marginsOf } from './margins.ts';
import { plainHistograms } from './plain-histograms.ts';
import { probabilityOf, type Trees, treeCountOf } from './trees.ts';

const matrix = drawnMatrix(1500, 6, 1);
const labels = drawnLabels(matrix, 2);
const single = (values: readonly number[]): Matrix => ({
  rows: values.length,
  columns: ['x'],
  values: Float64Array.from(values),
});
const lossOf = (trees: Trees, over: Matrix, answers: Uint8Array): number =>
  logLoss(marginsOf(trees, over), { labels: answers });

describe('growTrees', () => {
  it.each<[what: string, options: GrowOptions]>([
    ['by default', {}],
    ['on drawn rows and columns', { rowShare: 0.6, columnShare: 0.5 }],
    [
      'weighted and monotone',
      { weights: matrix.values.map((_, row) => 1 + (row % 3)).subarray(0, 1500), monotone: [1, 0, -1, 0, 0, 0] },
    ],
    ['with few bins and many leaves', { bins: 7, leaves: 90, minLeafRows: 1, lambda: 0 }],
  ])('is the same to the bit with the plain kernel, and each time: %s', (_, options) => {
    const task = { matrix, labels, trees: 20, ...options };
    const compiled = growTreesWith(compiledHistograms, task);
    expect(treeCountOf(compiled)).toBe(20);
    expect(growTreesWith(plainHistograms, task)).toEqual(compiled);
    expect(growTreesWith(compiledHistograms, task)).toEqual(compiled);
  });

  it('hangs on the seed only where it draws', () => {
    const drawing = { trees: 5, rowShare: 0.5 };
    expect(growTrees(matrix, labels, { ...drawing, seed: 2 })).not.toEqual(growTrees(matrix, labels, drawing));
    expect(growTrees(matrix, labels, { trees: 5, seed: 2 })).toEqual(growTrees(matrix, labels, { trees: 5 }));
  });

  it('keeps what it was promised of leaves', () => {
    const trees = growTrees(matrix, labels, { trees: 10, leaves: 12, minLeafRows: 50 });
    for (let tree = 0; tree < 10; tree += 1) {
      const nodes = trees.column.subarray(trees.start[tree], trees.start[tree + 1]);
      expect(nodes.filter((column) => column < 0).length).toBeLessThanOrEqual(12);
      expect(trees.cover[trees.start[tree] ?? 0]).toBe(1500);
    }
    expect(Math.min(...trees.cover)).toBeGreaterThanOrEqual(50);
  });

  it('learns more with more trees, and beats what holds without any column', () => {
    const other = drawnMatrix(1500, 6, 11);
    const answers = drawnLabels(other, 12);
    const none = lossOf(
      growTrees(
        matrix,
        new Uint8Array(1500).map((_, row) => row & 1),
        { trees: 1 },
      ),
      other,
      answers,
    );
    const few = lossOf(growTrees(matrix, labels, { trees: 3 }), other, answers);
    const many = lossOf(growTrees(matrix, labels, { trees: 30 }), other, answers);
    expect(few).toBeLessThan(none);
    expect(many).toBeLessThan(few - 0.02);
  });

  it('splits a column where it matters', () => {
    const x = Array.from({ length: 200 }, (_, row) => row);
    const trees = growTrees(
      single(x),
      Uint8Array.from(x, (value) => (value > 130 ? 1 : 0)),
      { trees: 1, leaves: 2 },
    );
    expect(trees.threshold[0]).toBe(130.5);
    const [low = 0, high = 0] = marginsOf(trees, single([130, 131]));
    expect(low).toBeLessThan(high);
  });

  it('counts a weight as that many rows', () => {
    const weights = Float64Array.from(labels, (_, row) => row % 4);
    const repeated = [...weights].flatMap((weight, row) => Array<number>(weight).fill(row));
    const options = { minLeafRows: 1, minHessian: 5, trees: 20 };
    const weighted = growTrees(matrix, labels, { ...options, weights });
    const own = Uint8Array.from(repeated, (row) => labels[row] ?? 0);
    const long = growTrees(rowsOf(matrix, repeated), own, options);
    expect(weighted.column).toEqual(long.column);
    expect(weighted.cover).toEqual(long.cover);
    const marginsLong = marginsOf(long, matrix);
    marginsOf(weighted, matrix).forEach((margin, row) => {
      expect(margin).toBeCloseTo(marginsLong[row] ?? Number.NaN, 6);
    });
  });

  it('does better with NaN than with the mean in its place, where not knowing tells', () => {
    const holes = drawnMatrix(3000, 3, 21, 0.3);
    const answers = drawnLabels(holes, 22);
    const filled = { ...holes, values: holes.values.map((value) => (Number.isNaN(value) ? 2.5 : value)) };
    const lossWith = (over: Matrix) => {
      const [first, second] = [
        Array.from({ length: 2000 }, (_, row) => row),
        Array.from({ length: 1000 }, (_, row) => 2000 + row),
      ];
      return lossOf(
        growTrees(rowsOf(over, first), answers.subarray(0, 2000), { trees: 40, leaves: 6 }),
        rowsOf(over, second),
        answers.subarray(2000),
      );
    };
    expect(lossWith(holes)).toBeLessThan(lossWith(filled) - 0.005);
  });

  it('sends NaN that it never met where more rows went', () => {
    const x = Array.from({ length: 100 }, (_, row) => row);
    const grow = (cut: number) =>
      growTrees(
        single(x),
        Uint8Array.from(x, (value) => (value > cut ? 1 : 0)),
        { leaves: 2, trees: 1 },
      );
    const [unknown, low, high] = marginsOf(grow(70), single([Number.NaN, 0, 99]));
    expect([unknown, low === high]).toEqual([low, false]);
    const [other, , up] = marginsOf(grow(30), single([Number.NaN, 0, 99]));
    expect(other).toBe(up);
  });

  it('stops at the length that is best on the validation rows, which may be none', () => {
    const other = drawnMatrix(600, 6, 31);
    const validation = { matrix: other, labels: drawnLabels(other, 32) };
    const options = { trees: 150, learningRate: 0.3, minLeafRows: 5 };
    const stopped = growTrees(matrix, labels, { ...options, validation, patience: 15 });
    const best = treeCountOf(stopped);
    expect(best).toBeGreaterThan(2);
    expect(best).toBeLessThan(100);
    const least = lossOf(stopped, other, validation.labels);
    for (const trees of [best - 2, best - 1, best + 1, best + 10]) {
      expect(lossOf(growTrees(matrix, labels, { ...options, trees }), other, validation.labels)).toBeGreaterThan(least);
    }
    expect(growTrees(matrix, labels, { ...options, trees: best })).toEqual(stopped);
    const opposite = { matrix: other, labels: validation.labels.map((label) => 1 - label) };
    expect(treeCountOf(growTrees(matrix, labels, { ...options, validation: opposite }))).toBe(0);
  });

  it('never goes against a monotone constraint, whatever else a row has', () => {
    const random = randomFrom(41);
    const values = Float64Array.from({ length: 6000 }, () => Math.floor(random() * 30));
    const drawn = { rows: 2000, columns: ['up', 'down', 'free'], values };
    const noisy = Uint8Array.from({ length: 2000 }, (_, row) => {
      const [up = 0, down = 0, free = 0] = values.subarray(3 * row, 3 * row + 3);
      return random() < 0.5 + 0.3 * Math.sin(up / 3) + 0.2 * Math.cos(down / 2 + free) ? 1 : 0;
    });
    const falls = (monotone?: readonly number[]): number => {
      const options = { trees: 40, minLeafRows: 5, ...(monotone === undefined ? {} : { monotone }) };
      const trees = growTrees(drawn, noisy, options);
      const grid = Float64Array.from(
        { length: 3 * 27_000 },
        (_, at) => [Math.floor(at / 3 / 900), Math.floor(at / 90) % 30, Math.floor(at / 3) % 30][at % 3] ?? 0,
      );
      const margins = marginsOf(trees, { rows: 27_000, columns: drawn.columns, values: grid });
      let wrong = 0;
      margins.forEach((margin, row) => {
        if (row >= 900 && margin < (margins[row - 900] ?? 0) - 1e-12) wrong += 1;
        if (row % 900 >= 30 && margin > (margins[row - 30] ?? 0) + 1e-12) wrong += 1;
      });
      return wrong;
    };
    expect(falls()).toBeGreaterThan(1000);
    expect(falls([1, -1, 0])).toBe(0);
  });
});

describe('growTrees at its edges', () => {
  const yes = (count: number) => new Uint8Array(count).fill(1);
  it.each<[what: string, rows: Matrix, answers: Uint8Array]>([
    ['one row', single([1]), yes(1)],
    ['one class', single([1, 2, 3, 4]), yes(4)],
    ['a constant column', single([7, 7, 7, 7]), Uint8Array.of(0, 1, 0, 1)],
    ['all NaN', single([Number.NaN, Number.NaN, Number.NaN]), Uint8Array.of(0, 1, 1)],
  ])('has no tree and the base rate of %s', (_, rows, answers) => {
    const trees = growTrees(rows, answers, { minLeafRows: 1 });
    expect(treeCountOf(trees)).toBe(0);
    const positive = answers.reduce((sum, label) => sum + label, 0.5);
    const rate = positive / (answers.length + 1);
    expect(probabilityOf(marginsOf(trees, rows)[0] ?? Number.NaN)).toBeCloseTo(rate, 12);
  });

  it('splits known from unknown where that is all there is', () => {
    const x = Array.from({ length: 80 }, (_, row) => (row % 2 === 0 ? 5 : Number.NaN));
    const trees = growTrees(
      single(x),
      Uint8Array.from(x, (value) => (Number.isNaN(value) ? 1 : 0)),
      { trees: 1 },
    );
    const [low = 0, high = 0, larger] = marginsOf(trees, single([5, Number.NaN, 6]));
    expect(low).toBeLessThan(high);
    expect(larger).toBe(low);
  });

  it('holds numbers as large as they come', () => {
    const most = Number.MAX_VALUE;
    const trees = growTrees(single([-most, most, -most, most]), Uint8Array.of(0, 1, 0, 1), {
      minLeafRows: 1,
      minHessian: 0,
      lambda: 0,
    });
    expect(trees.value.every(Number.isFinite)).toBe(true);
    const [low = 0, high = 0] = marginsOf(trees, single([-most, most]));
    expect(probabilityOf(low)).toBeLessThan(0.01);
    expect(probabilityOf(high)).toBeGreaterThan(0.99);
  });

  const wrong = (options: GrowOptions) => () => growTrees(matrix, labels, options);
  it.each<[said: string, act: () => unknown]>([
    ['matrix must have', () => growTrees(single([]), new Uint8Array(0))],
    ['matrix must have a column', () => growTrees({ rows: 1, columns: [], values: new Float64Array() }, yes(1))],
    ['matrix must have 2 values', () => growTrees({ ...single([1]), rows: 2 }, yes(2))],
    ['matrix values', () => growTrees(single([1, Number.POSITIVE_INFINITY]), yes(2))],
    ['labels must be one per row', () => growTrees(single([1]), yes(2))],
    ['labels must be 0 or 1', () => growTrees(single([1]), Uint8Array.of(2))],
    ['weights must be one per row', wrong({ weights: new Float64Array(2) })],
    ['weights must be 0 or', wrong({ weights: new Float64Array(1500).fill(-1) })],
    ['weights must be 0 or', wrong({ weights: new Float64Array(1500).fill(Number.NaN) })],
    ['weights must have one over 0', wrong({ weights: new Float64Array(1500) })],
    ['trees', wrong({ trees: 0 })],
    ['leaves', wrong({ leaves: 1 })],
    ['learningRate', wrong({ learningRate: Number.NaN })],
    ['bins', wrong({ bins: 256 })],
    ['minLeafRows', wrong({ minLeafRows: 0.5 })],
    ['minHessian', wrong({ minHessian: -1 })],
    ['lambda', wrong({ lambda: Number.POSITIVE_INFINITY })],
    ['rowShare', wrong({ rowShare: 0 })],
    ['columnShare', wrong({ columnShare: 1.1 })],
    ['seed', wrong({ seed: 0.1 })],
    ['patience', wrong({ patience: 0 })],
    ['monotone must have one', wrong({ monotone: [1] })],
    ['monotone must be', wrong({ monotone: [2, 0, 0, 0, 0, 0] })],
    ['validation must have the columns', wrong({ validation: { matrix: single([1]), labels: yes(1) } })],
  ])('refuses what cannot be: %s', (said, act) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(said);
  });
});
