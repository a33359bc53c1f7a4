import type { Decision, Explanation, Outcome } from '../domain/index.ts';
import { MADE_AGAIN } from './cap-moves.ts';
import { CAP_BADGES, ruleSentence, sentenceOf } from './explain.ts';
import { capital, LANE_WORDS } from './words.ts';

/**
 * The words of a decision that was for the fast lane and is out of date: `outcome` is what the gate answers with the cap
 * `stale`. The sentences about trust and content stay, as those of before; the one that named the row names the row of
 * now, and the sentence of before is kept beside.
 */
export const explainStale = (
  { outcome: before, explanation, policy }: Pick<Decision, 'outcome' | 'explanation' | 'policy'>,
  outcome: Outcome,
): Explanation => {
  const rule = ruleSentence({ outcome, policy });
  const others = explanation.full.filter((sentence) => !RULE.test(sentence));
  const { who, does } = MADE_AGAIN;
  return {
    ...explanation,
    badge: CAP_BADGES.stale,
    sentence: sentenceOf(outcome.lane, outcome.reasons),
    reasons: [...outcome.reasons],
    full: [...others, rule],
    changes: [`${capital(does)} ⇒ ${LANE_WORDS[before.lane]}.`],
    steps: [{ who, does, lane: before.lane }],
    before: explanation.sentence,
  };
};

const RULE = /^Decided by row \d of the gate /;
