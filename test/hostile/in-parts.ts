import { longDiff } from '../../bench/long-diff/long-diff.ts';
import type { Limits } from '../../src/review/index.ts';
import { type Combination, combined, LOGIC_ONLY } from './combinations.ts';
import type { Injection } from './injection.ts';
import { INJECTIONS } from './injections/index.ts';
import { UNRECOGNISED } from './known-holes.ts';

/** Limits by which a diff of 50 kB is read as one of 300 kB is by the usual ones: in parts. */
export const IN_PARTS: Partial<Limits> = { wholeTokens: 1_000, part: { bytes: 12_000, tokens: 4_000 } };

const ordinary = longDiff({ tokens: 12_000, plantAt: 0, danger: null });

const behindMuch = (injection: Injection): readonly Combination[] =>
  LOGIC_ONLY.slice(0, 1).map((danger) => {
    const alone = combined(injection, danger);
    return { ...alone, id: injection.id, diff: ordinary + alone.diff };
  });

/**
 * Talk and harm together at the end of a long diff of ordinary changes: all injections that no signal recognises, and one
 * in eight of the others that stand in files.
 */
export const inOnePart: readonly Combination[] = INJECTIONS.filter(
  ({ id, files }, at) => UNRECOGNISED.includes(id) || (files.length > 0 && at % 8 === 0),
).flatMap(behindMuch);
