import type { FileChange } from '../../../domain/index.ts';

/** Where tests live, by the customs of the languages: a folder or a name that says so. */
export const TEST_PATH =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|specs|testing|testdata|testutils?|fixtures?|e2e|t|mocks?)\/|(?:^|\/)(?:test_[^/]*|conftest)\.py$|[._-](?:test|tests|spec|e2e)\.[a-z]+$|_test\.[a-z]+$|[a-z](?:Tests?|Spec)\.(?:java|kt|cs|scala|swift|php)$|(?:^|\/)(?:test|tests|unit)[^/]*\.(?:c|cc|cpp|rs)$/;

/** Folders within the code that is shipped, whatever they are called. */
const SHIPPED_FOLDER =
  /(?:^|\/)(?:src|lib|app|apps|pkg|internal|cmd|server|include)\/(?:[^/]+\/){0,20}(?:spec|specs|testing|testutils?|fixtures?|t|mocks?)\//;

/** Whether a file runs in tests alone, as far as its names can say: one that the change renames may have been anything. */
export const isTest = ({ path, oldPath }: Pick<FileChange, 'path' | 'oldPath'>): boolean =>
  TEST_PATH.test(path) && !SHIPPED_FOLDER.test(path) && (oldPath === null || oldPath === path);

/** Text in which checks are written: source code in some language. */
export const CODE_PATH =
  /\.(?:[cm]?[jt]sx?|py|pyi|go|rs|c|h|cc|cpp|cxx|hh|hpp|hxx|inc|m|mm|java|kt|kts|scala|groovy|php|rb|cs|swift|dart|ex|exs|erl|lua|pl|pm|sh|bash|vue|svelte|zig|nim|ml|hs|clj|sol|y|l)$/i;

/** Languages whose lines mean the same in each other's files. */
const FAMILIES: readonly (readonly [family: string, expression: RegExp])[] = [
  ['js', /\.(?:[cm]?[jt]sx?|vue|svelte)$/i],
  ['c', /\.(?:c|h|cc|cpp|cxx|hh|hpp|hxx|inc|m|mm|y|l)$/i],
  ['python', /\.pyi?$/i],
  ['jvm', /\.(?:java|kt|kts|scala|groovy)$/i],
  ['shell', /\.(?:sh|bash)$/i],
  ['perl', /\.p[lm]$/i],
];

/** The family of a file's language, by its name; null for what is no source code. */
export const familyOf = (path: string): string | null => {
  if (!CODE_PATH.test(path)) return null;
  const known = FAMILIES.find(([, expression]) => expression.test(path));
  return known?.[0] ?? path.slice(path.lastIndexOf('.') + 1).toLowerCase();
};

/** Text that programs write: what changes in it was decided elsewhere. */
export const WRITTEN_BY_PROGRAMS =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|Cargo\.lock|go\.sum|poetry\.lock|uv\.lock|Pipfile\.lock|composer\.lock|Gemfile\.lock)$|\.(?:snap|lock|po|pot|svg|csv|tsv|map|ipynb)$/i;
