import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfLifeMs, names, opinions } from '../testing.ts';
import { buildGraph } from './graph.ts';
import { buffersOf, graphFrom, partsOf } from './graph-parts.ts';

describe('graphFrom', () => {
  it('finds every id that the graph had, and no other, after a journey between threads', () => {
    const ids = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }), { maxLength: 20 });
    fc.assert(
      fc.property(opinions, ids, fc.string({ unit: 'binary' }), (rows, extraIds, other) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds });
        const parts = partsOf(graph);
        const arrived = graphFrom(structuredClone(parts, { transfer: buffersOf(parts) }));
        for (const id of [...arrived.ids, ...names, ...extraIds, other, '']) {
          expect(arrived.indexOf(id)).toBe(graph.indexOf(id));
        }
      }),
    );
  });

  it('hands arrays over instead of copying them', () => {
    const parts = partsOf(buildGraph([{ from: 'a', to: 'b', weight: 1, ageMs: 0 }], { halfLifeMs }));
    const arrived = structuredClone(parts, { transfer: buffersOf(parts) });
    expect([parts.vouches.from.length, arrived.vouches.from.length]).toEqual([0, 1]);
  });
});
