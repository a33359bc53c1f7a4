import { z } from 'zod';
import { cut, oneLine } from '../one-line.ts';
import { fenced } from '../text/fence.ts';
import type { Layout, Row } from '../text/layout.ts';
import { shownPrefix } from '../text/numbered.ts';
import { counted, type Navigation, operation, refusal } from './navigation.ts';
import { patternSearch } from './pattern.ts';

const MOST_LINES = 40;
const SHOWN = 300;
const BEFORE = 100;

const input = z.object({ pattern: z.string() });

/** A row's text without its marks and its end. */
const lineOf = ({ text }: Layout, { from, to, marks }: Row): string => text.slice(from + marks, to - 1);

/** The line where it fits; of a longer one, what stands around the place. */
const around = (line: string, place: number): string => {
  if (line.length <= SHOWN) return line;
  const start = Math.max(0, place - BEFORE);
  return `${start > 0 ? '…' : ''}${cut(line.slice(start), SHOWN)}${start + SHOWN < line.length ? '…' : ''}`;
};

/** What the model is shown of one line: the handle of the part it starts in, its file, its number, its text. */
const shownLine = (navigation: Navigation, row: Row, place: number): string => {
  const { layout } = navigation.inquiry;
  const byte = layout.offsets.byteAt(row.from + row.marks + place);
  const handle = navigation.parts.findLast(({ start }) => start <= byte)?.handle ?? '';
  const file = oneLine(layout.files[row.file]?.path ?? '');
  const line = around(lineOf(layout, row), place).toWellFormed();
  return `${handle} ${file} ${shownPrefix(layout.text, row)}${line}\n`;
};

/** Lines in which a pattern stands, in the order of the diff. Takes time linear in the diff. */
export const search = operation(input, ({ pattern }, navigation) => {
  const asked = `"${oneLine(pattern, 120)}"`;
  const find = patternSearch(pattern);
  if (typeof find === 'string') return refusal(asked, find);
  const { layout } = navigation.inquiry;
  const shown: string[] = [];
  let lines = 0;
  for (const row of layout.rows) {
    const place = find(lineOf(layout, row));
    if (place < 0 || ++lines > MOST_LINES) continue;
    shown.push(shownLine(navigation, row, place));
  }
  const more = lines > MOST_LINES ? `, the first ${MOST_LINES} of them` : '';
  const got = counted(lines, 'line');
  return { asked, got, text: `${got}${more}:\n${fenced(shown.join(''), 'lines').text}`, isError: false };
});
