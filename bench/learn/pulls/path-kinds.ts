/** What a path is about, by its look; one path may be of several kinds. */
export const PATH_KINDS: Readonly<Record<string, RegExp>> = {
  tests: /(^|\/)(tests?|__tests__|specs?|testdata|fixtures|e2e|cypress)\/|[._-](test|spec)\.[a-z]+$|(^|\/)test_/i,
  docs: /(^|\/)(docs?|documentation|website|examples?)\/|\.(md|mdx|rst|txt|adoc)$|(^|\/)license/i,
  readme: /(^|\/)readme[^/]*$/i,
  changelog: /(^|\/)(changelog|changes|news)[^/]*$|(^|\/)\.changeset\//i,
  ci: /(^|\/)\.(github|circleci)\/|\.gitlab-ci|(^|\/)dockerfile|\.nix$|azure-pipelines|\.travis/i,
  config: /\.(json|toml|ya?ml|ini|cfg|conf)$|(^|\/)\.[^/]+$/i,
  manifest: /(^|\/)(package\.json|cargo\.toml|go\.mod|pyproject\.toml|pom\.xml|setup\.py)$/i,
  lockfile:
    /(^|\/)(package-lock\.json|yarn\.lock|pnpm-lock\.yaml|cargo\.lock|go\.sum|flake\.lock|poetry\.lock|uv\.lock)$/i,
  translation: /(^|\/)(po|i18n|locales?|lang|translations?)\/|\.pot?$/i,
  agent_rules: /(^|\/)(claude|agents|gemini)\.md$|(^|\/)\.(claude|cursor)\/|copilot-instructions/i,
  javascript: /\.[cm]?jsx?$/i,
  typescript: /\.([cm]?tsx?|vue)$/i,
  rust: /\.rs$/i,
  go: /\.go$/i,
  python: /\.py$/i,
  c_or_zig: /\.([ch]|cc|cpp|hpp|zig)$/i,
  java: /\.(java|kt)$/i,
};
