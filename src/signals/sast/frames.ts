import { bracketsOf } from './brackets.ts';
import type { Piece } from './pieces.ts';
import type { Language } from './rule.ts';

/** What is put around a piece of code that was cut from a file, so that it parses. `before` ends with a line feed, or is empty. */
export interface Frame {
  readonly before: string;
  readonly after: string;
  /** True when the frame takes the start of the piece for a comment or a string, which nothing in the piece proves. */
  readonly isQuoted?: true;
  /** Of such a frame: the row of the piece in which that comment or string surely ends, where it is known. */
  readonly quoteEndRow?: number;
}

/** Stand-ins, per language, for the surroundings that a hunk may have been cut from. NAME is the function's. */
interface Surroundings {
  /** What opens for a `}` of statements, and for one of members of a literal. */
  readonly block: string;
  readonly literal: string;
  readonly functionHead: string | null;
  /** Tried one after another when the piece alone does not parse. */
  readonly others: readonly string[];
  /** The block comment or long string that the piece may begin in. */
  readonly quotes: readonly string[];
}

const SCRIPT: Surroundings = {
  block: '{',
  literal: '_={',
  functionHead: 'async function NAME(){',
  others: ['_({', '_(', 'class _ {', 'switch(_){'],
  quotes: ['/*', '`'],
};
const C: Surroundings = {
  block: '{',
  literal: 'int _[] = {',
  functionHead: 'void NAME() {',
  others: ['f(', 'struct s {', 'int _[] = {', 'switch (_) {', 'enum e {'],
  quotes: ['/*'],
};

const SURROUNDINGS: Readonly<Record<Language, Surroundings>> = {
  javascript: SCRIPT,
  typescript: { ...SCRIPT, others: [...SCRIPT.others, 'interface _ {'] },
  tsx: { ...SCRIPT, others: [...SCRIPT.others, 'interface _ {'] },
  python: {
    block: '{',
    literal: '_={',
    functionHead: 'def NAME():',
    others: ['_(', '_={', '_=['],
    quotes: ['"""', "'''"],
  },
  go: {
    block: '{',
    literal: 'var _ = T{',
    functionHead: 'func NAME() {',
    others: ['f(', 'var _ = T{', 'type T struct {', 'switch {', 'import ('],
    quotes: ['/*', '`'],
  },
  rust: {
    block: '{',
    literal: 'S {',
    functionHead: 'fn NAME() {',
    others: ['f(', 'S {', 'impl S {', 'struct S {', 'match x {'],
    quotes: ['/*', '"'],
  },
  c: C,
  cpp: { ...C, others: ['f(', 'class C {', 'int _[] = {', 'switch (_) {', 'enum e {'] },
  java: { ...C, functionHead: 'void NAME() {', others: ['class C {', 'f('] },
  php: { ...C, literal: '[', functionHead: 'function NAME() {', others: ['f(', '$_ = [', 'class C {'] },
  ruby: { block: '{', literal: '_ = {', functionHead: null, others: ['_(', '_ = {'], quotes: [] },
};

/** Languages whose blocks are made by indentation. */
const isIndented = (language: Language): boolean => language === 'python';

const indentOf = (line: string): number => line.length - line.trimStart().length;

/**
 * Lines that make the indentation of a Python piece legal: one block for each level that it steps out to, the innermost
 * being the function that the hunk's heading names.
 */
const ladder = (text: string, functionName: string | null): string => {
  const levels: number[] = [];
  for (const line of text.split('\n')) {
    const indent = indentOf(line);
    if (line.trim() !== '' && indent < (levels.at(-1) ?? Number.POSITIVE_INFINITY)) levels.push(indent);
  }
  if ((levels[0] ?? 0) === 0) return '';
  const outer = levels.at(-1) === 0 ? levels.slice(1) : [...levels.slice(1), 0];
  const rungs = outer.map((indent, index) => {
    const head = index === 0 && functionName !== null ? `def ${functionName}():` : 'if _:';
    return `${' '.repeat(indent)}${head}\n`;
  });
  return rungs.toReversed().join('');
};

/** Opening brackets for closing ones that have none, outermost first. `innermost` is what a first `}` is taken for. */
const openersFor = (unopened: string, { block, literal }: Surroundings, innermost: 'block' | 'literal'): string =>
  [...unopened]
    .map((closing, index) => {
      if (closing === ')') return '_(';
      if (closing === ']') return '_[';
      const outer = unopened[index + 1];
      const isWithin = outer === ')' || outer === ']';
      if (index === 0 && innermost === 'literal') return isWithin ? literal.slice(literal.indexOf('=') + 1) : literal;
      return isWithin && block === '{' ? 'function(){' : block;
    })
    .toReversed()
    .join('');

/** Whether all of the text is code behind one tag. */
const startsWithTag = (text: string): boolean => /^\s*<\?php\b/i.test(text) && !text.includes('?>');

/** To PHP everything is text until a tag opens code; most pieces are cut from behind it. */
const tagFor = (text: string, language: Language): string =>
  language === 'php' && !startsWithTag(text) ? '<?php\n' : '';

const framed = (lead: string, text: string, language: Language, innermost: 'block' | 'literal'): Frame => {
  const { unopened } = bracketsOf(lead + text, language);
  const around = SURROUNDINGS[language];
  // What a piece closes before `else` was the body of an `if`.
  const isBranch = around.block === '{' && /^[^{}]{0,4000}\}\s{0,200}else\b/.test(text);
  const condition = language === 'go' || language === 'rust' ? 'if _x {' : 'if (_) {';
  const openers = openersFor(unopened, isBranch ? { ...around, block: condition } : around, innermost);
  const minimum = isIndented(language)
    ? ' '.repeat(Math.min(...text.split('\n').map((line) => (line.trim() === '' ? 1e3 : indentOf(line)))))
    : '';
  const before = `${openers === '' ? '' : minimum + openers}${lead}`;
  const { closers } = bracketsOf(`${before}\n${text}`, language);
  const rows = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  return { before: tagFor(text, language) + rows, after: closers };
};

/** Python cannot tell arguments (`verify=False,`) from assignments of tuples, of which nobody writes several. */
const seemsArguments = (text: string, language: Language): boolean =>
  isIndented(language) && /^\s{0,200}\*{0,2}\w{1,100}=[^=\n][^\n]{0,500},[ \t]{0,50}(?:#|$)/m.test(text);

const seemsCommented = (text: string): boolean =>
  text.split('\n').every((line) => /^\s*\*(?:[\s/]|$)/.test(line) || line.trim() === '');

/** Whether something in the piece closes what it may begin in. It proves nothing. */
const mayStartIn = (quote: string, text: string): boolean =>
  quote === '/*' ? text.includes('*/') || seemsCommented(text) : text.split(quote).length % 2 === 0;

const quoteEnd = (text: string, quote: string): Pick<Frame, 'quoteEndRow'> => {
  const at = text.indexOf(quote === '/*' ? '*/' : quote);
  return at === -1 || text[at - 1] === '\\' ? {} : { quoteEndRow: text.slice(0, at).split('\n').length - 1 };
};

/**
 * Ways to complete a piece of code, the likeliest first: in the function that its heading names, as it is, within a
 * literal, a call, a class, and last in a comment or string. Each closes what the piece seems to leave open. A frame takes no
 * text from the patch but the function's name, so that no frame can swallow code. What
 * starts a file starts in no comment.
 */
export function* framesFor(
  { text, functionName, startsFile }: Pick<Piece, 'text' | 'functionName' | 'startsFile'>,
  language: Language,
): Generator<Frame> {
  const around = SURROUNDINGS[language];
  const { unopened } = bracketsOf(text, language);
  if (unopened === '' && seemsArguments(text, language)) yield framed('_(', text, language, 'block');
  if (isIndented(language)) {
    const rungs = unopened === '' ? ladder(text, functionName) : '';
    if (rungs !== '') yield { before: rungs, after: bracketsOf(text, language).closers };
  } else if (functionName !== null && around.functionHead !== null && /^\}?$/.test(unopened)) {
    yield framed(around.functionHead.replace('NAME', functionName), text, language, 'block');
  }
  if (around === SURROUNDINGS.javascript || around.others.includes('interface _ {')) {
    if (/^[^{}]{0,4000}\}\s{1,20}from\s/.test(text)) yield framed('import {', text, language, 'block');
  }
  const plain = framed('', text, language, 'block');
  yield plain;
  const quotes = startsFile ? [] : around.quotes.filter((quote) => mayStartIn(quote, text));
  // The closers are a guess; a wrong one breaks a piece that was whole, and so makes a comment of it look likelier.
  if (plain.after !== '' && quotes.length > 0) yield { ...plain, after: '' };
  if (unopened.startsWith('}')) yield framed('', text, language, 'literal');
  if (language === 'php' && text.includes('<?') && !startsWithTag(text)) {
    yield { before: '', after: '', isQuoted: true };
  }
  for (const quote of quotes) {
    yield { ...framed(quote, text, language, 'block'), isQuoted: true, ...quoteEnd(text, quote) };
  }
  if (unopened === '') for (const other of around.others) yield framed(other, text, language, 'block');
}
