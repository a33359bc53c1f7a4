import type { Finding } from '../../domain/index.ts';
import type { Discussion, SignalContext } from '../context.ts';
import { DISCUSSION, type Signal } from '../signal.ts';
import { collect, type Found } from '../text/collect.ts';
import { quoteOf } from '../text/quote.ts';
import { courtesyOf } from './gratitude.ts';
import { LOOP_SCORE, type Loop, loopsIn } from './loops.ts';
import { remarksOf } from './remarks.ts';
import { spokenLines } from './spoken-lines.ts';

/** How an account is written: what stands behind its first character is masked. */
const ACCOUNT = /@[\w.:-]+|did:[a-z]+:[\w.:%-]+/g;
/** `quoteOf` shows the first four characters of what it masks. */
const SHOWN = 4;

/**
 * Finds thanks and approvals that the author and one other account hand each other without end: nothing was looked at
 * any more, and they must not pass for a review. Looks at nothing but the discussion it is handed, finds nothing where
 * that is null, and reads no line of the change. Its findings change with the discussion, so they must not be kept with
 * the diff; they are about what people said, so they must not be shown to a blind reviewer. They name nobody.
 */
export const discussion = {
  id: 'discussion',
  version: 1,
  reads: () => false,
  run: (_change: unknown, context: Pick<SignalContext, 'discussion'>): readonly Finding[] =>
    context.discussion === null ? [] : collect(foundIn(context.discussion)),
} satisfies Signal;

const foundIn = (talk: Discussion): readonly Found[] =>
  loopsIn(remarksOf(talk)).map(({ at, rounds, score }) => ({
    source: 'discussion',
    rule: 'runaway-approval',
    severity: 'medium',
    file: DISCUSSION,
    line: at + 1,
    side: 'new',
    quote: () => quoteFrom(talk.comments[at]?.body ?? ''),
    message: messageOf({ at, rounds, score }),
  }));

const messageOf = ({ rounds, score }: Loop): string =>
  `From about here the author and another account only thank and approve each other: ${rounds} times there and back, with no ` +
  `new round and nothing said of the change (score ${score.toFixed(1)}, a loop from ${LOOP_SCORE.toFixed(1)}). Such approval is no review.`;

/** The first line that thanks, else the first that says anything. */
const quoteFrom = (body: string): string => {
  const { lines } = spokenLines(body);
  const line = (lines.find(({ text }) => courtesyOf(text) > 0) ?? lines[0])?.raw ?? '';
  const accounts = [...line.matchAll(ACCOUNT)].map(({ 0: { length }, index }) => ({
    start: index + 1 - SHOWN,
    end: index + length,
  }));
  return quoteOf(line, 0, accounts);
};
