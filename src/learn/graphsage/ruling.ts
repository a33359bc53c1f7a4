import type { Interval } from '../evaluation/bootstrap.ts';

/** How good one way of predicting is: AUC in [0,1], log loss in nats. Null where there is no example, or of one class only. */
export interface Quality {
  readonly auc: number | null;
  readonly logLoss: number | null;
}

/** A difference of AUCs, GraphSAGE's less the trees', with its 95 % interval by paired resamples. Null as in `Quality`. */
export interface Margin {
  readonly margin: number | null;
  readonly interval: Interval | null;
}

/** GraphSAGE from one seed, against the trees. */
export interface SeedFigures extends Quality, Margin {
  readonly seed: number;
}

/** What was measured, all on the same held-out examples. */
export interface VerdictFigures {
  /** Examples, and those of them that turned out clean. */
  readonly rows: number;
  readonly clean: number;
  readonly trees: Quality;
  /** The mean over all seeds. */
  readonly sage: Quality;
  /** The highest AUC of a seed less the lowest. */
  readonly spread: number | null;
}

/** A comparison before anything is made of it. The margin is that of the mean over all seeds. */
export interface Comparison extends Margin {
  readonly seeds: readonly SeedFigures[];
  readonly figures: VerdictFigures;
}

/** Whether GraphSAGE is better than the trees. Plain data, as in a file. */
export interface SageVerdict extends Comparison {
  /** The lower end of the margin's interval is over 0, and log loss is no higher. */
  readonly wins: boolean;
  /** Every seed wins by itself, and their AUCs are no further apart than `MOST_SPREAD`. */
  readonly stable: boolean;
  /** Whether it may be served: it wins and is stable. */
  readonly served: boolean;
  readonly seeds: readonly (SeedFigures & { readonly wins: boolean })[];
}

/** So far apart may the AUCs of seeds be. */
export const MOST_SPREAD = 0.02;

/** What follows from a comparison. Where a figure is null nothing is won. */
export const rulingOf = (comparison: Comparison): SageVerdict => {
  const { margin, interval, figures } = comparison;
  const { trees, sage, spread } = figures;
  const wins = isWin(interval, sage, trees);
  const seeds = comparison.seeds.map((each) => ({ ...each, wins: isWin(each.interval, each, trees) }));
  const stable = spread !== null && spread <= MOST_SPREAD && seeds.every((each) => each.wins);
  return { wins, margin, interval, stable, served: wins && stable, seeds, figures };
};

const isWin = (interval: Interval | null, sage: Quality, trees: Quality): boolean =>
  interval !== null &&
  interval.low > 0 &&
  sage.logLoss !== null &&
  trees.logLoss !== null &&
  sage.logLoss <= trees.logLoss;
