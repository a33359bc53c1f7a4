import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph, type TrustGraph } from '../graph/graph.ts';
import { trustScores } from '../scores.ts';
import { byId, graphOf, halfLifeMs, names, opinions, seedIds } from '../testing.ts';
import { strongestPath } from '../why/explain.ts';
import { appraise } from './appraise.ts';
import { standingOf } from './standing.ts';
import { viewsOf } from './views.ts';
import { tellerOf } from './votes.ts';

const maintainers = fc.array(fc.constantFrom(...names, 'nobody'), { maxLength: 4 });

describe('viewsOf', () => {
  it('is to the last bit what one solve from all seeds gives: standing, best paths, opinion and structural trust', () => {
    const several = fc.array(maintainers, { minLength: 1, maxLength: 4 });
    const keptAndApart = fc.record({ mostKept: fc.constantFrom(0, 5, 1e6), mostApart: fc.constantFrom(0, 1, 2, 8) });
    fc.assert(
      fc.property(opinions, seedIds, several, keptAndApart, (rows, seeds, repositories, options) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names, fullWeight: 1 });
        const views = viewsOf(graph, seeds, options);
        const carrying = { ...graph, carry: views.operator.carry };
        for (const own of [...repositories, ...repositories]) {
          const view = views.with(own);
          const direct = trustScores(graph, [...seeds, ...own]);
          const teller = tellerOf(graph.ids.length);
          graph.ids.forEach((_, node) => {
            expect(view.standing(node)).toBe(direct.standing[node]);
            expect(view.via(node)).toBe(direct.via[node]);
            const { opinion, structural } = appraise(carrying, view, teller, node);
            expect(opinion).toBe(direct.opinion[node]);
            expect(structural).toBe(direct.structural[node]);
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('sees nothing new with people whom nobody knows, or who are seeds already', () => {
    const views = viewsOf(graphOf('m>a a>b'), ['m']);
    for (const own of [[], ['nobody'], ['m']]) expect(views.with(own).standing(2)).toBe(views.operator.standing[2]);
  });

  it('is the view of the people alone where the operator names nobody', () => {
    const graph = graphOf('m>a a>b x>b');
    const view = viewsOf(graph, []).with(['m']);
    expect(byId(graph, Float64Array.from(graph.ids.keys(), view.standing))).toEqual({
      m: 1,
      a: 0.85,
      b: 0.85 ** 2,
      x: 0,
    });
  });

  it('is, taken over into another graph, what is made anew there, whoever came, left or said something else', () => {
    const several = fc.array(maintainers, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(opinions, opinions, seedIds, several, (rows, others, seeds, repositories) => {
        // Ids come and go with what is said of them.
        const [graph, next] = [rows, [...rows.slice(1), ...others.slice(0, 2)]].map((list) =>
          buildGraph(list, { halfLifeMs, fullWeight: 1 }),
        ) as [TrustGraph, TrustGraph];
        const before = viewsOf(graph, seeds);
        for (const own of repositories) before.with(own);
        const after = before.after(next, standingOf(next, seeds));
        for (const own of repositories) {
          const [view, anew] = [after.with(own), viewsOf(next, seeds).with(own)];
          for (const node of next.ids.keys()) {
            expect([view.standing(node), view.via(node)]).toEqual([anew.standing(node), anew.via(node)]);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('runs in no circle where standing is too small to fall from hop to hop', () => {
    const chain = (by: string) => Array.from({ length: 4700 }, (_, hop) => `${by}${hop}>${by}${hop + 1}`).join(' ');
    // Seen from x0 alone b is below a, seen from y0 alone a is below b; all that is said of both is as small as can be.
    const graph = graphOf(`${chain('x')} ${chain('y')} x4700>a y4700>b a>b b>a`);
    const view = viewsOf(graph, []).with(['x0', 'y0']);
    const [a, b] = [graph.indexOf('a'), graph.indexOf('b')];
    expect(view.standing(a)).toBeGreaterThan(0);
    expect(view.standing(a)).toBe(view.standing(b));
    expect(strongestPath(view, b).map((node) => graph.ids[node])).toHaveLength(4703);
  });

  it('does not depend on the order in which people are named', () => {
    fc.assert(
      fc.property(opinions, seedIds, maintainers, (rows, seeds, own) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names });
        const [one, other] = [viewsOf(graph, seeds).with(own), viewsOf(graph, seeds).with(own.toReversed())];
        for (const node of graph.ids.keys()) expect(other.via(node)).toBe(one.via(node));
      }),
    );
  });

  it('keeps what it has made, and makes again what it had to drop', () => {
    const graph = graphOf('m>a a>b x>b');
    for (const mostKept of [0, 2, 100]) {
      const views = viewsOf(graph, ['m'], { mostKept });
      for (const id of ['x', 'a', 'x', 'b', 'x']) {
        const direct = standingOf(graph, ['m', id]);
        expect(Float64Array.from(graph.ids.keys(), views.with([id]).standing)).toEqual(direct.standing);
      }
    }
  });

  it.each([{ mostKept: -1 }, { mostKept: Number.NaN }, { decay: 1 }])('refuses %j', (options) => {
    expect(() => viewsOf(graphOf('m>a'), ['m'], options)).toThrow(RangeError);
  });
});
