import { oncePerNames } from '../text/names-of.ts';
import type { Language } from './rule.ts';

const EXTENSIONS: Readonly<Record<Language, readonly string[]>> = {
  javascript: ['js', 'mjs', 'cjs', 'jsx'],
  typescript: ['ts', 'mts', 'cts'],
  tsx: ['tsx'],
  python: ['py', 'pyi', 'pyw'],
  go: ['go'],
  rust: ['rs'],
  c: ['c', 'h'],
  cpp: ['cc', 'cpp', 'cxx', 'c++', 'hh', 'hpp', 'hxx', 'h++', 'ipp', 'inl'],
  java: ['java'],
  php: ['php', 'phtml', 'php5', 'php7', 'phps', 'inc'],
  ruby: ['rb', 'rake', 'gemspec'],
};

const BY_EXTENSION: ReadonlyMap<string, Language> = new Map(
  Object.entries(EXTENSIONS).flatMap(([language, endings]) =>
    endings.map((ending): [string, Language] => [ending, language as Language]),
  ),
);

/** The grammar that reads a file of this name, by its last extension in any case; null when none does. */
export const languageOf = (path: string): Language | null =>
  BY_EXTENSION.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ?? null;

/** The grammars that read a file of these names, each once. */
export const languagesOf: (names: readonly string[]) => readonly Language[] = oncePerNames((names) => [
  ...new Set(names.map(languageOf).filter((language) => language !== null)),
]);

/** JavaScript in its dialects, whose grammars agree on all but types and JSX. */
export const SCRIPT: readonly Language[] = ['javascript', 'typescript', 'tsx'];
