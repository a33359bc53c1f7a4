import { upperEnd } from '../evaluation/exact-interval.ts';
import { checkPredictions } from '../evaluation/predictions.ts';
import { cutsOf, sortedOf } from './cuts.ts';
import { type HoldingCut, holdingCut, type Terms } from './holding-cut.ts';
import { neededFor } from './needed.ts';

/** A threshold with a guarantee, or what is missing for one. */
export interface GuaranteedThreshold extends Terms {
  /** Approve from this probability on; null: none keeps the promise, approve nobody. */
  readonly value: number | null;
  /** Held-out changes at or over the threshold, and those of them that were not clean; 0 without a threshold. */
  readonly approved: number;
  readonly bad: number;
  /** Upper end of the share of bad ones among approved, exact, corrected for all thresholds looked at; null without. */
  readonly upper: number | null;
  /** How many thresholds were looked at. */
  readonly tried: number;
  /**
   * How many more held-out labelled changes would open the lane if they were like these: 0 with a threshold, null where a
   * million would not, e.g. because the share of bad ones is over the target everywhere.
   */
  readonly needed: number | null;
  /** What is said of it to a person, with the assumption it rests on. */
  readonly words: string;
}

/**
 * The lowest threshold of which it is `confidence` (default .95) sure that at most a share `target` of what it approves
 * turns out not clean, from changes that were used for nothing else. Which thresholds are tried is not for labels to say
 * (`cutsOf`); they are tested from the strictest down by exact binomial tests, whose error is passed on (`holdingCut`;
 * as a way to choose thresholds: Angelopoulos et al. 2021, Learn then Test). So the chance that what is returned breaks the
 * promise is at most 1 − `confidence`, whatever the examples are like. A label that turns clean, a higher target or a
 * lower confidence never raises the threshold.
 *
 * @throws RangeError as `checkPredictions`, or when target or confidence is not within (0,1).
 */
export const guaranteedThreshold = (
  probabilities: Float64Array,
  labels: Uint8Array,
  { target, confidence = 0.95 }: { readonly target: number; readonly confidence?: number },
): GuaranteedThreshold => {
  checkPredictions(probabilities, labels);
  for (const [name, value] of Object.entries({ target, confidence })) {
    if (!(value > 0 && value < 1)) throw new RangeError(`${name} must be within (0,1), got ${value}`);
  }
  const sorted = sortedOf(probabilities, labels);
  const cuts = cutsOf(sorted);
  const terms = { target, confidence };
  const cut = holdingCut(cuts, terms);
  const common = { ...terms, tried: cuts.length };
  if (!cut) {
    const needed = neededFor(sorted, terms);
    const counts = { rows: labels.length, bad: sorted.badAmong.at(-1) ?? 0, needed };
    return { ...common, value: null, approved: 0, bad: 0, upper: null, needed, words: closedWords(counts, terms) };
  }
  const upper = Math.min(target, upperEnd(cut.bad, cut.approved, cut.error));
  const { threshold: value, approved, bad } = cut;
  return { ...common, value, approved, bad, upper, needed: 0, words: openWords(cut, labels.length, terms) };
};

const openWords = ({ threshold, approved, bad }: HoldingCut, rows: number, { target, confidence }: Terms): string =>
  `From ${threshold.toFixed(3)} on, ${approved} of ${rows} held-out changes would have been approved, ${bad} of them ` +
  `wrongly; with ${percent(confidence)} confidence at most ${percent(target)} will be, as long as coming changes are ` +
  `like the held-out ones and turn out independently of each other`;

const closedWords = (
  { rows, bad, needed }: { readonly rows: number; readonly bad: number; readonly needed: number | null },
  { target, confidence }: Terms,
): string => {
  const why = `No threshold approves at most ${percent(target)} wrongly with ${percent(confidence)} confidence`;
  const seen = rows === 0 ? 'there are no held-out changes yet' : `${bad} of ${rows} held-out changes were not clean`;
  if (needed === null) {
    return `${why}: ${seen}, and at that rate no number of further changes would show one: the share of bad ones must fall`;
  }
  const rate = rows === 0 ? 'if all of them are clean' : 'if they turn out like these';
  return `${why}: ${seen}; about ${needed} more labelled outcome${needed === 1 ? '' : 's'} in the held-out part would show one, ${rate}`;
};

/** `5 %`, `2.5 %`: as many places as it takes. */
const percent = (share: number): string => `${Number((share * 100).toFixed(6))} %`;
