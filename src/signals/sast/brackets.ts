import type { Language } from './rule.ts';

/** What a piece of code leaves open at its ends. */
export interface Brackets {
  /** Closing brackets without an opening one, in order: innermost first. */
  readonly unopened: string;
  /** What closes all that is open at the end, comments and strings included, in order. */
  readonly closers: string;
}

interface Lexis {
  readonly lineComment: RegExp | null;
  readonly blockComment: boolean;
  /** Quotes of strings that may go over lines. */
  readonly long: readonly string[];
  /** Quotes of strings that end with the line. */
  readonly short: string;
  readonly regex: boolean;
}

const C_LIKE: Lexis = { lineComment: /\/\//y, blockComment: true, long: [], short: `"'`, regex: false };
const SCRIPT: Lexis = { ...C_LIKE, long: ['`'], regex: true };
const SHARP: Lexis = { lineComment: /#/y, blockComment: false, long: [], short: `"'`, regex: false };

const LEXES: Readonly<Record<Language, Lexis>> = {
  javascript: SCRIPT,
  typescript: SCRIPT,
  tsx: SCRIPT,
  python: { ...SHARP, long: ['"""', "'''"] },
  go: { ...C_LIKE, long: ['`'] },
  rust: { ...C_LIKE, long: ['"'], short: '' },
  c: C_LIKE,
  cpp: C_LIKE,
  java: { ...C_LIKE, long: ['"""'] },
  php: { ...C_LIKE, lineComment: /\/\/|#/y, long: ['"', "'"], short: '' },
  ruby: { ...SHARP, long: ['"', "'"], short: '' },
};

/** How many open brackets a closing one is compared with. */
const NEAREST = 16;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const CHAR_LITERAL = /'(?:\\[^\n]{1,8}?|[^'\\\n])'/y;
const REGEX_LITERAL = /\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,50}\]){1,200}\//y;
/** After one of these, or at the start, a slash begins an expression. */
const BEFORE_REGEX = /[(,=:[!&|?{};]/;

const endOf = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length;
};

const matchEnd = (expression: RegExp, text: string, at: number): number => {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : -1;
};

/** Behind the closing quote; a backslash hides what follows it. -1 when the quote never closes. */
const stringEnd = (text: string, quote: string, from: number, isShort: boolean): number => {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (isShort && text[at] === '\n') return at;
  }
  return isShort ? text.length : -1;
};

class Scanner {
  readonly #open: string[] = [];
  readonly #text: string;
  readonly #lexis: Lexis;
  #unopened = '';
  #tail = '';
  #at = 0;
  #before = ';';

  constructor(text: string, lexis: Lexis) {
    this.#text = text;
    this.#lexis = lexis;
  }

  scan(): Brackets {
    while (this.#at < this.#text.length) {
      const skipped = this.#skip();
      if (skipped > this.#at) this.#at = skipped;
      else this.#bracket();
    }
    return { unopened: this.#unopened, closers: this.#tail + this.#open.toReversed().join('') };
  }

  /** The end of the comment, string or expression literal that starts here; or here. */
  #skip(): number {
    const { lineComment, blockComment, long, short, regex } = this.#lexis;
    const [text, at] = [this.#text, this.#at];
    if (lineComment !== null && matchEnd(lineComment, text, at) !== -1) {
      const end = text.indexOf('\n', at);
      return end === -1 ? text.length : end;
    }
    if (blockComment && text.startsWith('/*', at)) {
      if (text.indexOf('*/', at + 2) === -1) this.#tail = '*/';
      return endOf(text, '*/', at + 2);
    }
    const quote = long.find((mark) => text.startsWith(mark, at));
    if (quote !== undefined) return this.#longString(quote);
    if (text[at] === "'" && !short.includes("'")) return Math.max(at, matchEnd(CHAR_LITERAL, text, at));
    if (short.includes(text[at] ?? ' ')) return stringEnd(text, text[at] ?? '', at + 1, true);
    if (regex && text[at] === '/' && BEFORE_REGEX.test(this.#before)) {
      return Math.max(at, matchEnd(REGEX_LITERAL, text, at));
    }
    return at;
  }

  #longString(quote: string): number {
    const end = stringEnd(this.#text, quote, this.#at + quote.length, false);
    if (end !== -1) return end;
    this.#tail = quote;
    return this.#text.length;
  }

  #bracket(): void {
    const character = this.#text[this.#at] ?? '';
    this.#at += 1;
    if (character.trim() === '') return;
    this.#before = character;
    const closing = CLOSING[character];
    if (closing !== undefined) this.#open.push(closing);
    else if (character === ')' || character === ']' || character === '}') this.#close(character);
  }

  /** A closing bracket closes the nearest open one of its kind, and what was left open within. */
  #close(character: string): void {
    const nearest = this.#open.slice(-NEAREST);
    const index = nearest.lastIndexOf(character);
    if (index !== -1) this.#open.length -= nearest.length - index;
    else if (this.#open.length === 0) this.#unopened += character;
  }
}

/**
 * Which brackets of a piece of code stand open at its start and its end, by a reading of its tokens that knows comments
 * and strings but no grammar. A guess, to help a piece parse. Takes linear time.
 */
export const bracketsOf = (text: string, language: Language): Brackets => new Scanner(text, LEXES[language]).scan();
