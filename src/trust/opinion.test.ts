import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opinion } from './local-trust.ts';
import { judge } from './opinion.ts';
import { standingOf } from './standing.ts';
import { byId, graphOf, name, names, opinion, opinions, opinionsOf, scored, seedIds } from './testing.ts';

const judged = (text: string, seeds = ['m']) => {
  const graph = graphOf(text, seeds);
  const { opinion: views, structural } = judge(graph, standingOf(graph, seeds));
  return { opinion: byId(graph, views), structural: byId(graph, structural) };
};

const puppets = ['p1', 'p2', 'p3'];

/** Anything oneself and one's sock-puppets might say, as rows by `self`. */
const scheme = fc
  .array(
    fc.record({ by: fc.constantFrom('self', ...puppets), to: fc.constantFrom(...names, ...puppets), row: opinion }),
    {
      maxLength: 15,
    },
  )
  .map(
    (acts) =>
      (self: string): Opinion[] =>
        acts.map(({ by, to, row }) => ({ ...row, from: by === 'self' ? self : by, to })),
  );

describe('judge', () => {
  it('is the standing where nobody denounces', () => {
    expect(judged('m>alice alice>carol').structural).toEqual({ m: 1, alice: 0.85, carol: 0.85 * 0.85 });
  });

  it('ignores a denounce by a stranger', () => {
    expect(judged('m>alice stranger!alice').structural.alice).toBe(0.85);
  });

  it("ends the queue on a maintainer's denounce against one ordinary vouch", () => {
    const { structural, opinion: views } = judged('m>alice n>bob alice>x n!x', ['m', 'n']);
    expect(structural.x).toBeCloseTo(0.7225 * (1.35 / 2.35) ** 2, 12);
    expect(structural.x).toBeLessThan(0.3);
    expect(views.x).toBeCloseTo(-0.15 / 2.35, 12);
  });

  it('leaves out of the vouches those by raters one lifted oneself', () => {
    const { opinion: views } = judged('m>alice alice>bob bob>carol carol>alice bob>alice');
    expect(views.alice).toBeCloseTo(1 / 1.5, 12);
    expect(views.bob).toBeCloseTo(0.85 / 1.35, 12);
  });

  it('lets nobody silence a denouncer by vouching for it', () => {
    const before = judged('m>alice m>bob bob>carol carol!alice').structural.alice;
    const after = judged('m>alice m>bob bob>carol carol!alice alice>carol m>alice').structural.alice;
    expect(before).toBeLessThan(0.5);
    expect(after).toBeLessThanOrEqual(before ?? 0);
  });

  it('never gains standing or structural trust from own vouches, nor from sock-puppets behind oneself', () => {
    fc.assert(
      fc.property(opinions, seedIds, name, scheme, (rows, seeds, self, schemeOf) => {
        const honest = rows.filter(({ from }) => from !== self);
        const without = scored(honest, seeds);
        const withScheme = scored([...honest, ...schemeOf(self)], seeds);
        const [before, after] = [without.at(self), withScheme.at(self)];
        expect(withScheme.standing[after]).toBe(without.standing[before]);
        expect(withScheme.structural[after]).toBeLessThanOrEqual((without.structural[before] ?? 0) + 1e-12);
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees with walking every path by hand', () => {
    fc.assert(
      fc.property(opinions, seedIds, (rows, seeds) => {
        const { graph, standing, via, ...scores } = scored(rows, seeds);
        const runsThrough = (rater: number, node: number): boolean => {
          for (let at = rater; at >= 0; at = via[at]!) if (at === node) return true;
          return false;
        };
        graph.ids.forEach((_, node) => {
          const { vouches, denounces } = graph;
          let [p, n] = [0, 0];
          for (let edge = vouches.start[node]!; edge < vouches.start[node + 1]!; edge += 1) {
            const rater = vouches.from[edge]!;
            if (!runsThrough(rater, node)) p += standing[rater]! * vouches.weight[edge]!;
          }
          for (let edge = denounces.start[node]!; edge < denounces.start[node + 1]!; edge += 1) {
            n += standing[denounces.from[edge]!]! * denounces.weight[edge]!;
          }
          expect(scores.opinion[node]).toBeCloseTo((p - n) / (p + n + 0.5), 12);
          expect(scores.structural[node]).toBeCloseTo(standing[node]! * ((p + 0.5) / (p + n + 0.5)) ** 2, 12);
        });
      }),
    );
  });

  it('falls with every further denounce by somebody who has standing', () => {
    fc.assert(
      fc.property(opinions, seedIds, name, name, (rows, seeds, from, to) => {
        const before = scored(rows, seeds);
        const after = scored([...rows, { from, to, weight: -1, ageMs: 0 }], seeds);
        const node = before.at(to);
        expect(after.structural[node]).toBeLessThanOrEqual(before.structural[node]! + 1e-15);
        expect(after.standing).toStrictEqual(before.standing);
      }),
    );
  });

  it('has an opinion even of a denounced stranger, who stays at 0', () => {
    const { opinion: views, structural } = judged('m!x');
    expect({ view: views.x, structural: structural.x }).toEqual({ view: -1 / 1.5, structural: 0 });
    expect(opinionsOf('m!x')).toHaveLength(1);
  });
});
