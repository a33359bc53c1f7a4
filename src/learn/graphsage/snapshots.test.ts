import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset.ts';
import type { SageGraph } from './sage-graph.ts';
import { snapshotsOf } from './snapshots.ts';
import { graphBefore, MOST_NEIGHBOURS, type Ties } from './ties.ts';

const around = ({ start, neighbours }: SageGraph, node: number): number[] =>
  Array.from(neighbours.subarray(start[node], start[node + 1]));

describe('who is whose neighbour before a moment', () => {
  const ties: Ties = {
    people: 6,
    vouches: [
      { from: 0, to: 1, fromUs: 10, untilUs: Number.POSITIVE_INFINITY },
      { from: 2, to: 0, fromUs: 20, untilUs: 40 },
    ],
    merges: [
      { person: 3, repository: 7, atUs: 5 },
      { person: 4, repository: 7, atUs: 30 },
      { person: 5, repository: 8, atUs: 5 },
    ],
  };
  it.each([
    ['nobody at the moment itself', 10, 0, []],
    ['both ends of a vouch', 11, 1, [0]],
    ['its maker and whom it is for', 21, 0, [1, 2]],
    ['whose vouch ends now', 40, 0, [1, 2]],
    ['nobody whose vouch has ended', 41, 0, [1]],
    ['nobody who will be merged', 30, 3, []],
    ['those merged into one repository', 31, 3, [4]],
    ['nobody of another', 31, 5, []],
  ])('%s', (_, us, person, expected) => {
    expect(around(graphBefore(ties, us), person)).toEqual(expected);
  });

  it('keeps the latest, whoever they are', () => {
    const merges = Array.from({ length: 200 }, (_, person) => ({ person, repository: 0, atUs: person }));
    const graph = graphBefore({ people: 201, vouches: [{ from: 0, to: 200, fromUs: 500, untilUs: 900 }], merges }, 600);
    const latest = Array.from({ length: MOST_NEIGHBOURS }, (_, at) => 200 - MOST_NEIGHBOURS + at);
    expect(around(graph, 5)).toEqual(latest);
    expect(around(graph, 0)).toEqual([...latest.slice(1), 200]);
    expect(graph.neighbours.length).toBeLessThanOrEqual(201 * MOST_NEIGHBOURS);
  });
});

const dataset = (cells: readonly (readonly [author: number, atUs: number, value: number])[]): Dataset => ({
  matrix: {
    rows: cells.length,
    columns: ['p', 'change'],
    values: Float64Array.from(cells.flatMap(([, , value]) => [value, -value])),
  },
  labels: Uint8Array.from(cells, ([, , value]) => Number(value > 5)),
  asOfUs: Float64Array.from(cells, ([, at]) => at),
  knownAtUs: Float64Array.from(cells, ([, at]) => at + 3),
  repositories: new Int32Array(cells.length),
  authors: Int32Array.from(cells, ([author]) => author),
});

const options = { nodeColumns: ['p'], windows: 2 };

describe('networks as of their windows', () => {
  const ties: Ties = {
    people: 4,
    vouches: [
      { from: 0, to: 1, fromUs: 1, untilUs: 9 },
      { from: 1, to: 2, fromUs: 4, untilUs: 99 },
    ],
    merges: [],
  };
  const some = dataset([
    [0, 1, 3],
    [1, 2, 4],
    [0, 5, 6],
    [3, 6, 8],
  ]);
  const { network, examples } = snapshotsOf(some, Int32Array.of(3, 0, 2, 1), ties, options);

  it('each person is known by the latest row before the window', () => {
    const known = Array.from(examples.nodes, (node) => network.features.values[node]);
    expect(known).toEqual([Number.NaN, Number.NaN, 3, Number.NaN]);
    expect(network.features.columns).toEqual(['p']);
    const [, , second = -1] = examples.nodes;
    expect(around(network.graph, second).map((node) => network.features.values[node])).toEqual([4]);
  });

  it('examples keep the order asked for, and their own row', () => {
    expect(Array.from(examples.labels)).toEqual([1, 0, 1, 0]);
    expect(Array.from(examples.own?.values ?? [])).toEqual([8, -8, 3, -3, 6, -6, 4, -4]);
  });

  it('the windows have nothing to do with each other; two steps away is far enough', () => {
    const nodes = Array.from(examples.nodes);
    expect(new Set(nodes).size).toBe(4);
    expect(network.graph.nodes).toBe(2 + 4);
  });

  it('nothing that came later changes what a row is asked with', () => {
    const cell = fc.tuple(
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 9 }),
    );
    const vouch = fc.record({ from: fc.nat(4), to: fc.nat(4), fromUs: fc.nat(60), untilUs: fc.constant(1000) });
    const merge = fc.record({ person: fc.nat(4), repository: fc.nat(2), atUs: fc.nat(60) });
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 12 }),
        fc.array(vouch, { maxLength: 12 }),
        fc.array(merge, { maxLength: 12 }),
        fc.integer({ min: 0, max: 50 }),
        (cells, vouches, merges, untilUs) => {
          const known = cells.filter(([, at]) => at < untilUs);
          const rows = (count: number): Int32Array => Int32Array.from({ length: count }, (_, at) => at);
          const before = snapshotsOf(
            dataset(known),
            rows(known.length),
            {
              people: 5,
              vouches: vouches.filter(({ fromUs }) => fromUs < untilUs),
              merges: merges.filter(({ atUs }) => atUs < untilUs),
            },
            options,
          );
          const later = cells.filter(([, at]) => at >= untilUs);
          const all = dataset([...known, ...later]);
          expect(snapshotsOf(all, rows(known.length), { people: 5, vouches, merges }, options)).toEqual(before);
        },
      ),
    );
  });
});
