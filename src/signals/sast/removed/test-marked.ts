/** Samples for the tests of line rules: diffs whose dangerous lines end with a mark. Nothing else imports this. */
import { readFileSync } from 'node:fs';
import { parsePatch } from '../../../diff/index.ts';
import type { Change, DiffLine, FileChange } from '../../../domain/index.ts';

const MARK = /\s*(?:#|\/\/)\s*HIT$/;

const isMarked = ({ text }: DiffLine): boolean => MARK.test(text);
const withoutMark = (line: DiffLine): DiffLine => ({ ...line, text: line.text.replace(MARK, '') });

const withoutMarks = (file: FileChange): FileChange => ({
  ...file,
  hunks: file.hunks.map((hunk) => ({ ...hunk, lines: hunk.lines.map(withoutMark) })),
});

/** Where a finding stands, as text: `src/a.ts new 12`. */
export const placeOf = ({ file, side, line }: { file: string; side: string; line: number }): string =>
  `${file} ${side} ${line}`;

/** The change in a diff without its marks, and the places that were marked. */
export const markedDiff = (path: string): { readonly change: Change; readonly marked: readonly string[] } => {
  const parsed = parsePatch(readFileSync(path, 'utf8'));
  if (parsed.kind === 'unreadable') throw new Error(`${path}: ${parsed.reason}`);
  const marked = parsed.change.files.flatMap((file) =>
    file.hunks.flatMap(({ lines }) =>
      lines
        .filter(isMarked)
        .map(({ oldLine, newLine }) =>
          placeOf({ file: file.path, side: newLine === null ? 'old' : 'new', line: newLine ?? oldLine ?? 0 }),
        ),
    ),
  );
  return { change: { ...parsed.change, files: parsed.change.files.map(withoutMarks) }, marked };
};
