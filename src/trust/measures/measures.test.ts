import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/graph.ts';
import type { Opinion } from '../graph/local-trust.ts';
import { byId, graphOf, halfLifeMs, name, names, opinions, seedIds, vouch } from '../testing.ts';
import { measures } from './all-measures.ts';
import { hittingProbability } from './hitting.ts';
import type { Measure } from './measure.ts';

const measure = (wanted: string): Measure => {
  const found = measures.find((one) => one.name === wanted);
  if (found === undefined) throw new Error(`no measure ${wanted}`);
  return found;
};

const scoresOf = (wanted: string, text: string, seeds = ['m']): Record<string, number> => {
  const graph = graphOf(text, seeds);
  return byId(graph, measure(wanted).scores(graph, seeds));
};

const about = (expected: Record<string, number>, digits = 6) =>
  Object.fromEntries(Object.entries(expected).map(([id, value]) => [id, expect.closeTo(value, digits)]));

describe('the measures, by hand', () => {
  it('eigentrust-max: a chain loses .15 a hop, an isolated pair has nothing', () => {
    expect(scoresOf('eigentrust-max', 'm>alice alice>carol x>y y>x')).toEqual(
      about({ m: 1, alice: 0.85, carol: 0.7225, x: 0, y: 0 }),
    );
  });

  it('eigentrust-rank: the place among those reached, equals sharing the better one', () => {
    expect(scoresOf('eigentrust-rank', 'm>a m>b a>c b>c x>y')).toEqual(
      about({ m: 1, c: 0.75, a: 0.5, b: 0.5, x: 0, y: 0 }),
    );
  });

  it('eigentrust-distrust: a denouncer takes off all it has, and no more than there is', () => {
    // Shares of m, alice, carol: 1, .85, .7225 over their sum, 2.5725.
    expect(scoresOf('eigentrust-distrust', 'm>alice alice>carol carol!alice alice!carol m!x')).toEqual(
      about({ m: 1 / 2.5725, alice: 0.1275 / 2.5725, carol: 0, x: 0 }),
    );
  });

  it('standing, structural and opinion: as judged', () => {
    expect(scoresOf('standing', 'm>alice alice>carol')).toEqual(about({ m: 1, alice: 0.85, carol: 0.7225 }));
    const text = 'm>alice n>bob alice>x n!x';
    expect(scoresOf('structural', text, ['m', 'n']).x).toBeCloseTo(0.7225 * (1.35 / 2.35) ** 2, 12);
    expect(scoresOf('opinion', text, ['m', 'n']).x).toBeCloseTo(-0.15 / 2.35, 12);
  });

  it('structural: a branch denounces with one voice, two voices, or all of its own', () => {
    const text = 'm>g g>s1 g>s2 g>s3 m>x s1!x s2!x s3!x';
    const drop = (n: number) => 0.85 * (1.5 / (1.5 + n)) ** 2;
    expect(scoresOf('structural-unseconded', text).x).toBeCloseTo(drop(0.85), 12);
    expect(scoresOf('structural-2', text).x).toBeCloseTo(drop(1.7), 12);
    expect(scoresOf('structural-plain', text).x).toBeCloseTo(drop(3 * 0.7225), 12);
  });

  it('structural: no branch alone is heard, a seed is, and of two branches the lesser', () => {
    const one = 'm>g g>s1 g>s2 m>h m>x s1!x s2!x';
    expect(scoresOf('structural', one).x).toBeCloseTo(0.85, 12);
    expect(scoresOf('structural', `${one} m!x`).x).toBeCloseTo(0.85 * (1.5 / 2.5) ** 2, 12);
    expect(scoresOf('structural', `${one} h!x`).x).toBeCloseTo(0.85 * (1.5 / 2.35) ** 2, 12);
  });

  it('hitting: a loop between two adds nothing to either', () => {
    expect(scoresOf('hitting', 'm>alice alice>bob bob>alice')).toEqual(about({ m: 1, alice: 0.85, bob: 0.7225 }, 3));
    expect(scoresOf('hitting', 'm>alice m>bob', ['m', 'n'])).toEqual(
      about({ m: 0.5, n: 0.5, alice: 0.2125, bob: 0.2125 }),
    );
  });

  it('fairness-goodness: who rates unlike the others counts less', () => {
    // g = g(x), f = f(c) = g(y). a and b have 1 − |1 − g|/2 = (1 + g)/2; c has f = 1 − ((1 + g)/2 + (1 − f)/2)/2, so
    // f = (2 − g)/3; and 3g = 2·(1 + g)/2 − f, so g = .2 and f = .6.
    expect(scoresOf('fairness-goodness', 'a>x b>x c!x c>y')).toEqual(
      about({ a: 0, b: 0, c: 0, m: 0, x: 0.2, y: 0.6 }, 8),
    );
    expect(scoresOf('fairness-goodness', 's>t t>s')).toEqual(about({ m: 0, s: 1, t: 1 }));
  });

  it('pagerank and in-degree: what a clique of strangers gets without seeds', () => {
    expect(scoresOf('pagerank', 's>t t>s m>a')).toMatchObject({ s: scoresOf('pagerank', 't>s s>t m>a').t });
    expect(scoresOf('pagerank', 's>t t>s m>a').s).toBeGreaterThan(scoresOf('pagerank', 's>t t>s m>a').a ?? 1);
    expect(scoresOf('in-degree', 'a>x b>x c!x')).toEqual({ a: 0, b: 0, c: 0, m: 0, x: 2 });
  });
});

describe('every measure', () => {
  it.each(measures)('$name stays in its range, needs no order, and gives strangers nothing if it has seeds', (one) => {
    fc.assert(
      fc.property(opinions, seedIds, (rows, seeds) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names, fullWeight: 1 });
        const again = buildGraph([...rows].reverse(), { halfLifeMs, extraIds: names, fullWeight: 1 });
        const scores = one.scores(graph, seeds);
        expect(one.scores(again, [...seeds].reverse())).toStrictEqual(scores);
        for (const score of scores) {
          expect(score).toBeGreaterThanOrEqual(one.range[0]);
          expect(score).toBeLessThanOrEqual(one.range[1] + 1e-12);
        }
        const nobody = one.scores(graph, ['stranger to the graph']);
        if (one.seeded && one.name !== 'opinion') expect(nobody).toStrictEqual(new Float64Array(names.length));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    'structural',
    'standing',
    'max-flow',
    'hitting',
    'eigentrust-max',
    'eigentrust-rank',
    'eigentrust-distrust',
  ])('%s gives an isolated clique exactly 0', (wanted) => {
    const scores = scoresOf(wanted, 'm>a a>b s>t t>u u>s s>u t>s u>t s>a');
    expect([scores.s, scores.t, scores.u]).toEqual([0, 0, 0]);
  });
});

describe('hitting', () => {
  const rows = fc.array(vouch, { maxLength: 25 });
  const graphOver = (all: Opinion[]) => buildGraph(all, { halfLifeMs, extraIds: names, fullWeight: 1 });

  it('is what walking on until the target swallows the walk gives, for every target', () => {
    fc.assert(
      fc.property(rows, seedIds, (all, seeds) => {
        const graph = graphOver(all);
        const { start, from, trust, given } = graph.vouches;
        const swallowed = (target: number): number => {
          let reach = Float64Array.from(names, (_, node) => (node === target ? 1 : 0));
          for (let step = 0; step < 200; step += 1) {
            const next = new Float64Array(names.length);
            for (let to = 0; to < names.length; to += 1) {
              for (let edge = start[to] ?? 0; edge < (start[to + 1] ?? 0); edge += 1) {
                const voucher = from[edge] ?? 0;
                next[voucher]! += (0.85 * trust[edge]! * reach[to]!) / given[voucher]!;
              }
            }
            next[target] = 1;
            reach = next;
          }
          return seeds.reduce((sum, seed) => sum + reach[graph.indexOf(seed)]!, 0) / seeds.length;
        };
        const hits = hittingProbability(graph, seeds, { tolerance: 1e-9 });
        names.forEach((_, node) => {
          expect(hits[node]).toBeCloseTo(swallowed(node), 7);
        });
      }),
    );
  });

  it("is not moved by anybody's own vouches", () => {
    fc.assert(
      fc.property(rows, seedIds, name, rows, (all, seeds, self, own) => {
        const others = all.filter(({ from }) => from !== self);
        const mine = own.map((one) => ({ ...one, from: self }));
        const [was, is] = [others, [...others, ...mine]].map((each) => {
          const graph = graphOver(each);
          return hittingProbability(graph, seeds, { tolerance: 1e-7 })[graph.indexOf(self)] ?? Number.NaN;
        });
        expect(is).toBeCloseTo(was ?? Number.NaN, 6);
      }),
      { numRuns: 300 },
    );
  });
});
