import type { Node, QueryCapture } from 'web-tree-sitter';
import type { DiffLine, FileChange, Hunk } from '../../domain/index.ts';
import type { ParsedPiece } from './parse-piece.ts';
import type { Piece, Side } from './pieces.ts';
import type { Rule } from './rule.ts';
import type { Role, RuleQuery } from './rule-set.ts';

/** A place on a changed line where a pattern of a rule matches. */
export interface Match {
  readonly rule: Rule;
  readonly role: Role;
  readonly side: Side;
  readonly file: FileChange;
  readonly hunk: Hunk;
  readonly line: DiffLine;
  readonly column: number;
  /** The node's text without blanks: the same code elsewhere has the same. */
  readonly text: string;
  /** True when it is one only in a reading of the code that is not the likeliest. */
  readonly isDoubtful: boolean;
}

const SHOWN_CHARS = 1_000;

const place = (piece: Piece, node: Node, rowsBefore: number): { line: DiffLine; column: number } | null => {
  const { row, column } = node.startPosition;
  const at = piece.rows[row - rowsBefore];
  if (at === undefined || at.line.kind !== piece.side) return null;
  return { line: at.line, column: at.from + column };
};

/** The node that a match is about: `@at` for a rule's own query; for the others the first that stands on a changed line. */
const placed = (captures: readonly QueryCapture[], role: Role, piece: Piece, rowsBefore: number) => {
  for (const { name, node } of captures) {
    if (role === 'query' && name !== 'at') continue;
    const found = place(piece, node, rowsBefore);
    if (found !== null) return { ...found, text: node.text.slice(0, SHOWN_CHARS).replace(/\s+/g, '') };
  }
  return null;
};

/** The matches of one query in a parsed piece, on changed lines only. */
export function* matchesIn(
  piece: Piece,
  { tree, rowsBefore, isDoubtful }: ParsedPiece,
  ruleQuery: RuleQuery,
): Generator<Match> {
  const { rule, role } = ruleQuery;
  const { file, hunk, side } = piece;
  for (const { captures } of ruleQuery.query.matches(tree.rootNode)) {
    const found = placed(captures, role, piece, rowsBefore);
    if (found !== null) yield { rule, role, side, file, hunk, isDoubtful, ...found };
  }
}
