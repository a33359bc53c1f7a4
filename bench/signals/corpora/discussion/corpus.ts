/**
 * Discussions of our own making: loops of thanks, of which each must be found at the comment with which it becomes one,
 * and ordinary ones, in which nothing may be found. Known misses and false alarms are left in.
 */
import { NO_CONTEXT } from '../../../../src/signals/index.ts';
import type { Sample } from '../../corpus.ts';
import { loops } from './loops.ts';
import { ordinary } from './ordinary.ts';
import { talk } from './talk.ts';

/** The signal does not look at the change. */
const diff = 'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-one\n+two\n';

const sampleOf = (name: string, text: string, labels: Sample['labels']): Sample => ({
  name,
  diff,
  labels,
  context: { ...NO_CONTEXT, discussion: talk(text) },
});

export const samples: readonly Sample[] = [
  ...Object.entries(loops).map(([name, [line, text]]) =>
    sampleOf(name, text, [{ rule: 'runaway-approval', file: '(discussion)', line, side: 'new' }]),
  ),
  ...Object.entries(ordinary).map(([name, text]) => sampleOf(name, text, [])),
];
