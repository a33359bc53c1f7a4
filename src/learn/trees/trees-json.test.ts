import { describe, expect, it } from 'vitest';
import { AppError } from '../../domain/index.ts';
import { drawnLabels, drawnMatrix, drawnTrees } from './drawn.testing.ts';
import { growTrees } from './grow-trees.ts';
import { treesFromJson, treesToJson } from './trees-json.ts';

const matrix = drawnMatrix(400, 4, 1);
const grown = growTrees(matrix, drawnLabels(matrix, 2), { trees: 5, leaves: 6 });
/** What a JSON file gives back. */
const told = (): Record<string, never[]> => JSON.parse(JSON.stringify(treesToJson(grown)));
const leaf = grown.column.indexOf(-1);

describe('treesFromJson', () => {
  it.each([
    ['grown', grown],
    ['drawn', drawnTrees(4, 3, 9, 5)],
    ['one leaf', drawnTrees(1, 2, 0, 7)],
    ['none', drawnTrees(0, 2, 0, 7)],
  ])('gives back what treesToJson told: %s', (_, trees) => {
    expect(treesFromJson(JSON.parse(JSON.stringify(treesToJson(trees))))).toEqual(trees);
  });

  const set = (list: string, at: number, value: unknown) => (json: Record<string, unknown[]>) => {
    (json[list] ?? [])[at] = value;
  };
  const put = (name: string, value: unknown) => (json: Record<string, unknown>) => {
    json[name] = value;
  };
  it.each<[what: string, corrupt: (json: Record<string, never[]>) => void]>([
    ['no columns', put('columns', [])],
    ['a column twice', put('columns', ['c0', 'c0', 'c2', 'c3'])],
    ['a column that is no text', put('columns', ['c0', 1, 'c2', 'c3'])],
    ['columns of text', put('columns', 'c0')],
    ['an unending name', put('columns', ['c0', 'c1', 'c2', 'x'.repeat(201)])],
    ['no bias', put('bias', undefined)],
    ['a bias of null, as JSON has for NaN', put('bias', null)],
    ['a bias past all reason', put('bias', 1001)],
    ['a bias in text', put('bias', '1')],
    ['a name nobody knows', put('__proto__2', [])],
    ['a list in text', put('threshold', '1,2')],
    ['a list that is short', put('threshold', [1])],
    ['an entry of null', set('threshold', 0, null)],
    ['an entry in text', set('threshold', 0, '1')],
    ['an infinite threshold', set('threshold', 0, Number.POSITIVE_INFINITY)],
    ['a start past 0', set('start', 0, 1)],
    ['a start past the end', set('start', 5, 10_000)],
    ['starts that descend', set('start', 1, 100)],
    ['an empty tree', set('start', 1, 0)],
    ['a column that is not there', set('column', 0, 4)],
    ['a column under −1', set('column', 0, -2)],
    ['a column of 2^32', set('column', 0, 2 ** 32)],
    ['a half column', set('column', 0, 0.5)],
    ['a leaf that is a split', set('column', leaf, 0)],
    ['a split that is a leaf', set('column', 0, -1)],
    ['a node that is its own child', set('left', 0, 0)],
    ['a child with two parents', set('left', 0, grown.right[0])],
    ['a child in another tree', set('left', 0, grown.start[1])],
    ['a child that is not there', set('right', 0, 1e6)],
    ['a child of −1', set('right', 0, -1)],
    ['missingLeft of 2', set('missingLeft', 0, 2)],
    ['missingLeft of true', set('missingLeft', 0, true)],
    ['a leaf that goes on', set('left', leaf, leaf + 1)],
    ['a leaf with a threshold', set('threshold', leaf, 1)],
    ['a split with a value', set('value', 0, 1)],
    ['a leaf past all reason', set('value', leaf, -1001)],
    ['no cover', set('cover', leaf, 0)],
    ['a cover under 0', set('cover', leaf, -1)],
    ['a cover that is not the sum', set('cover', 0, 1)],
  ])('refuses %s', (_, corrupt) => {
    const json = told();
    corrupt(json);
    expect(() => treesFromJson(json)).toThrow(AppError);
  });

  it.each([[null], [undefined], [[]], ['{}'], [1], [{}]])('refuses %j', (json) => {
    expect(() => treesFromJson(json)).toThrow(AppError);
  });

  it('refuses a path deeper than thirty', () => {
    const chain = (splits: number) => {
      const nodes = Array.from({ length: 2 * splits + 1 }, (_, node) => node);
      const asks = (node: number) => node % 2 === 0 && node < 2 * splits;
      const list = (of: (node: number) => number) => nodes.map(of);
      return {
        columns: ['a'],
        bias: 0,
        start: [0, nodes.length],
        column: list((node) => (asks(node) ? 0 : -1)),
        threshold: list(() => 0),
        missingLeft: list(() => 0),
        left: list((node) => (asks(node) ? node + 1 : 0)),
        right: list((node) => (asks(node) ? node + 2 : 0)),
        value: list(() => 0),
        cover: list((node) => (asks(node) ? splits - node / 2 + 1 : 1)),
      };
    };
    expect(treesFromJson(chain(30)).column.length).toBe(61);
    expect(() => treesFromJson(chain(31))).toThrow('30 deep');
  });
});
