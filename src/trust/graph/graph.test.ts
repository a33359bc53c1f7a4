import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfLifeMs, name, opinions } from '../testing.ts';
import { buildGraph } from './graph.ts';
import { type Opinion, standingFade, trustFade } from './local-trust.ts';

const vouch = (from: string, to: string, weight = 1, ageMs = 0) => ({ from, to, weight, ageMs });

/** What the edges must be, said without typed arrays: per pair the rows by weight, then age, summed from left to right. */
const plainly = (rows: readonly Opinion[], ids: readonly string[]) => {
  const pairs = Map.groupBy(
    rows.filter(({ from, to }) => from !== to),
    ({ from, to }) => ids.indexOf(to) * ids.length + ids.indexOf(from),
  );
  const inOrder = [...pairs].sort(([a], [b]) => a - b);
  return inOrder.map(([key, group]) => {
    const sorted = group.toSorted((a, b) => a.weight - b.weight || a.ageMs - b.ageMs);
    const sum = (of: (row: Opinion) => number) => sorted.reduce((total, row) => total + row.weight * of(row), 0);
    const weight = sum(() => 1);
    return {
      from: key % ids.length,
      weight: Math.min(1, weight),
      trust: sum(({ ageMs }) => trustFade(ageMs, halfLifeMs)),
      fade: Math.min(1, (sum(({ ageMs }) => standingFade(ageMs, halfLifeMs)) / weight) * Math.max(1, weight)),
    };
  });
};

describe('buildGraph', () => {
  it('sums, fades and orders as plain arithmetic does, bit for bit', () => {
    const ageMs = fc.oneof(fc.constantFrom(0, 1000, 1001), fc.double({ min: 0, max: 5000, noNaN: true }));
    // The heaviest row is 1, so that no scale is at work.
    const row = fc.record({ from: name, to: name, weight: fc.double({ min: 0.01, max: 0.99, noNaN: true }), ageMs });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 200, size: 'max' }), fc.boolean(), (given, ageless) => {
        const rows = [...given, vouch('a', 'h')].map((each) => (ageless ? { ...each, ageMs: 0 } : each));
        const { vouches, ids } = buildGraph(rows, { halfLifeMs, fullWeight: 1 });
        const edges = plainly(rows, ids);
        for (const column of ['from', 'weight', 'trust', 'fade'] as const) {
          expect([...vouches[column]]).toEqual(edges.map((edge) => edge[column]));
        }
      }),
    );
  });

  it('gives the same bits for any order of the opinions', () => {
    const shuffled = opinions.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, ([rows, permuted]) => {
        const { indexOf: _, ...one } = buildGraph(rows, { halfLifeMs });
        const { indexOf: __, ...other } = buildGraph(permuted, { halfLifeMs });
        expect(other).toStrictEqual(one);
      }),
    );
  });

  it('takes nothing from a fresh vouch for an old one beside it, nor gives two more than one full', () => {
    const carried = (rows: ReturnType<typeof vouch>[]) => {
      const { vouches } = buildGraph(rows, { halfLifeMs, fullWeight: 1 });
      return (vouches.weight[0] ?? 0) * (vouches.fade[0] ?? 0);
    };
    const [old, fresh] = [{ ...vouch('a', 'b'), ageMs: 3 * halfLifeMs }, vouch('a', 'b', 0.7)];
    expect(carried([old])).toBe(0.25);
    expect(carried([fresh])).toBe(0.7);
    expect(carried([old, fresh])).toBeCloseTo(0.95, 12);
    expect(carried([vouch('a', 'b'), fresh])).toBe(1);
  });

  it('tells what weights were divided by: the trust of a fresh vouch is its weight over that', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 8 }),
        (weights) => {
          const rows = weights.map((weight, at) => vouch('a', `b${at}`, weight));
          const { scale, vouches } = buildGraph(rows, { halfLifeMs });
          expect(Number.isInteger(Math.log2(scale))).toBe(true);
          expect([...vouches.trust]).toEqual(weights.map((weight) => weight / scale));
        },
      ),
    );
  });

  it('sums duplicates, whose sum does not depend on their order', () => {
    const rows = [0.1, 0.2, 0.3, 1e-9, 0.7].map((weight) => vouch('a', 'b', weight));
    const graph = buildGraph(rows, { halfLifeMs });
    expect(graph.vouches.from.length).toBe(1);
    expect(graph.vouches.trust[0]).toBeCloseTo((1.3 + 1e-9) / 0.5, 12);
    expect(buildGraph(rows.toReversed(), { halfLifeMs }).vouches.trust).toStrictEqual(graph.vouches.trust);
  });

  it('fades trust from the first day and standing only after one half-life', () => {
    const ages = [0, 500, 1000, 2000, 4000];
    const graph = buildGraph(
      ages.map((ageMs, index) => vouch('a', `b${index}`, 1, ageMs)),
      { halfLifeMs },
    );
    expect([...graph.vouches.trust]).toEqual([1, Math.SQRT1_2, 0.5, 0.25, 0.0625]);
    expect([...graph.vouches.fade]).toEqual([1, 1, 1, 0.5, 0.125]);
    expect([...graph.vouches.weight]).toEqual([1, 1, 1, 1, 1]);
  });

  it('counts a date in the future as now', () => {
    expect(buildGraph([vouch('a', 'b', 1, -5)], { halfLifeMs }).vouches.trust[0]).toBe(1);
  });

  it('measures weights against the heaviest vouch, or against the full weight it was given', () => {
    const rows = [vouch('a', 'b', 10), vouch('a', 'c', 4), vouch('b', 'c', -5), vouch('c', 'b', -99)];
    const byHeaviest = buildGraph(rows, { halfLifeMs });
    expect([...byHeaviest.vouches.weight]).toEqual([1, 0.4]);
    expect([...byHeaviest.denounces.weight]).toEqual([1, 0.5]);
    const byGiven = buildGraph(rows, { halfLifeMs, fullWeight: 5 });
    expect([...byGiven.vouches.weight]).toEqual([1, 0.8]);
    expect([...byGiven.denounces.weight]).toEqual([1, 1]);
  });

  it('drops and counts what cannot be used, and keeps the nodes', () => {
    const bad = [Number.NaN, Number.POSITIVE_INFINITY, 0].map((weight) => vouch('a', 'b', weight));
    const graph = buildGraph([...bad, vouch('a', 'c', 1, Number.NaN), vouch('d', 'd')], { halfLifeMs });
    expect(graph.dropped).toEqual({ selfEdges: 1, invalid: 4 });
    expect(graph.ids).toEqual(['a', 'b', 'c', 'd']);
    expect(graph.vouches.from.length + graph.denounces.from.length).toBe(0);
  });

  it('knows its ids in order, extra ones too, and no others', () => {
    const graph = buildGraph([vouch('z', 'b')], { halfLifeMs, extraIds: ['m', 'b'] });
    expect(graph.ids.map((id) => graph.indexOf(id))).toEqual([0, 1, 2]);
    expect(graph.ids).toEqual(['b', 'm', 'z']);
    expect(graph.indexOf('toString')).toBe(-1);
  });

  it('holds the largest and the smallest weights without infinity or zero', () => {
    const rows = [vouch('a', 'b', 1e308), vouch('a', 'b', 1e308), vouch('a', 'c', 1e-300, 1e9)];
    const { trust, weight, fade, given } = buildGraph(rows, { halfLifeMs }).vouches;
    expect([...trust, ...weight, ...fade].every((value) => value > 0 && Number.isFinite(value))).toBe(true);
    expect(given[0]).toBeCloseTo(2 * (1e308 / 2 ** 1023), 12);
  });

  it('lists each vouch once by source and once by target', () => {
    fc.assert(
      fc.property(opinions, (rows) => {
        const { vouches, ids } = buildGraph(rows, { halfLifeMs });
        const bySource = ids.flatMap((_, source) => {
          const entries = [...vouches.outEdge.subarray(vouches.outStart[source], vouches.outStart[source + 1])];
          expect(entries.every((edge) => vouches.from[edge] === source)).toBe(true);
          return entries;
        });
        expect(bySource.toSorted((a, b) => a - b)).toEqual([...vouches.from.keys()]);
        vouches.outEdge.forEach((edge, at) => {
          const target = vouches.outTo[at]!;
          expect(vouches.start[target]! <= edge && edge < vouches.start[target + 1]!).toBe(true);
        });
      }),
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d as half-life and as full weight', (value) => {
    expect(() => buildGraph([], { halfLifeMs: value })).toThrow(RangeError);
    expect(() => buildGraph([], { halfLifeMs, fullWeight: value })).toThrow(/fullWeight must be finite and above 0/);
  });
});
