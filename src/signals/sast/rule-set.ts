import type { Query } from 'web-tree-sitter';
import { oncePerNames } from '../text/names-of.ts';
import { neededWords } from './needed-words.ts';
import type { Side } from './pieces.ts';
import type { Language, Rule } from './rule.ts';
import type { Grammar } from './runtime.ts';
import { spellOutCase } from './spell-out-case.ts';

/** Which of a rule's queries is meant. */
export type Role = 'query' | 'replaces' | 'unless';

/** One query of a rule. It is compiled when first asked for: that takes longer than most changes take to read. */
export class RuleQuery {
  readonly rule: Rule;
  readonly role: Role;
  readonly #text: string;
  readonly #grammar: Grammar;
  readonly #isPossible: (text: string) => boolean;
  readonly #isFor: (names: readonly string[]) => boolean;
  #compiled: Query | null = null;

  constructor(grammar: Grammar, rule: Rule, role: Role, text: string) {
    this.#grammar = grammar;
    this.rule = rule;
    this.role = role;
    this.#text = spellOutCase(text);
    this.#isPossible = neededWords(this.#text);
    const path = rule.paths === undefined ? null : new RegExp(rule.paths, 'i');
    const notPath = rule.notPaths === undefined ? null : new RegExp(rule.notPaths, 'i');
    this.#isFor = oncePerNames((names) =>
      names.some((name) => path?.test(name) !== false && notPath?.test(name) !== true),
    );
  }

  /** False if it cannot match in such a text in a file of these names. */
  mayMatch(names: readonly string[], text: string): boolean {
    return this.#isFor(names) && this.#isPossible(text);
  }

  /** Throws if the query is not one of the grammar's. */
  get query(): Query {
    this.#compiled ??= new this.#grammar.Query(this.#grammar.language, this.#text);
    return this.#compiled;
  }
}

/**
 * What is looked for on one side of files in one language: the rules of that side, those of the other (whose matches
 * here tell what was only moved), and what those replace or are excused by.
 */
export const ruleSet = (
  grammar: Grammar,
  rules: readonly Rule[],
  language: Language,
  side: Side,
): readonly RuleQuery[] =>
  rules
    .filter(({ languages }) => languages.includes(language))
    .flatMap((rule) => {
      const ofOther = rule.side === side ? [] : (['replaces', 'unless'] as const);
      return (['query', ...ofOther] as const).flatMap((role) => {
        const text = rule[role];
        return text === undefined ? [] : [new RuleQuery(grammar, rule, role, text)];
      });
    });
