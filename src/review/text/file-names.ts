import type { Layout, Row } from './layout.ts';

const LETTER_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};

const ESCAPES = /(?:\\[0-3][0-7]{2})+|\\[abtnvfr"\\]/g;

/** Octal escapes are bytes of UTF-8; a letter, quote or backslash is one character. */
const unescaped = (text: string): string =>
  text.length > 2
    ? Buffer.from([...text.matchAll(/[0-7]{3}/g)].map(([digits]) => Number.parseInt(digits, 8))).toString('utf8')
    : (LETTER_ESCAPES[text.slice(1)] ?? text.slice(1));

/** A name without git's quotes and escapes, or null where it has none. */
const unquoted = (name: string): string | null =>
  name.length > 2 && name.startsWith('"') && name.endsWith('"')
    ? name.slice(1, -1).replaceAll(ESCAPES, unescaped)
    : null;

/** Without `a/` or `b/`, also where these stand in quotes; null where there are none. */
const withoutSide = (name: string): string | null =>
  /^"?[ab]\/./.test(name) ? name.replace(/^("?)[ab]\//, '$1') : null;

/** The name that ends a header line, as it is written there, or null where there is none. */
const writtenIn = (line: string): string | null => {
  const named = /^(?:---|\+\+\+|(?:rename|copy) (?:from|to)|diff --cc) /.exec(line);
  if (named !== null) return line.slice(named[0].length).replace(/\t$/, '');
  const quoted = line.startsWith('diff --git ') ? line.lastIndexOf(' "b/') : -1;
  return quoted === -1 ? null : line.slice(quoted + 1);
};

/** The header rows of a file. */
export const headerRows = ({ rows, fileRows }: Layout, file: number): readonly Row[] => {
  const start = fileRows[file] ?? 0;
  let end = start;
  while (rows[end]?.file === file && rows[end]?.hunk === null) end += 1;
  return rows.slice(start, end);
};

/** A row without its line feed. */
export const rowText = ({ text }: Layout, { from, to }: Row): string => text.slice(from, to - 1);

/** A file's name as its `+++` line has it, or of a deleted file its `---` line, without `a/` or `b/`; else its path. */
export const shownName = (layout: Layout, file: number): string => {
  const lines = headerRows(layout, file).map((row) => rowText(layout, row));
  const written = ['+++ ', '--- '].flatMap((marker) => lines.filter((line) => line.startsWith(marker))).map(writtenIn);
  const name = written.find((each) => each !== null && each !== '/dev/null');
  if (name !== undefined && name !== null) return withoutSide(name) ?? name;
  const path = layout.files[file]?.path ?? '';
  const inQuotes = JSON.stringify(path);
  return inQuotes === `"${path}"` ? path : inQuotes;
};

/** The files of a change by every name they have in it; one name may be that of many files. */
export type FilesByName = ReadonlyMap<string, readonly number[]>;

const namesOf = (layout: Layout, file: number): ReadonlySet<string> => {
  const { path, oldPath } = layout.files[file] ?? { path: '', oldPath: null };
  const written = headerRows(layout, file).map((row) => writtenIn(rowText(layout, row)));
  const names = [path, oldPath, ...written].filter((name) => name !== null && name !== '/dev/null');
  return new Set(names.flatMap((name) => [name ?? '', withoutSide(name ?? '') ?? name ?? '']));
};

export const filesByName = (layout: Layout): FilesByName => {
  const files = new Map<string, number[]>();
  layout.files.forEach((_, file) => {
    for (const name of namesOf(layout, file)) {
      const held = files.get(name);
      if (held === undefined) files.set(name, [file]);
      else held.push(file);
    }
  });
  return files;
};

/** Files of one name that are looked at: a series can have one file without end. */
const LOOKED_AT = 1000;

/**
 * The files that a reviewer may have meant, likeliest first: by a name as said, without git's quotes, without `a/` or
 * `b/`; of one name the first 1,000. None for a name that is nowhere in the change.
 */
export const filesMeant = (files: FilesByName, said: string): readonly number[] => {
  const plain = unquoted(said);
  const names = [said, plain, withoutSide(said), plain === null ? null : withoutSide(plain)];
  return [...new Set(names.flatMap((name) => (name === null ? [] : (files.get(name)?.slice(0, LOOKED_AT) ?? []))))];
};
