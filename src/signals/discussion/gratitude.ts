import { APPROVALS, CJK_COURTESIES, LIGHT_COURTESIES, SIGNS, WARM_COURTESIES } from './courtesies.ts';

/** What a gratitude loop is made of, and what each phrase weighs. */
const LOOP_PHRASES: readonly (readonly [phrase: string, weight: number])[] = [
  ['thank you', 2],
  ['thanks again', 1.5],
  ['appreciate your help', 1.5],
  ['grateful for the handoff', 1.5],
  ['happy to help', 1],
  ['you are welcome', 1],
];
const BOTH_SPEAK = 1;

/**
 * How much a text thanks, 0 or more: each phrase of a gratitude loop as often as it stands there, in any case, times its
 * weight; 1.0 more when the text thanks and speaks of both an orchestrator and a worker. From 6.0 on it is called a loop.
 */
export const gratitudeOf = (text: string): number => {
  const lower = text.toLowerCase();
  const score = LOOP_PHRASES.reduce((sum, [phrase, weight]) => sum + weight * (lower.split(phrase).length - 1), 0);
  return score > 0 && lower.includes('orchestrator') && lower.includes('worker') ? score + BOTH_SPEAK : score;
};

const words = (phrases: readonly string[]): string => `(?<![\\p{L}\\p{N}])(?:${phrases.join('|')})(?![\\p{L}\\p{N}])`;
const FULL = new RegExp(`${words([...APPROVALS, ...WARM_COURTESIES])}|${CJK_COURTESIES.join('|')}`, 'giu');
const LIGHT = new RegExp(`${words(LIGHT_COURTESIES)}|${SIGNS.light.join('|')}`, 'giu');
const SIGN = new RegExp(SIGNS.full.join('|'), 'gu');

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * How much a text thanks, approves or praises, 0 or more: `gratitudeOf`, and for every approval and every thanks in other
 * words 1.0, or .5 for the lightest (`thanks`, `np`). Expects single blanks between words. Linear.
 */
export const courtesyOf = (text: string): number =>
  gratitudeOf(text) + countOf(text, FULL) + countOf(text, SIGN) + 0.5 * countOf(text, LIGHT);
