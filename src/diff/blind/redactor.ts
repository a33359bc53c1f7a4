import { accountsIn } from './accounts.ts';
import { addressesIn } from './addresses.ts';
import { type Author, authorOf, type Identity } from './author.ts';
import { bylinesIn } from './bylines.ts';
import type { CodeRedactions } from './code-redactions.ts';
import { readAt, type Unescaped, unescaped } from './escapes.ts';
import { type Folded, fold, foldedAt } from './fold.ts';
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

/** Longer than any escape. */
const ESCAPE_MAX_CHARS = 64;

const nameOf = (line: Folded, { start, end, source, says }: Span): Name => ({
  folded: says?.folded ?? line.text.slice(start, end),
  raw: says?.raw ?? line.raw.slice(line.startOf(start), line.endOf(end - 1)),
  source,
});

const spansIn = (line: Folded, author: Author): readonly Span[] => [
  ...(line.text.includes('@') ? addressesIn(line, author) : []),
  ...accountsIn(line, author),
  ...bylinesIn(line, author),
  ...notesIn(line),
  ...ownWordsIn(line, author.spellings),
  ...lookAlikesIn(line),
];

/** Of spans that overlap, the one that starts first, of those the longest, and of those one that is more than a look-alike. */
const withoutOverlaps = (spans: Span[]): readonly Span[] => {
  spans.sort((a, b) => a.start - b.start || b.end - a.end || Number(a.source === 'like') - Number(b.source === 'like'));
  const kept: Span[] = [];
  for (const span of spans) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
};

/** Whether one of the spans, which are in order and apart, overlaps the stretch. */
const overlapsAny = (spans: readonly Span[], start: number, end: number): boolean => {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return (spans[low]?.start ?? end) < end;
};

/** What names somebody in the line when its escapes are read, in positions of the line as it is. */
const readSpansIn = (line: Folded, reading: Unescaped, author: Author): readonly Span[] => {
  const read = fold(reading.text);
  const found = spansIn(read, author).map((span) => {
    const { folded, raw } = nameOf(read, span);
    const start = foldedAt(line, reading.rawAt(read.startOf(span.start)));
    const end = foldedAt(line, reading.rawAt(read.endOf(span.end - 1)));
    return { ...span, start, end, says: { folded, raw } };
  });
  return withoutOverlaps(found);
};

/**
 * What names somebody in the line as it is, and when its escapes are read: behind `%2F` or `\n`, whose last letter would be
 * one of the name, and in `did%3Aplc%3A…`. Where both find somebody and the first took part
 * of an escape for a letter, it is mistaken, unless that makes a word of the author's.
 */
const allSpansIn = (line: Folded, author: Author): readonly Span[] => {
  const plain = spansIn(line, author);
  const reading = unescaped(line.raw);
  if (reading === null) return withoutOverlaps([...plain]);
  const read = readSpansIn(line, reading, author);
  const isMistaken = ({ start, end, source }: Span): boolean =>
    source !== 'own' &&
    overlapsAny(reading.escapes, line.startOf(start), line.endOf(end - 1)) &&
    overlapsAny(read, start, end);
  return withoutOverlaps([...plain.filter((span) => !isMistaken(span)), ...read]);
};

const readable = (raw: string): string => unescaped(raw)?.text ?? raw;

const isBracket = (text: string): boolean => text.length <= 2 * ESCAPE_MAX_CHARS && readable(text) === ' <';

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
  redact(raw: string, code: CodeRedactions | null = null): string {
    const line = fold(raw);
    const spans = this.#together(line, allSpansIn(line, this.#author));
    code?.see(line, spans);
    if (spans.length === 0) return raw;
    const parts: string[] = [];
    let at = 0;
    spans.forEach((span, index) => {
      const end = line.endOf(span.end - 1);
      parts.push(raw.slice(at, line.startOf(span.start)), this.#placeholder(line, span, spans[index - 1]));
      // Otherwise digits that follow would be read as the placeholder's.
      if (/^\p{N}/u.test(readAt(raw, end))) parts.push('_');
      at = end;
    });
    this.count += spans.length;
    parts.push(raw.slice(at));
    return parts.join('');
  }

  #placeholder(line: Folded, span: Span, before: Span | undefined): string {
    const belongs = before !== undefined && span.isMail && isBracket(line.text.slice(before.end, span.start));
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
