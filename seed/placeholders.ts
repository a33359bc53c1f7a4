/**
 * What the scripts under `changes/` may only name, never contain: text that a scanner of this repository, or an
 * editor, would rightly stumble over. Written `{{name}}` there.
 */
const CODE_POINTS: Readonly<Record<string, number>> = { rlo: 0x202e, lri: 0x2066, pdi: 0x2069 };

/** No live token: made up, and in pieces so that no complete one stands in this repository. */
const leakedToken = (): string => ['ghp', '_', 'k7Qm2VxR9t', 'BzL4nWc8Yp', 'H3sJd6FgT1', 'aXe5Ku'].join('');

const TABLE_ROWS = 30_000;

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

/** Rows of a generated character table: long, dull, and always the same. */
const widthTable = (): string => {
  const rows: string[] = [];
  let first = 0x20;
  for (let row = 0; row < TABLE_ROWS; row++) {
    const last = first + ((row * 7919) % 37);
    const width = (row * 31) % 5 === 0 ? 2 : 1;
    rows.push(`    { 0x${hex(first, 6)}, 0x${hex(last, 6)}, ${width}, PBL_CLASS_${(row * 13) % 29} },`);
    first = last + 1;
  }
  return rows.join('\n');
};

const expand = (name: string): string => {
  if (name === 'leaked-token') return leakedToken();
  if (name === 'width-table') return widthTable();
  const codePoint = CODE_POINTS[name];
  if (codePoint === undefined) throw new TypeError(`no placeholder is called ${name}`);
  return String.fromCodePoint(codePoint);
};

/** The line with its placeholders filled in. */
export const fill = (line: string): string => line.replace(/\{\{([a-z-]+)\}\}/g, (_, name: string) => expand(name));
