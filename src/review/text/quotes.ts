import type { Layout, Row } from './layout.ts';

/** What a line is shown behind, its blanks trimmed: marks and number, or neither, and `|`; `~` where it is shown again. */
const SHOWN_PREFIX = /^~? {0,2}[+-]{0,2} ?\d{0,10}\|/;

/** Rows that a quote of several lines may pass over between two of them, because they are of the other side. */
const PASSED_OVER = 200;

/** The lines of a quote, without blank ones before and after; none of a quote that says nothing. */
export const quoteLines = (quote: string): readonly string[] => {
  const lines = quote.split(/\r?\n/).map((line) => line.trim());
  const first = lines.findIndex((line) => line !== '');
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
};

/** What a quoted line may stand for: itself, or what follows the number or the marks that it was shown with. */
const readings = (quoted: string): ReadonlySet<string> =>
  new Set([
    quoted,
    quoted.replace(SHOWN_PREFIX, '').trim(),
    quoted.replace(/^[+-]/, '').trim(),
    quoted.replace(/^[+-]{2}/, '').trim(),
  ]);

/** The part of the line that a quoted line is, or null where it is none. */
export const quotedIn = (line: string, quoted: string): string | null =>
  [...readings(quoted)].find((reading) => reading !== '' && line.includes(reading)) ?? null;

const matches = (line: string, quoted: string): boolean =>
  quotedIn(line, quoted) !== null || (line.trim() === '' && readings(quoted).has(''));

/** Whether the quoted lines stand one after the other behind a row of a hunk, among those rows that count. */
const followIn = (
  { rows }: Layout,
  { start, quoted, counts }: { start: number; quoted: readonly string[]; counts: (row: Row) => boolean },
): boolean => {
  // Files are parted by headers, whose rows are of no hunk.
  const hunk = rows[start]?.hunk;
  let at = start;
  let passed = 0;
  return quoted.every((each) => {
    for (at += 1; passed < PASSED_OVER; at += 1) {
      const row = rows[at];
      if (row === undefined || row.hunk !== hunk) return false;
      if (row.line !== null && counts(row)) return matches(row.line.text, each);
      passed += 1;
    }
    return false;
  });
};

/**
 * What stands in the row of the first of the quoted lines, where the others follow it, line by line as the diff has
 * them or as the new or the old file has; null otherwise.
 */
export const quotedAt = (layout: Layout, start: number, [first = '', ...quoted]: readonly string[]): string | null => {
  const found = quotedIn(layout.rows[start]?.line?.text ?? '', first);
  if (found === null || quoted.length === 0) return found;
  const orders: readonly ((row: Row) => boolean)[] = [
    () => true,
    ({ line }) => line?.kind !== 'deleted',
    ({ line }) => line?.kind !== 'added',
  ];
  return orders.some((counts) => followIn(layout, { start, quoted, counts })) ? found : null;
};
