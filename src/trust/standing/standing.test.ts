import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/graph.ts';
import { byId, graphOf, halfLifeMs, name, names, opinions, seedIds, vouch } from '../testing.ts';
import { standingOf } from './standing.ts';

const clique = 's0>s1 s1>s0 s0>s2 s2>s0 s1>s2 s2>s1';
const standingBy = (text: string, seeds = ['m']) => {
  const graph = graphOf(text);
  return byId(graph, standingOf(graph, seeds).standing);
};

describe('standingOf', () => {
  it('is .85 per hop and keeps carol at .7225 whomever else alice vouches for', () => {
    const others = Array.from({ length: 18 }, (_, k) => `alice>friend${k}`).join(' ');
    for (const rest of ['', 'alice>dave', others, `alice>s0 ${clique}`]) {
      const standing = standingBy(`m>alice alice>carol ${rest}`);
      expect([standing.m, standing.alice]).toEqual([1, 0.85]);
      expect(standing.carol).toBeCloseTo(0.7225, 12);
    }
  });

  it('keeps sybils behind one mistaken vouch at or below .85 of their gateway', () => {
    const standing = standingBy(`m>alice alice>carol alice>s0 ${clique}`);
    expect(standing.s0).toBeCloseTo(0.7225, 12);
    for (const sybil of ['s1', 's2']) expect(standing[sybil]).toBeLessThanOrEqual((standing.s0 ?? 0) * 0.85);
  });

  it('spreads 20 full vouches over any larger number', () => {
    const spread = (count: number) => standingBy(Array.from({ length: count }, (_, k) => `m>a${k}`).join(' ')).a0;
    expect(spread(20)).toBe(0.85);
    expect(spread(21)).toBeCloseTo((0.85 * 20) / 21, 12);
    expect(spread(200)).toBeCloseTo(0.085, 12);
  });

  it('is lowered by weight and by age beyond one half-life', () => {
    const rows = [
      { from: 'm', to: 'half', weight: 0.5, ageMs: 0 },
      { from: 'm', to: 'old', weight: 1, ageMs: 3 * halfLifeMs },
      { from: 'm', to: 'year', weight: 1, ageMs: halfLifeMs },
    ];
    const graph = buildGraph(rows, { halfLifeMs });
    const standing = byId(graph, standingOf(graph, ['m']).standing);
    expect(standing).toEqual({ m: 1, half: 0.425, old: 0.2125, year: 0.85 });
  });

  it('counts faded vouches towards the budget as little as they carry', () => {
    const old = Array.from({ length: 40 }, (_, k) => ({ from: 'm', to: `o${k}`, weight: 1, ageMs: 3 * halfLifeMs }));
    const graph = buildGraph([...old, { from: 'm', to: 'new', weight: 1, ageMs: 0 }], { halfLifeMs });
    expect(standingOf(graph, ['m']).standing[graph.indexOf('new')]).toBe(0.85);
  });

  it('is the best over all paths, which via follows back to a seed', () => {
    fc.assert(
      fc.property(opinions, seedIds, fc.constantFrom(1.5, 20), (rows, seeds, budget) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names });
        const { start, from, weight, fade, outStart, outEdge } = graph.vouches;
        const { standing, via } = standingOf(graph, seeds, { budget });
        const offer = (node: number, edge: number): number => {
          const own = [...outEdge.subarray(outStart[from[edge]!], outStart[from[edge]! + 1])];
          const total = own.reduce((sum, other) => sum + weight[other]! * fade[other]!, 0);
          return standing[node]! * 0.85 * weight[edge]! * fade[edge]! * Math.min(1, budget / total);
        };
        graph.ids.forEach((id, node) => {
          const edges = [...from.keys()].slice(start[node], start[node + 1]);
          const best = Math.max(0, ...edges.map((edge) => offer(from[edge]!, edge)));
          expect(standing[node]).toBeCloseTo(seeds.includes(id) ? 1 : best, 12);
          const by = edges.find((edge) => from[edge] === via[node]);
          expect(via[node]! >= 0).toBe(standing[node]! > 0 && !seeds.includes(id));
          if (by !== undefined) expect(offer(from[by]!, by)).toBeCloseTo(standing[node]!, 12);
        });
      }),
    );
  });

  it('gives a tie to the lower id', () => {
    const graph = graphOf('m>b m>a m>c b>x c>x a>x');
    expect(standingOf(graph, ['m']).via[graph.indexOf('x')]).toBe(graph.indexOf('a'));
  });

  it('does not depend on what nodes are called', () => {
    fc.assert(
      fc.property(opinions, seedIds, (rows, seeds) => {
        const rename = (id: string) => String.fromCharCode(200 - id.charCodeAt(0));
        const graph = buildGraph(rows, { halfLifeMs });
        const other = buildGraph(
          rows.map((row) => ({ ...row, from: rename(row.from), to: rename(row.to) })),
          { halfLifeMs },
        );
        const { standing } = standingOf(graph, seeds);
        const { standing: renamed } = standingOf(other, seeds.map(rename));
        graph.ids.forEach((id, node) => {
          expect(renamed[other.indexOf(rename(id))]).toBeCloseTo(standing[node]!, 12);
        });
      }),
    );
  });

  it('is lowered for nobody by honest vouches within the budget of 20', () => {
    const more = fc.array(vouch, { maxLength: 10 });
    fc.assert(
      fc.property(opinions, seedIds, name, more, (rows, seeds, from, added) => {
        const options = { halfLifeMs, extraIds: names, fullWeight: 1 };
        const before = buildGraph(rows.slice(0, 10), options);
        const after = buildGraph([...rows.slice(0, 10), ...added.map((row) => ({ ...row, from, ageMs: 0 }))], options);
        const { standing } = standingOf(before, seeds);
        const { standing: then } = standingOf(after, seeds);
        standing.forEach((value, node) => {
          // Summing a repeated vouch can round its mean fade.
          expect(then[node]).toBeGreaterThanOrEqual(value * (1 - 1e-12));
        });
      }),
    );
  });

  it('stays above 0 however long the path', () => {
    const graph = graphOf(Array.from({ length: 6000 }, (_, hop) => `n${hop}>n${hop + 1}`).join(' '));
    expect(standingOf(graph, ['n0']).standing.every((value) => value > 0)).toBe(true);
  });

  it('is 0 for all without a known seed', () => {
    const graph = graphOf('a>b');
    const { standing, via } = standingOf(graph, ['nobody']);
    expect({ standing, via }).toEqual({ standing: new Float64Array(2), via: Int32Array.of(-1, -1) });
  });

  it.each([{ decay: 0 }, { decay: 1 }, { decay: Number.NaN }, { budget: 0 }, { budget: Number.NaN }])(
    'refuses %j',
    (options) => {
      expect(() => standingOf(graphOf('m>a'), ['m'], options)).toThrow(RangeError);
    },
  );
});
