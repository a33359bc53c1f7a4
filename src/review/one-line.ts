/** Blanks, and what breaks a line, shows nothing, or turns the writing round. */
const UNSHOWN = /[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** Cuts a text to `most` UTF-16 units, between characters; lone surrogates are replaced. */
export const cut = (text: string, most: number): string => {
  const whole = text.toWellFormed();
  if (whole.length <= most) return whole;
  const end = (whole.codePointAt(most - 1) ?? 0) > 0xffff ? most - 1 : most;
  return whole.slice(0, end);
};

/** A text on one line of at most `most` characters, runs of blanks, control characters and marks of direction one blank each. */
export const oneLine = (text: string, most = 200): string => {
  // Cut twice: what is thrown away need not be searched.
  const line = cut(text, most * 4)
    .replaceAll(UNSHOWN, ' ')
    .trim();
  return line.length > most || text.length > most * 4 ? `${cut(line, most - 1)}…` : line;
};
