import type { Interval } from '../../src/learn/index.ts';

/** A table for people. All rows are as long as the head; the first column is text, the others numbers. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** As aligned columns; no line begins with a bar, which `bench/run.ts` would take for a measurement. */
export const textOf = ({ title, head, rows }: Table): string => {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return `${title}\n${[head, ...rows].map((row) => `  ${line(row)}\n`).join('')}`;
};

/** As Markdown, under a heading of the third level. */
export const markdownOf = ({ title, head, rows }: Table): string => {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |\n`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return `### ${title}\n\n${[head, rule, ...rows].map(line).join('')}`;
};

/** A number to three places without the leading nought, `.912`, `−.034`; `–` for none. */
export const decimal = (value: number): string =>
  Number.isNaN(value)
    ? '–'
    : value
        .toFixed(3)
        .replace('-', '−')
        .replace(/^(−?)0\./, '$1.')
        .replace(/^−(\.0+)$/, '$1');

/** As `decimal`, with the sign of what is above 0. */
export const signed = (value: number): string => (value >= 0.0005 ? `+${decimal(value)}` : decimal(value));

/** `[.900, .923]`. */
export const between = ({ low, high }: Interval): string => `[${decimal(low)}, ${decimal(high)}]`;

/** A share as whole percents, `87 %`; one place below 10 %. */
export const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
