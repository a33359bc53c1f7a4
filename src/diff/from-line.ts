const isDigit = (text: string, at: number): boolean => /^[0-9]$/.test(text[at] ?? '');

/**
 * Whether `git mailsplit` starts a mail at the line (`is_from_line`): `From ` and, somewhere behind it, a time of day and
 * a year after 1990. `line` is without its line feed.
 */
export const isFromLine = (line: string): boolean => {
  if (line.length < 19 || !line.startsWith('From ')) return false;
  const colon = line.lastIndexOf(':', line.length - 2);
  if (colon < 5 || ![-4, -2, -1, 1, 2].every((offset) => isDigit(line, colon + offset))) return false;
  return Number.parseInt(line.slice(colon + 3, colon + 40), 10) > 90;
};
