import { accountsIn } from './accounts.ts';
import { addressesIn } from './addresses.ts';
import { type Author, authorOf, type Identity } from './author.ts';
import { bylinesIn } from './bylines.ts';
import type { CodeRedactions } from './code-redactions.ts';
import { type Folded, fold } from './fold.ts';
import { notesIn } from './notes.ts';
import { ownWordsIn } from './own-words.ts';
import { type Name, NOWHERE, People } from './people.ts';
import type { Span } from './span.ts';

/** What looks like a placeholder, wherever it stands: longer digits than any count of people are cut. */
const LOOKS_LIKE_ONE = /person\p{N}{1,30}/gu;

const lookAlikesIn = ({ text }: Folded): readonly Span[] =>
  text.includes('person')
    ? [...text.matchAll(LOOKS_LIKE_ONE)].map(({ index, 0: found }) => ({
        start: index,
        end: index + found.length,
        source: 'like',
      }))
    : [];

const spansIn = (line: Folded, author: Author): Span[] => [
  ...(line.text.includes('@') ? addressesIn(line, author) : []),
  ...accountsIn(line, author),
  ...bylinesIn(line, author),
  ...notesIn(line),
  ...ownWordsIn(line, author.spellings),
  ...lookAlikesIn(line),
];

/** Of spans that overlap, the one that starts first, and of those the longest. */
const withoutOverlaps = (spans: Span[]): readonly Span[] => {
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Span[] = [];
  for (const span of spans) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
};

const nameOf = (line: Folded, { start, end, source }: Span): Name => ({
  folded: line.text.slice(start, end),
  raw: line.raw.slice(line.startOf(start), line.endOf(end - 1)),
  source,
});

/** Takes people out of a text, one line after another. A person has one placeholder in all lines that one redactor saw. */
export class Redactor {
  /** How many placeholders were written. */
  count = 0;
  readonly #author: Author;
  readonly #people: People;

  constructor(identity: Identity) {
    this.#author = authorOf(identity);
    this.#people = new People(this.#author);
  }

  /** The line with a placeholder for each stretch that names somebody; all else as it was. Linear in the line. */
  redact(raw: string, added: CodeRedactions | null = null): string {
    const line = fold(raw);
    const spans = this.#together(line, withoutOverlaps(spansIn(line, this.#author)));
    added?.see(line, spans);
    if (spans.length === 0) return raw;
    const parts: string[] = [];
    let at = 0;
    spans.forEach((span, index) => {
      const end = line.endOf(span.end - 1);
      parts.push(raw.slice(at, line.startOf(span.start)), this.#placeholder(line, span, spans[index - 1]));
      // Otherwise digits that follow would be read as the placeholder's.
      if (/^\p{N}/u.test(raw.slice(end, end + 2))) parts.push('_');
      at = end;
    });
    this.count += spans.length;
    parts.push(raw.slice(at));
    return parts.join('');
  }

  #placeholder(line: Folded, span: Span, before: Span | undefined): string {
    const belongs = before !== undefined && span.isMail && line.text.slice(before.end, span.start) === ' <';
    const person = this.#people.placeholder(nameOf(line, span), belongs ? nameOf(line, before) : null);
    return span.isMail ? `${person}${NOWHERE}` : person;
  }

  /** First name, dot, last name are one author, as is a name in one word. */
  #together(line: Folded, spans: readonly Span[]): readonly Span[] {
    const kept: Span[] = [];
    for (const span of spans) {
      const last = kept.at(-1);
      const meets =
        last !== undefined &&
        !last.isMail &&
        !span.isMail &&
        /^[ ._-]?$/.test(line.text.slice(last.end, Math.min(span.start, last.end + 2))) &&
        this.#people.isAuthor(nameOf(line, last)) &&
        this.#people.isAuthor(nameOf(line, span));
      if (meets) kept[kept.length - 1] = { start: last.start, end: span.end, source: 'own' };
      else kept.push(span);
    }
    return kept;
  }
}
