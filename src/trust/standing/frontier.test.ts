import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Frontier } from './frontier.ts';

const PLACES = 8;
const place = fc.nat({ max: PLACES - 1 });
const edgesUpTo = (most: number) => {
  const carry = fc.integer({ min: 1, max: most * 1000 }).map((thousandths) => thousandths / 1000);
  return fc.array(fc.record({ from: place, to: place, carry }), { maxLength: 40 });
};

type Edge = { readonly from: number; readonly to: number; readonly carry: number };

/** Runs the frontier over a graph from place 0; the standings with which places were handed out, by place. */
const run = (frontier: Frontier, edges: readonly Edge[]): number[][] => {
  const handedOut = Array.from({ length: PLACES }, (): number[] => []);
  frontier.root(0);
  for (let at = frontier.next(); at >= 0; at = frontier.next()) {
    const own = frontier.standing[at]!;
    handedOut[at]?.push(own);
    for (const { from, to, carry } of edges) if (from === at) frontier.offer(to, at, own, carry);
  }
  return handedOut;
};

/** The best offers, by going over all edges until nothing changes. */
const best = (edges: readonly Edge[]): number[] => {
  const standing = Array.from({ length: PLACES }, (_, at): number => (at === 0 ? 1 : 0));
  for (let round = 0; round < PLACES; round += 1) {
    for (const { from, to, carry } of edges) standing[to] = Math.max(standing[to] ?? 0, (standing[from] ?? 0) * carry);
  }
  return standing;
};

describe('Frontier', () => {
  it('ends with the best offers, each by the lowest voucher who made it, again after clearing', () => {
    fc.assert(
      fc.property(edgesUpTo(0.85), edgesUpTo(0.999), (usual, cheap) => {
        const frontier = new Frontier(PLACES);
        for (const edges of [usual, cheap, usual]) {
          run(frontier, edges);
          const expected = best(edges);
          expect([...frontier.standing]).toEqual(expected);
          expect(frontier.reached.toSorted()).toEqual([...expected.keys()].filter((at) => expected[at]! > 0));
          expected.forEach((own, to) => {
            const by = edges.filter((edge) => edge.to === to && to !== 0 && expected[edge.from]! * edge.carry === own);
            const vouchers = own > 0 ? by.map(({ from }) => from) : [];
            expect(frontier.via[to]).toBe(vouchers.length === 0 ? -1 : Math.min(...vouchers));
          });
          frontier.clear();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('hands out what a detour improves after the improvement', () => {
    const detour = [
      { from: 0, to: 1, carry: 0.3 },
      { from: 0, to: 2, carry: 0.85 },
      { from: 2, to: 1, carry: 0.85 },
    ];
    expect(run(new Frontier(PLACES), detour).slice(0, 3)).toEqual([[1], [0.85 ** 2], [0.85]]);
  });

  it('hands out each place once where a hop costs the usual, and else only with ever better standing', () => {
    fc.assert(
      fc.property(edgesUpTo(0.85), edgesUpTo(0.999), (usual, cheap) => {
        for (const each of run(new Frontier(PLACES), usual)) expect(each.length).toBeLessThanOrEqual(1);
        for (const each of run(new Frontier(PLACES), cheap)) {
          expect(each).toEqual([...new Set(each)].toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('holds an offer too small for a double at the smallest one', () => {
    const frontier = new Frontier(2);
    frontier.offer(1, 0, Number.MIN_VALUE, 0.2);
    expect(frontier.standing[1]).toBe(Number.MIN_VALUE);
  });
});
