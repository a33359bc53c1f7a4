import type { DiffLine } from '../../domain/index.ts';
import type { Match } from './matches.ts';
import { type Budget, isCodeAlone } from './parse-piece.ts';
import type { Language } from './rule.ts';
import type { Grammar } from './runtime.ts';

/** A line of a comment with a star before it, or words side by side as only prose has them. */
const LIKE_PROSE = /^\s*\*|[A-Za-z]{2}[,.;:]?\s{1,4}[A-Za-z]{2}/;
/** Longer lines are not prose. */
const PROSE_CHARS = 1_000;

/**
 * Tells the matches of a doubtful reading that count. One that only silences others does not: an author could write
 * comments to excuse his code. Nor does one on a line of prose: like prose, and no code by itself.
 */
export const doubtFor = (grammar: Grammar, language: Language, budget: Budget): ((match: Match) => boolean) => {
  const known = new Map<DiffLine, boolean>();
  const isProse = ({ line }: Match): boolean => {
    const { text } = line;
    if (text.length > PROSE_CHARS || !LIKE_PROSE.test(text)) return false;
    const answer = known.get(line) ?? !isCodeAlone(grammar, language, text, budget);
    known.set(line, answer);
    return answer;
  };
  return (match) => {
    if (!match.isDoubtful) return true;
    const silences = match.role === 'unless' || (match.role === 'query' && match.side !== match.rule.side);
    return !silences && !isProse(match);
  };
};
