import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opinion } from '../graph/local-trust.ts';
import { byId, graphOf, name, names, opinion, opinions, opinionsOf, scored, seedIds } from '../testing.ts';
import { judge } from './opinion.ts';
import { standingOf } from './standing.ts';
import type { VoteOptions } from './votes.ts';

const judged = (text: string, seeds = ['m'], votes: VoteOptions = {}) => {
  const graph = graphOf(text, seeds);
  const { opinion: views, structural } = judge(graph, standingOf(graph, seeds), votes);
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

  it('counts a rater one lifted oneself as far as others know the rater', () => {
    const { opinion: views } = judged('m>alice alice>bob bob>carol carol>alice bob>alice');
    expect(views.alice).toBeCloseTo(1 / 1.5, 12);
    const known = judged('m>alice alice>bob bob>alice m>dave dave>erin erin>bob').opinion;
    const voiceOfBob = 0.85 ** 3;
    expect(known.alice).toBeCloseTo((1 + voiceOfBob) / (1.5 + voiceOfBob), 12);
  });

  it('hears ten accounts behind one mistaken vouch no louder than the one that was vouched for', () => {
    const sybils = Array.from({ length: 10 }, (_, k) => `gate>s${k} s${k}!victim`).join(' ');
    const text = `m>alice m>bob alice>victim bob>gate ${sybils}`;
    const { structural } = judged(text, ['m'], { seconded: false });
    expect(structural.victim).toBeCloseTo(0.7225 * (1.35 / (1.35 + 0.7225)) ** 2, 12);
    const plain = judged(text, ['m'], { seconded: false, branchCap: Number.POSITIVE_INFINITY }).structural;
    expect(plain.victim).toBeCloseTo(0.7225 * (1.35 / (1.35 + 10 * 0.85 ** 3)) ** 2, 12);
  });

  it('hears no accuser without a second from another branch; a seed needs none', () => {
    const base = 'm>x m>a m>b a>a2 a>a3';
    const structuralOfX = (accusations: string) => judged(`${base} ${accusations}`).structural.x;
    const lowered = (n: number) => 0.85 * (1.5 / (1.5 + n)) ** 2;
    expect(structuralOfX('a!x')).toBe(0.85);
    expect(structuralOfX('a!x a2!x a3!x')).toBe(0.85);
    expect(structuralOfX('a!x b!x')).toBeCloseTo(lowered(0.85), 12);
    expect(structuralOfX('a2!x b!x')).toBeCloseTo(lowered(0.7225), 12);
    expect(structuralOfX('m!x')).toBeCloseTo(lowered(1), 12);
    expect(judged(`${base} a!x`).opinion.x).toBeCloseTo((1 - 0.85) / 2.35, 12);
  });

  it('is 1 for a seed whatever is said of it, which its opinion shows', () => {
    const { structural, opinion: views } = judged('m>alice alice!m n!m', ['m', 'n']);
    expect(structural.m).toBe(1);
    expect(views.m).toBeCloseTo(-1 / 1.5, 12);
  });

  it('lets nobody silence a denouncer by vouching for it', () => {
    const denounced = 'm>alice m>bob m>dora bob>carol carol!alice dora!alice';
    const before = judged(denounced);
    expect(before.structural.alice).toBeLessThan(0.5);
    expect(judged(`${denounced} alice>carol alice>bob alice>dave dave>carol`).structural.alice).toBe(
      before.structural.alice,
    );
  });

  it('does not move by one bit whatever one says oneself, or through accounts reached only through oneself', () => {
    fc.assert(
      fc.property(opinions, seedIds, name, scheme, (rows, seeds, self, schemeOf) => {
        const honest = rows.filter(({ from }) => from !== self);
        const without = scored(honest, seeds);
        const withScheme = scored([...honest, ...schemeOf(self)], seeds);
        const [before, after] = [without.at(self), withScheme.at(self)];
        for (const column of ['standing', 'opinion', 'structural'] as const) {
          expect(withScheme[column][after]).toBe(without[column][before]);
        }
      }),
      { numRuns: 1000 },
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
