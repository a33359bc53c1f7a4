/** Where tests live, by the customs of the languages: a folder or a name that says so. */
export const TEST_PATH =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|specs|testing|testdata|testutils?|fixtures?|e2e|t|mocks?)\/|(?:^|\/)(?:test_[^/]*|conftest)\.py$|[._-](?:test|tests|spec|e2e)\.[a-z]+$|_test\.[a-z]+$|[a-z](?:Tests?|Spec)\.(?:java|kt|cs|scala|swift|php)$|(?:^|\/)(?:test|tests|unit)[^/]*\.(?:c|cc|cpp|rs)$/;

/** Text in which checks are written: source code in some language. */
export const CODE_PATH =
  /\.(?:[cm]?[jt]sx?|py|pyi|go|rs|c|h|cc|cpp|cxx|hh|hpp|hxx|inc|m|mm|java|kt|kts|scala|groovy|php|rb|cs|swift|dart|ex|exs|erl|lua|pl|pm|sh|bash|vue|svelte|zig|nim|ml|hs|clj|sol|y|l)$/i;

/** Text that programs write: what changes in it was decided elsewhere. */
export const WRITTEN_BY_PROGRAMS =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|Cargo\.lock|go\.sum|poetry\.lock|uv\.lock|Pipfile\.lock|composer\.lock|Gemfile\.lock)$|\.(?:snap|lock|po|pot|svg|csv|tsv|map|ipynb)$/i;
