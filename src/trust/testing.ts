/** Small graphs for this folder's tests; nothing else imports it. */
import fc from 'fast-check';
import { buildGraph, type TrustGraph } from './graph/graph.ts';
import type { Opinion } from './graph/local-trust.ts';
import { type TrustScores, trustScores } from './scores.ts';

export const halfLifeMs = 1000;

/** `'m>alice alice>carol x!y'`: fresh vouches (>) and denounces (!) of weight 1. */
export const opinionsOf = (text: string): Opinion[] =>
  [...text.matchAll(/(\w+)([>!])(\w+)/g)].map(([, from = '', sign, to = '']) => ({
    from,
    to,
    weight: sign === '>' ? 1 : -1,
    ageMs: 0,
  }));

export const graphOf = (text: string, extraIds: string[] = []): TrustGraph =>
  buildGraph(opinionsOf(text), { halfLifeMs, extraIds, fullWeight: 1 });

/** One column of a graph's scores by id. */
export const byId = (graph: TrustGraph, column: ArrayLike<number>): Record<string, number> =>
  Object.fromEntries(graph.ids.map((id, node) => [id, column[node] ?? Number.NaN]));

export const scored = (
  opinions: Iterable<Opinion>,
  seeds: string[],
): TrustScores & { readonly graph: TrustGraph; readonly at: (id: string) => number } => {
  const graph = buildGraph(opinions, { halfLifeMs, extraIds: names, fullWeight: 1 });
  return { ...trustScores(graph, seeds), graph, at: graph.indexOf };
};

export const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
export const name = fc.constantFrom(...names);
export const seedIds = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
const ageMs = fc.constantFrom(0, 400, 1000, 2500, 9000);

/** A vouch of weight ≤ 1 between any two, itself included. */
export const vouch: fc.Arbitrary<Opinion> = fc.record({
  from: name,
  to: name,
  weight: fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 1, noNaN: true })),
  ageMs,
});

/** A vouch or, one time in four, a denounce. */
export const opinion: fc.Arbitrary<Opinion> = fc
  .tuple(vouch, fc.constantFrom(1, 1, 1, -1))
  .map(([row, sign]) => ({ ...row, weight: row.weight * sign }));

export const opinions = fc.array(opinion, { maxLength: 30 });

/** A graph with a few hubs, some idle nodes and nodes nobody reaches; the same for the same arguments. */
export const randomGraph = (nodes: number, edges: number, seed: number): TrustGraph => {
  let state = seed >>> 0;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const skewed = (): number => Math.floor(nodes * random() ** 3);
  const idOf = (node: number): string => `n${String(node).padStart(7, '0')}`;
  const rows = Array.from({ length: edges }, () => {
    const from = skewed();
    return { from: idOf(from % 10 === 9 ? 0 : from), to: idOf(skewed()), weight: 1 + random(), ageMs: 0 };
  });
  return buildGraph(rows, { halfLifeMs, extraIds: Array.from({ length: nodes }, (_, node) => idOf(node)) });
};
