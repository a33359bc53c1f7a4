import type { Review } from '../domain/index.ts';

/** Asks of several at once, of whom each sets the most that it may cost aside until it knows better. */
export interface Patience {
  /** Whether somebody had to wait for money. From then on nobody less needed should begin before those at work are done. */
  readonly isTight: boolean;
  /** Runs it, and again after those at work gave back what they did not need, as long as the money does not reach. */
  ask(run: () => Promise<Review | null>): Promise<Review | null>;
}

export const untilAffordable = (): Patience => {
  const underWay = new Set<Promise<unknown>>();
  let isTight = false;
  const once = (run: () => Promise<Review | null>): Promise<Review | null> => {
    const answer = run();
    const leave = (): boolean => underWay.delete(settled);
    const settled: Promise<unknown> = answer.then(leave, leave);
    underWay.add(settled);
    return answer;
  };
  return {
    get isTight() {
      return isTight;
    },
    async ask(run) {
      let review = await once(run);
      while (review?.outcome.kind === 'budget' && underWay.size > 0) {
        isTight = true;
        await Promise.all(underWay);
        review = await once(run);
      }
      return review;
    },
  };
};
