import { createHash } from 'node:crypto';
import type { Did, Policy } from '../domain/index.ts';
import { type Backtest, backtest, type PastPull } from './backtest.ts';
import type { World } from './ports.ts';
import type { TrustViews } from './trust-view.ts';

/** What is computed of the whole graph, with a key over what it was computed from. */
export interface Figures {
  readonly key: string;
  readonly scores: readonly ScoreRow[];
  readonly backtest: Backtest;
}

export interface ScoreRow {
  readonly did: Did;
  readonly eigentrust: number;
  readonly rank: number;
  readonly standing: number;
  readonly opinion: number;
  readonly structural: number;
}

/** Where figures are kept. */
export interface FiguresStore {
  keepFigures(figures: Figures): Promise<void>;
}

interface FiguresInput {
  readonly world: World;
  /** Finished pull requests, for the backtest. */
  readonly past: readonly PastPull[];
  /** Under which key the figures were last kept. */
  readonly figuresKey: string | null;
}

interface FiguresOptions {
  readonly policy: Policy;
  /** Where history is replayed; default: here. */
  readonly backtest?: typeof backtest;
  readonly signal?: AbortSignal;
}

const DAY_US = 24 * 60 * 60 * 1_000_000;

/** The scores of everybody and the backtest, when what they are made from has changed. */
export const refreshFigures = async (
  store: FiguresStore,
  { world, past, figuresKey }: FiguresInput,
  views: TrustViews,
  { policy, backtest: replay = backtest, signal }: FiguresOptions,
): Promise<void> => {
  const { vouches, merges, seeds, maintainers, asOfUs } = world;
  const madeFrom = JSON.stringify({
    day: Math.floor(asOfUs / DAY_US),
    vouches,
    merges,
    seeds,
    maintainers,
    past,
    policy,
    people: views.graph.ids,
  });
  const key = createHash('sha256').update(madeFrom).digest('hex');
  if (key === figuresKey) return;
  try {
    await store.keepFigures({ key, scores: scoreRows(views), backtest: await replay(past, world, policy, signal) });
  } catch (error) {
    // Asked to stop, it stops; the next pass keeps them.
    if (!signal?.aborted) throw error;
  }
};

const scoreRows = ({ graph, operator }: TrustViews): ScoreRow[] => {
  const scores = operator();
  return graph.ids.map((id, node) => ({
    did: id as Did,
    eigentrust: scores.eigentrust[node] ?? 0,
    rank: scores.rank[node] ?? 0,
    standing: scores.standing[node] ?? 0,
    opinion: scores.opinion[node] ?? 0,
    structural: scores.structural[node] ?? 0,
  }));
};
