import { type BlindChange, type DiffLine, type FileChange, type Hunk, InvariantError } from '../../domain/index.ts';
import { Offsets } from './characters.ts';

/**
 * One line of a blind diff's text, its line feed included. Rows follow each other without gaps. The blank line that
 * parts two files belongs to the second, and `\ No newline at end of file` to the hunk of the line before it.
 */
export interface Row {
  /** Byte offsets in the text as UTF-8; `end` is that of the next row. */
  readonly start: number;
  readonly end: number;
  /** The same as positions in the string. */
  readonly from: number;
  readonly to: number;
  /** Position of the file in the change. */
  readonly file: number;
  /** Position of the hunk in the file; null for the lines before the first one. */
  readonly hunk: number | null;
  /** The line of the hunk; null for its `@@` line and for `\ No newline at end of file`. */
  readonly line: DiffLine | null;
  /** Marks before a hunk's line: 1, or 2 in a combined diff. 0 where `line` is null. */
  readonly marks: 0 | 1 | 2;
  /**
   * The number that the line is shown with: in the new file, or of a deleted line in the old one. Deleted lines that
   * only the second parent of a combined diff had are in neither: they go by the new line that they stood before. 0
   * where `line` is null.
   */
  readonly number: number;
}

/** Where everything in a blind diff stands. */
export interface Layout {
  readonly text: string;
  /** Hex SHA-256 of the text. */
  readonly hash: string;
  readonly files: readonly FileChange[];
  readonly rows: readonly Row[];
  readonly offsets: Offsets;
  /** For each file, the position of its first row, and at the end the number of rows. */
  readonly fileRows: readonly number[];
}

type Told = Pick<Row, 'file' | 'hunk' | 'line' | 'marks' | 'number'>;

const NO_NEWLINE = '\\ No newline at end of file\n';
const HUNK_HEADER = /(@@@?) -(\d{1,10})(?:,\d{1,10})?(?: -\d{1,10}(?:,\d{1,10})?)? \+(\d{1,10})(?:,\d{1,10})? \1[ \n]/y;

/** Reads the text row by row, beside the files that it was written from. */
class Walk {
  readonly rows: Row[] = [];
  readonly fileRows: number[] = [];
  readonly #text: string;
  readonly #isAscii: boolean;
  #from = 0;
  #start = 0;

  constructor(text: string, isAscii: boolean) {
    this.#text = text;
    this.#isAscii = isAscii;
  }

  file(file: FileChange, index: number): void {
    this.fileRows.push(this.rows.length);
    const header: Told = { file: index, hunk: null, line: null, marks: 0, number: 0 };
    if (this.#from > 0 && this.#text[this.#from] === '\n') this.#row(header);
    const headerBytes = file.hunks.reduce((left, { bytes }) => left - bytes, file.bytes);
    const end = this.#start + headerBytes;
    while (this.#start < end) this.#row(header);
    this.#expectEnd(end, `the header of file ${index}`);
    file.hunks.forEach((hunk, at) => {
      this.#hunk(hunk, { ...header, hunk: at });
    });
  }

  end(): void {
    if (this.#from < this.#text.length) {
      throw new InvariantError(`a blind diff goes on for ${this.#text.length - this.#from} characters after its files`);
    }
    this.fileRows.push(this.rows.length);
  }

  #hunk(hunk: Hunk, told: Told): void {
    const where = `hunk ${told.hunk} of file ${told.file}`;
    const end = this.#start + hunk.bytes;
    HUNK_HEADER.lastIndex = this.#from;
    const [, signs, oldStart, newStart] = HUNK_HEADER.exec(this.#text) ?? [];
    if (Number(oldStart) !== hunk.oldStart || Number(newStart) !== hunk.newStart) {
      throw new InvariantError(`${where} of a blind diff does not start as it says`);
    }
    this.#row(told);
    const marks = signs === '@@' ? 1 : 2;
    let next = hunk.newStart;
    for (const line of hunk.lines) {
      this.#expectLine(line, marks, where);
      if (line.newLine !== null && line.newLine !== next++) {
        throw new InvariantError(`${where} of a blind diff has line ${line.newLine} where ${next - 1} is due`);
      }
      this.#row({ ...told, line, marks, number: line.newLine ?? line.oldLine ?? next });
      if (line.unended) this.#noNewline(told, where);
    }
    this.#expectEnd(end, where);
  }

  #noNewline(told: Told, where: string): void {
    if (!this.#text.startsWith(NO_NEWLINE, this.#from)) {
      throw new InvariantError(`${where} of a blind diff does not say that its last line has no end`);
    }
    this.#row(told);
  }

  #expectLine({ kind, text }: DiffLine, marks: number, where: string): void {
    const at = this.#from + marks;
    const shown = this.#text.slice(this.#from, at);
    const isMarked = kind === 'context' ? shown.trim() === '' : shown.includes(kind === 'added' ? '+' : '-');
    if (!isMarked || !this.#text.startsWith(text, at) || this.#text[at + text.length] !== '\n') {
      throw new InvariantError(
        `row ${this.rows.length} of a blind diff, in ${where}, is not the line that it should be`,
      );
    }
  }

  #expectEnd(end: number, what: string): void {
    if (this.#start === end) return;
    throw new InvariantError(`${what} of a blind diff ends at byte ${this.#start}, not at ${end}`);
  }

  #row(told: Told): void {
    const found = this.#text.indexOf('\n', this.#from);
    if (found === -1) throw new InvariantError(`a blind diff ends before row ${this.rows.length} does`);
    const [from, start, to] = [this.#from, this.#start, found + 1];
    const end = start + (this.#isAscii ? to - from : Buffer.byteLength(this.#text.slice(from, to)));
    this.rows.push({ start, end, from, to, ...told });
    this.#from = to;
    this.#start = end;
  }
}

/**
 * Where everything in a blind diff stands: every byte is in exactly one row. Empty for an empty diff. Takes time linear
 * in the text.
 * @throws InvariantError when the text is not what its files say: other lines, numbers, marks or sizes.
 */
export const layoutOf = ({ text, hash, files }: BlindChange): Layout => {
  const offsets = new Offsets(text);
  const walk = new Walk(text, offsets.bytes === text.length);
  files.forEach((file, index) => {
    walk.file(file, index);
  });
  walk.end();
  return { text, hash, files, rows: walk.rows, fileRows: walk.fileRows, offsets };
};

/** The position of the row that holds the byte, or of the last one before it; 0 where there is none. */
export const rowAt = ({ rows }: Layout, byte: number): number => {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rows[middle]?.start ?? 0) <= byte) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
};
