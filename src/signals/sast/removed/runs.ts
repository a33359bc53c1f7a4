import type { DiffLine, FileChange, Hunk } from '../../../domain/index.ts';

/** Changed lines that stand together, with no line of context between them, without those that were only moved. */
export interface Run {
  readonly file: FileChange;
  /** The name that the file is judged by. */
  readonly path: string;
  readonly hunk: Hunk;
  readonly deleted: readonly DiffLine[];
  readonly added: readonly DiffLine[];
  /** Position in the hunk's lines of the run's first one. */
  readonly from: number;
}

const COMMENT =
  /^\s*(?:\/\/|\/?\*(?!\w)|#(?![[!]|include|define|if|el|end|pragma|undef|error)|--(?!\w)|<!--|;;|dnl\b|rem\b)/i;

/** What is read of a line: longer ones are not written by hand. */
const READ_CHARS = 500;

/** A line as it is read: all of it, or the start of a very long one, whose blanks do not count. */
export const readOf = (text: string): string =>
  text.length <= READ_CHARS ? text : text.replace(/\s+/g, ' ').slice(0, READ_CHARS);

/** Whether a whole line is a comment in most languages. */
export const isCommentLine = (text: string): boolean => COMMENT.test(text);

/** The width of a line's indentation, a tab counting as eight. */
export const indentOf = (text: string): number => {
  let width = 0;
  for (const character of text) {
    if (character === '\t') width += 8;
    else if (character === ' ') width += 1;
    else break;
  }
  return width;
};

/** A file's runs, in order. */
export const runsOf = (file: FileChange, path: string, moved: ReadonlySet<DiffLine>): readonly Run[] => {
  const runs: Run[] = [];
  const stays = (line: DiffLine): boolean => line.text.length > 0 && !moved.has(line) && /\S/.test(line.text);
  for (const hunk of file.hunks) {
    let from = 0;
    while (from < hunk.lines.length) {
      let to = from;
      while (to < hunk.lines.length && hunk.lines[to]?.kind !== 'context') to += 1;
      const lines = hunk.lines.slice(from, to).filter(stays);
      if (lines.length > 0) {
        const deleted = lines.filter(({ kind }) => kind === 'deleted');
        runs.push({ file, path, hunk, deleted, added: lines.filter(({ kind }) => kind === 'added'), from });
      }
      from = to + 1;
    }
  }
  return runs;
};
