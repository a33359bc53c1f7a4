import type { Remark } from './remarks.ts';

/** An exchange of thanks that goes on for its own sake. */
export interface Loop {
  /** Position of the comment with which it became one. */
  readonly at: number;
  /** How often it went there and back, to its end. */
  readonly rounds: number;
  readonly score: number;
}

/** From which score on thanks are a loop. */
export const LOOP_SCORE = 6;
/** How often they must go there and back: to thank and be thanked twice over is still politeness. */
const LOOP_ROUNDS = 3;
/** For both parties' speaking. */
const BOTH_SPEAK = 1;

/** What the author and one other account have said to each other in turn. A turn counts once, by its first remark. */
class Exchange {
  readonly other: string;
  #turns = 0;
  #score = 0;
  #last: boolean | null = null;
  #authorThanks = false;
  #otherThanks = false;
  #at: number | null = null;

  constructor(other: string) {
    this.other = other;
  }

  add({ isAuthor, weight, thanks }: Remark, at: number): void {
    if (this.#last === isAuthor) return;
    this.#last = isAuthor;
    this.#turns += 1;
    this.#score += weight;
    if (isAuthor) this.#authorThanks ||= thanks;
    else this.#otherThanks ||= thanks;
    const mutual = this.#authorThanks && this.#otherThanks;
    if (mutual && this.#rounds() >= LOOP_ROUNDS && this.#total() >= LOOP_SCORE) this.#at ??= at;
  }

  loop(): Loop | null {
    return this.#at === null ? null : { at: this.#at, rounds: this.#rounds(), score: this.#total() };
  }

  #rounds(): number {
    return Math.floor(this.#turns / 2);
  }

  #total(): number {
    return this.#score + BOTH_SPEAK;
  }
}

/** The exchanges of one stretch of a discussion in which nobody says anything. */
class Stretch {
  readonly #exchanges = new Map<string, Exchange>();
  #unanswered: Exchange[] = [];
  #authorsLast: { readonly remark: Remark; readonly at: number } | null = null;

  add(remark: Remark, at: number): void {
    if (remark.weight === 0) return;
    if (remark.isAuthor) {
      this.#authorsLast = { remark, at };
      for (const exchange of this.#unanswered) exchange.add(remark, at);
      this.#unanswered = [];
      return;
    }
    const exchange = this.#exchanges.get(remark.by) ?? this.#opened(remark.by);
    exchange.add(remark, at);
    this.#unanswered.push(exchange);
  }

  loops(): readonly Loop[] {
    return [...this.#exchanges.values()].map((exchange) => exchange.loop()).filter((loop) => loop !== null);
  }

  /** What the author said last may be what the other answers. */
  #opened(other: string): Exchange {
    const exchange = new Exchange(other);
    if (this.#authorsLast !== null) exchange.add(this.#authorsLast.remark, this.#authorsLast.at);
    this.#exchanges.set(other, exchange);
    return exchange;
  }
}

/**
 * The loops in a discussion, in the order of where they became one. A new round, or anybody's saying something, ends a
 * stretch; within it the author and one other account must thank each other there and back. Linear.
 */
export const loopsIn = (remarks: readonly Remark[]): readonly Loop[] => {
  const loops: Loop[] = [];
  let stretch = new Stretch();
  let round = 0;
  for (const [at, remark] of remarks.entries()) {
    if (remark.says || remark.round !== round) {
      loops.push(...stretch.loops());
      stretch = new Stretch();
      round = remark.round;
    }
    stretch.add(remark, at);
  }
  return [...loops, ...stretch.loops()].sort((a, b) => a.at - b.at);
};
