import type { Change, FileChange } from '../../domain/index.ts';
import { messageName, type Signal } from '../signal.ts';
import { type AddedLine, addedLines, passages } from '../text/added-text.ts';
import { collect, type Found } from '../text/collect.ts';
import { QUOTE_MAX_CHARS, quoteOf } from '../text/quote.ts';
import { ADDRESS_SHAPES } from './address-shapes.ts';
import { ASSIGNED_SHAPES } from './assigned-shapes.ts';
import { seeEncoded, seeLint, seeRandom, seeShapes, seeSplit, seeTokens } from './seers.ts';
import { type Sighting, Sightings } from './sightings.ts';

/** A part of the change, as lines, and how a secret in it is reported. */
interface Part {
  readonly lines: readonly AddedLine[];
  readonly sightings: Sightings;
  readonly side: 'old' | 'new';
  readonly prefix: '' | 'removed-' | 'message-' | 'path-';
  readonly describe: (what: string) => string;
}

function* deletedLines(files: readonly FileChange[]): Generator<AddedLine> {
  for (const file of files) {
    if (file.binary) continue;
    for (const hunk of file.hunks) {
      for (const line of hunk.lines) {
        if (line.kind === 'deleted') yield { file: file.path, number: line.oldLine ?? 0, text: line.text };
      }
    }
  }
}

const messageLines = ({ messages }: Change): readonly AddedLine[] =>
  messages.flatMap(({ lines }, index) => lines.map((text, at) => ({ file: messageName(index), number: at + 1, text })));

/** The names that the change gives; each is a line by itself. */
const pathLines = ({ files }: Change): readonly AddedLine[] =>
  files.flatMap(({ path, kind }) => (kind === 'deleted' ? [] : [{ file: path, number: 1, text: path }]));

const readAdded = async (change: Change): Promise<Part> => {
  const lines = [...addedLines(change.files)];
  const sightings = new Sightings();
  const added = [...passages(lines)];
  for (const passage of added) seeTokens(sightings, passage);
  for (const passage of added) seeShapes(sightings, passage, ADDRESS_SHAPES);
  await seeLint(sightings, lines);
  for (const passage of added) seeSplit(sightings, passage);
  seeEncoded(sightings, lines);
  for (const passage of added) seeShapes(sightings, passage, ASSIGNED_SHAPES);
  seeRandom(sightings, lines);
  const describe = (what: string): string =>
    `This line seems to contain ${what}; whoever can read the change can use it, so revoke it and take it out.`;
  return { lines, sightings, side: 'new', prefix: '', describe };
};

const readMessages = async (change: Change): Promise<Part> => {
  const lines = messageLines(change);
  const sightings = new Sightings();
  const said = [...passages(lines)];
  for (const passage of said) seeTokens(sightings, passage);
  for (const passage of said) seeShapes(sightings, passage, ADDRESS_SHAPES);
  await seeLint(sightings, lines);
  for (const passage of said) seeShapes(sightings, passage, ASSIGNED_SHAPES);
  const describe = (what: string): string =>
    `This commit message seems to contain ${what}; it stays in the history, so revoke it and write another message.`;
  return { lines, sightings, side: 'new', prefix: 'message-', describe };
};

const readPaths = (change: Change): Part => {
  const lines = pathLines(change);
  const sightings = new Sightings();
  for (const passage of passages(lines)) seeTokens(sightings, passage);
  const describe = (what: string): string =>
    `This file's name seems to contain ${what}; it stays in the history, so revoke it and rename the file.`;
  return { lines, sightings, side: 'new', prefix: 'path-', describe };
};

const readDeleted = (change: Change): Part => {
  const lines = [...deletedLines(change.files)];
  const sightings = new Sightings();
  for (const passage of passages(lines)) seeTokens(sightings, passage);
  const describe = (what: string): string =>
    `This line, which the change takes out, seems to contain ${what}; it stays in the history, so revoke it.`;
  return { lines, sightings, side: 'old', prefix: 'removed-', describe };
};

/** Of what is taken out only tokens count that nothing else needs to be said about, and only those not put back. */
const isWorthSaying = ({ prefix }: Part, line: AddedLine, { severity, range }: Sighting, added: Sightings): boolean =>
  prefix !== 'removed-' || (severity === 'high' && !added.has(line.text.slice(range.start, range.end)));

function* report(part: Part, parts: readonly Part[], added: Sightings): Generator<Found> {
  for (const line of part.lines) {
    const seen = part.sightings.of(line);
    for (const sighting of seen) {
      if (!isWorthSaying(part, line, sighting, added)) continue;
      const at = Math.min(sighting.range.start, line.text.length);
      const hidden = () => [
        ...seen.map(({ range }) => range),
        ...parts.flatMap(({ sightings }) => sightings.rangesIn(line.text, at - QUOTE_MAX_CHARS, at + QUOTE_MAX_CHARS)),
      ];
      yield {
        source: 'secrets',
        rule: `${part.prefix}${sighting.rule}`,
        severity: part.side === 'old' ? 'low' : sighting.severity,
        file: line.file,
        line: line.number,
        side: part.side,
        quote: () => quoteOf(line.text, at, hidden()),
        message: part.describe(sighting.what),
      };
    }
  }
}

/**
 * Secrets in added lines, file names and commit messages, and tokens that the change takes out: secretlint's
 * recommended rules, and shapes of our own where those are silent, also in several string literals and in base64.
 * Tokens of a known shape and private keys are high; what only a name or its randomness gives away is medium or low.
 * Stand-ins are not reported, and `secretlint-disable` comments are not obeyed. No quote shows more than four
 * characters of a secret that was seen anywhere in the change.
 */
export const secrets: Signal = {
  id: 'secrets',
  version: 3,
  readsMessages: true,
  run: async (change) => {
    const added = await readAdded(change);
    const parts = [added, await readMessages(change), readPaths(change), readDeleted(change)];
    return collect(parts.flatMap((part) => [...report(part, parts, added.sightings)]));
  },
};
