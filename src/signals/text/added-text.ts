import type { FileChange } from '../../domain/index.ts';

/** A line that the change adds. */
export interface AddedLine {
  readonly file: string;
  /** 1-based, in the new file. */
  readonly number: number;
  readonly text: string;
}

/** Every added line of the text files, in order. */
export function* addedLines(files: readonly FileChange[]): Generator<AddedLine> {
  for (const file of files) {
    if (file.binary) continue;
    for (const hunk of file.hunks) {
      for (const line of hunk.lines) {
        if (line.kind === 'added') yield { file: file.path, number: line.newLine ?? 0, text: line.text };
      }
    }
  }
}

/** Where a match starts: the added line, and the position in it. */
export interface Place {
  readonly line: AddedLine;
  readonly column: number;
}

/** A stretch of added text. Only matches that start at `ownedFrom` or later and before `ownedTo` are its own. */
export interface Passage {
  readonly text: string;
  readonly ownedFrom: number;
  readonly ownedTo: number;
  /** The place of a position in `text`. */
  readonly locate: (position: number) => Place;
}

/** Passages bound what one expression sees at once, however long the diff or one line of it; the margin is its context. */
const PASSAGE_CHARS = 65_536;
const PASSAGE_MARGIN_CHARS = 2_048;

/** Stands between lines that are not neighbours in the file, so that no phrase is read across the gap. */
const GAP = '\0';

const join = (lines: Iterable<AddedLine>): { text: string; held: AddedLine[]; starts: number[] } => {
  const parts: string[] = [];
  const held: AddedLine[] = [];
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    const previous = held.at(-1);
    if (previous !== undefined) {
      const neighbours = previous.file === line.file && previous.number + 1 === line.number;
      const separator = neighbours ? '\n' : `\n${GAP}\n`;
      parts.push(separator);
      length += separator.length;
    }
    held.push(line);
    starts.push(length);
    parts.push(line.text);
    length += line.text.length;
  }
  return { text: parts.join(''), held, starts };
};

/** The last index whose start is at or before the position. */
const indexAt = (starts: readonly number[], position: number): number => {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** The added lines as running text, so that a phrase or a key may go over several lines, cut into passages. */
export function* passages(lines: Iterable<AddedLine>): Generator<Passage> {
  const { text, held, starts } = join(lines);
  for (let from = 0; from < text.length; from += PASSAGE_CHARS) {
    const base = Math.max(0, from - PASSAGE_MARGIN_CHARS);
    yield {
      text: text.slice(base, from + PASSAGE_CHARS + PASSAGE_MARGIN_CHARS),
      ownedFrom: from - base,
      ownedTo: from - base + PASSAGE_CHARS,
      locate: (position) => {
        const index = indexAt(starts, base + position);
        const line = held[index];
        if (line === undefined) throw new RangeError(`position ${position} is before the first line`);
        return { line, column: base + position - (starts[index] ?? 0) };
      },
    };
  }
}

/** The matches of an expression (with flag `g`) that belong to the passage. */
export function* ownMatches(passage: Passage, expression: RegExp): Generator<RegExpExecArray> {
  for (const match of passage.text.matchAll(expression)) {
    if (match.index >= passage.ownedFrom && match.index < passage.ownedTo) yield match;
  }
}
