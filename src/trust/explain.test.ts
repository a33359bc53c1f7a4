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
    expect(() => shares(graph, standing.standing, node)).toThrow(RangeError);
  });
});

describe('shares', () => {
  it('splits what speaks for a node by the standing of each voucher', () => {
    const graph = graphOf('m>a m>x a>x stranger>x');
    const { standing } = trustScores(graph, ['m']);
    const found = shares(graph, standing, graph.indexOf('x'));
    expect(found.map(({ from }) => graph.ids[from])).toEqual(['m', 'a']);
    expect(found[0]?.share).toBeCloseTo(1 / 1.85, 12);
    expect(found[1]?.share).toBeCloseTo(0.85 / 1.85, 12);
  });

  it('sums to 1 exactly where a voucher has trust', () => {
    fc.assert(
      fc.property(opinions, seedIds, (rows, seeds) => {
        const { graph, standing } = scored(rows, seeds);
        graph.ids.forEach((id, node) => {
          const found = shares(graph, standing, node);
          const sum = found.reduce((total, { share }) => total + share, 0);
          if (found.length > 0) expect(sum).toBeCloseTo(1, 12);
          else expect(standing[node]! > 0).toBe(seeds.includes(id));
        });
      }),
    );
  });
});
