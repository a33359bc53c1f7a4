import type { Change } from '../../domain/index.ts';
import { messageName, type Signal } from '../signal.ts';
import { type AddedLine, addedLines, type Passage, passages } from '../text/added-text.ts';
import { collect, type Found } from '../text/collect.ts';
import { quoteOf } from '../text/quote.ts';
import { severityIn, speaksOfModels } from './about-models.ts';
import { decodings } from './decodings.ts';
import { plainReading } from './plain-reading.ts';
import type { ReviewerPhrase } from './reviewer-phrase.ts';
import { REVIEWER_PHRASES } from './reviewer-phrases.ts';

interface Spoken {
  readonly phrase: ReviewerPhrase;
  /** How it was written: plainly, in other characters or pieces, or in a code such as base64. */
  readonly manner: '' | 'disguised-' | 'encoded-';
  readonly at: number;
}

function* matchesIn(text: string): Generator<{ readonly phrase: ReviewerPhrase; readonly at: number }> {
  for (const phrase of REVIEWER_PHRASES) {
    for (const { 0: said, index } of text.matchAll(phrase.pattern)) {
      if (phrase.accepts?.(said, text, index) !== false) yield { phrase, at: index };
    }
  }
}

/** Something that every phrase worth decoding for has in it. */
const HINT = /instruction|prompt|approve|merge|review|verdict|risk|\byou (?:are|re)\b|you're|<\||\[INST|LGTM|safe/i;

function* everythingSaid(text: string): Generator<Spoken> {
  for (const match of matchesIn(text)) yield { ...match, manner: '' };
  const plain = plainReading(text);
  if (plain !== null) {
    for (const { phrase, at } of matchesIn(plain.text)) {
      yield { phrase, at: plain.origin(at), manner: 'disguised-' };
    }
  }
  for (const { text: decoded, start, manner } of decodings(text)) {
    if (!HINT.test(decoded)) continue;
    const { value: first } = matchesIn(decoded).next();
    if (first !== undefined) yield { phrase: first.phrase, at: start, manner };
  }
}

type Place = Spoken & { readonly line: AddedLine; readonly column: number };

/** What says more comes first: what is plain before what is disguised, what is clear before what is vague. */
const byClearness = (a: Spoken, b: Spoken): number =>
  Number(a.phrase.vague ?? false) - Number(b.phrase.vague ?? false) || a.manner.length - b.manner.length || a.at - b.at;

/** What is said in a passage, each rule once per line, and what is vague only where nothing else is said. */
function* spokenIn(passage: Passage): Generator<Place> {
  const spoken = [...everythingSaid(passage.text)].filter(({ at }) => at >= passage.ownedFrom && at < passage.ownedTo);
  const said = new Map<AddedLine, Set<string>>();
  for (const each of spoken.sort(byClearness)) {
    const place = passage.locate(each.at);
    const rules = said.get(place.line) ?? new Set();
    if (rules.has(each.phrase.rule) || (each.phrase.vague && rules.size > 0)) continue;
    said.set(place.line, rules.add(each.phrase.rule));
    yield { ...each, ...place };
  }
}

/** A part of the change, as lines, and what its findings say instead of "This text". */
interface Part {
  readonly lines: readonly AddedLine[];
  readonly prefix: '' | 'path-' | 'message-';
  readonly subject: string;
}

/** Paths as lines, far enough apart that none is read on into the next. */
const pathsOf = ({ files }: Change): Part => ({
  lines: files.flatMap(({ path, kind }) => (kind === 'deleted' ? [] : [{ file: path, number: 1, text: path }])),
  prefix: 'path-',
  subject: "This file's name",
});

const messagesOf = ({ messages }: Change): Part => ({
  lines: messages.flatMap(({ lines }, index) =>
    lines.map((text, at) => ({ file: messageName(index), number: at + 1, text })),
  ),
  prefix: 'message-',
  subject: 'This commit message',
});

/** Files whose added lines speak of language models, each line by itself. */
const filesOfModels = (lines: readonly AddedLine[]): ReadonlySet<string> =>
  new Set(lines.filter(({ text }) => speaksOfModels(text.slice(0, 2_000))).map(({ file }) => file));

const MANNER: Readonly<Record<Spoken['manner'], string>> = {
  '': '',
  'disguised-': ' It is written in characters, or in pieces, that hide it.',
  'encoded-': ' It is encoded.',
};

function* report({ lines, prefix, subject }: Part): Generator<Found> {
  const ofModels = filesOfModels(lines);
  for (const passage of passages(lines)) {
    for (const { phrase, manner, line, column } of spokenIn(passage)) {
      yield {
        source: 'instructions',
        rule: `${prefix}${manner}${phrase.rule}`,
        severity: severityIn(line.file, phrase.rule, phrase.severity, ofModels.has(line.file)),
        file: line.file,
        line: line.number,
        side: 'new',
        quote: () => quoteOf(line.text, column),
        message: phrase.message.replace(/^This (?:text|comment)/, subject) + MANNER[manner],
      };
    }
  }
}

/**
 * Text in added lines, file names and commit messages that speaks to whoever reviews the change, person or language
 * model, and tells them what to find (prompt injection; Greshake et al. 2023). A phrase may run over several lines and
 * comment marks, be disguised (look-alikes, invisible characters, spaced letters, digits for letters, escapes, strings
 * put together) or encoded (base64, numbers, rot13, reversed); it is reported where it starts. High when it gives an
 * order, a role or a forged message mark; medium for marks and claims that documents use too, and for whatever names a
 * reviewer and what is to be found; a step milder where language models are the subject. It reads English, and the
 * plainest orders in some twenty other languages; the rest is left to the reviewer.
 */
export const instructions: Signal = {
  id: 'instructions',
  version: 4,
  readsMessages: true,
  run: (change) => {
    const added: Part = { lines: [...addedLines(change.files)], prefix: '', subject: 'This text' };
    return collect([pathsOf(change), messagesOf(change), added].flatMap((part) => [...report(part)]));
  },
};
