import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/graph.ts';
import { halfLifeMs, name, names, opinions, seedIds } from '../testing.ts';
import { belowOf, resettled } from './resettle.ts';
import { standingOf, viewOf } from './standing.ts';
import { belowTester } from './ways-around.ts';

describe('resettled', () => {
  it('is the standing, and the best path, of the graph without the vouches that are cut', () => {
    fc.assert(
      fc.property(opinions, seedIds, name, (rows, seeds, self) => {
        // A budget nobody reaches: what others carry must not change with what is cut.
        const options = { budget: Number.POSITIVE_INFINITY };
        const read = { halfLifeMs, extraIds: names, fullWeight: 1 };
        const graph = buildGraph(rows, read);
        const spread = standingOf(graph, seeds, options);
        const [view, node] = [viewOf(spread), graph.indexOf(self)];
        const carrying = { vouches: graph.vouches, carry: spread.carry };
        const below = belowOf(graph.vouches, view, node);
        const without = resettled(carrying, view, { nodes: below, silenced: node });
        const fresh = standingOf(
          buildGraph(
            rows.filter(({ from }) => from !== self),
            read,
          ),
          seeds,
          options,
        );
        graph.ids.forEach((_, at) => {
          expect(without.standing(at)).toBe(fresh.standing[at]);
          expect(without.via(at)).toBe(fresh.via[at]);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('finds below a node exactly those whose best path runs through it', () => {
    fc.assert(
      fc.property(opinions, seedIds, name, (rows, seeds, self) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names });
        const view = viewOf(standingOf(graph, seeds));
        const node = graph.indexOf(self);
        const below = belowOf(graph.vouches, view, node).toSorted((a, b) => a - b);
        expect(below).toEqual([...graph.ids.keys()].filter((at) => at !== node && belowTester(view, node)(at)));
      }),
    );
  });
});
