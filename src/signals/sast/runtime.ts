import { fileURLToPath } from 'node:url';
import type * as TreeSitter from 'web-tree-sitter';
import type { Language } from './rule.ts';

/** A grammar in use: its parser, and a query for the places that it could not read. */
export interface Grammar {
  readonly language: TreeSitter.Language;
  readonly parser: TreeSitter.Parser;
  readonly faults: TreeSitter.Query;
  readonly Query: typeof TreeSitter.Query;
}

/**
 * Tree-sitter as WebAssembly: a source can make it slow or make it give up, but reach nothing outside its memory. Once
 * it has given up (an assertion in its code), it answers nothing more, and a fresh copy has to be loaded.
 */
export class Runtime {
  readonly #module: typeof TreeSitter;
  readonly #grammars = new Map<Language, Grammar>();

  private constructor(module: typeof TreeSitter) {
    this.#module = module;
  }

  /** `copy` counts from 0; each is a separate instance with memory of its own, which Node keeps until the thread ends. */
  static async load(copy: number): Promise<Runtime> {
    const address = import.meta.resolve('web-tree-sitter');
    const module: typeof TreeSitter = await import(copy === 0 ? address : `${address}?copy=${copy}`);
    await module.Parser.init({ printErr: () => undefined });
    return new Runtime(module);
  }

  async grammar(language: Language): Promise<Grammar> {
    const known = this.#grammars.get(language);
    if (known !== undefined) return known;
    const { Parser, Query } = this.#module;
    const file = import.meta.resolve(`@repomix/tree-sitter-wasms/out/tree-sitter-${language}.wasm`);
    const loaded = await this.#module.Language.load(fileURLToPath(file));
    const parser = new Parser();
    parser.setLanguage(loaded);
    const grammar = { language: loaded, parser, faults: new Query(loaded, '(ERROR) @fault (MISSING) @fault'), Query };
    this.#grammars.set(language, grammar);
    return grammar;
  }
}
