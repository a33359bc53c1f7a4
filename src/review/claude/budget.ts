import type { Journal } from './journal.ts';
import { ModelFailure } from './model.ts';
import { turns } from './turns.ts';

/** Money set aside for one call. */
export interface Reservation {
  /** What it cost in the end, in millionths of a US dollar, once the journal knows it; only the first call counts. */
  settle(costMicros: number): void;
}

interface ReserveOptions {
  /** Whether it waits for others of which this is said, and they for it: calls that end by themselves. Default false. */
  readonly canWait?: boolean;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

/** What may still be spent, in one run and in one day. */
export interface Budget {
  /**
   * Sets the most that a call can cost aside and lets `begin` write it down before any other call is looked at: calls
   * at the same time never overspend together. What `begin` throws is thrown, and nothing stays set aside.
   *
   * What does not fit waits, where it can, for what those under way give back; it fails once nothing is under way. Who
   * comes later waits behind it.
   *
   * @throws {ModelFailure} of kind `budget`, where it does not fit into what is left; the signal's reason while it waits.
   */
  reserve(estimateMicros: number, begin: () => Promise<void>, options?: ReserveOptions): Promise<Reservation>;
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

/** Why a call does not fit into a limit; null where it does. */
const lack = (scope: string, estimate: number, taken: number, limit: number): ModelFailure | null =>
  taken + estimate <= limit
    ? null
    : new ModelFailure(
        'budget',
        `a call of up to ${dollars(estimate)} does not fit into the budget of the ${scope}: ${dollars(taken)} of ${dollars(limit)} are taken`,
      );

/** Resolves at the next settlement, rejects with the signal's reason. */
const nextSettled = (waiting: Set<() => void>, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    // An abort that came while the day was added up tells no listener.
    if (signal?.aborted) return reject(signal.reason);
    const leave = (): void => {
      waiting.delete(goOn);
      signal?.removeEventListener('abort', stop);
    };
    const goOn = (): void => {
      leave();
      resolve();
    };
    const stop = (): void => {
      leave();
      reject(signal?.reason);
    };
    waiting.add(goOn);
    signal?.addEventListener('abort', stop);
  });

/** What is spent and set aside, and who waits for it to change. */
class Purse {
  takenMicros = 0;
  /** Of those that are waited for. */
  underWay = 0;
  readonly waiting = new Set<() => void>();

  setAside(estimateMicros: number, isWaitedFor: boolean): Reservation {
    this.takenMicros += estimateMicros;
    if (isWaitedFor) this.underWay += 1;
    let isSettled = false;
    return {
      settle: (costMicros) => {
        if (isSettled) return;
        isSettled = true;
        this.takenMicros += costMicros - estimateMicros;
        if (isWaitedFor) this.underWay -= 1;
        for (const goOn of [...this.waiting]) goOn();
      },
    };
  }
}

/** @throws {RangeError} a limit is negative or not a number. */
export const openBudget = ({ runMicros, dayMicros, journal }: BudgetOptions): Budget => {
  for (const [name, value] of Object.entries({ runMicros, dayMicros })) {
    if (!(value >= 0)) throw new RangeError(`${name}: must be 0 or more, is ${value}`);
  }
  const inTurn = turns();
  const purse = new Purse();
  const lacking = async (estimateMicros: number): Promise<ModelFailure | null> => {
    const ofRun = lack('run', estimateMicros, purse.takenMicros, runMicros);
    // Without a limit for the day nobody need add it up.
    if (ofRun || dayMicros === Infinity) return ofRun;
    return lack('day', estimateMicros, await journal.spentTodayMicros(), dayMicros);
  };
  return {
    get takenMicros() {
      return purse.takenMicros;
    },
    reserve: (estimateMicros, begin, { canWait = false, signal } = {}) =>
      inTurn('', async () => {
        for (;;) {
          signal?.throwIfAborted();
          const [before, failure] = [purse.underWay, await lacking(estimateMicros)];
          if (failure === null) break;
          if (!canWait || before === 0) throw failure;
          // Where somebody settled while the day was added up, it is added up again.
          if (purse.underWay === before) await nextSettled(purse.waiting, signal);
        }
        await begin();
        return purse.setAside(estimateMicros, canWait);
      }),
  };
};
