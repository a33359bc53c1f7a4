import type { Match } from './matches.ts';

/** Where a match and its double must both be for the one to stand for the other, from the surest to the loosest. */
const SCOPES: readonly ((match: Match) => object | null)[] = [({ hunk }) => hunk, ({ file }) => file, () => null];

const groupBy = (matches: Iterable<Match>, scope: (match: Match) => object | null) => {
  const groups = new Map<object | null, Map<string, Match[]>>();
  for (const match of matches) {
    const texts = groups.get(scope(match)) ?? new Map<string, Match[]>();
    groups.set(scope(match), texts);
    const known = texts.get(match.text);
    if (known === undefined) texts.set(match.text, [match]);
    else known.push(match);
  }
  return groups;
};

/** Those that have no double on the other side: each match there makes up for one of the same text here. */
const withoutMoved = (here: readonly Match[], there: readonly Match[]): ReadonlySet<Match> => {
  const left = new Set(here);
  const doubles = new Set(there);
  for (const scope of SCOPES) {
    const groups = groupBy(doubles, scope);
    for (const match of left) {
      const double = groups.get(scope(match))?.get(match.text)?.pop();
      if (double === undefined) continue;
      doubles.delete(double);
      left.delete(match);
    }
  }
  return left;
};

const inSameHunk = (matches: readonly Match[]): Map<object, number> => {
  const counts = new Map<object, number>();
  for (const { hunk } of matches) counts.set(hunk, (counts.get(hunk) ?? 0) + 1);
  return counts;
};

/**
 * Of the matches of one rule in a change, those to report, in order: the ones on the rule's own side that were not
 * merely moved, that replace what the rule says they must, and that are not excused by what it says excuses them.
 */
export const introduced = (matches: readonly Match[]): readonly Match[] => {
  const rule = matches[0]?.rule;
  if (rule === undefined) return [];
  const own = matches.filter(({ role }) => role === 'query');
  const here = own.filter(({ side }) => side === rule.side);
  const there = own.filter(({ side }) => side !== rule.side);
  const replaced = inSameHunk(matches.filter(({ role }) => role === 'replaces'));
  const excuses = inSameHunk(matches.filter(({ role }) => role === 'unless'));
  const left = withoutMoved(here, there);
  return here.filter((match) => {
    if (!left.has(match)) return false;
    if (rule.replaces !== undefined && !replaced.has(match.hunk)) return false;
    const excused = excuses.get(match.hunk) ?? 0;
    excuses.set(match.hunk, excused - 1);
    return excused <= 0;
  });
};
