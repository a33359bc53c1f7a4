import type { Interval } from '../evaluation/bootstrap.ts';
import type { CalibrationError } from '../evaluation/calibration-error.ts';
import type { Measured } from '../evaluation/evaluate.ts';
import type { ReliabilityPoint } from '../evaluation/reliability.ts';
import type { GuaranteedThreshold } from '../guarantee/guaranteed-threshold.ts';
import type { Model, ModelRows, Window } from '../model-file/model.ts';
import type { Growth } from './growth.ts';

/** The figures of one way of predicting. NaN, which JSON calls null, where there is nothing to say. */
export interface Score {
  /** Higher is better; of the others, lower is. */
  readonly auc: number;
  readonly brier: number;
  readonly logLoss: number;
  readonly ece: number;
  /** 95 %, by bootstrap over authors. */
  readonly intervals: Readonly<Record<'auc' | 'brier' | 'logLoss' | 'ece', Interval>>;
}

/** Another way of predicting the same changes, and the model's figures less its own, paired. */
export interface Compared extends Score {
  readonly difference: Readonly<Record<'auc' | 'brier' | 'logLoss' | 'ece', Measured>>;
}

/** The figures of a part of the held-out changes. */
export interface Beside {
  readonly rows: number;
  /** How many repositories, and authors, they are of. */
  readonly repositories: number;
  readonly authors: number;
  /** Of the model, or of one made the same way; null: too few of them. */
  readonly score: Score | null;
  /** The same without what the graph says; null where not asked. */
  readonly withoutGraph: Compared | null;
}

/** One thing that is asked of a model before it is served. */
export interface Condition {
  /** What must be, as a sentence's end: `at least 200 held-out changes`. */
  readonly asked: string;
  readonly met: boolean;
  /** What is. */
  readonly found: string;
}

/** The model in use so far, beside the new one, on changes neither learned from. */
export interface Incumbent {
  readonly id: string;
  readonly rows: number;
  /** The new one's Brier score less its own, paired; null where there are too few rows to compare on. */
  readonly brier: Measured | null;
  /** Whether it stays: the new one is worse beyond chance. */
  readonly stays: boolean;
}

/** What training found. Plain data. */
export interface TrainReport {
  /** Whether the model is to be served. */
  readonly served: boolean;
  /** Why, or why not, in plain words: whole sentences. */
  readonly reason: string;
  /** The name of the model that is to be served; null without. */
  readonly model: string | null;
  readonly conditions: readonly Condition[];
  /** The model's figures on the newest changes, which it never saw; null where there were too few to make one. */
  readonly auc: number | null;
  readonly brier: number | null;
  readonly logLoss: number | null;
  readonly ece: number | null;
  readonly intervals: Score['intervals'] | null;
  /** The calibration error beside what chance adds to it. */
  readonly calibration: CalibrationError | null;
  readonly baselines: Readonly<Record<string, Compared>>;
  /** By what was left out. */
  readonly ablations: Readonly<Record<string, Compared>>;
  readonly reliability: readonly ReliabilityPoint[];
  readonly threshold: GuaranteedThreshold | null;
  /** Changes of repositories that the model they are predicted by never saw. */
  readonly unseenRepositories: Beside | null;
  /** Changes of authors it never saw. */
  readonly unfamiliarAuthors: Beside | null;
  readonly incumbent: Incumbent | null;
  readonly rows: ModelRows & {
    /** Examples that could be given a probability, and those of them that are clean. */
    readonly all: number;
    readonly clean: number;
    /** Further ones, whose authors no trust reaches. */
    readonly unreached: number;
    /** Those of all that are in no part: too young, or known too late. */
    readonly left: number;
  };
  readonly window: Window;
  readonly heldOut: Window;
  readonly maturityUs: number;
  /** How the trees were grown; null without. */
  readonly growth: Growth | null;
  readonly featureHash: string;
  readonly seed: number;
}

/** A report, and the model if it is to be served. */
export interface Trained {
  readonly report: TrainReport;
  readonly model: Model | null;
}
