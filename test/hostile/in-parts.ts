import { longDiff } from '../../bench/long-diff/long-diff.ts';
import type { Limits } from '../../src/review/index.ts';
import { type Combination, combined, LOGIC_ONLY } from './combinations.ts';
import { diffText } from './diff-text.ts';
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

const TIMES = 24;
const noFinding = (n: number): string =>
  diffText([{ path: `tools/run${n}.txt`, hunks: [{ oldStart: 1, lines: ['-a', '+b'] }] }]);
const lowFinding = (n: number): string =>
  `diff --git a/tools/run${n}.sh b/tools/run${n}.sh\nold mode 100644\nnew mode 100755\n`;

/**
 * One of them, 24 times over, each with a file of its own in front: with one of which `concealment` says something of low
 * severity, or with one of which nobody says anything.
 */
export const drawnAway = (by: 'low finding' | 'no finding'): readonly Combination[] =>
  INJECTIONS.filter(({ id }) => id === 'unseen-override-stop')
    .flatMap(behindMuch)
    .flatMap((each) =>
      Array.from({ length: TIMES }, (_, n) => {
        const front = by === 'low finding' ? lowFinding(n) : noFinding(n);
        return { ...each, id: `${each.id}-${n}`, diff: front + each.diff };
      }),
    );
