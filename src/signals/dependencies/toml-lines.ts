import { LONGEST_LINE_CHARS, type SideLine } from './reading.ts';

/** A line of TOML that says something, with what stands around it. */
export interface TomlLine {
  /** The table it stands in, quotes off, such as `tool.poetry.dependencies`; null when it begins before the hunk. */
  readonly section: string | null;
  /** The key, quotes off; of an item of an array, the array's; null when that begins before the hunk. */
  readonly key: string | null;
  readonly isItem: boolean;
  /** What follows the equals sign, or the item, as written. */
  readonly value: string;
  readonly line: SideLine;
  /** Set on a table's own line. */
  readonly isHeader: boolean;
}

const HEADER = /^\s*\[\[?\s*([^[\]]{1,300})\]\]?\s*(?:#.*)?$/;
const PAIR =
  /^\s*((?:"[^"]{0,200}"|'[^']{0,200}'|[\w-]{1,200})(?:\s*\.\s*(?:"[^"]{0,200}"|[\w-]{1,200})){0,8})\s*=\s*(.*)$/;

const unquoted = (text: string): string => text.replaceAll(/["'\s]/g, '');

/** How many more brackets open than close, strings and comments aside. */
const depthOf = (value: string): number => {
  const bare = value.replaceAll(/"[^"]*"|'[^']*'/g, '').replace(/#.*$/, '');
  return bare.split('[').length - bare.split(']').length;
};

/** The lines of a piece of TOML: tables, keys, and the items of arrays over several lines. Lines too long are passed over. */
export function* tomlLines(lines: readonly SideLine[], startsFile: boolean): Generator<TomlLine> {
  let section: string | null = startsFile ? '' : null;
  let array: string | null = null;
  for (const line of lines) {
    const text = line.text.trim();
    if (text === '' || text.startsWith('#') || text.length > LONGEST_LINE_CHARS) continue;
    const header = array === null ? HEADER.exec(text) : null;
    const pair = PAIR.exec(text);
    if (header !== null) {
      section = unquoted(header[1] ?? '');
      yield { section, key: null, isItem: false, value: '', line, isHeader: true };
    } else if (pair !== null && array === null) {
      const [, key = '', value = ''] = pair;
      if (value.startsWith('[') && depthOf(value) > 0) array = unquoted(key);
      yield { section, key: unquoted(key), isItem: false, value, line, isHeader: false };
    } else {
      yield { section, key: array, isItem: true, value: text, line, isHeader: false };
      if (depthOf(text) < 0) array = null;
    }
  }
}

/** The value of a key in an inline table, quotes off; null when it is not there. */
export const inlineValue = (table: string, key: string): string | null =>
  new RegExp(`[{,]\\s{0,20}${key}\\s{0,20}=\\s{0,20}(?:"([^"]{0,1000})"|'([^']{0,1000})'|([\\w.-]{1,100}))`)
    .exec(table)
    ?.slice(1)
    .find((part) => part !== undefined) ?? null;
