import type { Severity } from '../../../domain/index.ts';

/**
 * What a file is to a machine that runs it: a workflow of a forge, a script (shell, make, Docker; the commands of a
 * workflow too), a recipe that a program is built by (make, autoconf, CMake, meson), or source code, in any language
 * (`source`) and by name in those that are read without a grammar. Settings of machines and clouds are `config`; what
 * an editor or agent obeys when the folder is opened is `opened`; package.json is `manifest`.
 */
export type FileRole =
  | 'workflow'
  | 'script'
  | 'recipe'
  | 'source'
  | 'ruby'
  | 'php'
  | 'perl'
  | 'lua'
  | 'config'
  | 'opened'
  | 'manifest';

/** A danger in one added line of a file with a role. Every expression is linear, and each matches on its own. */
export interface LineRule {
  readonly id: string;
  readonly severity: Severity;
  readonly cwe: number | null;
  readonly message: string;
  readonly roles: readonly FileRole[];
  /** Each must match the added line. */
  readonly line: readonly RegExp[];
  /** None may match the added line. */
  readonly not?: RegExp;
  /** Must match the line's place: the keys above it and its own, as far as shown, such as `jobs/test/steps/run`. */
  readonly place?: RegExp;
  /** Must not match the line's place. */
  readonly notPlace?: RegExp;
  /** A line of the new file, in the same hunk, that must be there too. */
  readonly beside?: RegExp;
  /** A deleted line of the same hunk that must be there: what the added one took the place of. */
  readonly replaces?: RegExp;
  /** A deleted line of the same hunk that silences the rule: it was so before. */
  readonly unless?: RegExp;
  /** A first group that the added line and the line of `replaces` or `unless` must share, blanks aside. */
  readonly same?: RegExp;
}
