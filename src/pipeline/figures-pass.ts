import { createHash } from 'node:crypto';
import type { AtUri, Did, Policy } from '../domain/index.ts';
import { type Analyst, analysePull } from './analyse.ts';
import { type Backtest, backtest } from './backtest.ts';
import type { History, PastPull } from './history.ts';
import type { PatchSource } from './ports.ts';
import type { TrustViews } from './trust-view.ts';

/** What is computed of the whole graph, and from what. */
export interface Figures extends FiguresMade {
  readonly scores: readonly ScoreRow[];
  readonly backtest: Backtest;
}

/** Of what, when and how completely figures were made. */
export interface FiguresMade {
  /** Over all that they were made from. */
  readonly key: string;
  /** In microseconds since 1970. */
  readonly madeAtUs: number;
  /** How many patches are still to be read for the backtest, if they are here. */
  readonly unread: number;
  /** By which policy and version they were made: figures of others do not count. Absent in those of before it was kept. */
  readonly madeBy?: string;
}

export interface ScoreRow {
  readonly did: Did;
  readonly eigentrust: number;
  readonly rank: number;
  readonly standing: number;
  readonly opinion: number;
  readonly structural: number;
}

/** Where figures are kept, and what they are made from. Each call is one short lease of the database. */
export interface FiguresStore {
  /** How the figures that are kept were made; null before the first. */
  made(): Promise<FiguresMade | null>;
  /** All history there is, and the newest finished pull requests of `total`. */
  history(): Promise<{
    readonly history: History;
    readonly past: readonly PastPull[];
    readonly total: number;
    /** Policies by pull request, of those that another one than the instance's is for. */
    readonly policies?: ReadonlyMap<AtUri, Policy>;
  }>;
  /** Kept analyses by key, as JSON text. */
  analyses(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  keepAnalyses(analyses: ReadonlyMap<string, string>): Promise<void>;
  /** The text of a patch that stands in a pull request's record, by its SHA-256 in hex; null where it is there no more. */
  patchText(pull: AtUri, hash: string): Promise<string | null>;
  keep(figures: Figures): Promise<void>;
}

/** What the pass that asks knows. */
export interface FiguresInput {
  readonly views: TrustViews;
  /** The world's clock, in microseconds since 1970. */
  readonly asOfUs: number;
  /** Differs whenever what figures are made from does; taken no later than what `views` were made from. */
  readonly mark: string;
}

export interface FiguresOptions {
  readonly policy: Policy;
  readonly analyst: Analyst;
  readonly patches: PatchSource;
  /** Microseconds since 1970. */
  readonly nowUs: number;
  /** However much changes, figures are not made again within this time of the last ones; default 0, at every change. */
  readonly atMostEveryUs?: number;
  /** So many patches of finished pull requests are read in one go, at most; the others in later ones. Default 100. */
  readonly mostRead?: number;
  /** Where history is replayed; default: here. */
  readonly backtest?: typeof backtest;
  readonly signal?: AbortSignal;
}

/** Whether figures were made; if it is too early for them, when they are due. */
export type FiguresReport =
  | { readonly kind: 'made' | 'unchanged' | 'stopped' }
  | { readonly kind: 'later'; readonly dueAtUs: number };

/** How often a loop makes figures while changes keep coming: at most so often, and so never staler than this and a pass. */
export const FIGURES_EVERY_US = 10 * 60 * 1_000_000;

const DAY_US = 24 * 60 * 60 * 1_000_000;
const MOST_READ = 100;
/** So many patches are read at once: whoever reads them may have several threads. */
const AT_ONCE = 4;
/** Another number makes all figures anew. */
const VERSION = 3;

/**
 * The scores of everybody and the backtest, when what they are made from has changed: at once after a quiet time, and
 * while changes keep coming not more often than `atMostEveryUs`; at once, too, where another policy or version made those
 * that are kept. Whoever runs passes asks again at `dueAtUs`.
 */
export const refreshFigures = async (
  store: FiguresStore,
  { views, asOfUs, mark }: FiguresInput,
  options: FiguresOptions,
): Promise<FiguresReport> => {
  const { policy, analyst, nowUs, atMostEveryUs = 0, backtest: replay = backtest, signal } = options;
  const made = await store.made();
  const madeBy = hashOf({ VERSION, policy, reads: analyst.version });
  const key = hashOf([madeBy, Math.floor(asOfUs / DAY_US), mark, views.graph.ids.length]);
  if (made?.key === key && made.unread === 0) return { kind: 'unchanged' };
  // Figures of another policy say nothing of the one in force, and a clock that was set back keeps nobody waiting.
  const isWrong = made === null || made.madeBy !== madeBy || made.madeAtUs > nowUs;
  const dueAtUs = isWrong ? nowUs : made.madeAtUs + atMostEveryUs;
  if (nowUs < dueAtUs) return { kind: 'later', dueAtUs };
  try {
    const { history, past, total, policies } = await store.history();
    const { analyses, unread } = await readPast(store, past, options);
    const tested = await replay({ history, past, policy, analyses, ...(policies && { policies }) }, signal);
    const figures = { ...tested, finished: total, madeAtUs: nowUs };
    await store.keep({
      key,
      madeBy,
      madeAtUs: nowUs,
      unread,
      scores: scoreRows(views, await views.judged()),
      backtest: figures,
    });
    return { kind: 'made' };
  } catch (error) {
    // Asked to stop, it stops; the next pass keeps them.
    if (!signal?.aborted) throw error;
    return { kind: 'stopped' };
  }
};

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** What is kept of the patches of finished pull requests, by their names; some that were never read are read first. */
const readPast = async (
  store: FiguresStore,
  past: readonly PastPull[],
  { policy, analyst, patches, mostRead = MOST_READ, signal }: FiguresOptions,
) => {
  const reader = `${analyst.version} ${policy.reviewBudgetBytes}`;
  const named = new Map(past.flatMap((pull) => (pull.patch === null ? [] : [[`${pull.patch} ${reader}`, pull]])));
  const kept = await store.analyses([...named.keys()]);
  const missing = [...named].filter(([key]) => !kept.has(key));
  const fresh = new Map<string, string>();
  let looked = 0;
  for (; looked < missing.length && fresh.size < mostRead; looked += AT_ONCE) {
    signal?.throwIfAborted();
    const read = async ([key, pull]: readonly [string, PastPull]): Promise<void> => {
      const patch = await patchOf(store, pull);
      const analysis = await analysePull(patch, patches, (bytes) => analyst.analyse(bytes, policy.reviewBudgetBytes));
      if (analysis.kind !== 'unavailable') fresh.set(key, JSON.stringify(analysis));
    };
    await Promise.all(missing.slice(looked, looked + AT_ONCE).map(read));
  }
  const unread = Math.max(0, missing.length - looked);
  if (fresh.size > 0) await store.keepAnalyses(fresh);
  const analyses = new Map<string, string>();
  for (const [key, { patch }] of named) {
    const text = kept.get(key) ?? fresh.get(key);
    if (text !== undefined && patch !== null) analyses.set(patch, text);
  }
  return { analyses, unread };
};

/** Where the bytes of a patch are: in a blob, or in the record. */
const patchOf = async (store: FiguresStore, { pull, patch, patchCid }: PastPull) => {
  const hash = patchCid === null && patch?.startsWith('text:') ? patch.slice('text:'.length) : null;
  return { patchCid, patchText: hash === null ? null : await store.patchText(pull, hash) };
};

const scoreRows = ({ graph }: TrustViews, scores: Awaited<ReturnType<TrustViews['judged']>>): ScoreRow[] =>
  graph.ids.map((id, node) => ({
    did: id as Did,
    eigentrust: scores.eigentrust[node] ?? 0,
    rank: scores.rank[node] ?? 0,
    standing: scores.standing[node] ?? 0,
    opinion: scores.opinion[node] ?? 0,
    structural: scores.structural[node] ?? 0,
  }));
