import type { DiffLine, FileChange, Hunk } from '../../domain/index.ts';
import { functionNamed } from './heading.ts';

/** The side of a hunk: the file after it, or the file before it. */
export type Side = 'added' | 'deleted';

/** A row of a piece: a line of the diff, or the part of a long one that starts at column `from`. */
interface Row {
  readonly line: DiffLine;
  readonly from: number;
  readonly text: string;
}

/** Neighbouring lines of one side of a hunk, as they stand in the file. */
export interface Piece {
  readonly file: FileChange;
  readonly hunk: Hunk;
  readonly side: Side;
  readonly rows: readonly Row[];
  readonly text: string;
  /** The function that the hunk's heading names, for its first piece. */
  readonly functionName: string | null;
  /** True when it is the start of a new file, so that nothing stands before it. */
  readonly startsFile: boolean;
}

/** Few enough that one piece which no grammar can make sense of costs little, enough for nearly every hunk. */
const PIECE_CHARS = 4_096;
/** How far a piece reaches back into the one before, so that what is cut in one is whole in the other. */
const OVERLAP_CHARS = 512;

const rowsOf = (lines: readonly DiffLine[]): readonly Row[] =>
  lines.flatMap((line) => {
    const text = line.text.replace(/\r$/, '');
    if (text.length <= PIECE_CHARS) return [{ line, from: 0, text }];
    const rows: Row[] = [];
    for (let from = 0; from < text.length; from += PIECE_CHARS - OVERLAP_CHARS) {
      rows.push({ line, from, text: text.slice(from, from + PIECE_CHARS) });
    }
    return rows;
  });

const indentOf = ({ text }: Row): number => (text.trim() === '' ? 0 : text.length - text.trimStart().length);

/** The end of the piece that starts at `from`: before the last of the least indented rows of its second half. */
const endOf = (rows: readonly Row[], from: number): number => {
  let [chars, best, to] = [0, -1, from];
  for (; to < rows.length; to += 1) {
    const row = rows[to];
    if (row === undefined) break;
    chars += row.text.length + 1;
    if (chars > PIECE_CHARS && to > from) break;
    const least = rows[best];
    if (chars > PIECE_CHARS / 2 && (least === undefined || indentOf(row) <= indentOf(least))) best = to;
  }
  return to === rows.length || best <= from ? Math.max(to, from + 1) : best;
};

/** Where the next piece starts: some rows before the end of this one, but behind its start. */
const nextFrom = (rows: readonly Row[], from: number, to: number): number => {
  let [chars, next] = [0, to];
  while (next > from + 1 && chars + (rows[next - 1]?.text.length ?? 0) < OVERLAP_CHARS) {
    next -= 1;
    chars += (rows[next]?.text.length ?? 0) + 1;
  }
  return next;
};

/**
 * One side of a hunk in pieces of a bounded length that overlap a little, without those in which nothing was added
 * (deleted). Every changed line is in some piece; only a line longer than a piece is cut.
 */
export function* piecesOf(file: FileChange, hunk: Hunk, side: Side): Generator<Piece> {
  const isNew = file.kind === 'added' && hunk.newStart <= 1;
  const rows = rowsOf(hunk.lines.filter(({ kind }) => kind === side || kind === 'context'));
  for (let from = 0; from < rows.length; ) {
    const to = endOf(rows, from);
    const part = rows.slice(from, to);
    if (part.some(({ line }) => line.kind === side)) {
      const text = `${part.map((row) => row.text).join('\n')}\n`;
      const functionName = from === 0 ? functionNamed(hunk.heading) : null;
      yield { file, hunk, side, rows: part, text, functionName, startsFile: isNew && from === 0 };
    }
    from = to === rows.length ? to : nextFrom(rows, from, to);
  }
}
