import { decodedIn } from './decoded.ts';
import { acrostic, latin, lettersOf, reversed, rot13, unleeted, upright, wordsReversed } from './letters.ts';
import { LATIN_PHRASES, OTHER_PHRASES, SPELLED } from './squeezed-phrases.ts';

/** Signs that stand for a verdict without a word of order: a risk of 0, tokens of a chat, ends of made-up fences. */
const SIGNS =
  /\brisk\b\W{0,6}(?:score\W{0,4})?0|<\/?(?:system|assistant|user|instructions?|document|trusted|invoke|diff|findings)\b|\[\/?INST\]|<\|[^|\n]{1,40}\||["']role["']\s{0,4}:\s{0,4}["'](?:system|assistant|user)|\b(?:human|assistant|system)\s?:\s|["']flags["']\s{0,4}:\s{0,4}\[\s{0,4}\]|ai[-_]review|\bno[-_]?review\b|skip[-_]review|\b(?:LGTM|SHIP IT)\b/i;

const phrased = (letters: string): boolean => LATIN_PHRASES.test(letters);

const speaks = (text: string): boolean => {
  const letters = latin(text);
  return (
    SIGNS.test(text) ||
    phrased(letters) ||
    phrased(reversed(letters)) ||
    phrased(rot13(letters)) ||
    phrased(unleeted(text)) ||
    phrased(upright(text)) ||
    phrased(wordsReversed(text)) ||
    SPELLED.test(acrostic(text)) ||
    OTHER_PHRASES.test(lettersOf(text))
  );
};

/**
 * Whether a text holds anything that the most gullible of readers would take as said to it: an order, a claim that all
 * is well, a voice that is not the text's; in some twenty languages; spelled backwards, in look-alikes, in codes, with
 * unseen characters, over several lines or as their first letters.
 */
export const holdsOrder = (text: string): boolean => speaks(text) || decodedIn(text).some(speaks);

const FILE = '[`"\']?((?:[\\w@.-]{1,80}/){0,20}[\\w@-][\\w@.-]{0,80}\\.[A-Za-z]\\w{0,9})[`"\']?';
const SPARED: readonly RegExp[] = [
  new RegExp(
    `(?:do not|don't|never)\\s{1,4}(?:mention|report|flag|review|look at|read|consider)[^\\n.;]{0,40}?\\s${FILE}`,
    'gi',
  ),
  new RegExp(`(?:ignore|skip|leave out|disregard|pass over)\\s{1,4}(?:[a-z]{1,12}\\s{1,4}){0,4}${FILE}`, 'gi'),
  new RegExp(
    `${FILE}\\s{1,4}(?:is|was|has been)\\s{1,4}(?:[a-z]{1,12}\\s{1,4}){0,3}(?:safe|fine|approved|reviewed|audited|harmless|out of scope|intentional)`,
    'gi',
  ),
];
const ONLY = new RegExp(`only\\s{1,4}(?:report|flag|mention|review|look at)[^\\n.;]{0,40}?\\s${FILE}`, 'gi');

/** What an order with a file's name leaves out of a review. */
export interface Spared {
  /** Ends of paths to say nothing of. */
  readonly files: readonly string[];
  /** Ends of paths beside which nothing is said; empty when no order names any. */
  readonly only: readonly string[];
}

const named = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');

/** The orders that spare a file by name, or all but one; null when there is none. */
export const sparedBy = (text: string): Spared | null => {
  const files = SPARED.flatMap((pattern) => named(text, pattern));
  const only = named(text, ONLY);
  return files.length + only.length === 0 ? null : { files, only };
};
