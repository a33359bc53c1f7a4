import type { Did, Policy } from '../domain/index.ts';
import {
  buildGraph,
  type Gains,
  gainsOf,
  type Opinion,
  type TrustGraph,
  type TrustScores,
  trustScores,
} from '../trust/index.ts';
import type { World } from './ports.ts';

/** A vouch holds for a year, then fades. */
const VOUCH_HALF_LIFE_MS = 365 * 24 * 60 * 60 * 1000;
/** What is left of standing after one vouch. */
export const HOP_DECAY = 0.85;

const DAY_US = 24 * 60 * 60 * 1_000_000;

/** All that trust is computed from, as plain data. */
export interface TrustInput {
  readonly opinions: readonly Opinion[];
  /** The operator's trusted roots. */
  readonly seeds: readonly Did[];
  /** Who is in the graph even if nobody speaks of them. */
  readonly people: readonly Did[];
}

/** What all views are made of: the same for everybody, and dear to compute. */
export interface TrustBase {
  readonly graph: TrustGraph;
  /** All scores in the operator's view. */
  readonly operator: () => TrustScores;
  readonly gains: () => Gains;
}

/** Computes a base somewhere, here or in a thread. @throws the signal's reason when it is aborted meanwhile. */
export type TrustEngine = (input: TrustInput, signal?: AbortSignal) => Promise<TrustBase>;

/**
 * What a world says of trust. Ages are counted to the start of the newest event's UTC day, so that a score changes when
 * a record does or a day ends, and not with every event. Where the policy gives merges a weight, a maintainer who merged
 * somebody's change speaks for them that much, once, as of the last time.
 */
export const trustInput = (
  world: Pick<World, 'asOfUs' | 'vouches' | 'merges' | 'seeds' | 'maintainers'>,
  { mergeWeight }: Pick<Policy, 'mergeWeight'>,
  extra: Iterable<Did> = [],
): TrustInput => {
  const dayUs = Math.floor(world.asOfUs / DAY_US) * DAY_US;
  const ageMs = (sinceUs: number): number => Math.max(0, dayUs - sinceUs) / 1000;
  const opinions = world.vouches.map(({ fromDid, toDid, polarity, sinceUs }) => ({
    from: fromDid,
    to: toDid,
    weight: polarity === 'vouch' ? 1 : -1,
    ageMs: ageMs(sinceUs),
  }));
  if (mergeWeight > 0) {
    for (const { fromDid, toDid, sinceUs } of world.merges) {
      opinions.push({ from: fromDid, to: toDid, weight: mergeWeight, ageMs: ageMs(sinceUs) });
    }
  }
  const people = [...world.seeds, ...world.maintainers.map(({ did }) => did), ...extra];
  return { opinions, seeds: world.seeds, people };
};

/** The graph of an input. */
export const trustGraphOf = ({ opinions, people }: TrustInput): TrustGraph =>
  buildGraph(opinions, { halfLifeMs: VOUCH_HALF_LIFE_MS, fullWeight: 1, extraIds: people });

/** The base of an input, in the thread that asks: the graph at once, the rest when it is first asked for. */
export const trustBase = (input: TrustInput): TrustBase => {
  const graph = trustGraphOf(input);
  return {
    graph,
    operator: once(() => trustScores(graph, input.seeds, { decay: HOP_DECAY })),
    gains: once(() => gainsOf(graph)),
  };
};

/** Makes something when it is first asked for. */
export const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
