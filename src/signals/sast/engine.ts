import type { Side } from './pieces.ts';
import type { Language, Rule } from './rule.ts';
import { type RuleQuery, ruleSet } from './rule-set.ts';
import { type Grammar, Runtime } from './runtime.ts';

/** A grammar with what is looked for on each side. */
export interface Reader {
  readonly grammar: Grammar;
  readonly queries: Readonly<Record<Side, readonly RuleQuery[]>>;
}

/** Rules as queries, for as long as the thread lives. A grammar is loaded when a file asks for it. */
export class Engine {
  readonly #rules: readonly Rule[];
  #copy = 0;
  #runtime: Promise<Runtime> | null = null;
  #readers = new Map<Language, Promise<Reader>>();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  /** The grammar and its rules, compiled the first time. */
  reader(language: Language): Promise<Reader> {
    const reader = this.#readers.get(language) ?? this.#load(language);
    this.#readers.set(language, reader);
    return reader;
  }

  /** Gives up this copy of the parser, which is dead, so that the next change gets a fresh one. */
  renew(): void {
    this.#copy += 1;
    this.#runtime = null;
    this.#readers = new Map();
  }

  async #load(language: Language): Promise<Reader> {
    this.#runtime ??= Runtime.load(this.#copy);
    const grammar = await (await this.#runtime).grammar(language);
    const compile = (side: Side): readonly RuleQuery[] => ruleSet(grammar, this.#rules, language, side);
    return { grammar, queries: { added: compile('added'), deleted: compile('deleted') } };
  }
}
