/** What stands for everything beyond the bound. */
export const OTHER = '(other)';
/** Longer keys are cut: they are somebody else's text. */
const LONGEST_KEY = 120;

/** How often each of several texts was seen; however many there are, so many at most are told apart. */
export class BoundedCounts {
  readonly #counts = new Map<string, number>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(text: string): void {
    const key = text.length > LONGEST_KEY ? `${text.slice(0, LONGEST_KEY).toWellFormed()}…` : text;
    const kept = this.#counts.has(key) || this.#counts.size < this.#most ? key : OTHER;
    this.#counts.set(kept, (this.#counts.get(kept) ?? 0) + 1);
  }

  /** Most frequent first; ties by the text, so that the same stream gives the same list. */
  list(): readonly Counted[] {
    return [...this.#counts]
      .map(([what, count]) => ({ what, count }))
      .sort((a, b) => b.count - a.count || (a.what < b.what ? -1 : 1));
  }
}

/** Something that was seen, and how often. */
export interface Counted {
  readonly what: string;
  readonly count: number;
}
