import type { AtUri, Cap, Decision, Did, Policy } from '../domain/index.ts';
import { InvariantError } from '../domain/index.ts';
import type { Signal } from '../signals/index.ts';
import { type Analysis, analysePull, analysisKey, type Reader } from './analyse.ts';
import { type Bench, decidePull } from './decide-pull.ts';
import type { OpenPull, PatchSource, World } from './ports.ts';
import { type TrustView, trustViews } from './trust-view.ts';
import { indexWorld } from './world-index.ts';

/** What a scoring pass reads and writes. Each call is one short lease of the database. */
export interface ScoringStore {
  load(): Promise<{
    readonly world: World;
    readonly pulls: readonly OpenPull[];
    /** Kept analyses by key, as JSON text. */
    readonly analyses: ReadonlyMap<string, string>;
    /** The inputs' hash of each decision in force. */
    readonly decided: ReadonlyMap<AtUri, string>;
  }>;
  keep(batch: {
    readonly analyses: ReadonlyMap<string, string>;
    readonly decisions: readonly Decision[];
  }): Promise<void>;
  keepScores(scores: readonly ScoreRow[]): Promise<void>;
}

export interface ScoreRow {
  readonly did: Did;
  readonly eigentrust: number;
  readonly rank: number;
  readonly standing: number;
  readonly opinion: number;
  readonly structural: number;
}

export interface PassOptions {
  readonly policy: Policy;
  readonly signals: readonly Signal[];
  readonly patches: PatchSource;
  /** Decide this pull request alone. */
  readonly only?: AtUri;
  /** Caps that hold for all, such as `stale`. */
  readonly caps?: readonly Cap[];
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
 * changes nothing the second time. Stops between two batches when the signal is aborted; what was decided stays.
 */
export const scorePass = async (store: ScoringStore, options: PassOptions): Promise<PassReport> => {
  const { world, pulls: all, analyses, decided } = await store.load();
  const pulls = options.only === undefined ? all : all.filter((pull) => pull.uri === options.only);
  const views = trustViews(
    world,
    all.map((pull) => pull.author),
  );
  const bench: Bench = { index: indexWorld(world), views, policy: options.policy, caps: options.caps ?? [] };
  const lanes = { fast_lane: 0, normal_queue: 0, needs_human: 0 };
  let changed = 0;
  for (let start = 0; start < pulls.length && !options.signal?.aborted; start += BATCH) {
    const batch = await decideBatch(pulls.slice(start, start + BATCH), { analyses, bench, options });
    const decisions = batch.decisions.filter((decision) => decided.get(decision.pull) !== decision.inputsHash);
    for (const decision of batch.decisions) lanes[decision.outcome.lane] += 1;
    if (decisions.length > 0 || batch.fresh.size > 0) await store.keep({ analyses: batch.fresh, decisions });
    changed += decisions.length;
    options.onProgress?.(Math.min(start + BATCH, pulls.length), pulls.length);
  }
  if (changed > 0 || all.length === 0) await store.keepScores(scoreRows(views(null)));
  return { open: pulls.length, decided: changed, unchanged: pulls.length - changed, lanes };
};

interface BatchContext {
  readonly analyses: ReadonlyMap<string, string>;
  readonly bench: Bench;
  readonly options: PassOptions;
}

const decideBatch = async (pulls: readonly OpenPull[], { analyses, bench, options }: BatchContext) => {
  const reader: Reader = { signals: options.signals, budgetBytes: options.policy.reviewBudgetBytes };
  const fresh = new Map<string, string>();
  const decisions: Decision[] = [];
  for (const pull of pulls) {
    const key = analysisKey(pull, reader);
    const kept = key === null ? undefined : (analyses.get(key) ?? fresh.get(key));
    const analysis = kept === undefined ? await analysePull(pull, options.patches, reader) : revived(kept);
    if (kept === undefined && key !== null && analysis.kind !== 'unavailable') fresh.set(key, JSON.stringify(analysis));
    decisions.push(decidePull(pull, analysis, bench));
  }
  return { fresh, decisions };
};

const revived = (text: string): Analysis => {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('kind' in value))
    throw new InvariantError('a kept analysis is not one');
  return value as Analysis;
};

const scoreRows = ({ graph, scores }: TrustView): ScoreRow[] =>
  graph.ids.map((id, node) => ({
    did: id as Did,
    eigentrust: scores.eigentrust[node] ?? 0,
    rank: scores.rank[node] ?? 0,
    standing: scores.standing[node] ?? 0,
    opinion: scores.opinion[node] ?? 0,
    structural: scores.structural[node] ?? 0,
  }));
