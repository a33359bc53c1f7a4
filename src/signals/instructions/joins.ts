import { type CutText, cut } from '../text/cuts.ts';

/** Where a word goes on: a hyphen at a line's end, or two strings with nothing or a plus between them. */
const JOIN =
  /(?<=[A-Za-z])-[ \t]{0,4}\r?\n[\s#*/>]{0,12}(?=[a-z])|(?<=[A-Za-z ])(?<quote>["'`])\s{0,8}[+.\\]?\s{0,40}\k<quote>(?=[A-Za-z ])|(?<=[a-z])[A-Z](?=[a-z])/g;

/** A capital inside a word starts one: `ignoreAllPrevious`. */
const joined = (match: string): string => (/^[A-Z]$/.test(match) ? ` ${match.toLowerCase()}` : '');

/** The text with its split words put together, and its words in one taken apart; null when it has none. Linear. */
export const rejoined = (text: string): CutText | null => cut(text, JOIN, joined);
