import type { Change, FileChange } from '../../domain/index.ts';
import type { Found } from '../text/collect.ts';
import { type NamesOf, namesOf, oncePerNames } from '../text/names-of.ts';
import { quoteOf } from '../text/quote.ts';
import { doubtFor } from './doubt.ts';
import { Engine, type Reader } from './engine.ts';
import { introduced } from './introduced.ts';
import { languagesOf } from './language.ts';
import { type Match, matchesIn } from './matches.ts';
import { type Budget, type ParsedPiece, parsePiece } from './parse-piece.ts';
import { type Piece, piecesOf, type Side } from './pieces.ts';
import type { Language, Rule } from './rule.ts';
import type { RuleQuery } from './rule-set.ts';

const SIDES: readonly Side[] = ['added', 'deleted'];
/** Measured so that the worst 1 MiB takes about a second, and ordinary changes of that size mostly stay under it. */
const PER_CHANGE: Budget = { faults: 4_500, steps: 12_000, matches: 10_000 };

/** What was found in a change, and the first piece of each file that could not be parsed. */
interface Reading {
  readonly matches: Match[];
  readonly unparsed: Map<FileChange, Piece>;
  readonly budget: Budget;
  readonly seen: Map<object, Set<string>>;
  readonly names: NamesOf;
}

/** Keeps a match once: pieces overlap, and some are read in two ways. */
const keep = (match: Match, { matches, seen, budget }: Reading): void => {
  budget.matches -= 1;
  const known = seen.get(match.line) ?? new Set<string>();
  seen.set(match.line, known);
  const key = `${match.rule.id} ${match.role} ${match.side} ${match.column} ${match.text}`;
  if (known.has(key)) return;
  known.add(key);
  matches.push(match);
};

/** Reads the sides on which `isWanted` queries may match, into `reading`. */
const readChange = async (
  engine: Engine,
  change: Change,
  reading: Reading,
  isWanted: (query: RuleQuery, side: Side) => boolean,
): Promise<void> => {
  const readPiece = (reader: Reader, language: Language, piece: Piece): void => {
    const text = `${piece.functionName ?? ''}\n${piece.text}`;
    const queries = reader.queries[piece.side].filter(
      (query) => isWanted(query, piece.side) && query.mayMatch(reading.names(piece.file), text),
    );
    if (queries.length === 0) return;
    const parsed = parseOrRenew(engine, reader, language, piece, reading.budget);
    if (parsed.length === 0 && !reading.unparsed.has(piece.file)) reading.unparsed.set(piece.file, piece);
    const counts = doubtFor(reader.grammar, language, reading.budget);
    for (const tree of parsed) {
      for (const query of queries)
        for (const match of matchesIn(piece, tree, query)) if (counts(match)) keep(match, reading);
      tree.tree.delete();
    }
  };
  for (const file of change.files) {
    for (const language of file.binary ? [] : languagesOf(reading.names(file))) {
      for (const hunk of file.hunks) {
        const reader = await engine.reader(language);
        for (const side of SIDES) for (const piece of piecesOf(file, hunk, side)) readPiece(reader, language, piece);
      }
    }
  }
};

/** First what the rules look for; then, of what was found, only, whether the other side has it too. */
const read = async (engine: Engine, change: Change, names: NamesOf): Promise<Reading> => {
  const reading: Reading = { matches: [], unparsed: new Map(), seen: new Map(), budget: { ...PER_CHANGE }, names };
  await readChange(engine, change, reading, ({ rule }, side) => rule.side === side);
  const found = new Set(reading.matches.map(({ rule }) => rule));
  if (found.size > 0)
    await readChange(engine, change, reading, ({ rule }, side) => rule.side !== side && found.has(rule));
  return reading;
};

/** A program that gave up counts as a piece that cannot be parsed, and as all the budget: one change, one fresh copy. */
const parseOrRenew = (
  engine: Engine,
  reader: Reader,
  language: Language,
  piece: Piece,
  budget: Budget,
): readonly ParsedPiece[] => {
  try {
    return parsePiece(reader.grammar, language, piece, budget);
  } catch {
    engine.renew();
    budget.faults = 0;
    return [];
  }
};

const TEST_PATH =
  /(?:^|\/)(?:tests?|__tests__|spec|testdata|fixtures)\/|(?:^|[/._-])(?:test|spec|conftest)[._-]|[._-](?:test|spec)s?\.\w{1,5}$/i;

const isTest = oncePerNames((names) => names.every((name) => TEST_PATH.test(name)));

/** In a test, or where the code may as well be a comment, what is dangerous in production is only worth a look. */
const severityOf = ({ rule: { severity }, isDoubtful }: Match, names: readonly string[]): Rule['severity'] =>
  severity === 'high' && (isDoubtful || isTest(names)) ? 'medium' : severity;

const foundAt = (match: Match, names: readonly string[]): Found => ({
  source: 'sast',
  rule: match.rule.id,
  severity: severityOf(match, names),
  ...placeOf(match),
});

const placeOf = ({
  rule,
  file,
  line,
  side,
  column,
}: Match): Pick<Found, 'file' | 'line' | 'side' | 'quote' | 'message'> => ({
  file: file.path,
  line: (side === 'added' ? line.newLine : line.oldLine) ?? 0,
  side: side === 'added' ? 'new' : 'old',
  quote: () => quoteOf(line.text, column),
  message: rule.message,
});

const unparsedAt = (file: FileChange, { rows, side }: Piece): readonly Found[] =>
  rows
    .filter(({ line }) => line.kind === side)
    .slice(0, 1)
    .map(({ line }) => ({
      source: 'sast',
      rule: 'code-not-parsed',
      severity: 'medium',
      file: file.path,
      line: (side === 'added' ? line.newLine : line.oldLine) ?? 0,
      side: side === 'added' ? 'new' : 'old',
      quote: () => quoteOf(line.text),
      message:
        'The code from this line on is too much or too broken for its grammar, so that rules on its syntax did not read it.',
    }));

/**
 * Looks for the rules in the syntax trees of what a change adds and deletes: one finding per rule and line, rule by rule.
 * Each hunk is read alone, in pieces of a few thousand characters, completed where the hunk cuts through a function,
 * a literal or a comment. What the grammars cannot make sense of is bounded by work, never by time, so that the answer
 * is the same everywhere; where the bound is met, a finding `code-not-parsed` says so.
 */
export const syntaxRules = (rules: readonly Rule[]): ((change: Change) => Promise<readonly Found[]>) => {
  const engine = new Engine(rules);
  return async (change) => {
    const names = namesOf(change);
    const { matches, unparsed } = await read(engine, change, names);
    const found: Found[] = [];
    for (const ofRule of Map.groupBy(matches, ({ rule }) => rule).values()) {
      const reported = new Set<object>();
      for (const match of introduced(ofRule)) {
        if (!reported.has(match.line)) found.push(foundAt(match, names(match.file)));
        reported.add(match.line);
      }
    }
    return [...found, ...[...unparsed].flatMap(([file, piece]) => unparsedAt(file, piece))];
  };
};
