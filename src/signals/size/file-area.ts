/**
 * What a file is for, as far as its name tells. `machine` is what steers tools and runs by itself: workflows, hooks,
 * containers, instructions to coding agents. `code` is whatever runs and is nothing else, and every unknown name.
 */
export type FileArea =
  | 'docs'
  | 'tests'
  | 'translation'
  | 'lock'
  | 'manifest'
  | 'machine'
  | 'build'
  | 'asset'
  | 'data'
  | 'code';

const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.ya?ml|bun\.lockb?|deno\.lock|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|Cargo\.lock|go\.sum|Gemfile\.lock|composer\.lock|mix\.lock|flake\.lock|Podfile\.lock|pubspec\.lock|gradle\.lockfile|packages\.lock\.json)$/;
const MANIFEST =
  /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|(?:dev-|test-|docs-)?requirements[\w.-]{0,40}\.(?:txt|in)|constraints\.txt|Pipfile|Cargo\.toml|go\.mod|go\.work|Gemfile|[\w.-]{1,80}\.gemspec|composer\.json|mix\.exs|flake\.nix|Podfile|pubspec\.yaml|pom\.xml|build\.gradle(?:\.kts)?|[\w.-]{1,80}\.(?:cs|vb|fs)proj|deno\.jsonc?|libs\.versions\.toml|\.pre-commit-config\.yaml)$/;
const MACHINE =
  /(?:^|\/)(?:\.github\/(?:workflows|actions)\/|\.gitlab-ci\.yml$|\.circleci\/|\.travis\.yml$|azure-pipelines|Jenkinsfile|\.tangled\/workflows\/|\.woodpecker|\.drone\.yml$|\.buildkite\/|\.husky\/|\.githooks\/|\.gitmodules$|\.gitattributes$|(?:[\w.-]{1,40}\.)?[Dd]ockerfile(?:\.[\w.-]{1,40})?$|docker-compose[\w.-]{0,40}\.ya?ml$|\.vscode\/|\.devcontainer\/|\.envrc$|AGENTS\.md$|CLAUDE\.md$|GEMINI\.md$|SKILL\.md$|\.cursor(?:\/|rules$)|copilot-instructions\.md$|renovate\.json5?$|dependabot\.ya?ml$)/;
const BUILD =
  /(?:^|\/)(?:CMakeLists\.txt|[\w.-]{1,80}\.(?:cmake|m4|mk|mak|am|ac|bzl|bazel|gradle|ninja|gyp|gypi|pri|pro|spec\.in|pc\.in)|(?:GNU)?[Mm]akefile(?:[.\w-]{0,40})?|Kbuild|Kconfig[\w.-]{0,40}|meson\.build|meson_options\.txt|SConstruct|SConscript|configure|config\.guess|config\.sub|autogen\.sh|bootstrap\.sh|build\.(?:sh|rs|zig|ps1|bat|py)|justfile|Rakefile|Taskfile\.ya?ml|WORKSPACE|BUILD|tox\.ini|noxfile\.py|(?:vite|webpack|rollup|babel|esbuild|tsup|gulpfile|Gruntfile|next|jest|vitest|eslint|prettier|postcss|tailwind)(?:\.config)?\.[cm]?[jt]s)$/;
const TRANSLATION =
  /\.(?:po|pot|mo|xlf|xliff|arb|strings|ftl)$|(?:^|\/)(?:locales?|i18n|l10n|translations?|lang|langs|languages|_locales|values-[a-z]{2,3}(?:-r[A-Z]{2})?)\/(?:[^/]{1,80}\/){0,4}[^/]{1,80}\.(?:json|ya?ml|properties|resx|xml|php|toml|ini|md|txt|html?|csv|ts)$/;
const TEST_FOLDER =
  /(?:^|\/)(?:tests?|__tests?__|specs?|testing|testdata|test[-_]data|testsuites?|fixtures?|__fixtures__|__snapshots__|snapshots|selftests|e2e|cypress|androidTest|unittests?|corpus|corpora|golden)\//i;
const TEST_NAME =
  /(?:^|\/)(?:tests?[-_][^/]{1,100}|[^/]{1,100}[-_.](?:tests?|spec|specs|bench|stories|snap|e2e)\.[\w]{1,8}|[^/]{1,100}(?:Tests?|Spec|TestCase|IT)\.(?:java|kt|cs|scala|swift|php|groovy|m|mm|cpp)|conftest\.py|tests?\.(?:rs|py|ts|js|sh|c|go|rb|php)|[^/]{1,100}\.snap|t\d{4}-[^/]{1,100}\.sh)$/;
const DOC_NAME =
  /(?:^|\/)(?:README|LICEN[CS]E|COPYING|NOTICE|AUTHORS|CONTRIBUTORS|CONTRIBUTING|CHANGELOG|CHANGES|ChangeLog|HISTORY|NEWS|TODO|SECURITY|CODE_OF_CONDUCT|MAINTAINERS|CREDITS|THANKS|INSTALL|UPGRADING|FAQ|CODEOWNERS|FUNDING\.yml|CITATION\.cff|\.mailmap|\.all-contributorsrc)(?:[._-][\w.-]{1,40})?$/;
const DOC_EXTENSION =
  /\.(?:md|markdown|mdown|rst|txt|adoc|asciidoc|org|tex|texi|texinfo|pod|rdoc|textile|[1-9]|pdf|docx?|odt)$/i;
/** Text for people even among tests, unless it is what they read. */
const MARKED_UP = /^(?!.*(?:fixture|testdata|snapshot|golden|corpus|__tests__)).*\.(?:md|mdx|rst|adoc)$/i;
const ISSUE_FORM = /(?:^|\/)\.github\/(?:ISSUE_TEMPLATE|PULL_REQUEST_TEMPLATE|DISCUSSION_TEMPLATE)/i;
const ASSET =
  /\.(?:png|jpe?g|gif|webp|avif|ico|icns|bmp|tiff?|svg|woff2?|ttf|otf|eot|mp[34]|m4a|ogg|wav|webm|mov|css|scss|sass|less)$/i;
const DATA =
  /\.(?:json|jsonl|jsonc|json5|ya?ml|toml|ini|cfg|conf|csv|tsv|xml|properties|lock|sum|sql|proto|plist|geojson|pem|crt|cer|csr|pub|asc|sig|sha\d{1,3}|tmpl|ignore)$|(?:^|\/)\.(?:git(?:ignore|keep)|npmignore|editorconfig|prettier(?:rc|ignore)|eslintignore|dockerignore|nvmrc|node-version|python-version|ignore|rgignore)$/i;
/** Runs whatever its folder is called. */
const RUNS =
  /\.(?:[cm]?[jt]sx?|py|pyi|rb|php|pl|pm|sh|bash|zsh|fish|ps1|bat|cmd|go|rs|c|cc|cpp|cxx|h|hh|hpp|java|kt|kts|scala|cs|swift|m|mm|lua|r|jl|ex|exs|erl|hs|ml|nim|zig|dart|vue|svelte|html?|ipynb|nix|clj|el|vim|asm|s)$/i;

const RULES: readonly (readonly [area: FileArea, expression: RegExp])[] = [
  ['lock', LOCK],
  ['machine', MACHINE],
  ['docs', ISSUE_FORM],
  ['docs', MARKED_UP],
  ['tests', TEST_FOLDER],
  ['tests', TEST_NAME],
  ['manifest', MANIFEST],
  ['build', BUILD],
  ['translation', TRANSLATION],
  ['docs', DOC_EXTENSION],
  ['code', RUNS],
  ['docs', DOC_NAME],
  ['asset', ASSET],
  ['data', DATA],
];

/** No file system takes a longer path, and no name needs more to be recognised. */
const READ_CHARS = 4096;

/**
 * What the file at the path is for. Names are the author's to choose (`docs/x.py` is `code`, `test_x.sh` is `tests`
 * though it may run anywhere), so the answer may inform or raise an alarm, and must never lower one.
 */
export const areaOf = (path: string): FileArea => {
  const name = path.slice(-READ_CHARS);
  return RULES.find(([, expression]) => expression.test(name))?.[0] ?? 'code';
};
