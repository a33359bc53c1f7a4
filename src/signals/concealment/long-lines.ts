import type { DiffLine, FileChange } from '../../domain/index.ts';
import { type CommentStyle, commentsOf } from '../size/comment-styles.ts';
import { areaOf } from '../size/file-area.ts';
import { isGenerated } from '../size/generated.ts';
import type { Found } from '../text/collect.ts';
import { foundInLine, type Said } from './found-in.ts';
import { holdsCode } from './unseen-characters.ts';

/** What shows as a blank: tabs, spaces of every width, and the Braille cell without dots. */
const BLANK = '[\\t \\u00A0\\u2000-\\u200A\\u202F\\u205F\\u3000\\u2800]';
/** More than any indentation, and more than most windows show. */
const BLANKS = 80;
/** A tab shows as up to eight columns; four is the least that is usual. */
const TAB_COLUMNS = 4;
const RUN = new RegExp(`${BLANK}{20,}(?=(\\S{0,200}(?: \\S{1,100}){0,8}))`, 'gu');
/** What is lined up at the right edge without hiding anything: continuation, table borders, closing marks alone. */
const HARMLESS = /^(?:\\?$|\||[)\]}>,;"'`]{1,6}\\?$)/;
const ACTS = /[=(]|\b(?:eval|exec|system|import|require|return|if|rm|curl|wget)\b/;

const columnsOf = (blanks: string): number => {
  let columns = 0;
  for (const character of blanks) columns += character === '\t' ? TAB_COLUMNS : 1;
  return columns;
};

/** Whether a comment of the file's language begins there. */
const isComment = (behind: string, { lines, blocks, starred }: CommentStyle): boolean =>
  lines.some((mark) => behind.startsWith(mark)) ||
  blocks.some(([open]) => behind.startsWith(open)) ||
  (starred && /^\*(?:\/|\s|$)/.test(behind));

const behindBlanks = (text: string, style: CommentStyle): { readonly at: number; readonly acts: boolean } | null => {
  for (const match of text.matchAll(RUN)) {
    const [blanks, behind = ''] = match;
    if (columnsOf(blanks) < BLANKS || HARMLESS.test(behind) || isComment(behind, style)) continue;
    return { at: match.index + blanks.length, acts: ACTS.test(behind) };
  }
  return null;
};

const LONG_CHARS = 500;
const VERY_LONG_CHARS = 2_000;
const SHORT_CHARS = 200;
const SAMPLE_CHARS = 4_000;

/** Dense code: hardly a blank, and much of what parts statements. Text, addresses and encoded data are not. */
const isMinified = (text: string): boolean => {
  const sample = text.slice(0, SAMPLE_CHARS);
  const blanks = sample.match(/\s/g)?.length ?? 0;
  const marks = sample.match(/[;{}()=,]/g)?.length ?? 0;
  const structure = sample.match(/[;{}]/g)?.length ?? 0;
  return (
    blanks < sample.length * 0.1 && marks > sample.length * 0.08 && structure >= 8 && /\w\(|=>|function/.test(sample)
  );
};

/** Whether most other lines that the file's hunks show are short. */
const isShortLined = (file: FileChange): boolean => {
  let [long, short] = [0, 0];
  for (const { lines } of file.hunks) {
    for (const { text } of lines) {
      if (text.length > LONG_CHARS) long += 1;
      else if (text.length < SHORT_CHARS) short += 1;
    }
  }
  return short > 3 * long;
};

const judge = (
  text: string,
  setting: { readonly isCode: boolean; readonly isExpected: boolean; readonly isShort: boolean },
): Said | null => {
  if (text.length < LONG_CHARS) return null;
  if (isMinified(text)) {
    const message = setting.isExpected
      ? 'This line is minified code, which few people read.'
      : 'This line is minified code in a file that is written by hand, so few people will read it.';
    return { rule: 'minified-code', severity: setting.isExpected ? 'low' : 'medium', message };
  }
  if (!setting.isCode || !setting.isShort) return null;
  const message = `This line has ${text.length} characters among short ones, so its end is easily overlooked.`;
  return {
    rule: 'long-line',
    severity: text.length >= VERY_LONG_CHARS && !setting.isExpected ? 'medium' : 'low',
    message,
  };
};

const BLANK_LINES = 60;

/** Lines that a reader does not see to their end, or at all: code far to the right, minified code, code far below. */
export function* longLines(file: FileChange): Generator<Found> {
  const area = areaOf(file.path);
  const isCode = holdsCode(file.path) && area !== 'data' && area !== 'lock' && area !== 'asset' && area !== 'docs';
  const setting = { isCode, isExpected: isGenerated(file.path), isShort: isShortLined(file) };
  for (const { lines } of file.hunks) {
    let blankLines = 0;
    for (const line of lines) {
      if (line.kind === 'added') yield* inLine(file.path, line, { ...setting, blankLines });
      if (line.kind !== 'deleted') blankLines = line.text.trim() === '' ? blankLines + 1 : 0;
    }
  }
}

function* inLine(
  file: string,
  { text, newLine }: DiffLine,
  setting: Parameters<typeof judge>[1] & { readonly blankLines: number },
): Generator<Found> {
  const where = { file, line: newLine, text };
  const hidden = setting.isCode ? behindBlanks(text, commentsOf(file)) : null;
  if (hidden !== null) {
    const severity = hidden.acts ? 'high' : 'medium';
    const message = 'Behind many blanks, this line goes on beyond the right edge of most windows.';
    yield foundInLine({ ...where, at: hidden.at }, { rule: 'code-behind-blanks', severity, message });
  }
  if (setting.isCode && setting.blankLines >= BLANK_LINES && text.trim() !== '') {
    const message = `This line stands below ${setting.blankLines} empty ones, where a reader may think that the file has ended.`;
    yield foundInLine(where, { rule: 'code-below-blank-lines', severity: 'medium', message });
  }
  const said = judge(text, setting);
  if (said !== null) yield foundInLine(where, said);
}
