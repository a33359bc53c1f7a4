import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shares, strongestPath } from './explain.ts';
import { trustScores } from './scores.ts';
import { graphOf, opinions, scored, seedIds } from './testing.ts';

describe('strongestPath', () => {
  const graph = graphOf('m>alice alice>carol x>y');
  const standing = trustScores(graph, ['m']);
  const pathTo = (id: string) => strongestPath(standing, graph.indexOf(id)).map((node) => graph.ids[node]);

  it('leads from the seed to the node', () => {
    expect(pathTo('carol')).toEqual(['m', 'alice', 'carol']);
  });

  it('is the seed alone for a seed, and empty for whom no path reaches', () => {
    expect(pathTo('m')).toEqual(['m']);
    expect(pathTo('y')).toEqual([]);
  });

  it.each([-1, 99, 0.5, Number.NaN])('refuses %d as a node', (node) => {
    expect(() => strongestPath(standing, node)).toThrow(RangeError);
    expect(() => shares(graph, standing.eigentrust, node)).toThrow(RangeError);
  });
});

describe('shares', () => {
  it('splits the inflow by the trust of the voucher and its share', () => {
    const graph = graphOf('m>a m>b a>x b>x a>y stranger>x');
    const { eigentrust } = trustScores(graph, ['m']);
    const found = shares(graph, eigentrust, graph.indexOf('x'));
    expect(found.map(({ from }) => graph.ids[from])).toEqual(['b', 'a']);
    expect(found[0]?.share).toBeCloseTo(2 / 3, 12);
    expect(found[1]?.share).toBeCloseTo(1 / 3, 12);
  });

  it('sums to 1 exactly where a voucher has trust', () => {
    fc.assert(
      fc.property(opinions, seedIds, (rows, seeds) => {
        const { graph, eigentrust } = scored(rows, seeds);
        graph.ids.forEach((id, node) => {
          const found = shares(graph, eigentrust, node);
          const sum = found.reduce((total, { share }) => total + share, 0);
          if (found.length > 0) expect(sum).toBeCloseTo(1, 12);
          else expect(eigentrust[node]! > 0).toBe(seeds.includes(id));
        });
      }),
    );
  });
});
