import type { Change } from '../../domain/index.ts';
import type { Signal } from '../signal.ts';
import { type AddedLine, addedLines, ownMatches, type Passage, passages } from '../text/added-text.ts';
import { collect, type Found } from '../text/collect.ts';
import { quoteOf } from '../text/quote.ts';
import { REVIEWER_PHRASES, type ReviewerPhrase } from './reviewer-phrases.ts';

interface Spoken {
  readonly phrase: ReviewerPhrase;
  readonly line: AddedLine;
  readonly column: number;
  readonly isPath: boolean;
}

/** What is said in a passage, in the order of its lines, each rule once per line. */
function* spokenIn(passage: Passage, isPath: boolean): Generator<Spoken> {
  const spoken: (Spoken & { readonly at: number })[] = [];
  for (const phrase of REVIEWER_PHRASES) {
    for (const match of ownMatches(passage, phrase.pattern)) {
      spoken.push({ phrase, ...passage.locate(match.index), isPath, at: match.index });
    }
  }
  const said = new Map<AddedLine, Set<string>>();
  for (const each of spoken.sort((a, b) => a.at - b.at)) {
    const rules = said.get(each.line) ?? new Set();
    if (rules.has(each.phrase.rule)) continue;
    said.set(each.line, rules.add(each.phrase.rule));
    yield each;
  }
}

const findingOf = ({ phrase, line, column, isPath }: Spoken): Found => ({
  source: 'instructions',
  rule: isPath ? `path-${phrase.rule}` : phrase.rule,
  severity: phrase.severity,
  file: line.file,
  line: line.number,
  side: 'new',
  quote: () => quoteOf(line.text, column),
  message: isPath ? phrase.message.replace('This text', "This file's name") : phrase.message,
});

/** Paths as lines, far enough apart that none is read on into the next. */
const pathLines = (change: Change): readonly AddedLine[] =>
  change.files.flatMap(({ path, kind }) => (kind === 'deleted' ? [] : [{ file: path, number: 1, text: path }]));

function* report(change: Change): Generator<Found> {
  for (const passage of passages(pathLines(change))) {
    for (const spoken of spokenIn(passage, true)) yield findingOf(spoken);
  }
  for (const passage of passages(addedLines(change.files))) {
    for (const spoken of spokenIn(passage, false)) yield findingOf(spoken);
  }
}

/**
 * Text in added lines and file names that speaks to whoever reviews the change, person or language model, and tells
 * them what to find (prompt injection; Greshake et al. 2023). A phrase may run over several lines and comment marks; it
 * is reported where it starts. High when it gives an order, a role or a forged message mark; medium for marks that
 * documents use too. It reads English; other languages are left to the reviewer.
 */
export const instructions: Signal = {
  id: 'instructions',
  version: 1,
  run: (change) => collect(report(change)),
};
