import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/graph.ts';
import { appraise } from '../standing/appraise.ts';
import { standingOf, viewOf } from '../standing/standing.ts';
import { tellerOf } from '../standing/votes.ts';
import { graphOf, halfLifeMs, name, names, opinions, seedIds } from '../testing.ts';
import { keystonesOf } from './keystones.ts';

const appraised = (graph: ReturnType<typeof graphOf>, seeds: string[], id: string) => {
  const spread = standingOf(graph, seeds);
  return appraise({ ...graph, carry: spread.carry }, viewOf(spread), tellerOf(graph.ids.length), graph.indexOf(id));
};

const subsets = <T>(items: readonly T[]): T[][] =>
  items.reduce<T[][]>((sets, item) => sets.concat(sets.map((set) => [...set, item])), [[]]);

/** x with vouches by seeds, some weak and some old, and a denounce or two. */
const disputed = (fewest: number, most: number) => {
  const vouch = fc.record({
    weight: fc.integer({ min: 10, max: 100 }).map((percent) => percent / 100),
    ageMs: fc.nat({ max: 3 * halfLifeMs }),
  });
  const denounces = fc.array(
    fc.integer({ min: 5, max: 90 }).map((percent) => percent / 100),
    { minLength: 1, maxLength: 2 },
  );
  return fc.tuple(fc.array(vouch, { minLength: fewest, maxLength: most }), denounces).map(([vouches, against]) => {
    const rows = [
      ...vouches.map((row, k) => ({ ...row, from: `m${k}`, to: 'x' })),
      ...against.map((weight, k) => ({ from: `d${k}`, to: 'x', weight: -weight, ageMs: 0 })),
    ];
    const graph = buildGraph(rows, { halfLifeMs, fullWeight: 1 });
    const seeds = rows.map(({ from }) => from);
    return appraised(graph, seeds, 'x');
  });
};

/** A threshold below the trust, near enough for single vouches to count. */
const below = (structural: number, part: number) => structural * (0.3 + 0.69 * part);
const part = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

/** x with `count` vouchers of standing .85, and as many maintainers' denounces. */
const popular = (count: number, denounces: number) => {
  const vouchers = Array.from({ length: count }, (_, k) => `m${k}>v${k} v${k}>x`);
  const against = Array.from({ length: denounces }, (_, k) => `m${k}!x`);
  const seeds = Array.from({ length: count }, (_, k) => `m${k}`);
  return appraised(graphOf([...vouchers, ...against].join(' '), seeds), seeds, 'x');
};

describe('keystonesOf', () => {
  it('finds no more vouches than the best of all sets', () => {
    const threshold = fc.constantFrom(0.05, 0.3, 0.5, 0.7);
    fc.assert(
      fc.property(opinions, seedIds, name, threshold, (rows, seeds, self, least) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names, fullWeight: 1 });
        const appraisal = appraised(graph, seeds, self);
        const found = keystonesOf(appraisal, least);
        const sizes = subsets(appraisal.vouches.map(({ edge }) => edge))
          .filter((edges) => appraisal.without({ vouches: new Set(edges) }) < least)
          .map((edges) => edges.length);
        if (appraisal.isSeed || appraisal.structural < least) expect(found).toBeNull();
        else {
          expect(found?.edges).toHaveLength(Math.min(...sizes));
          expect(found?.smallest).toBe(true);
          expect(found?.without).toBe(appraisal.without({ vouches: new Set(found?.edges) }));
          expect(found?.without).toBeLessThan(least);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds the smallest set where some speak against', () => {
    fc.assert(
      fc.property(disputed(1, 6), part, (appraisal, share) => {
        const threshold = below(appraisal.structural, share);
        const sizes = subsets(appraisal.vouches.map(({ edge }) => edge))
          .filter((edges) => appraisal.without({ vouches: new Set(edges) }) < threshold)
          .map((edges) => edges.length);
        const found = keystonesOf(appraisal, threshold);
        expect(found?.edges).toHaveLength(Math.min(...sizes));
        expect(found).toMatchObject({ smallest: true });
      }),
      { numRuns: 200 },
    );
  });

  it('counts only the vouches that reach the threshold where nobody denounces', () => {
    const graph = graphOf('m>x m>a a>x a>b b>x');
    expect(keystonesOf(appraised(graph, ['m'], 'x'), 0.7)?.edges).toHaveLength(2);
    expect(keystonesOf(appraised(graph, ['m'], 'x'), 0.8)?.edges).toHaveLength(1);
    expect(keystonesOf(appraised(graph, ['m'], 'x'), 0.85)?.edges).toHaveLength(1);
    expect(keystonesOf(popular(20, 0), 0.7)).toMatchObject({ smallest: true, without: 0 });
  });

  it('takes some of which none can be spared where more than 12 vouch and somebody denounces', () => {
    fc.assert(
      fc.property(disputed(13, 18), part, (appraisal, share) => {
        const threshold = below(appraisal.structural, share);
        const found = keystonesOf(appraisal, threshold);
        if (found === null) throw new Error('none found');
        expect(found.smallest).toBe(false);
        expect(found.without).toBeLessThan(threshold);
        for (const spared of found.edges) {
          const rest = new Set(found.edges.filter((edge) => edge !== spared));
          expect(appraisal.without({ vouches: rest })).toBeGreaterThanOrEqual(threshold);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('lists no more than twenty', () => {
    expect(keystonesOf(popular(21, 0), 0.7)).toBeNull();
    expect(keystonesOf(popular(150, 1), 0.3)).toBeNull();
  });

  it('is exact among any number of vouches while no denounce is heard', () => {
    const vouchers = Array.from({ length: 15 }, (_, k) => `m>v${k} v${k}>x`).join(' ');
    const appraisal = appraised(graphOf(`${vouchers} m>d d!x`), ['m'], 'x');
    expect(appraisal.votesAgainst).toBeGreaterThan(0);
    expect(keystonesOf(appraisal, 0.7)).toMatchObject({ smallest: true, without: 0 });
    expect(keystonesOf(appraisal, 0.7)?.edges).toHaveLength(15);
  });
});
