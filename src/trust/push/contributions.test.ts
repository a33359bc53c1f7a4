import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eigenTrust } from '../eigentrust/eigentrust.ts';
import { buildGraph, type TrustGraph } from '../graph/graph.ts';
import { preTrustOf } from '../graph/seeds.ts';
import { graphOf, halfLifeMs, names, opinions, seedIds } from '../testing.ts';
import { contributionsTo, scoreSeenFrom } from './contributions.ts';
import { gainsOf } from './gains.ts';

const alphas = fc.constantFrom(0.05, 0.15, 0.5, 1);
/** What rounding may add to either side. */
const rounding = 1e-13;

const seen = (graph: TrustGraph, id: string, seeds: string[], options: { alpha?: number; tolerance?: number } = {}) => {
  const { alpha = 0.15 } = options;
  const contributions = contributionsTo(graph, graph.indexOf(id), options);
  const gains = gainsOf(graph, { alpha });
  return { score: scoreSeenFrom(contributions, gains, seeds.map(graph.indexOf)), bound: contributions.bound, gains };
};

describe('scoreSeenFrom', () => {
  it('is EigenTrust from those seeds, too low by no more than the bound it states', () => {
    const tolerances = fc.constantFrom(2, 0.1, 1e-2, 1e-4, 1e-9);
    fc.assert(
      fc.property(opinions, seedIds, alphas, tolerances, (rows, seeds, alpha, tolerance) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names });
        const { scores } = eigenTrust(graph, preTrustOf(graph, seeds), { alpha, tolerance: 1e-14 });
        for (const id of names) {
          const { score, bound, gains } = seen(graph, id, seeds, { alpha, tolerance });
          const exact = scores[graph.indexOf(id)]!;
          expect(bound).toBeLessThanOrEqual(tolerance);
          expect(score).toBeLessThanOrEqual(exact + gains.bound + rounding);
          expect(score).toBeGreaterThanOrEqual(exact - bound - gains.bound - rounding);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is 0 exactly where EigenTrust is, however coarse the tolerance', () => {
    fc.assert(
      fc.property(opinions, seedIds, alphas, fc.constantFrom(2, 0.1, 1e-9), (rows, seeds, alpha, tolerance) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names });
        const { scores } = eigenTrust(graph, preTrustOf(graph, seeds), { alpha });
        const zeros = names.filter((id) => seen(graph, id, seeds, { alpha, tolerance }).score === 0);
        expect(zeros).toEqual(names.filter((id) => scores[graph.indexOf(id)] === 0));
      }),
    );
  });

  it('sums to 1 over all people', () => {
    fc.assert(
      fc.property(opinions, seedIds, (rows, seeds) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names });
        const total = names.reduce((sum, id) => sum + seen(graph, id, seeds).score, 0);
        expect(total).toBeLessThanOrEqual(1 + rounding);
        expect(total).toBeGreaterThanOrEqual(1 - names.length * 1e-9 - rounding);
      }),
    );
  });

  it('ignores seeds that are named twice or that the graph does not know, and is 0 without any', () => {
    const graph = graphOf('m>a a>b n>b');
    const { score } = seen(graph, 'b', ['m', 'n']);
    expect(seen(graph, 'b', ['n', 'm', 'm', 'nobody']).score).toBe(score);
    expect(seen(graph, 'b', ['nobody']).score).toBe(0);
    expect(seen(graph, 'b', []).score).toBe(0);
  });

  it('gives .85 of the seed to the one it vouches for', () => {
    const graph = graphOf('m>a');
    expect(seen(graph, 'a', ['m']).score / seen(graph, 'm', ['m']).score).toBeCloseTo(0.85, 12);
  });

  it('is above 0 at the far end of a chain whose trust is too small for a number', () => {
    const chain = Array.from({ length: 6000 }, (_, hop) => `n${hop}>n${hop + 1}`).join(' ');
    const graph = graphOf(chain, ['aside']);
    expect(seen(graph, 'n6000', ['n0']).score).toBe(Number.MIN_VALUE);
    expect(seen(graph, 'n6000', ['aside']).score).toBe(0);
  });

  it('refuses contributions and gains of different alphas', () => {
    const graph = graphOf('m>a');
    const contributions = contributionsTo(graph, 0, { alpha: 0.5 });
    expect(() => scoreSeenFrom(contributions, gainsOf(graph), [0])).toThrow('alpha must be the same, got 0.5 and 0.15');
  });
});

describe('contributionsTo', () => {
  it('stops near its node when little is asked', () => {
    const chain = Array.from({ length: 1000 }, (_, hop) => `n${hop}>n${hop + 1}`).join(' ');
    const graph = graphOf(chain);
    const { from, bound } = contributionsTo(graph, graph.indexOf('n1000'), { tolerance: 0.1 });
    const near = graph.ids.filter((_, node) => from(node) > 0);
    expect(near).toHaveLength(15);
    expect(bound).toBeGreaterThan(0);
  });

  it.each([
    [-1, {}, 'node must be an index below 2, got -1'],
    [2, {}, 'node must be an index below 2, got 2'],
    [0.5, {}, 'node must be an index below 2, got 0.5'],
    [0, { alpha: 0 }, 'alpha must be in (0,1], got 0'],
    [0, { tolerance: 0 }, 'tolerance must be finite and above 0, got 0'],
  ])('refuses node %d with %j', (node, options, message) => {
    expect(() => contributionsTo(graphOf('m>a'), node, options)).toThrow(new RangeError(message));
  });
});

describe('gainsOf', () => {
  it('is 1 for who vouches for nobody, and 1/a where vouches never end', () => {
    const graph = graphOf('m>a a>m b>c');
    const { gains } = gainsOf(graph);
    expect(['m', 'a', 'b', 'c'].map((id) => Number(gains[graph.indexOf(id)]!.toFixed(9)))).toEqual([
      6.666666667, 6.666666667, 1.85, 1,
    ]);
  });

  it('satisfies its equation at every node', () => {
    fc.assert(
      fc.property(opinions, alphas, (rows, alpha) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names });
        const { gains, bound } = gainsOf(graph, { alpha });
        const { outStart, outTo, outEdge, trust, given } = graph.vouches;
        expect(bound).toBeLessThanOrEqual(1e-11);
        gains.forEach((gain, node) => {
          let carried = 0;
          for (let at = outStart[node]!; at < outStart[node + 1]!; at += 1) {
            carried += (trust[outEdge[at]!]! / given[node]!) * gains[outTo[at]!]!;
          }
          expect(gain).toBeCloseTo(1 + (1 - alpha) * carried, 10);
        });
      }),
    );
  });

  it('keeps the bound it was asked for', () => {
    const graph = graphOf('m>a a>b b>m b>c c>d');
    const exact = gainsOf(graph, { tolerance: 1e-14 }).gains;
    for (const tolerance of [1, 0.1, 1e-3, 1e-6]) {
      const { gains, bound } = gainsOf(graph, { tolerance });
      expect(bound).toBeLessThanOrEqual(tolerance);
      gains.forEach((gain, node) => {
        expect(Math.abs(gain - exact[node]!)).toBeLessThanOrEqual(bound + 1e-12);
      });
    }
  });

  it('refuses an alpha out of range', () => {
    expect(() => gainsOf(graphOf('m>a'), { alpha: 2 })).toThrow(new RangeError('alpha must be in (0,1], got 2'));
  });
});
