import { pathInHeader, unquoted } from './path-in-header.ts';

/** One line of a numbered diff. */
export interface ReadLine {
  /** `header` is the line that names the file. */
  readonly kind: 'added' | 'deleted' | 'context' | 'header';
  /** The number shown before the `|`; 1 for a header. */
  readonly line: number;
  /** What stands behind it. */
  readonly text: string;
  /** Null where no header said which file this is. */
  readonly file: string | null;
  /** Which hunk of the text it is in, from 0; lines of one hunk stand together. */
  readonly hunk: number;
}

/** What is shown again from the part before has a `~` before its marks. */
const ROW = /^~?([-+ ]{1,2})(\d{0,9})\|/;
/** What a part that begins within a file says first. */
const CONTINUES = /^>\|(.{0,4096}): (?:its header|hunk \d{1,9} of \d{1,9}) (?:continues|follows)/;

/** Where a reader stands: a text may go on where the one before it ended. */
export interface Place {
  readonly file: string | null;
}

/** Whether a text is a numbered diff: most of its first lines have the prefix. */
export const isNumbered = (text: string): boolean => {
  const lines = text.split('\n', 12).filter((line) => line !== '');
  return lines.length > 0 && lines.filter((line) => ROW.test(line) || line.startsWith('>|')).length * 2 > lines.length;
};

const kindOf = (marks: string): 'added' | 'deleted' | 'context' =>
  marks.includes('+') ? 'added' : marks.includes('-') ? 'deleted' : 'context';

/** Goes through a numbered diff line by line. */
class Reading {
  readonly lines: ReadLine[] = [];
  #file: string | null;
  #hunk = 0;

  constructor(from: Place) {
    this.#file = from.file;
  }

  row(row: string): void {
    const continues = CONTINUES.exec(row);
    const match = ROW.exec(row);
    if (continues !== null) this.#file = unquoted(continues[1] ?? '');
    else if (match !== null) this.#numbered(row, match);
  }

  #numbered(row: string, [prefix, marks = '', number = '']: RegExpExecArray): void {
    const text = row.slice(prefix.length);
    if (number === '') this.#header(text);
    else this.lines.push({ kind: kindOf(marks), line: Number(number), text, file: this.#file, hunk: this.#hunk });
  }

  #header(text: string): void {
    const starts = text.startsWith('diff --git ') || text.startsWith('diff --cc ');
    if (starts || text.startsWith('@@')) this.#hunk += 1;
    const path = pathInHeader(text);
    this.#file = starts ? path : (path ?? this.#file);
    if (path !== null) this.lines.push({ kind: 'header', line: 1, text, file: path, hunk: this.#hunk });
  }
}

/** The lines of hunks in a numbered diff and the headers that name their files, in order. Other lines are skipped. */
export const linesOf = (text: string, from: Place): readonly ReadLine[] => {
  const reading = new Reading(from);
  for (const row of text.split('\n')) reading.row(row);
  return reading.lines;
};
