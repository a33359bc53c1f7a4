import type { Folded } from './fold.ts';
import type { Span } from './span.ts';

/** Above this share of a side's lines of code, every bare word that went counts, wherever it stood. */
const SHARE_MAX = 0.02;

const COMMENT =
  /^\s{0,400}(?:\/\/|\/\*(?!.{0,400}\*\/)|\*(?=\s|$)|#(?![ \t]*(?:define|include|if|ifdef|ifndef|elif|undef|pragma|error)\b)(?=[\s!#]|$)|--\s|<!--)/;
const BEFORE = /(?:[.@!$]|->|::)$/;
const AFTER = /^(?:[ \t]{0,4}(?:[([=:`]|!\()|[.!?](?=\p{L})|->|[?!]$)/u;
const OF_WORD = /[\p{L}\p{N}_]/u;
const WORD_MAX_CHARS = 64;

/** Whether the word stands in an identifier that is called, assigned, declared, a member or an argument's name. */
const acts = ({ text }: Folded, span: Span): boolean => {
  let [start, end] = [span.start, span.end];
  while (start > 0 && span.start - start < WORD_MAX_CHARS && OF_WORD.test(text[start - 1] ?? '')) start -= 1;
  while (end < text.length && end - span.end < WORD_MAX_CHARS && OF_WORD.test(text[end] ?? '')) end += 1;
  return BEFORE.test(text.slice(Math.max(0, start - 2), start)) || AFTER.test(text.slice(end, end + 8));
};

/**
 * Counts what the author's own words take out of one side of a change, the lines that it adds or those that it deletes, for
 * people to look at what a reviewer could not see. Sides are counted apart: a side of many lines cannot thin out the other.
 */
export class CodeRedactions {
  #lines = 0;
  #bare = 0;
  #acting = 0;

  /** Notes a line of the side and all that is replaced in it. */
  see(line: Folded, spans: readonly Span[]): void {
    if (line.text.trim() === '' || COMMENT.test(line.text)) return;
    this.#lines += 1;
    const own = spans.filter(({ source }) => source === 'own');
    if (own.length > 0) this.#bare += 1;
    if (own.some((span) => acts(line, span))) this.#acting += 1;
  }

  /** Lines that a reviewer saw with a hole where code may act: see `BlindChange.codeRedactions`. */
  get count(): number {
    return this.#bare > SHARE_MAX * this.#lines ? this.#bare : this.#acting;
  }
}
