const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  c: ['c', 'h'],
  cpp: ['cc', 'cpp', 'cxx', 'c++', 'hh', 'hpp', 'hxx', 'h++', 'ipp', 'inl'],
  csharp: ['cs'],
  css: ['css', 'scss', 'sass', 'less'],
  dart: ['dart'],
  elixir: ['ex', 'exs', 'heex'],
  gleam: ['gleam'],
  go: ['go', 'templ'],
  haskell: ['hs'],
  html: ['html', 'htm', 'svelte', 'vue', 'astro'],
  java: ['java'],
  javascript: ['js', 'mjs', 'cjs', 'jsx'],
  kotlin: ['kt', 'kts'],
  lua: ['lua'],
  nix: ['nix'],
  ocaml: ['ml', 'mli'],
  php: ['php', 'phtml', 'inc'],
  python: ['py', 'pyi', 'pyw'],
  ruby: ['rb', 'rake', 'gemspec'],
  rust: ['rs'],
  shell: ['sh', 'bash', 'zsh', 'fish'],
  sql: ['sql'],
  swift: ['swift'],
  typescript: ['ts', 'mts', 'cts', 'tsx'],
  zig: ['zig'],
};

const BY_EXTENSION: ReadonlyMap<string, string> = new Map(
  Object.entries(EXTENSIONS).flatMap(([language, endings]) =>
    endings.map((ending): [string, string] => [ending, language]),
  ),
);

/** A file of a change, and how many of its lines were added or deleted. */
export interface ChangedFile {
  readonly path: string;
  readonly changedLines: number;
}

/**
 * The language most changed lines are in, by the last extension of each file's name in any case; of equals the first by
 * name. What is in no language we know (data, prose, lock files) does not count; `other` where nothing does.
 */
export const mainLanguage = (files: readonly ChangedFile[]): string => {
  const lines = new Map<string, number>();
  for (const { path, changedLines } of files) {
    const language = languageOf(path);
    if (language !== null && changedLines > 0) lines.set(language, (lines.get(language) ?? 0) + changedLines);
  }
  const most = Math.max(0, ...lines.values());
  return [...lines.keys()].filter((language) => lines.get(language) === most).sort()[0] ?? 'other';
};

const languageOf = (path: string): string | null => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? null : (BY_EXTENSION.get(name.slice(dot + 1).toLowerCase()) ?? null);
};
