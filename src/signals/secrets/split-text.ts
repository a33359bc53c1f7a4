import { cut } from '../text/cuts.ts';

/** A text with the joints between string literals taken out, and where its characters stood before. */
export interface JoinedText {
  readonly text: string;
  /** Position in the original of a position in `text`. */
  readonly origin: (position: number) => number;
  /** Whether a stretch of `text` goes over a joint. */
  readonly spans: (start: number, end: number) => boolean;
}

/** The end of a literal, what joins it to the next (`+`, `.`, `,`, `&`, `..`, `<>`, a line's end or nothing), its start. */
const JOINT = /["'`]\s{0,40}(?:\+|\.{1,2}|,|&|<>|~|\\)?\s{0,40}[a-zA-Z]{0,2}["'`]/g;

/** The text as if neighbouring string literals were one (`"ghp_" + "abc"`); null when there are none. Linear. */
export const joinLiterals = (whole: string): JoinedText | null => {
  const joined = cut(whole, JOINT);
  if (joined === null) return null;
  const { text, origin, cutsUpTo } = joined;
  return { text, origin, spans: (start, end) => cutsUpTo(end - 1) > cutsUpTo(start) };
};
