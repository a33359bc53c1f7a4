import type { AtUri, Review, ReviewOutcome } from '../domain/index.ts';
import type { NotDue } from './due-reviews.ts';
import { reasonOf } from './reviewed.ts';

/** What a pass over the queue did. */
export interface ReviewReport {
  /** Outcomes of what was asked, by kind. */
  readonly outcomes: Readonly<Partial<Record<ReviewOutcome['kind'], number>>>;
  /** Pull requests whose diff has its verdict already. */
  readonly already: number;
  /** Asked before without a verdict, and not to be asked again yet, or at all. */
  readonly waiting: number;
  /** Without a patch that could be read. */
  readonly withoutDiff: number;
  /** Not asked for want of money, or because their author or those like them had their share of the day. */
  readonly skipped: readonly AtUri[];
  readonly costMicros: number;
  /** Why most of those without a verdict have none; null where there are none. */
  readonly reason: string | null;
}

/** Counts what comes of a pass as it comes. */
export class Tally {
  readonly skipped: AtUri[] = [];
  readonly #outcomes: Partial<Record<ReviewOutcome['kind'], number>> = {};
  readonly #held = { already: 0, waiting: 0, 'without-diff': 0 } satisfies Record<NotDue, number>;
  readonly #reasons = new Map<string, number>();
  #costMicros = 0;

  hold(reason: NotDue): void {
    this.#held[reason] += 1;
  }

  count({ outcome, costMicros }: Review, pull: AtUri): void {
    const { kind } = outcome;
    this.#outcomes[kind] = (this.#outcomes[kind] ?? 0) + 1;
    const reason = reasonOf(outcome);
    if (reason !== null) this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
    this.#costMicros += costMicros;
    if (kind === 'budget') this.skipped.push(pull);
  }

  report(): ReviewReport {
    const { already, waiting, 'without-diff': withoutDiff } = this.#held;
    return {
      outcomes: this.#outcomes,
      already,
      waiting,
      withoutDiff,
      skipped: this.skipped,
      costMicros: this.#costMicros,
      reason: [...this.#reasons].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null,
    };
  }
}

/** What a pass did, in one line. */
export const reviewInOneLine = (report: ReviewReport): string => {
  const { outcomes, already, waiting, withoutDiff, skipped, costMicros, reason } = report;
  const kinds = Object.entries(outcomes).flatMap(([kind, count]) => (kind === 'budget' ? [] : [`${count} ${kind}`]));
  const rest = [
    [already, 'already reviewed'],
    [waiting, 'to be asked again later, or not at all'],
    [withoutDiff, 'without a diff'],
    [skipped.length, 'skipped: the budget, or a share of it, is used up'],
  ].flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  const asked = kinds.length === 0 && skipped.length === 0 ? ['nothing to ask'] : kinds;
  const why = reason === null ? '' : `; most often: ${reason}`;
  return `${[...asked, ...rest].join(', ')}; $${(costMicros / 1e6).toFixed(4)}${why}`;
};
