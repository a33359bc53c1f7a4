import { OWN_CANARIES, type OwnCanary } from './own-canaries.ts';

type Language = keyof typeof OWN_CANARIES;

const ENDINGS: Readonly<Record<Exclude<Language, 'any'>, string>> = {
  js: 'ts tsx mts cts js jsx mjs cjs',
  python: 'py pyi pyw',
  go: 'go',
  java: 'java groovy gradle',
  kotlin: 'kt kts',
  csharp: 'cs',
  php: 'php phtml inc',
  ruby: 'rb rake gemspec',
  rust: 'rs',
  c: 'c h cc cpp cxx hh hpp hxx m mm',
  shell: 'sh bash zsh ksh',
  yaml: 'yml yaml',
  json: 'json jsonc json5',
  manifest: '',
  lockfile: 'lock',
  settings: 'toml ini cfg conf properties env npmrc gitconfig',
  sql: 'sql',
  page: 'html htm xhtml svg vue svelte astro ejs hbs erb jsp',
  lua: 'lua',
  terraform: 'tf hcl',
  image: 'dockerfile containerfile',
  recipe: 'mk mak cmake',
};

const BY_ENDING: ReadonlyMap<string, Language> = new Map(
  Object.entries(ENDINGS).flatMap(([language, endings]) =>
    endings.split(' ').map((ending) => [ending, language as Language] as const),
  ),
);

const BY_NAME: ReadonlyMap<string, Language> = new Map([
  ['package.json', 'manifest'],
  ['package-lock.json', 'lockfile'],
  ['npm-shrinkwrap.json', 'lockfile'],
  ['pnpm-lock.yaml', 'lockfile'],
  ['go.sum', 'lockfile'],
  ['dockerfile', 'image'],
  ['containerfile', 'image'],
  ['makefile', 'recipe'],
  ['gnumakefile', 'recipe'],
  ['cmakelists.txt', 'recipe'],
  ['gemfile', 'ruby'],
  ['rakefile', 'ruby'],
]);

/** What a package installer or a build reads, whatever its ending says. */
const NO_PROSE = /^(?:cmakelists|(?:requirements|constraints)[\w.-]{0,40})\.txt$/;

/** Prose, tables and styles: nothing in them runs. */
const NO_CODE =
  /^(?:(?:licen[cs]e|copying|notice|authors|contributors|readme|changelog|codeowners)$|.*\.(?:md|markdown|mdown|rst|txt|text|adoc|asciidoc|org|tex|csv|tsv|css|scss|sass|less|po|pot|srt|log|gitignore|gitattributes|editorconfig)$)/;

/** The dangers that fit a file of this path; none where nothing in it runs or configures anything. */
export const canariesFor = (path: string): readonly OwnCanary[] => {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (NO_CODE.test(name) && !NO_PROSE.test(name)) return [];
  const ending = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : null;
  // A program without an ending is most often a script.
  const language = BY_NAME.get(name) ?? (ending === null ? 'shell' : BY_ENDING.get(ending)) ?? 'any';
  return OWN_CANARIES[language];
};
