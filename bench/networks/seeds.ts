/** Seeds chosen without looking at labels: from who rated whom, and when, alone. */
import { drawn, randomFrom } from '../../src/learn/index.ts';
import type { Edge } from './edges.ts';

/** A way of choosing seeds, and whom it chose. */
export interface SeedChoice {
  readonly name: string;
  readonly seeds: readonly string[];
}

/** The `count` raters whose first rating is oldest; equals by id. Edges without a time do not count. */
export const earliestRaters = (edges: readonly Edge[], count: number): string[] => {
  const first = new Map<string, number>();
  for (const { source, epoch } of edges) {
    if (epoch !== null) first.set(source, Math.min(epoch, first.get(source) ?? Number.POSITIVE_INFINITY));
  }
  return best(first, (a, b) => a - b).slice(0, count);
};

/** The `count` raters who rated most people; equals by id. */
export const mostActive = (edges: readonly Edge[], count: number): string[] =>
  best(
    counted(edges, ({ source }) => source),
    (a, b) => b - a,
  ).slice(0, count);

/** The `count` people with the most vouches received; equals by id. */
const mostVouched = (edges: readonly Edge[], count: number): string[] =>
  best(
    counted(
      edges.filter(({ weight }) => weight > 0),
      ({ target }) => target,
    ),
    (a, b) => b - a,
  ).slice(0, count);

/** `draws` choices of `count` people each, at random among the `among` with the most vouches received. */
export const drawnAmongMostVouched = (
  edges: readonly Edge[],
  { count = 10, among = 50, draws = 10 }: { count?: number; among?: number; draws?: number } = {},
): SeedChoice[] => {
  const pool = mostVouched(edges, among);
  return Array.from({ length: draws }, (_, draw) => ({
    name: `draw ${draw + 1}`,
    seeds: drawn(pool, count, randomFrom(1000 + draw)),
  }));
};

const counted = (edges: readonly Edge[], idOf: (edge: Edge) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const edge of edges) counts.set(idOf(edge), (counts.get(idOf(edge)) ?? 0) + 1);
  return counts;
};

const best = (values: Map<string, number>, order: (a: number, b: number) => number): string[] =>
  [...values].sort(([idA, a], [idB, b]) => order(a, b) || (idA < idB ? -1 : 1)).map(([id]) => id);
