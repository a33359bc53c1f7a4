import type { ConductSignal } from '../../domain/index.ts';
import { dimensionScore, perDimension, totalOf } from './conduct-of.ts';
import { CONDUCT_WEIGHTS, type ConductWeights } from './conduct-weights.ts';
import { inOrder } from './kept-signals.ts';
import { type Trend, trendOf } from './trend-of.ts';

const DAY_US = 86_400_000_000;

/** How conduct stood as a day ended. */
export interface ConductDay {
  /** Its first microsecond since 1970 (UTC). */
  readonly dayUs: number;
  /** The total, 0..1000, as it ended; of today: as of now. */
  readonly total: number;
  /** How many signals came that day. */
  readonly signals: number;
}

/**
 * How the total stood at the end of each of the last `days` days (UTC), today among them, oldest first: reckoned anew from
 * the signals by today's weights, not collected as totals were made, so that a day counts as a day however often they
 * are. A day without signals has the total of the day before; days before the first signal are left out. Throws a
 * RangeError unless `days` is a whole number from 1 to 366 and `nowUs` a time.
 */
export const conductHistory = (
  signals: readonly ConductSignal[],
  days: number,
  nowUs: number,
  weights: ConductWeights = CONDUCT_WEIGHTS,
): ConductDay[] => {
  if (!Number.isInteger(days) || days < 1 || days > 366) {
    throw new RangeError(`days must be a whole number from 1 to 366, got ${days}`);
  }
  if (!Number.isSafeInteger(nowUs)) throw new RangeError(`nowUs must be whole microseconds, got ${nowUs}`);
  const ordered = inOrder(signals, nowUs);
  const today = Math.floor(nowUs / DAY_US) * DAY_US;
  const values = perDimension((): number[] => []);
  const rows: ConductDay[] = [];
  let taken = 0;
  const takeBefore = (untilUs: number): void => {
    for (let next = ordered[taken]; next !== undefined && next.atUs < untilUs; next = ordered[taken]) {
      values[next.dimension].push(next.value);
      taken += 1;
    }
  };
  for (let dayUs = today - (days - 1) * DAY_US; dayUs <= today; dayUs += DAY_US) {
    takeBefore(dayUs);
    const before = taken;
    takeBefore(dayUs + DAY_US);
    if (taken === 0) continue;
    const total = totalOf((dimension) => dimensionScore(values[dimension]), weights);
    rows.push({ dayUs, total, signals: taken - before });
  }
  return rows;
};

/** Where the totals of the last ten days are going. */
export const conductTrend = (signals: readonly ConductSignal[], nowUs: number, weights?: ConductWeights): Trend =>
  trendOf(conductHistory(signals, 10, nowUs, weights).map(({ total }) => total));
