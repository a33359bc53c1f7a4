import type { Severity } from '../../domain/index.ts';
import type { AddedLine, Passage } from '../text/added-text.ts';
import { overlaps, type Range } from './secret-shape.ts';

/** A secret on a line; `range` is in the line, and may go on beyond its end. */
export interface Sighting {
  readonly rule: string;
  readonly severity: Severity;
  readonly what: string;
  readonly range: Range;
}

/** What is seen in a passage: the secret's stretch of its text, and where to look if not at the secret's start. */
export type Seen = Omit<Sighting, 'range'> & Range & { readonly at?: number };

/** One line with more secrets than this is a key file; it is reported for these. */
const SIGHTINGS_PER_LINE = 20;
/** In a change with more secrets than this one a line is enough: quoting each would cost more than finding it. */
const SIGHTINGS_BEFORE_ONE_PER_LINE = 500;
/** So many different secrets are remembered, to be hidden wherever else they stand. */
const REMEMBERED = 200;
const REMEMBERED_MIN_CHARS = 8;

/** The secrets seen so far, by line. Where two overlap the first one counts: specific before generic. */
export class Sightings {
  readonly #byLine = new Map<AddedLine, Sighting[]>();
  #count = 0;
  readonly #texts = new Set<string>();

  /** Sees a secret on one line; false when another one was seen there, or too many. */
  see(line: AddedLine, sighting: Sighting): boolean {
    const seen = this.#byLine.get(line) ?? [];
    const most = this.#count < SIGHTINGS_BEFORE_ONE_PER_LINE ? SIGHTINGS_PER_LINE : 1;
    if (seen.length >= most || seen.some(({ range }) => overlaps(range, sighting.range))) return false;
    this.#byLine.set(line, [...seen, sighting]);
    this.#count += 1;
    this.remember(line.text.slice(sighting.range.start, sighting.range.end));
    return true;
  }

  /** Sees a secret in a passage, which may stand on a line after the one to look at. */
  seeIn(passage: Passage, { start, end, at = start, ...sighting }: Seen): void {
    const { line, column } = passage.locate(at);
    const range = { start: column + start - at, end: column + end - at };
    if (this.see(line, { ...sighting, range })) this.remember(passage.text.slice(start, end));
  }

  remember(secret: string): void {
    if (secret.length >= REMEMBERED_MIN_CHARS && this.#texts.size < REMEMBERED) this.#texts.add(secret);
  }

  has(secret: string): boolean {
    return this.#texts.has(secret);
  }

  of(line: AddedLine): readonly Sighting[] {
    return this.#byLine.get(line) ?? [];
  }

  /** Where the remembered secrets stand in the part of a text from `from` to `to`. */
  rangesIn(text: string, from: number, to: number): readonly Range[] {
    const ranges: Range[] = [];
    for (const secret of this.#texts) {
      const part = text.slice(Math.max(0, from - secret.length), to + secret.length);
      const base = Math.max(0, from - secret.length);
      for (let at = part.indexOf(secret); at >= 0; at = part.indexOf(secret, at + secret.length)) {
        ranges.push({ start: base + at, end: base + at + secret.length });
      }
    }
    return ranges;
  }
}
