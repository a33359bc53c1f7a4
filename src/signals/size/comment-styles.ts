/** How a language writes comments. */
export interface CommentStyle {
  readonly lines: readonly string[];
  readonly blocks: readonly (readonly [open: string, close: string])[];
  /** Whether the lines of a block comment begin with a star. */
  readonly starred: boolean;
  /** Whether a line comment may start at the position: a `#` within a word starts none. */
  readonly startsHere: (text: string, at: number) => boolean;
}

const anywhere = (): boolean => true;
const afterBlank = (text: string, at: number): boolean => at === 0 || /[\s;]/.test(text[at - 1] ?? '');

const style = (
  lines: readonly string[],
  blocks: CommentStyle['blocks'] = [],
  startsHere: CommentStyle['startsHere'] = anywhere,
): CommentStyle => ({ lines, blocks, starred: blocks.some(([open]) => open === '/*'), startsHere });

const C = style(['//'], [['/*', '*/']]);
const HASH = style(['#'], [], afterBlank);
const PYTHON = style(
  ['#'],
  [
    ['"""', '"""'],
    ["'''", "'''"],
  ],
);
const DASHES = style(['--'], [['/*', '*/']]);
const MARKUP = style([], [['<!--', '-->']]);
const NONE = style([]);

const STYLES: readonly (readonly [RegExp, CommentStyle])[] = [
  [
    /\.(?:c|h|cc|hh|cpp|hpp|cxx|hxx|m|mm|java|[cm]?[jt]sx?|go|rs|swift|kts?|scala|cs|php|dart|zig|groovy|gradle|proto|css|scss|less|sol|vue|svelte|jsonc|json5|dts|dtsi|v|sv|glsl|s)$/i,
    C,
  ],
  [/\.pyi?$/i, PYTHON],
  [/\.(?:sql|lua|hs|elm|adb|ads|vhdl?)$/i, DASHES],
  [/\.(?:html?|xml|svg|md|xaml|csproj)$/i, MARKUP],
  [/\.(?:el|lisp|clj|cljs|scm|asm)$/i, style([';'])],
  [/\.(?:tex|erl|hrl)$/i, style(['%'])],
  [/\.(?:json|txt|rst|csv|lock)$/i, NONE],
  [/\.(?:m4|ac|am)$/i, style(['#', 'dnl '], [], afterBlank)],
  [
    /\.(?:rb|sh|bash|zsh|fish|pl|pm|r|jl|ya?ml|toml|mk|cmake|tcl|ps1|nix|exs?|cr|nim|tf|conf|cfg|ini|properties)$/i,
    HASH,
  ],
];

/** The comments of the file's language, by the end of its name; a name without one is taken for a shell's or a Makefile's. */
export const commentsOf = (path: string): CommentStyle => {
  const name = path.slice(-200);
  return (
    STYLES.find(([ending]) => ending.test(name))?.[1] ??
    (/(?:^|\/)(?:GNU)?[Mm]akefile/.test(name) ? HASH : undefined) ??
    (/\.[^./]+$/.test(name) ? NONE : HASH)
  );
};
