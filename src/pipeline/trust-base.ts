import type { Did, Policy } from '../domain/index.ts';
import {
  buildGraph,
  type Gains,
  gainsOf,
  type Opinion,
  type TrustGraph,
  type TrustScores,
  type TrustSpread,
  trustScores,
} from '../trust/index.ts';
import type { VouchEdge, World } from './ports.ts';

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
  /** How far trust spreads in the operator's view. */
  readonly operator: () => TrustSpread;
  /** The same with what is said of everybody: dear, and computed apart where only a little had changed. */
  readonly judged: () => Promise<TrustScores>;
  readonly gains: () => Gains;
}

/** Computes bases somewhere, here or in a thread. Each call throws the signal's reason when it is aborted meanwhile. */
export interface TrustEngine {
  (input: TrustInput, signal?: AbortSignal): Promise<TrustBase>;
  /** After a first base: the next one, of all opinions as they were but for those of some. Absent where none is kept. */
  readonly changed?: (change: TrustChange, signal?: AbortSignal) => Promise<Pick<TrustBase, 'graph' | 'operator'>>;
}

/**
 * What is another now since the engine was last asked; ages are counted to the same day. People who were once in the graph
 * may stay there.
 */
export interface TrustChange extends Omit<TrustInput, 'opinions'> {
  readonly opinions: readonly { readonly by: Did; readonly now: readonly Opinion[] }[];
}

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
  const ageMs = agesTo(world.asOfUs);
  const opinions = opinionsOf(world.vouches, world.asOfUs);
  if (mergeWeight > 0) {
    for (const { fromDid, toDid, sinceUs } of world.merges) {
      opinions.push({ from: fromDid, to: toDid, weight: mergeWeight, ageMs: ageMs(sinceUs) });
    }
  }
  const people = [...world.seeds, ...world.maintainers.map(({ did }) => did), ...extra];
  return { opinions, seeds: world.seeds, people };
};

/** The UTC day of a moment, counted from 1970: trust changes when a day ends. */
export const dayOf = (timeUs: number): number => Math.floor(timeUs / DAY_US);

const agesTo = (asOfUs: number): ((sinceUs: number) => number) => {
  const dayUs = dayOf(asOfUs) * DAY_US;
  return (sinceUs) => Math.max(0, dayUs - sinceUs) / 1000;
};

/** Vouches and denounces as opinions, with their ages at the start of a moment's day. */
export const opinionsOf = (vouches: readonly VouchEdge[], asOfUs: number): Opinion[] => {
  const ageMs = agesTo(asOfUs);
  return vouches.map(({ fromDid, toDid, polarity, sinceUs }) => ({
    from: fromDid,
    to: toDid,
    weight: polarity === 'vouch' ? 1 : -1,
    ageMs: ageMs(sinceUs),
  }));
};

/** How graphs are made of opinions. */
export const TRUST_GRAPH = { halfLifeMs: VOUCH_HALF_LIFE_MS, fullWeight: 1 };

/** The graph of an input. */
export const trustGraphOf = ({ opinions, people }: TrustInput): TrustGraph =>
  buildGraph(opinions, { ...TRUST_GRAPH, extraIds: people });

/** The base of an input, in the thread that asks: the graph at once, the rest when it is first asked for. */
export const trustBase = (input: TrustInput): TrustBase => {
  const graph = trustGraphOf(input);
  const operator = once(() => trustScores(graph, input.seeds, { decay: HOP_DECAY }));
  return {
    graph,
    operator,
    judged: async () => operator(),
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
