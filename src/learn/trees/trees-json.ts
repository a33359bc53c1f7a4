import { AppError } from '../../domain/index.ts';
import { DEEPEST, MOST_SAID, type Trees } from './trees.ts';

/** Larger ones are refused. */
const MOST_NODES = 2 ** 20;
const MOST_TREES = 10_000;
const MOST_COLUMNS = 4096;
const LONGEST_NAME = 200;
/** Covers lie between 1/this and this. */
const MOST_COVER = 1e100;

const LISTS = ['column', 'threshold', 'missingLeft', 'left', 'right', 'value', 'cover'] as const;

/** As plain data for JSON: the columns, the bias, and each list as numbers. */
export const treesToJson = (trees: Trees): Record<string, unknown> => ({
  columns: [...trees.columns],
  bias: trees.bias,
  start: [...trees.start],
  ...Object.fromEntries(LISTS.map((name) => [name, [...trees[name]]])),
});

/**
 * The trees of parsed JSON that anybody may have written: only such as could be grown come out, so that every walk ends
 * and every number is finite. @throws AppError saying what is wrong.
 */
export const treesFromJson = (json: unknown): Trees => {
  refuse(typeof json !== 'object' || json === null || Array.isArray(json), 'must be an object');
  const given = new Map(Object.entries(Object(json)));
  const allowed = new Set(['columns', 'bias', 'start', ...LISTS]);
  for (const name of given.keys())
    refuse(!allowed.has(name), `has ${JSON.stringify(name.slice(0, 40))}, which nobody knows`);
  const start = numbersIn(given, 'start', MOST_TREES + 1);
  const lists = Object.fromEntries(LISTS.map((name) => [name, numbersIn(given, name, MOST_NODES)]));
  const [bias = Number.NaN] = numbersIn(new Map([['bias', [given.get('bias')]]]), 'bias', 1);
  const trees: Trees = {
    columns: columnsIn(given.get('columns')),
    bias,
    start: Int32Array.from(start),
    column: Int32Array.from(lists.column ?? []),
    threshold: Float64Array.from(lists.threshold ?? []),
    missingLeft: Uint8Array.from(lists.missingLeft ?? []),
    left: Int32Array.from(lists.left ?? []),
    right: Int32Array.from(lists.right ?? []),
    value: Float64Array.from(lists.value ?? []),
    cover: Float64Array.from(lists.cover ?? []),
  };
  for (const [name, list] of [['start', start], ...Object.entries(lists)] as const) {
    const kept = trees[name as 'start'];
    refuse(
      list.some((value, at) => kept[at] !== value),
      `${name}: must be whole numbers of its kind`,
    );
    refuse(name !== 'start' && list.length !== trees.column.length, `${name}: must have one entry per node`);
  }
  refuse(Math.abs(bias) > MOST_SAID, `bias: must be within ±${MOST_SAID}`);
  checkTrees(trees);
  return trees;
};

const columnsIn = (given: unknown): readonly string[] => {
  const wrong = `columns: must be 1 to ${MOST_COLUMNS} different names of 1 to ${LONGEST_NAME} characters`;
  if (!Array.isArray(given)) throw problem(wrong);
  const names = given.filter((name) => typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME);
  refuse(names.length !== given.length || names.length < 1 || names.length > MOST_COLUMNS, wrong);
  refuse(new Set(names).size !== names.length, wrong);
  return names;
};

const numbersIn = (given: ReadonlyMap<string, unknown>, name: string, most: number): readonly number[] => {
  const list = given.get(name);
  if (!Array.isArray(list)) throw problem(`${name}: must be a list of numbers`);
  refuse(list.length > most, `${name}: must have at most ${most} entries`);
  refuse(!list.every((value) => Number.isFinite(value)), `${name}: must be finite numbers`);
  return list;
};

const checkTrees = (trees: Trees): void => {
  const { start, column } = trees;
  refuse(start[0] !== 0 || start.at(-1) !== column.length, 'start: must go from 0 to the number of nodes');
  const depth = new Int32Array(column.length).fill(-1);
  for (let tree = 0; tree + 1 < start.length; tree += 1) {
    const [root = 0, end = 0] = start.subarray(tree, tree + 2);
    refuse(root >= end, 'start: must ascend');
    depth[root] = 0;
    for (let node = root; node < end; node += 1) checkNode(trees, node, end, depth);
  }
};

const checkNode = (trees: Trees, node: number, end: number, depth: Int32Array): void => {
  const { column, cover, threshold, missingLeft, value } = trees;
  const own = depth[node] ?? -1;
  const at = `node ${node}`;
  refuse(own < 0, `${at}: must be the child of a node before it`);
  refuse(own > DEEPEST, `${at}: must be at most ${DEEPEST} deep`);
  const weight = cover[node] ?? 0;
  refuse(!(weight >= 1 / MOST_COVER && weight <= MOST_COVER), `${at}: its cover must be from 1e-100 to 1e100`);
  const asked = column[node] ?? -1;
  const [left, right] = [trees.left[node] ?? 0, trees.right[node] ?? 0];
  if (asked === -1) {
    refuse(left !== 0 || right !== 0 || threshold[node] !== 0 || missingLeft[node] !== 0, `${at}: a leaf must not ask`);
    refuse(Math.abs(value[node] ?? 0) > MOST_SAID, `${at}: its value must be within ±${MOST_SAID}`);
    return;
  }
  refuse(asked < 0 || asked >= trees.columns.length, `${at}: there is no column ${asked}`);
  refuse((missingLeft[node] ?? 0) > 1, `${at}: missingLeft must be 0 or 1`);
  refuse(value[node] !== 0, `${at}: only a leaf may have a value`);
  for (const child of [left, right]) {
    refuse(
      child <= node || child >= end || depth[child] !== -1,
      `${at}: its children must be its own, after it, in its tree`,
    );
    depth[child] = own + 1;
  }
  const sum = (cover[left] ?? 0) + (cover[right] ?? 0);
  refuse(!(Math.abs(sum - weight) <= 1e-9 * weight), `${at}: its cover must be its children's sum`);
};

const problem = (words: string): AppError => new AppError(`cannot take trees: ${words}`);

const refuse = (wrong: boolean, words: string): void => {
  if (wrong) throw problem(words);
};
