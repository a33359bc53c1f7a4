import { DAY } from './protocol.ts';
import type { Pull } from './read-pulls.ts';

/** Numbers a track record has, in the order of `figures`. */
export const RECORD_FIGURES = [
  'pulls',
  'outcomes',
  'merge_rate',
  'recent_merge_rate',
  'recent_outcomes',
  'merge_rate_last_5',
  'merge_rate_last_20',
  'streak',
  'days_since_pull',
  'days_since_merge',
  'days_since_rejection',
  'days_known',
  'log_seconds_to_merge',
  'pending',
  'pending_over_1_day',
  'pending_over_7_days',
  'pending_over_30_days',
  'merge_rate_pending_doubted',
] as const;

const HALF_LIFE = 90 * DAY;
const LAST = 20;
/** A pending pull request counts as rejected by 1 − e^(−age / this): most are merged within a day. */
const PATIENCE_DAYS = 3;
/** How many outcomes the prior rate weighs as much as. */
const PRIOR_OUTCOMES = 2;

/** What became of the pull requests of one author, repository or both. */
export class TrackRecord {
  #pulls = 0;
  #merged = 0;
  #outcomes = 0;
  #recent = { merged: 0, outcomes: 0, at: 0 };
  #last: boolean[] = [];
  #secondsToMerge: number[] = [];
  #askedAt = Number.NaN;
  #firstAt = Number.NaN;
  #mergedAt = Number.NaN;
  #rejectedAt = Number.NaN;
  readonly #pending = new Set<Pull>();

  get pulls(): number {
    return this.#pulls;
  }

  /** Merged and known to be. */
  get merged(): number {
    return this.#merged;
  }

  ask(pull: Pull): void {
    if (this.#pulls === 0) this.#firstAt = pull.at;
    this.#pulls += 1;
    this.#askedAt = pull.at;
    this.#pending.add(pull);
  }

  settle(pull: Pull, at: number): void {
    this.#pending.delete(pull);
    this.#outcomes += 1;
    this.#merged += pull.merged ? 1 : 0;
    const faded = this.#fadedBy(at);
    this.#recent = {
      merged: this.#recent.merged * faded + (pull.merged ? 1 : 0),
      outcomes: this.#recent.outcomes * faded + 1,
      at,
    };
    this.#last = [...this.#last, pull.merged].slice(-LAST);
    if (pull.merged) {
      this.#mergedAt = at;
      this.#secondsToMerge = [...this.#secondsToMerge, at - pull.at].slice(-LAST);
    } else this.#rejectedAt = at;
  }

  /** The share merged with outcomes of a half-life of 90 days, drawn towards `prior` as by two outcomes more. */
  recentRate(now: number, prior: number): number {
    const faded = this.#fadedBy(now);
    return this.#drawn(this.#recent.merged * faded, this.#recent.outcomes * faded, prior);
  }

  /** The numbers of `RECORD_FIGURES`; NaN where there is nothing to go by. */
  figures(now: number, prior: number): number[] {
    const daysSince = (then: number): number => (now - then) / DAY;
    const ages = [...this.#pending].map(({ at }) => daysSince(at));
    const older = (days: number): number => ages.filter((age) => age > days).length;
    const doubted = ages.reduce((sum, age) => sum + 1 - Math.exp(-age / PATIENCE_DAYS), 0);
    return [
      this.#pulls,
      this.#outcomes,
      this.#drawn(this.#merged, this.#outcomes, prior),
      this.recentRate(now, prior),
      this.#recent.outcomes * this.#fadedBy(now),
      shareMerged(this.#last.slice(-5)),
      shareMerged(this.#last),
      streakOf(this.#last),
      ...[this.#askedAt, this.#mergedAt, this.#rejectedAt, this.#firstAt].map(daysSince),
      Math.log1p(median(this.#secondsToMerge)),
      ages.length,
      older(1),
      older(7),
      older(30),
      this.#drawn(this.#merged, this.#outcomes + doubted, prior),
    ];
  }

  #fadedBy(now: number): number {
    return 0.5 ** ((now - this.#recent.at) / HALF_LIFE);
  }

  #drawn(merged: number, outcomes: number, prior: number): number {
    return (merged + PRIOR_OUTCOMES * prior) / (outcomes + PRIOR_OUTCOMES);
  }
}

const shareMerged = (outcomes: readonly boolean[]): number =>
  outcomes.filter((merged) => merged).length / outcomes.length;

/** How many of the last outcomes were alike; below 0 when they were rejections. */
const streakOf = (outcomes: readonly boolean[]): number => {
  const newest = outcomes.at(-1);
  if (newest === undefined) return 0;
  const length = outcomes.length - 1 - outcomes.lastIndexOf(!newest);
  return newest ? length : -length;
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor((sorted.length - 1) / 2);
  return ((sorted[middle] ?? Number.NaN) + (sorted[Math.floor(sorted.length / 2)] ?? Number.NaN)) / 2;
};
