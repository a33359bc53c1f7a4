import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trustScores } from './scores.ts';
import { byId, graphOf, opinions, scored, seedIds } from './testing.ts';

describe('trustScores', () => {
  it('is bit for bit the same for any order of the opinions', () => {
    const shuffled = opinions.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, seedIds, ([rows, permuted], seeds) => {
        const { graph: _, at: __, ...one } = scored(rows, seeds);
        const { graph: ___, at: ____, ...other } = scored(permuted, seeds.toReversed());
        expect(other).toStrictEqual(one);
      }),
    );
  });

  it('is exactly 0 for whom no vouch path from a seed reaches, and above 0 for all others', () => {
    fc.assert(
      fc.property(opinions, seedIds, (rows, seeds) => {
        const reached = new Set(seeds);
        for (let before = 0; before < reached.size; ) {
          before = reached.size;
          for (const { from, to, weight } of rows) if (weight > 0 && reached.has(from)) reached.add(to);
        }
        const { graph, eigentrust, standing, structural, rank } = scored(rows, seeds);
        graph.ids.forEach((id, node) => {
          const isReached = reached.has(id);
          for (const column of [eigentrust, standing, structural, rank]) expect(column[node]! > 0).toBe(isReached);
          if (!isReached) expect([eigentrust[node], standing[node], structural[node]]).toEqual([0, 0, 0]);
        });
      }),
    );
  });

  it('ranks from 1 by EigenTrust, equals by id, and the unreached not at all', () => {
    const graph = graphOf('m>c m>b b>d x>y');
    expect(byId(graph, trustScores(graph, ['m']).rank)).toEqual({ m: 1, b: 2, c: 3, d: 4, x: 0, y: 0 });
  });

  it('is 0 wherever EigenTrust is 0, even at a = 1', () => {
    const graph = graphOf('m>a');
    expect(byId(graph, trustScores(graph, ['m'], { alpha: 1 }).structural)).toEqual({ m: 1, a: 0 });
  });

  it('reads seeds that can be read only once', () => {
    const graph = graphOf('m>a');
    expect(trustScores(graph, new Set(['m']).values()).standing[graph.indexOf('m')]).toBe(1);
  });

  it('is all 0 without seeds', () => {
    const { eigentrust, standing, structural, rank } = trustScores(graphOf('a>b b>a'), []);
    for (const column of [eigentrust, standing, structural, rank]) expect([...column]).toEqual([0, 0]);
  });
});
