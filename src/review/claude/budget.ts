import type { Journal } from './journal.ts';
import { ModelFailure } from './model.ts';
import { turns } from './turns.ts';

/** Money set aside for one call. */
export interface Reservation {
  /** What it cost in the end, in millionths of a US dollar; called once. */
  settle(costMicros: number): void;
}

/** What may still be spent, in one run and in one day. */
export interface Budget {
  /**
   * Sets the most that a call can cost aside and lets `begin` write it down before any other call is looked at: calls
   * at the same time never overspend together. What `begin` throws is thrown, and nothing stays set aside.
   *
   * @throws {ModelFailure} of kind `budget`, where it does not fit into what is left.
   */
  reserve(estimateMicros: number, begin: () => Promise<void>): Promise<Reservation>;
  /** Spent or set aside since the budget was opened, in millionths of a US dollar. */
  readonly takenMicros: number;
}

interface BudgetOptions {
  /** For as long as the budget lives, in millionths of a US dollar; `Infinity` for no limit. */
  readonly runMicros: number;
  /** For the UTC day, all runs together. */
  readonly dayMicros: number;
  readonly journal: Pick<Journal, 'spentTodayMicros'>;
}

const dollars = (micros: number): string => `$${(micros / 1_000_000).toFixed(4)}`;

const hold = (scope: string, estimate: number, taken: number, limit: number): void => {
  if (taken + estimate <= limit) return;
  throw new ModelFailure(
    'budget',
    `a call of up to ${dollars(estimate)} does not fit into the budget of the ${scope}: ${dollars(taken)} of ${dollars(limit)} are taken`,
  );
};

/** @throws {RangeError} a limit is negative or not a number. */
export const openBudget = ({ runMicros, dayMicros, journal }: BudgetOptions): Budget => {
  for (const [name, value] of Object.entries({ runMicros, dayMicros })) {
    if (!(value >= 0)) throw new RangeError(`${name}: must be 0 or more, is ${value}`);
  }
  const inTurn = turns();
  let taken = 0;
  return {
    get takenMicros() {
      return taken;
    },
    reserve: (estimateMicros, begin) =>
      inTurn('', async () => {
        hold('run', estimateMicros, taken, runMicros);
        // Without a limit for the day nobody need add it up.
        if (dayMicros < Infinity) hold('day', estimateMicros, await journal.spentTodayMicros(), dayMicros);
        await begin();
        taken += estimateMicros;
        return {
          settle: (costMicros) => {
            taken += costMicros - estimateMicros;
          },
        };
      }),
  };
};
