import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/graph.ts';
import type { Opinion } from '../graph/local-trust.ts';
import { halfLifeMs, name, names, opinion, opinions, seedIds } from '../testing.ts';
import { appraise } from './appraise.ts';
import { judge } from './opinion.ts';
import { type Standing, standingOf, viewOf } from './standing.ts';
import { tellerOf } from './votes.ts';

const graphFrom = (rows: Iterable<Opinion>) => buildGraph(rows, { halfLifeMs, extraIds: names, fullWeight: 1 });

const judgedBy = (rows: readonly Opinion[], seeds: string[], branchCap = 1) => {
  const graph = graphFrom(rows);
  const spread = standingOf(graph, seeds);
  return { graph, ...spread, ...judge(graph, spread, { branchCap }) };
};

/** The definition, word by word: F(x) = min(κ·standing(x), own voice + Σ F(children)), nothing capped at a seed. */
const capped = ({ standing, via }: Standing, voices: ReadonlyMap<number, number>, branchCap: number): number => {
  const flow = (node: number): number => {
    let sum = voices.get(node) ?? 0;
    via.forEach((parent, child) => {
      if (parent === node) sum += flow(child);
    });
    return via[node]! < 0 ? sum : Math.min(branchCap * standing[node]!, sum);
  };
  return [...via.keys()].filter((node) => via[node]! < 0).reduce((sum, root) => sum + flow(root), 0);
};

const branchCaps = fc.constantFrom(0.5, 1, 2, Number.POSITIVE_INFINITY);

describe('votes', () => {
  it('are what the definition says, on a graph in which the person vouches for nobody', () => {
    fc.assert(
      fc.property(opinions, seedIds, branchCaps, (rows, seeds, branchCap) => {
        const { graph, votesFor, votesAgainst } = judgedBy(rows, seeds, branchCap);
        for (const id of graph.ids) {
          const alone = graphFrom(rows.filter(({ from, weight }) => from !== id || weight < 0));
          const spread = standingOf(alone, seeds);
          const node = alone.indexOf(id);
          const total = ({ start, from, weight }: typeof alone.denounces): number => {
            const edges = [...from.keys()].slice(start[node], start[node + 1]);
            const voices = edges.map((edge) => [from[edge]!, spread.standing[from[edge]!]! * weight[edge]!] as const);
            return capped(spread, new Map(voices), branchCap);
          };
          // The kept denounces by the person keep every id, so nodes have the same numbers in both.
          expect(votesFor[node]).toBeCloseTo(total(alone.vouches), 8);
          expect(votesAgainst[node]).toBeCloseTo(total(alone.denounces), 8);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('are the plain sum of voices without a cap, and never more with one', () => {
    fc.assert(
      fc.property(opinions, seedIds, branchCaps, (rows, seeds, branchCap) => {
        const free = judgedBy(rows, seeds, Number.POSITIVE_INFINITY);
        const some = judgedBy(rows, seeds, branchCap);
        for (const column of ['votesFor', 'votesAgainst'] as const) {
          some[column].forEach((total, node) => {
            expect(total).toBeLessThanOrEqual(free[column][node]! + 1e-12);
          });
        }
      }),
    );
  });

  it('never fall below the strongest single voice at a cap of 1, whoever else is in its branch', () => {
    fc.assert(
      fc.property(opinions, seedIds, (rows, seeds) => {
        const graph = graphFrom(rows);
        const spread = standingOf(graph, seeds);
        const carrying = { ...graph, carry: spread.carry };
        for (const node of graph.ids.keys()) {
          const view = viewOf(spread);
          const { votesFor, votesAgainst, vouches, denounces } = appraise(carrying, view, tellerOf(names.length), node);
          expect(votesFor).toBeGreaterThanOrEqual(Math.max(0, ...vouches.map(({ voice }) => voice)) - 1e-15);
          expect(votesAgainst).toBeGreaterThanOrEqual(Math.max(0, ...denounces.map(({ voice }) => voice)) - 1e-15);
        }
      }),
    );
  });

  it('do not depend on what people are called where no two best paths are equally good', () => {
    const rename = (id: string) => String.fromCharCode(200 - id.charCodeAt(0));
    fc.assert(
      fc.property(opinions, seedIds, (rows, seeds) => {
        const distinct = rows.map((row, place) => ({
          ...row,
          ageMs: 0,
          weight: Math.sign(row.weight) / (place + 2.1),
        }));
        const renamed = distinct.map((row) => ({ ...row, from: rename(row.from), to: rename(row.to) }));
        const one = judgedBy(distinct, seeds);
        const other = judgedBy(renamed, seeds.map(rename));
        for (const id of names) {
          const [node, twin] = [one.graph.indexOf(id), other.graph.indexOf(rename(id))];
          if (twin < 0) continue;
          expect(other.structural[twin]).toBeCloseTo(one.structural[node]!, 10);
          expect(other.opinion[twin]).toBeCloseTo(one.opinion[node]!, 10);
        }
      }),
      { numRuns: 300 },
    );
  });

  const sybils = ['s0', 's1', 's2', 's3', 's4'];
  const attackEdges = fc.array(fc.tuple(name, fc.constantFrom('s0', 's1', 's2')), { minLength: 1, maxLength: 4 });
  const sybilActs = fc.array(
    fc.record({ from: fc.constantFrom(...sybils), to: fc.constantFrom(...sybils, ...names), row: opinion }),
    { minLength: 1, maxLength: 25 },
  );

  it('weigh no more, behind g mistaken vouches, than κ times the standing of those who got them', () => {
    fc.assert(
      fc.property(opinions, seedIds, attackEdges, sybilActs, branchCaps, (rows, seeds, edges, acts, branchCap) => {
        const attack = edges.map(([from, to]) => ({ from, to, weight: 1, ageMs: 0 }));
        // Sybils may vouch for each other and denounce anybody.
        const bySybils = acts.map(({ from, to, row }) => {
          const size = Math.abs(row.weight);
          return { ...row, from, to, weight: sybils.includes(to) ? row.weight : -size };
        });
        const honest = judgedBy([...rows, ...attack], seeds, branchCap);
        const attacked = judgedBy([...rows, ...attack, ...bySybils], seeds, branchCap);
        const gateways = new Set<string>(edges.map(([, to]) => to));
        const reach = [...gateways].map((id) => honest.standing[honest.graph.indexOf(id)]!);
        const extra = branchCap * reach.reduce((sum, each) => sum + each, 0);
        const highest = Math.max(...[...gateways].map((id) => attacked.standing[attacked.graph.indexOf(id)]!));
        for (const id of names) {
          const [before, after] = [honest.graph.indexOf(id), attacked.graph.indexOf(id)];
          expect(attacked.votesFor[after]).toBeCloseTo(honest.votesFor[before]!, 12);
          if (extra < Number.POSITIVE_INFINITY) {
            expect(attacked.votesAgainst[after]).toBeLessThanOrEqual(honest.votesAgainst[before]! + extra + 1e-12);
          }
          if (seeds.includes(id)) expect(attacked.structural[after]).toBe(1);
        }
        for (const id of sybils.filter((sybil) => !gateways.has(sybil))) {
          const node = attacked.graph.indexOf(id);
          if (node >= 0) expect(attacked.structural[node]).toBeLessThanOrEqual(0.85 * highest);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are not heard from raters so far out that their standing is under a milliardth', () => {
    const chain = Array.from({ length: 140 }, (_, hop) => ({
      from: `n${hop}`,
      to: `n${hop + 1}`,
      weight: 1,
      ageMs: 0,
    }));
    const against = (hop: number): number => {
      const { graph, votesAgainst } = judgedBy(
        [...chain, { ...chain[0]!, from: `n${hop}`, to: 'a', weight: -1 }],
        ['n0'],
      );
      return votesAgainst[graph.indexOf('a')]!;
    };
    expect(against(100)).toBeCloseTo(0.85 ** 100, 12);
    expect(against(127)).toBeGreaterThan(0);
    expect(against(128)).toBe(0);
  });

  it.each([0, -1, Number.NaN])('refuse a branch cap of %d', (branchCap) => {
    expect(() => judgedBy([], [], branchCap)).toThrow(RangeError);
  });
});
