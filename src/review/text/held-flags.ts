import type { Flag, Severity } from '../../domain/index.ts';
import { filesByName, filesMeant, headerRows, rowText } from './file-names.ts';
import type { Layout } from './layout.ts';
import { quotedAt, quotedIn, quoteLines } from './quotes.ts';

/** A flag as a reviewer said it: whatever it says, it may point at nothing. */
export interface SaidFlag {
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly quote: string;
  readonly reason: string;
}

/** The flags that point at something. */
export interface HeldFlags {
  /** In the order said, without repetitions. */
  readonly flags: readonly Flag[];
  /** How many pointed at nothing in the diff. */
  readonly dropped: number;
}

/** The most rows that are tried for one flag: a series can have one file, and a hostile patch one number, without end. */
const TRIED = 1000;
const HEADERS_TRIED = 50;

/** The rows of one file by their number in the new file and in the old one. */
interface Sides {
  readonly new: ReadonlyMap<number, readonly number[]>;
  readonly old: ReadonlyMap<number, readonly number[]>;
}

const put = (rows: Map<number, number[]>, number: number, row: number): void => {
  const held = rows.get(number);
  if (held === undefined) rows.set(number, [row]);
  else held.push(row);
};

const sidesOf = ({ rows, fileRows }: Layout, file: number): Sides => {
  const sides = { new: new Map<number, number[]>(), old: new Map<number, number[]>() };
  for (let at = fileRows[file] ?? 0; at < (fileRows[file + 1] ?? 0); at += 1) {
    const { line = null, number = 0 } = rows[at] ?? {};
    if (line === null) continue;
    if (line.oldLine !== null) put(sides.old, line.oldLine, at);
    if (line.newLine !== null || line.oldLine === null) put(sides.new, number, at);
  }
  return sides;
};

type Held = Omit<Flag, 'severity' | 'reason'>;

/** Looks up what flags point at, and keeps what it looked up of the files. */
class Holding {
  readonly #layout: Layout;
  readonly #names: ReturnType<typeof filesByName>;
  readonly #sides = new Map<number, Sides>();

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#names = filesByName(layout);
  }

  held({ file: said, line, quote }: SaidFlag): Held | null {
    const lines = quoteLines(quote);
    if (lines.length === 0) return null;
    const files = filesMeant(this.#names, said);
    return this.#inLines(files, line, lines) ?? (line === 0 || line === 1 ? this.#inHeaders(files, lines) : null);
  }

  #inLines(files: readonly number[], number: number, lines: readonly string[]): Held | null {
    let left = TRIED;
    for (const file of files) {
      for (const row of this.#rows(file, number)) {
        if (left-- === 0) return null;
        const quote = quotedAt(this.#layout, row, lines);
        if (quote !== null) return this.#at(row, quote);
      }
    }
    return null;
  }

  /** Every line of the quote must be in a line of the header; it is held as one of line 1. */
  #inHeaders(files: readonly number[], lines: readonly string[]): Held | null {
    for (const file of files.slice(0, HEADERS_TRIED)) {
      const header = headerRows(this.#layout, file).map((row) => rowText(this.#layout, row));
      const found = lines.map((quoted) => header.map((line) => quotedIn(line, quoted)).find((each) => each !== null));
      const [quote] = found;
      if (quote === undefined || quote === null || found.includes(undefined)) continue;
      return { file: this.#layout.files[file]?.path ?? '', line: 1, side: 'new', quote };
    }
    return null;
  }

  /** Those of the new side first. */
  *#rows(file: number, number: number): Generator<number> {
    const sides = this.#sides.get(file) ?? sidesOf(this.#layout, file);
    this.#sides.set(file, sides);
    yield* sides.new.get(number) ?? [];
    yield* sides.old.get(number) ?? [];
  }

  #at(index: number, quote: string): Held {
    const row = this.#layout.rows[index];
    const side = row?.line?.newLine === null && row.line.oldLine !== null ? 'old' : 'new';
    return { file: this.#layout.files[row?.file ?? 0]?.path ?? '', line: Math.max(1, row?.number ?? 1), side, quote };
  }
}

const GRAVITY: Readonly<Record<Severity, number>> = { low: 0, medium: 1, high: 2 };

/**
 * The flags that point at a line of the diff which the quote is, or is part of, and the others as they were said. A flag is held as
 * the line is shown: of a line of context said by its old number, the new one. What a reviewer may do:
 *
 * - name the file with or without `a/` or `b/` and git's quotes, by its old or its new name;
 * - number a line on the new side or, where that does not hold, on the old one;
 * - quote with the number and marks that the line was shown with, with other blanks around, or several lines that
 *   follow each other, of which the first is the numbered one and the only one kept;
 * - quote the file's header (name, mode, binary) as line 0 or 1: it is held as line 1 of the new side.
 *
 * Headings of hunks are no part of the change and hold nothing. A quote without a character that is not blank holds nothing.
 * Flags with the same file, side, line and reason become one, as grave as the gravest; they do not count as dropped.
 * Of a path or number that comes over 1,000 times, the first 1,000 are tried; of headers, 50. Takes time linear in the diff and in
 * the flags' number and length.
 */
export const heldAndLost = (
  layout: Layout,
  said: readonly SaidFlag[],
): { readonly flags: readonly Flag[]; readonly lost: readonly SaidFlag[] } => {
  const holding = new Holding(layout);
  const flags = new Map<string, Flag>();
  const lost: SaidFlag[] = [];
  for (const each of said) {
    const held = holding.held(each);
    if (held === null) {
      lost.push(each);
      continue;
    }
    const flag: Flag = { severity: each.severity, ...held, reason: each.reason };
    const key = JSON.stringify([flag.file, flag.side, flag.line, flag.reason.trim()]);
    const known = flags.get(key);
    if (known === undefined || GRAVITY[known.severity] < GRAVITY[flag.severity]) flags.set(key, flag);
  }
  return { flags: [...flags.values()], lost };
};

/** The same, where it is enough to know how many point at nothing. */
export const heldFlags = (layout: Layout, said: readonly SaidFlag[]): HeldFlags => {
  const { flags, lost } = heldAndLost(layout, said);
  return { flags, dropped: lost.length };
};
