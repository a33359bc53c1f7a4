import { type CutText, cut } from '../text/cuts.ts';

/** A character of ASCII written by its number, as programs, addresses and pages do; a line end or a tab in a string. */
const ESCAPE =
  /\\{1,2}x[2-7][0-9a-fA-F]|\\{1,2}u00[2-7][0-9a-fA-F]|\\{1,2}u\{[2-7][0-9a-fA-F]\}|%[2-7][0-9a-fA-F]|&#(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]);|&#x[2-7][0-9a-fA-F];|&nbsp;|\\{1,2}[nt]/g;

const characterOf = (written: string): string => {
  if (written === '&nbsp;' || /^\\+[nt]/.test(written)) return ' ';
  const decimal = /^&#(\d+);$/.exec(written)?.[1];
  const code =
    decimal === undefined ? Number.parseInt(/[2-7][0-9a-fA-F]/.exec(written)?.[0] ?? '20', 16) : Number(decimal);
  return String.fromCharCode(code);
};

/** The text with its escapes read; null when it has none. Linear. */
export const unescaped = (text: string): CutText | null => cut(text, ESCAPE, characterOf);
