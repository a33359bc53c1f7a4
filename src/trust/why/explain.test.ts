import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appraise } from '../standing/appraise.ts';
import { standingOf, viewOf } from '../standing/standing.ts';
import { tellerOf } from '../standing/votes.ts';
import { graphOf, opinions, scored, seedIds } from '../testing.ts';
import { shares, strongestPath } from './explain.ts';

const carryingOf = (text: string) => {
  const graph = graphOf(text);
  const spread = standingOf(graph, ['m']);
  return { graph: { ...graph, carry: spread.carry }, view: viewOf(spread) };
};

describe('strongestPath', () => {
  const { graph, view } = carryingOf('m>alice alice>carol x>y');
  const pathTo = (id: string) => strongestPath(view, graph.indexOf(id)).map((node) => graph.ids[node]);

  it('leads from the seed to the node', () => {
    expect(pathTo('carol')).toEqual(['m', 'alice', 'carol']);
  });

  it('is the seed alone for a seed, and empty for whom no path reaches', () => {
    expect(pathTo('m')).toEqual(['m']);
    expect(pathTo('y')).toEqual([]);
  });
});

describe('shares', () => {
  it('splits what speaks for a node by the standing of each voucher', () => {
    const { graph, view } = carryingOf('m>a m>x a>x stranger>x x>a');
    const found = shares(appraise(graph, view, tellerOf(graph.ids.length), graph.indexOf('x')).vouches);
    expect(found.map(({ from }) => graph.ids[from])).toEqual(['m', 'a']);
    expect(found[0]?.share).toBeCloseTo(1 / 1.85, 12);
    expect(found[1]?.share).toBeCloseTo(0.85 / 1.85, 12);
  });

  it('sums to 1 exactly where a voucher has trust', () => {
    fc.assert(
      fc.property(opinions, seedIds, (rows, seeds) => {
        const { graph } = scored(rows, seeds);
        const { standing, via, carry } = standingOf(graph, seeds);
        graph.ids.forEach((id, node) => {
          const view = viewOf({ standing, via });
          const found = shares(appraise({ ...graph, carry }, view, tellerOf(graph.ids.length), node).vouches);
          const sum = found.reduce((total, { share }) => total + share, 0);
          if (found.length > 0) expect(sum).toBeCloseTo(1, 12);
          else expect(standing[node]! > 1e-9).toBe(seeds.includes(id));
        });
      }),
    );
  });
});
