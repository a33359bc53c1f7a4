import type { Severity } from '../../domain/index.ts';
import type { Signal } from '../signal.ts';
import { type AddedLine, addedLines, ownMatches, type Passage, passages } from '../text/added-text.ts';
import { collect, type Found } from '../text/collect.ts';
import { quoteOf } from '../text/quote.ts';
import { isPlaceholder, type Range, SECRET_SHAPES, type SecretShape, secretOf } from './secret-shapes.ts';
import { lint } from './secretlint.ts';

/** A secret on a line; `range` is in the line. */
interface Sighting {
  readonly rule: string;
  readonly severity: Severity;
  readonly what: string;
  readonly range: Range;
}
type Sightings = Map<AddedLine, Sighting[]>;

/** One line with more secrets than this is a key file; it is reported for these. */
const SIGHTINGS_PER_LINE = 20;

/** Rules of secretlint that speak of things less than a credential, or of passwords that may be anybody's. */
const MILDER: Readonly<Record<string, Severity>> = {
  'secretlint-basicauth': 'medium',
  'secretlint-database-connection-string': 'medium',
};

const SPECIFIC = SECRET_SHAPES.filter(({ isGeneric }) => !isGeneric);
const GENERIC = SECRET_SHAPES.filter(({ isGeneric }) => isGeneric);

const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

/** Adds a sighting unless an earlier, more specific one covers the same characters. */
const see = (sightings: Sightings, line: AddedLine, sighting: Sighting): void => {
  const seen = sightings.get(line);
  if (seen === undefined) sightings.set(line, [sighting]);
  else if (seen.length < SIGHTINGS_PER_LINE && !seen.some(({ range }) => overlaps(range, sighting.range))) {
    seen.push(sighting);
  }
};

const seeAt = (sightings: Sightings, passage: Passage, at: number, seen: Omit<Sighting, 'range'> & Range): void => {
  const { line, column } = passage.locate(at);
  const { start, end, ...sighting } = seen;
  see(sightings, line, { ...sighting, range: { start: column + start - at, end: column + end - at } });
};

const seeShapes = (sightings: Sightings, passage: Passage, shapes: readonly SecretShape[]): void => {
  for (const { rule, severity, what, pattern, accepts } of shapes) {
    for (const match of ownMatches(passage, pattern)) {
      const { start, end } = secretOf(match);
      const secret = passage.text.slice(start, end);
      if (isPlaceholder(secret) || accepts?.(secret, match) === false) continue;
      // A key's header is the place to look; any other secret is where it stands, which may be a line further on.
      seeAt(sightings, passage, rule === 'private-key' ? match.index : start, { rule, severity, what, start, end });
    }
  }
};

const seeLint = async (sightings: Sightings, lines: readonly AddedLine[]): Promise<void> => {
  for await (const { passage, rule, start, end } of lint(lines)) {
    if (isPlaceholder(passage.text.slice(start, end))) continue;
    const what = `a secret (${rule.replace('secretlint-', '')})`;
    seeAt(sightings, passage, start, { rule, severity: MILDER[rule] ?? 'high', what, start, end });
  }
};

function* report(lines: readonly AddedLine[], sightings: Sightings): Generator<Found> {
  for (const line of lines) {
    const seen = sightings.get(line) ?? [];
    const ranges = seen.map(({ range }) => range);
    for (const { rule, severity, what, range } of seen) {
      yield {
        source: 'secrets',
        rule,
        severity,
        file: line.file,
        line: line.number,
        side: 'new',
        quote: () => quoteOf(line.text, Math.min(range.start, line.text.length), ranges),
        message: `This line seems to contain ${what}; whoever can read the change can use it, so revoke it and take it out.`,
      };
    }
  }
}

/**
 * Secrets in added lines: secretlint's recommended rules, and shapes of our own where those are silent. Tokens of a
 * known shape and private keys are high; passwords in code, settings and addresses are medium, by their randomness.
 * Placeholders are not reported, and `secretlint-disable` comments are not obeyed.
 */
export const secrets: Signal = {
  id: 'secrets',
  version: 1,
  run: async (change) => {
    const lines = [...addedLines(change.files)];
    const sightings: Sightings = new Map();
    const added = [...passages(lines)];
    for (const passage of added) seeShapes(sightings, passage, SPECIFIC);
    await seeLint(sightings, lines);
    for (const passage of added) seeShapes(sightings, passage, GENERIC);
    return collect(report(lines, sightings));
  },
};
