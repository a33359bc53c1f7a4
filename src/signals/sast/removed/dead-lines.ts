import type { DiffLine, FileChange, Hunk } from '../../../domain/index.ts';
import { familyOf } from './paths.ts';
import { endsComment, type Quoted, quotedStates } from './quoted-state.ts';
import { indentOf } from './runs.ts';

/** A statement by which a block is left whatever holds, whole on its line. */
const LEAVES_ALWAYS =
  /^\s*(?:(?:return|throw|raise|die|exit|panic!?|abort|goto|break|continue|sys\.exit|process\.exit)\b(?![^;]*\b(?:if|unless)\b)[^;]*;|(?:return|raise|break|continue|pass)\b(?![^#]*\b(?:if|unless)\b)[^#;]*[\w)\]'"]|return)\s*$/;
/** What opens a block that never runs. */
const NEVER =
  /^\s*\}?\s*(?:if|elif|while|unless)\s*\(?\s*(?:!\s?true|!1|false|False|0|nil|None|null)\s*\)?\s*[:{]?\s*$/;
/** A line whose statement is the next one: that one alone depends on it. */
const AWAITS_STATEMENT = /(?:\)|\belse|\bdo|\bthen|=>|\?|&&|\|\|)\s*(?:\/[/*].*)?$/;
/** Where control comes in again after it has left: labels, cases, else, the ends of blocks. */
const COMES_IN =
  /^\s*(?:[}\])#]|case\b|default\b|else\b|elif\b|elsif\b|rescue\b|ensure\b|except\b|finally\b|end\b|\w+:)/;
/** Longer lines are no bare `return`. */
const STATEMENT_MAX_CHARS = 300;

const isBlank = (text: string): boolean => !/\S/.test(text);

/** Puts the lines behind an unconditional `return`, and those in a block that never runs, into `dead`. */
const unreached = (lines: readonly DiffLine[], dead: Set<DiffLine>): void => {
  let until: { readonly indent: number; readonly sameToo: boolean } | null = null;
  let previous = '';
  for (const line of lines) {
    if (isBlank(line.text)) continue;
    const indent = indentOf(line.text);
    const text = line.text.slice(0, STATEMENT_MAX_CHARS);
    const inside = until !== null && (indent > until.indent || (until.sameToo && indent === until.indent));
    if (inside && !(until?.sameToo && indent === until.indent && COMES_IN.test(text))) dead.add(line);
    else {
      until = null;
      if (NEVER.test(text)) until = { indent, sameToo: false };
      else if (LEAVES_ALWAYS.test(text) && !AWAITS_STATEMENT.test(previous)) until = { indent, sameToo: true };
    }
    previous = text;
  }
};

/** Whether what seems to open a text of several lines may rather close one that began before the hunk. */
const mayClose = (text: string, at: number, previous: string): boolean =>
  /^(?:`|"""|''')[;,)\]}.\s]*$/.test(text.slice(at, at + 40)) &&
  (isBlank(text.slice(0, at)) ? !/[:=(,[{?+]\s*$/.test(previous) : /[\w.!?;)}>\]]\s*$/.test(text.slice(0, at)));

/** Puts the lines that begin inside a comment or a text of several lines into `dead`. */
const quoted = (lines: readonly DiffLine[], family: string, dead: Set<DiffLine>): void => {
  const read = quotedStates(family);
  const from = (
    start: Quoted,
  ): { readonly inside: readonly DiffLine[]; readonly first: Quoted; readonly open: boolean } => {
    const inside: DiffLine[] = [];
    let [state, first, begun, previous, commentTo] = [start, null as Quoted, start !== null, '', 0];
    for (const [index, line] of lines.entries()) {
      if (state !== null) inside.push(line);
      else if (!begun && endsComment(family, line.text)) commentTo = index + 1;
      const left = read(line.text, state);
      if (!begun && left.first !== null) {
        begun = true;
        if (left.state !== null && mayClose(line.text, left.first, previous)) first = left.state;
      }
      [state, previous] = [left.state, line.text];
    }
    return { inside: [...lines.slice(0, commentTo), ...inside], first, open: state !== null };
  };
  const plain = from(null);
  const { inside } = plain.open && plain.first !== null ? from(plain.first) : plain;
  for (const line of inside) dead.add(line);
};

const inHunk = ({ lines }: Hunk, family: string, dead: Set<DiffLine>): void => {
  if (lines.every(({ kind }) => kind === 'context')) return;
  for (const other of ['added', 'deleted'] as const) {
    const side = lines.filter(({ kind }) => kind !== other);
    quoted(side, family, dead);
    unreached(side, dead);
  }
};

const read = (file: FileChange, path: string): ReadonlySet<DiffLine> => {
  const dead = new Set<DiffLine>();
  const family = familyOf(path);
  if (family !== null) for (const hunk of file.hunks) inHunk(hunk, family, dead);
  return dead;
};

/** Several readers ask it of one file, which is judged by one name. */
const answers = new WeakMap<FileChange, ReadonlySet<DiffLine>>();

/**
 * The lines of a source file that run nowhere, as far as each hunk shows: inside a comment or a text of several lines,
 * behind an unconditional `return`, under `if (false)`. What began above the hunk is known by its end alone.
 * `path` is the name that the file is judged by.
 */
export const deadLines = (file: FileChange, path: string): ReadonlySet<DiffLine> => {
  const known = answers.get(file) ?? read(file, path);
  answers.set(file, known);
  return known;
};
