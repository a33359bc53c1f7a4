import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBudget } from './budget.ts';
import { memoryJournal } from './journal.ts';
import { begun } from './test-journal.ts';

const none = async (): Promise<void> => {};

describe('openBudget', () => {
  it('holds exactly what fits, and says what is left', async () => {
    const budget = openBudget({ runMicros: 1_000_000, dayMicros: Infinity, journal: memoryJournal() });
    await budget.reserve(400_000, none);
    await budget.reserve(600_000, none);
    expect(budget.takenMicros).toBe(1_000_000);
    await expect(budget.reserve(1, none)).rejects.toMatchObject({
      name: 'ModelFailure',
      kind: 'budget',
      retryable: false,
      message: 'a call of up to $0.0000 does not fit into the budget of the run: $1.0000 of $1.0000 are taken',
    });
  });

  it('gives back what a call did not cost', async () => {
    const budget = openBudget({ runMicros: 100, dayMicros: Infinity, journal: memoryJournal() });
    const reservation = await budget.reserve(100, none);
    await expect(budget.reserve(80, none)).rejects.toMatchObject({ kind: 'budget' });
    reservation.settle(20);
    await budget.reserve(80, none);
    expect(budget.takenMicros).toBe(100);
  });

  it('counts what others spent that day, what is under way with its estimate', async () => {
    const journal = memoryJournal();
    await journal.begin(begun({ estimateMicros: 90 }));
    const budget = openBudget({ runMicros: Infinity, dayMicros: 100, journal });
    await expect(budget.reserve(11, none)).rejects.toThrow(/budget of the day/);
    await budget.reserve(10, none);
  });

  it('sets nothing aside for a call that could not be written down', async () => {
    const budget = openBudget({ runMicros: 100, dayMicros: 100, journal: memoryJournal() });
    const fault = new Error('disk full');
    await expect(budget.reserve(100, () => Promise.reject(fault))).rejects.toBe(fault);
    await budget.reserve(100, none);
  });

  it.each([
    ['run', { runMicros: 100, dayMicros: Infinity }],
    ['day', { runMicros: Infinity, dayMicros: 100 }],
  ])('lets who can wait wait for what those under way give back, in turn, for the %s', async (_, limits) => {
    const journal = memoryJournal();
    const budget = openBudget({ ...limits, journal });
    const done: string[] = [];
    const reserve = async (requestHash: string, estimateMicros: number) => {
      const call = begun({ requestHash, estimateMicros });
      const reservation = await budget.reserve(estimateMicros, () => journal.begin(call), { canWait: true });
      done.push(requestHash);
      return async (costMicros: number) => {
        await journal.settle({ requestHash, reply: null, usable: false, costMicros });
        reservation.settle(costMicros);
      };
    };
    const [a, b] = [await reserve('a', 60), await reserve('b', 40)];
    const [c, d] = [reserve('c', 80), reserve('d', 10)];
    await a(0);
    expect(done).toEqual(['a', 'b']);
    await b(5);
    await (await c)(80);
    await (await d)(10);
    expect(done).toEqual(['a', 'b', 'c', 'd']);
    expect(budget.takenMicros).toBe(95);
    await expect(reserve('e', 6)).rejects.toMatchObject({ kind: 'budget' });
    await reserve('f', 5);
  });

  it('who cannot wait is told at once, and who was told to stop waits no longer', async () => {
    const budget = openBudget({ runMicros: 100, dayMicros: Infinity, journal: memoryJournal() });
    const first = await budget.reserve(100, none, { canWait: true });
    await expect(budget.reserve(1, none)).rejects.toMatchObject({ kind: 'budget' });
    const stop = new AbortController();
    const reason = new Error('shutting down');
    const waiting = budget.reserve(1, none, { canWait: true, signal: stop.signal });
    const behind = budget.reserve(1, none, { canWait: true });
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    first.settle(0);
    await behind;
    expect(budget.takenMicros).toBe(1);
  });

  it('nobody waits for one of which it is not said that it ends by itself', async () => {
    const budget = openBudget({ runMicros: 100, dayMicros: Infinity, journal: memoryJournal() });
    await budget.reserve(100, none);
    await expect(budget.reserve(1, none, { canWait: true })).rejects.toMatchObject({ kind: 'budget' });
  });

  it('settling twice counts once', async () => {
    const budget = openBudget({ runMicros: 100, dayMicros: Infinity, journal: memoryJournal() });
    const reservation = await budget.reserve(50, none);
    reservation.settle(10);
    reservation.settle(10);
    expect(budget.takenMicros).toBe(10);
  });

  it.each([{ runMicros: -1 }, { dayMicros: Number.NaN }])('refuses %o', (wrong) => {
    expect(() => openBudget({ runMicros: 1, dayMicros: 1, ...wrong, journal: memoryJournal() })).toThrow(RangeError);
  });

  it('is never overspent by calls at the same time, for the run or for the day', async () => {
    const calls = fc.array(fc.record({ estimate: fc.nat(50), paid: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(calls, fc.nat(200), fc.nat(200), async (all, runMicros, dayMicros) => {
        const journal = memoryJournal();
        const budget = openBudget({ runMicros, dayMicros, journal });
        let number = 0;
        const one = async ({ estimate, paid }: (typeof all)[number]): Promise<void> => {
          const requestHash = String(number++);
          const reservation = await budget
            .reserve(estimate, () => journal.begin(begun({ requestHash, estimateMicros: estimate })))
            .catch(() => null);
          expect(budget.takenMicros).toBeLessThanOrEqual(runMicros);
          expect(await journal.spentTodayMicros()).toBeLessThanOrEqual(dayMicros);
          const costMicros = Math.floor(paid * estimate);
          reservation?.settle(costMicros);
          if (reservation) await journal.settle({ requestHash, reply: null, usable: false, costMicros });
        };
        await Promise.all(all.map(one));
        expect(budget.takenMicros).toBe(await journal.spentTodayMicros());
      }),
    );
  });
});
