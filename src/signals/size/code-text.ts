import type { DiffLine, FileChange, Hunk } from '../../domain/index.ts';
import { type CommentStyle, commentsOf } from './comment-styles.ts';

/** Comments that tools obey: taking one for prose would hide what it does. */
const DIRECTIVE =
  /^#!|^(?:\/\/|\/\*+|#|--|<!--)?\s{0,8}(?:go:|\+build|cgo|eslint|@ts-|prettier-|biome-|nolint|noqa|nosec|type:|pylint|mypy:|ruff:|pragma|pyright|istanbul|c8 |v8 |webpack|@vite|@jsx|@flow|@license|shellcheck|rubocop|swiftlint|NOLINT|NOSONAR|codeql|semgrep|gitleaks|-\*-|coding[:=]|syntax=|check=)/i;

const SENTENCE_MAX_CHARS = 400;
const OF_SENTENCES = /^[\p{L}\p{M}\d.,;:!?'’“”"()%{}\s-]+$/u;

/** Text between quotes that reads like a sentence: two words or more, and nothing a program would act on. */
const isSentence = (text: string): boolean =>
  text.length <= SENTENCE_MAX_CHARS && text.includes(' ') && /^\p{L}{2,}/u.test(text) && OF_SENTENCES.test(text);

/** Text between quotes over several lines shows in a hunk as bare sentences. Words that begin statements begin none. */
const BARE_SENTENCE =
  /^(?!(?:return|if|elif|else|for|while|not|from|import|raise|throw|del|assert|global|with|async|await|yield|lambda|puts|print|exec|unless|delete|new|typeof|goto|case|use|pub|let|const|var|static|extern|private|public|protected|export|type|class|def|fn|func|struct)\b)[\p{L}\p{M}\d.,:!?'’“”"`/()[\]*_-]+(?: [\p{L}\p{M}\d.,:!?'’“”"`/()[\]*_-]+){3,}$/u;
/** Languages in which bare words are commands. */
const COMMANDS =
  /\.(?:sh|bash|zsh|fish|ps1|bat|cmd|sql|mk|m4|ac|am|cmake|rb|ya?ml|toml|tcl|s|asm|lua|hs)$|(?:^|\/)[^./]+$/i;

const isBareSentence = (text: string, path: string): boolean =>
  text.length <= SENTENCE_MAX_CHARS && BARE_SENTENCE.test(text.trim()) && !COMMANDS.test(path.slice(-200));

/** `lenient` takes strings that hold a sentence for prose, `strict` for part of the program. */
export type Reading = 'strict' | 'lenient';

interface Scan {
  readonly style: CommentStyle;
  readonly reading: Reading;
  /** What ends the block the text stands in; null outside of one. */
  until: string | null;
}

const closes = (text: string, at: number, quote: string): number => {
  for (let i = at; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === quote) return i;
  }
  return text.length;
};

/** Characters with which no comment and no string begins, in any language that is known here. */
const PLAIN_RUN = /[^"'`/#<;%d-]+/y;

/** The text of one line that is not comment, and nothing of strings that hold a sentence. */
const codeOfLine = (text: string, scan: Scan): string => {
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (scan.until !== null) {
      const end = text.indexOf(scan.until, at);
      if (end === -1) return parts.join('');
      at = end + scan.until.length;
      scan.until = null;
      continue;
    }
    const block = scan.style.blocks.find(([open]) => text.startsWith(open, at));
    const opensComment = block !== undefined && !DIRECTIVE.test(text.slice(at, at + 40));
    if (opensComment) {
      scan.until = block[1];
      at += block[0].length;
    } else if (scan.style.lines.some((mark) => text.startsWith(mark, at)) && scan.style.startsHere(text, at)) {
      return DIRECTIVE.test(text.slice(at, at + 40)) ? parts.join('') + text.slice(at) : parts.join('');
    } else if (text[at] === '"' || text[at] === "'" || text[at] === '`') {
      const end = closes(text, at + 1, text[at] ?? '');
      const inner = text.slice(at + 1, end);
      parts.push(scan.reading === 'lenient' && isSentence(inner) ? '""' : text.slice(at, end + 1));
      at = end + 1;
    } else {
      PLAIN_RUN.lastIndex = at;
      const run = PLAIN_RUN.exec(text)?.[0] ?? text[at] ?? '';
      parts.push(run);
      at += run.length;
    }
  }
  return parts.join('');
};

/** Whether quotes that may begin or end a docstring end one: by what stands before and after them. */
const endsDocstring = (texts: readonly string[], index: number, at: number): boolean => {
  const [head, tail] = [texts[index]?.slice(0, at) ?? '', texts[index]?.slice(at + 3) ?? ''];
  if (/[=(,:[]\s*[rbuf]{0,2}$|^\s*[rbuf]{1,2}$/i.test(head)) return false;
  if (head.trim() !== '') return true;
  if (tail.trim() !== '') return false;
  const before = texts.slice(0, index).findLast((text) => text.trim() !== '');
  return before === undefined
    ? /^\s*(?:import|from|def|class|@|async|if|for|return|\w+(?:\.\w+)* ?[=(])/.test(
        texts.slice(index + 1).find((text) => text.trim() !== '') ?? '',
      )
    : !/:\s*$|^\s*#/.test(before);
};

/** The block comment that the hunk starts within, by its end: it comes before any beginning. Null when there is none. */
const startsWithin = (texts: readonly string[], style: CommentStyle): string | null => {
  for (const [index, text] of texts.entries()) {
    for (const [open, close] of style.blocks) {
      const [opened, closed] = [text.indexOf(open), text.indexOf(close)];
      if (open === close && opened !== -1) return endsDocstring(texts, index, opened) ? close : null;
      if (open !== close && closed !== -1 && (opened === -1 || closed < opened)) return close;
      if (opened !== -1) return null;
    }
  }
  return null;
};

/** Lines within a comment of C's kind begin with a star, though the hunk may not show where it began. */
const STARRED = /^\s*\*(?:\s|\/|$)/;

/** What each line of the hunk holds of code, by position; empty for the lines of the other side. */
const codeOfHunk = (hunk: Hunk, side: 'added' | 'deleted', path: string, reading: Reading): readonly string[] => {
  const style = commentsOf(path);
  const isSeen = ({ kind }: DiffLine): boolean => kind === side || kind === 'context';
  const seen = hunk.lines.filter(isSeen).map(({ text }) => text);
  const scan: Scan = { style, reading, until: startsWithin(seen, style) };
  return hunk.lines.map((line) => {
    if (!isSeen(line)) return '';
    const isStarred = style.starred && STARRED.test(line.text) && scan.until === null;
    const code = isStarred ? '' : codeOfLine(line.text, scan);
    return reading === 'lenient' && isBareSentence(code, path) ? '' : code;
  });
};

/** Lines that stand together and change together: what goes, and what comes in its place. */
export interface Exchange {
  readonly deleted: readonly string[];
  readonly added: readonly string[];
}

/** The exchanges of one hunk; `textOf` says what a line holds. A line of context parts two of them. */
const exchangesOf = (hunk: Hunk, textOf: (line: DiffLine, index: number) => string): readonly Exchange[] => {
  const exchanges: { deleted: string[]; added: string[] }[] = [];
  let open: (typeof exchanges)[number] | null = null;
  for (const [index, line] of hunk.lines.entries()) {
    if (line.kind === 'context') {
      open = null;
      continue;
    }
    if (open === null) {
      open = { deleted: [], added: [] };
      exchanges.push(open);
    }
    open[line.kind].push(textOf(line, index));
  }
  return exchanges;
};

/** The file's changed lines as they are. */
export const textExchanges = (file: FileChange): readonly Exchange[] =>
  file.hunks.flatMap((hunk) => exchangesOf(hunk, ({ text }) => text));

/**
 * The file's changed lines without comments; a comment that tools obey stays. A guess from what the hunks show: where a
 * block began before them is inferred. `lenient` also leaves out strings that hold a sentence.
 */
export const codeExchanges = (file: FileChange, reading: Reading): readonly Exchange[] =>
  file.hunks.flatMap((hunk) => {
    const [added, deleted] = (['added', 'deleted'] as const).map((side) => codeOfHunk(hunk, side, file.path, reading));
    return exchangesOf(hunk, ({ kind }, index) => (kind === 'added' ? added : deleted)?.[index] ?? '');
  });

/** The lines of one side of all exchanges. */
export const linesOf = (exchanges: readonly Exchange[], side: keyof Exchange): readonly string[] =>
  exchanges.flatMap((exchange) => exchange[side]);

/** Lines as one text in which blanks count only between two words, so that wrapping and indenting leave it as it is. */
const squeeze = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?<![\p{L}\p{N}_$]) | (?![\p{L}\p{N}_$])/gu, '');

/** Where the blanks that begin a line are part of the program. */
const INDENTED =
  /\.(?:pyi?|ya?ml|nim|hs|elm|coffee|pug|jade|sass|styl|haml|slim|fs|fsx|mk|am)$|(?:^|\/)[Mm]akefile[^/]*$/i;

const withoutBlankEnds = (lines: readonly string[]): string =>
  lines
    .map((text) => text.trimEnd())
    .filter((text) => text !== '')
    .join('\n');

/**
 * Whether each exchange leaves the text as it was, but for blanks and line ends between words and marks; where
 * indentation is part of the program, but for empty lines and blanks at the ends of lines.
 */
export const sameButBlanks = (exchanges: readonly Exchange[], path: string): boolean => {
  const plain = INDENTED.test(path.slice(-200)) ? withoutBlankEnds : squeeze;
  return exchanges.every(({ deleted, added }) => plain(deleted) === plain(added));
};
