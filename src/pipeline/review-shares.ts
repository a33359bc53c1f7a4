import type { Did } from '../domain/index.ts';
import type { ReviewCost } from './due-reviews.ts';
import type { ReviewNeed } from './review-need.ts';

/** Of a day's budget, what all together may take whose lane no verdict changes, and what one author may take. */
const SHARE = 0.25;

/**
 * Says whether there is still something left of the day for one more review, so that neither one author nor a crowd that nobody
 * vouches for takes the day's money from everybody else. What a review costs is known only afterwards, so each share may be
 * overdrawn by the reviews under way.
 */
export class ReviewShares {
  readonly #limitMicros: number;
  readonly #byAuthor = new Map<Did, number>();
  #needless = 0;

  constructor(dayMicros: number, spent: readonly ReviewCost[]) {
    this.#limitMicros = SHARE * dayMicros;
    for (const { askedFor, need, costMicros } of spent) this.add(askedFor, need, costMicros);
  }

  add(author: Did, need: ReviewNeed, costMicros: number): void {
    this.#byAuthor.set(author, (this.#byAuthor.get(author) ?? 0) + costMicros);
    if (need === 'none') this.#needless += costMicros;
  }

  isLeftFor(author: Did, need: ReviewNeed): boolean {
    if (need === 'none' && this.#needless >= this.#limitMicros) return false;
    return (this.#byAuthor.get(author) ?? 0) < this.#limitMicros;
  }
}
