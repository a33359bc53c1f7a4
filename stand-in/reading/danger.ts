import type { ReadLine } from './numbered.ts';
import { ACCESS } from './rules/access.ts';
import { BOUNDS } from './rules/bounds.ts';
import { INJECTION } from './rules/injection.ts';
import { LOGIC } from './rules/logic.ts';
import type { Rule } from './rules/rule.ts';
import { SECRECY } from './rules/secrecy.ts';
import { SUPPLY } from './rules/supply.ts';

/** A flag as the review tools take it. */
export interface SaidFlag {
  readonly severity: 'low' | 'medium' | 'high';
  readonly file: string;
  readonly line: number;
  readonly quote: string;
  readonly reason: string;
}

/** Every rule, by what it guards. */
export const RULES: readonly Rule[] = [...ACCESS, ...SECRECY, ...INJECTION, ...SUPPLY, ...BOUNDS, ...LOGIC];
const WEIGHT = { high: 2, medium: 1, low: 0 } as const;
const MAX_FLAGS = 50;
const MAX_QUOTE = 400;
/** A line is looked at in windows of this many characters, so that no rule meets a line without end. */
const WINDOW = 2_000;
const OVERLAP = 400;

const PROSE = /\.(?:md|markdown|rst|txt|adoc)$|(?:^|\/)(?:LICENSE|CHANGELOG|AUTHORS)$/i;
const COMMENT = /^\s{0,80}(?:\/\/|#(?!!|include|define|if|\[)|\*\s|\/\*|<!--|--\s|;;|"""|''')/;

const positionIn = (text: string, pattern: RegExp): number => {
  for (let from = 0; ; from += WINDOW - OVERLAP) {
    const found = pattern.exec(text.slice(from, from + WINDOW));
    if (found !== null) return from + found.index;
    if (from + WINDOW >= text.length) return -1;
  }
};

/** What is quoted of a line: all of it, or of a long one the piece at the danger, no character cut in two. */
export const quoteOf = (text: string, at: number): string =>
  text.length <= MAX_QUOTE
    ? text
    : text
        .slice(Math.max(0, at - 40), Math.max(0, at - 40) + MAX_QUOTE - 2)
        .replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');

const hits = (rule: Rule, { text, file }: ReadLine, pattern: RegExp): number => {
  if (file === null || rule.paths?.test(file) === false) return -1;
  const at = positionIn(text, pattern);
  return at >= 0 && rule.unless?.test(text) === true ? -1 : at;
};

const flagsOfRule = (rule: Rule, hunk: readonly ReadLine[]): readonly SaidFlag[] => {
  const kind = rule.on === 'deleted' ? 'deleted' : 'added';
  const other = hunk.filter((line) => line.kind === (kind === 'added' ? 'deleted' : 'added'));
  if (rule.on === 'swapped' && !other.some(({ text }) => rule.was !== undefined && positionIn(text, rule.was) >= 0))
    return [];
  const isKept = (line: ReadLine): boolean =>
    hits(rule, line, rule.pattern) >= 0 || (rule.kept !== undefined && positionIn(line.text, rule.kept) >= 0);
  if (rule.on === 'deleted' && other.some(isKept)) return [];
  return hunk.flatMap((line) => {
    const at = line.kind === kind ? hits(rule, line, rule.pattern) : -1;
    if (at < 0 || line.file === null) return [];
    const { severity, reason } = rule;
    return [{ severity, file: line.file, line: line.line, quote: quoteOf(line.text, at), reason }];
  });
};

/** One flag for a line, the gravest; gravest first, at most fifty. */
export const gravest = (flags: readonly SaidFlag[]): readonly SaidFlag[] => {
  const byLine = new Map<string, SaidFlag>();
  for (const flag of flags.toSorted((a, b) => WEIGHT[b.severity] - WEIGHT[a.severity])) {
    const place = `${flag.file}\n${flag.line}\n${flag.quote}`;
    if (!byLine.has(place)) byLine.set(place, flag);
  }
  return [...byLine.values()].slice(0, MAX_FLAGS);
};

/** What the rules find in the lines: prose and comments aside, hunk by hunk. */
export const dangersIn = (lines: readonly ReadLine[], rules = RULES): readonly SaidFlag[] => {
  const code = lines.filter(({ text, file }) => file !== null && !PROSE.test(file) && !COMMENT.test(text));
  const hunks = Map.groupBy(code, ({ file, hunk }) => `${hunk}\n${file}`);
  return gravest([...hunks.values()].flatMap((hunk) => rules.flatMap((rule) => flagsOfRule(rule, hunk))));
};

/** The risk that goes with the gravest flag, by the rubric's anchors. */
export const riskOf = (flags: readonly SaidFlag[]): number => {
  const worst = Math.max(-1, ...flags.map(({ severity }) => WEIGHT[severity]));
  return [0.05, 0.12, 0.45, 0.9][worst + 1] ?? 0.9;
};
