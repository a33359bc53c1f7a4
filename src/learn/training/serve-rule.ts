import type { GuaranteedThreshold } from '../guarantee/guaranteed-threshold.ts';
import type { Model } from '../model-file/model.ts';
import type { Compared, Condition, Incumbent, Score, TrainReport } from './report.ts';

/** What is asked of a model before it is served. */
export const SERVE_RULE = {
  /** Held-out changes, and those of either end among them. */
  testRows: 200,
  testPerClass: 20,
  /** Changes it is calibrated on, and those of either end among them. */
  calibrateRows: 100,
  calibratePerClass: 10,
  /** How far probabilities may be from shares on average: the upper end of the interval. */
  eceAtMost: 0.1,
} as const;

/** How many examples, and how many of them are clean. */
export interface Counted {
  readonly rows: number;
  readonly clean: number;
}

const enough = (what: string, found: Counted, rows: number, perClass: number): Condition => {
  const bad = found.rows - found.clean;
  return {
    asked: `at least ${rows} ${what}, ${perClass} of them clean and ${perClass} not`,
    met: found.rows >= rows && found.clean >= perClass && bad >= perClass,
    found: `${found.rows}: ${found.clean} clean and ${bad} not`,
  };
};

/** Whether there are enough examples to tell how good a model is. */
export const countConditions = (test: Counted, calibrate: Counted): Condition[] => [
  enough('held-out changes', test, SERVE_RULE.testRows, SERVE_RULE.testPerClass),
  enough('changes to calibrate on', calibrate, SERVE_RULE.calibrateRows, SERVE_RULE.calibratePerClass),
];

/**
 * Whether a model is good enough: better than each baseline beyond chance (each by itself at 97.5 %; as all must hold, no
 * correction is needed), calibrated, and not worse than the one in use.
 */
export const goodnessConditions = (
  score: Score,
  baselines: Readonly<Record<string, Compared>>,
  incumbent: Incumbent | null,
): Condition[] => [
  ...Object.entries(baselines).map(([name, { auc, difference }]) => ({
    asked: `a higher AUC than ${name} alone, beyond chance`,
    met: difference.auc.low > 0,
    found: `${shown(score.auc)} against ${shown(auc)}: the difference lies from ${signed(difference.auc.low)} to ${signed(difference.auc.high)}`,
  })),
  {
    asked: `probabilities at most ${shown(SERVE_RULE.eceAtMost)} from shares (ECE), beyond doubt`,
    met: score.intervals.ece.high <= SERVE_RULE.eceAtMost,
    found: `${shown(score.ece)}, at most ${shown(score.intervals.ece.high)}`,
  },
  ...(incumbent === null ? [] : [notWorse(incumbent)]),
];

const notWorse = ({ id, rows, brier, stays }: Incumbent): Condition => ({
  asked: `no worse than the model in use (${id.slice(0, 12)}), beyond chance`,
  met: !stays,
  found:
    brier === null
      ? `only ${rows} changes are new to both: not compared`
      : `on ${rows} changes new to both its Brier score differs by ${signed(brier.low)} to ${signed(brier.high)}`,
});

/** Whether it is served, and why in plain words: first whether there is enough to tell, then whether it is good enough. */
export const verdictOf = (
  counts: readonly Condition[],
  goodness: readonly Condition[],
  { words }: Pick<GuaranteedThreshold, 'words'>,
): { readonly served: boolean; readonly reason: string } => {
  const [few, poor] = [counts, goodness].map((each) => each.filter(({ met }) => !met).map(inWords));
  if (few?.length) return { served: false, reason: `Too few data to tell how good a model is. ${few.join(' ')}` };
  if (poor?.length) return { served: false, reason: `Not good enough to be served. ${poor.join(' ')}` };
  return { served: true, reason: `All that is asked of a model holds. ${words.replace(/\.$/, '')}.` };
};

const inWords = ({ asked, found }: Condition): string => `Asked: ${asked}. Found: ${found}.`;

/** Why nothing was even tried, in plain words. */
export const tooFewWords = ({ all, clean, unreached, fit, calibrate, test }: PartCounts): string =>
  `Too few data: of ${all} finished changes by people whom trust reaches the outcome is known (${clean} clean), of which ` +
  `${fit} could be learned from, ${calibrate} calibrated on and ${test} held out${unreached > 0 ? `; ${unreached} more are by others` : ''}. ` +
  `Asked are at least ${SERVE_RULE.testRows} held out, ${SERVE_RULE.testPerClass} of them clean and ${SERVE_RULE.testPerClass} not.`;

type PartCounts = TrainReport['rows'];

/** What a model carries of how it was measured. */
type Carried = Pick<Model, 'rows' | 'metrics'>;

/**
 * Why a model is not to be served by the figures it carries itself, as the end of a sentence about its file; null where all
 * that can be told from them holds. It does not carry what its differences from baselines are sure to, so that here its AUC must only be higher.
 */
export const carriedProblem = ({ rows, metrics }: Carried): string | null => {
  const { testRows, testPerClass, calibrateRows, eceAtMost } = SERVE_RULE;
  const { auc, ece, baselines } = metrics;
  const named = Object.entries(baselines);
  const unbeaten = named.find(([, baseline]) => auc.value <= baseline);
  const missed = (asked: string, found: string): string => `misses what is asked of a model: ${asked}; found ${found}`;
  const test = enough('held-out changes', { rows: rows.test, clean: rows.testClean }, testRows, testPerClass);
  if (!test.met) return missed(test.asked, test.found);
  if (rows.calibrate < calibrateRows)
    return missed(`at least ${calibrateRows} changes to calibrate on`, String(rows.calibrate));
  if (ece.high > eceAtMost) return missed(`ECE at most ${shown(eceAtMost)}, beyond doubt`, shown(ece.high));
  if (named.length === 0) return missed('baselines to be better than', 'none');
  if (unbeaten === undefined) return null;
  return missed(`a higher AUC than ${unbeaten[0]} alone`, `${shown(auc.value)} against ${shown(unbeaten[1])}`);
};

const shown = (value: number): string => (Number.isNaN(value) ? 'unknown' : value.toFixed(3));
const signed = (value: number): string =>
  Number.isNaN(value) ? 'unknown' : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
