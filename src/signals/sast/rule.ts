import type { Severity } from '../../domain/index.ts';

/** A grammar that sources are parsed with. `tsx` is TypeScript with JSX; `c` also reads `.h`. */
export type Language =
  | 'javascript'
  | 'typescript'
  | 'tsx'
  | 'python'
  | 'go'
  | 'rust'
  | 'c'
  | 'cpp'
  | 'java'
  | 'php'
  | 'ruby';

/**
 * A danger to look for in the syntax of what a change adds or deletes. Beside each rule lie `<id>.hit.diff`, in which it
 * must find exactly the lines that end with `HIT`, and `<id>.miss.diff`, in which it must find nothing.
 *
 * Queries are tree-sitter's, with the predicates `#eq?`, `#not-eq?`, `#match?`, `#not-match?`, `#any-of?`, `#not-any-of?`.
 * Each expression must take linear time; `(?i:…)` ignores case. Siblings must be adjacent (`.`): a pattern with two free
 * siblings has as many matches as there are pairs of them. What is parsed is a piece of a file, so a pattern should ask
 * for no more of the surroundings than it needs: `(pair …)`, not the whole call that the pair stands in.
 */
export interface Rule {
  /** Kebab-case and stable: it becomes the finding's rule, and is the file's name. */
  readonly id: string;
  readonly languages: readonly Language[];
  readonly severity: Severity;
  /** The weakness in MITRE's list (https://cwe.mitre.org); null when none fits. */
  readonly cwe: number | null;
  /** Why it matters, in one sentence a contributor understands. */
  readonly message: string;
  /** Which lines are looked at: those the change adds (with the context, as the new file) or those it deletes. */
  readonly side: 'added' | 'deleted';
  /**
   * One or more patterns. The first line of the node captured as `@at` is reported, if it is a line of `side`. The
   * same text of `@at`, blanks aside, among this rule's matches on changed lines of the other side, anywhere in the file
   * (or another of the change), means that it was moved, and silences one finding. So a narrow `@at` (the callee, the
   * pair) overlooks edits around it; a wide one (the whole call) does not.
   */
  readonly query: string;
  /** Patterns of which one must match (any capture, on a changed line) on the other side of the same hunk: X in place of Y. */
  readonly replaces?: string;
  /** Patterns each match of which (any capture, on a changed line) on the other side of the same hunk silences one finding. */
  readonly unless?: string;
  /** Source of an expression, case ignored; only files whose path it matches are looked at. */
  readonly paths?: string;
  /** Source of an expression, case ignored; files whose path it matches are passed over. */
  readonly notPaths?: string;
}
