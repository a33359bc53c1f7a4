import { describe, expect, it } from 'vitest';
import { type Ending, FIRST_PLAN, pauseMs, planAfter, planAt } from './plan.ts';

const T0 = 1_760_000_000_000_000;
const at = (seconds: number): string => String(T0 + seconds * 1_000_000);
const ended = (cursor: string | null, more: Partial<Ending> = {}): Ending => ({
  cursor,
  flowed: true,
  kind: 'other',
  ...more,
});
/** The plan after connections that ended so, one after the other. */
const planFor = (...endings: readonly Ending[]) =>
  endings.reduce((plan, ending) => planAfter(planAt(plan, ending.cursor), ending), FIRST_PLAN);

describe('the pauses between connections', () => {
  it('start anew only when messages came and the cursor moved', () => {
    expect(planFor(ended(at(1))).failures).toBe(1);
    expect(planFor(ended(at(1)), ended(at(1)), ended(at(1))).failures).toBe(3);
    expect(planFor(ended(at(1)), ended(at(2), { flowed: false })).failures).toBe(2);
    expect(planFor(ended(at(1)), ended(at(1)), ended(at(2))).failures).toBe(1);
    expect(planFor(ended(null, { flowed: false }), ended(null, { flowed: false })).failures).toBe(2);
  });

  it('are anything up to a limit that doubles, to half a minute', () => {
    const longest = [1, 2, 3, 6, 7, 50].map((failures) => pauseMs(failures, 1, null));
    expect(longest).toEqual([500, 1000, 2000, 16_000, 30_000, 30_000]);
    expect(pauseMs(5, 0, null)).toBe(0);
    expect(pauseMs(5, 0.5, null)).toBe(4000);
  });

  it('are no shorter than the host asks for', () => {
    expect(pauseMs(1, 1, 90_000)).toBe(90_000);
    expect(pauseMs(9, 1, 1000)).toBe(30_000);
  });
});

describe('a message that is too large', () => {
  const large = (seconds: number): Ending => ended(at(seconds), { kind: 'oversize' });

  it('is left out once it failed twice at one cursor', () => {
    expect(planFor(large(1)).leaveOutUntilUs).toBeNull();
    expect(planFor(large(1), large(2)).leaveOutUntilUs).toBeNull();
    expect(planFor(large(1), ended(at(1)), large(1)).leaveOutUntilUs).toBe(Number.POSITIVE_INFINITY);
  });

  it('is so until the cursor is well behind it, and the next one is asked for again', () => {
    const passed = planFor(large(1), large(1), ended(at(1)));
    expect(planAt(passed, at(1)).leaveOutUntilUs).toBe(Number.POSITIVE_INFINITY);
    const near = planAfter(planAt(passed, at(100)), ended(at(100)));
    expect(near.leaveOutUntilUs).toBe(T0 + 110_000_000);
    expect(planAt(near, at(109)).leaveOutUntilUs).toBe(T0 + 110_000_000);
    expect(planAt(near, at(110))).toMatchObject({ leaveOutUntilUs: null, oversize: 0 });
  });
});

it('a host is asked by time until the cursor has a number it knows', () => {
  const plan = planFor(ended(`${at(1)}:5`, { kind: 'cursor too old', flowed: false }));
  expect(planAt(plan, `${at(1)}:5`).byTime).toBe(true);
  expect(planAt(planAfter(plan, ended(`${at(1)}:5`)), `${at(1)}:5`).byTime).toBe(true);
  expect(planAt(plan, `${at(2)}:6`).byTime).toBe(false);
});
