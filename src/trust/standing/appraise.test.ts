import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/graph.ts';
import type { Opinion } from '../graph/local-trust.ts';
import { halfLifeMs, name, names, opinions, opinionsOf, seedIds } from '../testing.ts';
import { linksOf } from '../why/links.ts';
import { appraise } from './appraise.ts';
import { judge } from './opinion.ts';
import { standingOf, viewOf } from './standing.ts';
import { tellerOf } from './votes.ts';

/** A budget nobody reaches: what a voucher's other vouches carry does not change with one less. */
const budget = Number.POSITIVE_INFINITY;
const graphFrom = (rows: Opinion[]) => buildGraph(rows, { halfLifeMs, extraIds: names, fullWeight: 1 });

const judgedFrom = (rows: Opinion[], seeds: string[]) => {
  const graph = graphFrom(rows);
  return judge(graph, standingOf(graph, seeds, { budget })).structural;
};

const seenFrom = (rows: Opinion[], seeds: string[]) => {
  const graph = graphFrom(rows);
  const spread = standingOf(graph, seeds, { budget });
  const carrying = { ...graph, carry: spread.carry };
  return { graph, carrying, view: viewOf(spread), teller: tellerOf(graph.ids.length) };
};

const isAbout = (from: string | undefined, to: string | undefined, sign: number) => (row: Opinion) =>
  row.from === from && row.to === to && Math.sign(row.weight) === sign;

describe('appraise', () => {
  it('knows what each vouch and each denounce changes as if the graph were made without it', () => {
    fc.assert(
      fc.property(opinions, seedIds, name, (rows, seeds, self) => {
        const { graph, carrying, view, teller } = seenFrom(rows, seeds);
        const node = graph.indexOf(self);
        const { vouches, denounces, without } = appraise(carrying, view, teller, node);
        const anew = (from: number, sign: number) => {
          const isCut = isAbout(graph.ids[from], self, sign);
          return judgedFrom(
            rows.filter((row) => !isCut(row)),
            seeds,
          )[node];
        };
        for (const { edge, from } of vouches) expect(without({ vouches: new Set([edge]) })).toBe(anew(from, 1));
        for (const { edge, from } of denounces) expect(without({ denounces: new Set([edge]) })).toBe(anew(from, -1));
      }),
      { numRuns: 400 },
    );
  });

  it('has nothing left but a seed without all vouches, and everything without none', () => {
    fc.assert(
      fc.property(opinions, seedIds, name, (rows, seeds, self) => {
        const { graph, carrying, view, teller } = seenFrom(rows, seeds);
        const { isSeed, structural, without } = appraise(carrying, view, teller, graph.indexOf(self));
        expect(isSeed).toBe(seeds.includes(self));
        expect(without({})).toBe(structural);
        expect(without({ vouches: new Set(), denounces: new Set() })).toBe(structural);
        expect(without({ vouches: new Set(graph.vouches.from.keys()) })).toBe(isSeed ? 1 : 0);
      }),
    );
  });

  it.each([-1, 99, 0.5, Number.NaN])('refuses %d as a node', (node) => {
    const { carrying, view, teller } = seenFrom([], ['a']);
    expect(() => appraise(carrying, view, teller, node)).toThrow(RangeError);
  });
});

describe('linksOf', () => {
  it('knows what each vouch of the strongest path changes as if the graph were made without it', () => {
    fc.assert(
      fc.property(opinions, seedIds, name, (rows, seeds, self) => {
        const { graph, carrying, view, teller } = seenFrom(rows, seeds);
        const node = graph.indexOf(self);
        const links = linksOf(carrying, view, teller, node);
        expect(links.at(-1)?.to ?? node).toBe(node);
        links.forEach(({ from, to, without }, hop) => {
          expect(from).toBe(links[hop - 1]?.to ?? from);
          const isCut = isAbout(graph.ids[from], graph.ids[to], 1);
          const anew = judgedFrom(
            rows.filter((row) => !isCut(row)),
            seeds,
          );
          expect(without).toBe(anew[node]);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('does not count what somebody behind the cut vouch says with the standing it had by it', () => {
    // Without a>b, b is known only by people whom x brought in: its vouch for x is not heard then.
    const text = 'm>a a>b b>x m>c c>d d>f f>x x>k k>b m!x';
    const rows = opinionsOf(text);
    const { graph, carrying, view, teller } = seenFrom(rows, ['m']);
    const link = linksOf(carrying, view, teller, graph.indexOf('x')).find(({ from }) => graph.ids[from] === 'a');
    expect(link?.without).toBe(judgedFrom(opinionsOf(text.replace('a>b ', '')), ['m'])[graph.indexOf('x')]);
  });
});
