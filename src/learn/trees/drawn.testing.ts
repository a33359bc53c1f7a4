import type { Matrix } from '../matrix.ts';
import { randomFrom } from '../random.ts';
import { joinedTrees } from './joined-trees.ts';
import type { Trees } from './trees.ts';

/** Made-up rows, some numbers missing, few different ones so that they repeat. */
export const drawnMatrix = (rows: number, width: number, seed: number, missing = 0.2): Matrix => {
  const random = randomFrom(seed);
  const values = Float64Array.from({ length: rows * width }, () =>
    random() < missing ? Number.NaN : Math.floor(random() * 40) / 8,
  );
  return { rows, columns: Array.from({ length: width }, (_, at) => `c${at}`), values };
};

/** Answers that hang on the first three columns and on whether the second is known, with noise. */
export const drawnLabels = ({ rows, columns, values }: Matrix, seed: number): Uint8Array => {
  const random = randomFrom(seed);
  return Uint8Array.from({ length: rows }, (_, row) => {
    const [a = 0, b = Number.NaN, c = 0] = values.subarray(row * columns.length, row * columns.length + 3);
    const odds = (a > 2 ? 1 : -1) + (Number.isNaN(b) ? 1.5 : b > 3 ? -1 : 0) + (a > 1 && c < 2 ? 1 : 0);
    return random() < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
  });
};

/** Trees that nobody grew: any column at any node, also again on a path; the paths are the longer, the `deeper`. */
export const drawnTrees = (trees: number, width: number, splits: number, seed: number, deeper = 1): Trees => {
  const random = randomFrom(seed);
  const columns = Array.from({ length: width }, (_, at) => `c${at}`);
  const parts = Array.from({ length: trees }, () => drawnTree(width, splits, deeper, random));
  return joinedTrees(columns, random() - 0.5, parts);
};

const drawnTree = (width: number, splits: number, deeper: number, random: () => number): Trees => {
  const count = 2 * splits + 1;
  const [column, left, right] = [new Int32Array(count).fill(-1), new Int32Array(count), new Int32Array(count)];
  const [threshold, value, cover] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const missingLeft = new Uint8Array(count);
  const leaves = [0];
  for (let split = 0; split < splits; split += 1) {
    const [node = 0] = leaves.splice(Math.floor((1 - random() ** deeper) * leaves.length), 1);
    column[node] = Math.floor(random() * width);
    threshold[node] = Math.floor(random() * 40) / 8;
    missingLeft[node] = random() < 0.5 ? 1 : 0;
    left[node] = 2 * split + 1;
    right[node] = 2 * split + 2;
    leaves.push(2 * split + 1, 2 * split + 2);
  }
  for (let node = count - 1; node >= 0; node -= 1) {
    const leaf = column[node] === -1;
    value[node] = leaf ? random() * 4 - 2 : 0;
    cover[node] = leaf ? 1 + Math.floor(random() * 99) : (cover[left[node] ?? 0] ?? 0) + (cover[right[node] ?? 0] ?? 0);
  }
  return {
    columns: [],
    bias: 0,
    start: Int32Array.of(0, count),
    column,
    threshold,
    missingLeft,
    left,
    right,
    value,
    cover,
  };
};
