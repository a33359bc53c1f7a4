import type { AtUri, Cap, Decision, Policy } from '../domain/index.ts';
import { InvariantError } from '../domain/index.ts';
import type { Discussion } from '../signals/index.ts';
import { type Analysis, type Analyst, analysePull, analysisKey } from './analyse.ts';
import type { backtest, PastPull } from './backtest.ts';
import { type Bench, decidePull } from './decide-pull.ts';
import { type Figures, refreshFigures } from './figures-pass.ts';
import type { PullReview } from './kept-reviews.ts';
import type { NeighbourFinder } from './neighbours.ts';
import type { OpenPull, PatchSource, World } from './ports.ts';
import { type TrustBase, type TrustEngine, trustBase, trustInput } from './trust-base.ts';
import { trustViews } from './trust-view.ts';
import { indexWorld } from './world-index.ts';

/** What a scoring pass reads and writes. Each call is one short lease of the database. */
export interface ScoringStore {
  load(): Promise<{
    readonly world: World;
    readonly pulls: readonly OpenPull[];
    /** Finished pull requests, for the backtest. */
    readonly past: readonly PastPull[];
    /** The inputs' hash of each decision in force. */
    readonly decided: ReadonlyMap<AtUri, string>;
    /** Under which key the figures were last kept. */
    readonly figuresKey: string | null;
  }>;
  /** Kept analyses by key, as JSON text. */
  analyses(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  keep(batch: {
    readonly analyses: ReadonlyMap<string, string>;
    readonly decisions: readonly Decision[];
  }): Promise<void>;
  keepFigures(figures: Figures): Promise<void>;
}

export interface PassOptions {
  readonly policy: Policy;
  /** Who reads patches, and under which name what was read is kept. */
  readonly analyst: Analyst;
  readonly patches: PatchSource;
  /** Decide this pull request alone. */
  readonly only?: AtUri;
  /** Caps that hold for all, such as `stale`. */
  readonly caps?: readonly Cap[];
  /** Where trust is computed; default: here. */
  readonly trust?: TrustEngine;
  /** Where history is replayed; default: here. */
  readonly backtest?: typeof backtest;
  /** Finds what open pull requests are like; default: nobody looks. */
  readonly neighbours?: NeighbourFinder;
  /** What is kept of the blind reviews of pull requests; default: nobody reviews. */
  readonly reviews?: (pulls: readonly OpenPull[]) => Promise<ReadonlyMap<AtUri, PullReview>>;
  /** What has been said about pull requests; default: nothing. */
  readonly discussions?: (pulls: readonly OpenPull[]) => Promise<ReadonlyMap<AtUri, Discussion>>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, of: number) => void;
}

/** What a pass did. */
export interface PassReport {
  readonly open: number;
  readonly decided: number;
  readonly unchanged: number;
  readonly lanes: Readonly<Record<Decision['outcome']['lane'], number>>;
}

const BATCH = 500;

/**
 * Decides every open pull request that is new or whose inputs changed; the rest keep their decision. Running it twice
 * changes nothing the second time. Stops soon when the signal is aborted; what was decided stays.
 */
export const scorePass = async (store: ScoringStore, options: PassOptions): Promise<PassReport> => {
  const loaded = await store.load();
  const { world, pulls: all, decided } = loaded;
  const pulls = options.only === undefined ? all : all.filter((pull) => pull.uri === options.only);
  const base = await trustOf(world, all, options);
  const lanes = { fast_lane: 0, normal_queue: 0, needs_human: 0 };
  if (base === null) return { open: pulls.length, decided: 0, unchanged: pulls.length, lanes };
  const { policy } = options;
  const views = trustViews(world, base);
  const neighbours = (await options.neighbours?.find()) ?? new Map();
  const bench: Bench = { index: indexWorld(world), views, policy, caps: options.caps ?? [], neighbours };
  let changed = 0;
  for (let start = 0; start < pulls.length && !options.signal?.aborted; start += BATCH) {
    const batch = await decideBatch(pulls.slice(start, start + BATCH), { store, bench, options });
    const decisions = batch.decisions.filter((decision) => decided.get(decision.pull) !== decision.inputsHash);
    for (const decision of batch.decisions) lanes[decision.outcome.lane] += 1;
    if (decisions.length > 0 || batch.fresh.size > 0) await store.keep({ analyses: batch.fresh, decisions });
    changed += decisions.length;
    options.onProgress?.(Math.min(start + BATCH, pulls.length), pulls.length);
  }
  if (!options.signal?.aborted) await refreshFigures(store, loaded, views, options);
  return { open: pulls.length, decided: changed, unchanged: pulls.length - changed, lanes };
};

/** The base of all views, with every author in its graph; null when the pass was aborted over it. */
const trustOf = async (
  world: World,
  pulls: readonly OpenPull[],
  { policy, trust = async (input) => trustBase(input), signal }: PassOptions,
): Promise<TrustBase | null> => {
  const authors = pulls.map((pull) => pull.author);
  try {
    return await trust(trustInput(world, policy, authors), signal);
  } catch (error) {
    if (signal?.aborted) return null;
    throw error;
  }
};

interface BatchContext {
  readonly store: ScoringStore;
  readonly bench: Bench;
  readonly options: PassOptions;
}

const decideBatch = async (pulls: readonly OpenPull[], { store, bench, options }: BatchContext) => {
  const { analyst, patches, policy } = options;
  const keys = pulls.map((pull) => analysisKey(pull, `${analyst.version} ${policy.reviewBudgetBytes}`));
  const kept = await store.analyses(keys.filter((key) => key !== null));
  const fresh = new Map<string, string>();
  const decisions: Decision[] = [];
  const [reviews, discussions] = await Promise.all([options.reviews?.(pulls), options.discussions?.(pulls)]);
  const facts = { ...bench, ...(reviews && { reviews }), ...(discussions && { discussions }) };
  for (const [index, pull] of pulls.entries()) {
    if (options.signal?.aborted) break;
    const key = keys[index] ?? null;
    const known = key === null ? undefined : (kept.get(key) ?? fresh.get(key));
    const analysis =
      known === undefined
        ? await analysePull(pull, patches, (bytes) => analyst.analyse(bytes, policy.reviewBudgetBytes))
        : revived(known);
    if (known === undefined && key !== null && analysis.kind !== 'unavailable')
      fresh.set(key, JSON.stringify(analysis));
    decisions.push(decidePull(pull, analysis, facts));
  }
  return { fresh, decisions };
};

const revived = (text: string): Analysis => {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('kind' in value))
    throw new InvariantError('a kept analysis is not one');
  return value as Analysis;
};
