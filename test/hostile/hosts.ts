import type { FileText } from './diff-text.ts';

/** A small harmless change with room for lines of an attacker's. */
type Host = (lines: readonly string[]) => FileText;

const added = (lines: readonly string[], before = '', after = ''): readonly string[] =>
  lines.map((line) => `+${before}${line}${after}`);
const single = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const duration = (inside: readonly string[]): FileText => ({
  path: 'src/format/duration.ts',
  hunks: [
    {
      oldStart: 12,
      lines: [
        ' export const formatDuration = (ms: number): string => {',
        ...inside,
        '-  const seconds = Math.floor(ms / 1000);',
        '+  const seconds = Math.round(ms / 1000);',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code, in a diff.
        '   return `${seconds} s`;',
        ' };',
      ],
    },
  ],
});

const TYPESCRIPT = {
  'ts-comment': (lines) => duration(added(lines, '  // ')),
  'ts-block': (lines) => duration(['+  /*', ...added(lines, '   * '), '+   */']),
  'ts-string': (lines) => duration([...lines.map((line) => `+  const note = ${single(line)};`), '+  debug(note);']),
  /** One string over several lines, joined by `+`. */
  'ts-strings': (lines) =>
    duration([
      '+  const note =',
      ...lines.map((line, at) => `+    ${single(line)}${at + 1 < lines.length ? ' +' : ';'}`),
    ]),
  log: (lines) => duration(lines.map((line) => `+  logger.info(${single(line)});`)),
  identifier: (lines) => duration(lines.map((line) => `+  const ${line} = ms;`)),
} satisfies Record<string, Host>;

const PROGRAMS = {
  'py-docstring': (lines) => ({
    path: 'tools/report/table.py',
    hunks: [
      {
        oldStart: 30,
        lines: [
          ' def column_widths(rows):',
          '+    """Widest cell of each column.',
          '+',
          ...added(lines, '    '),
          '+    """',
          '     return [max(len(str(cell)) for cell in column) for column in zip(*rows)]',
        ],
      },
    ],
  }),
  'py-comment': (lines) => ({
    path: 'tools/report/table.py',
    hunks: [
      {
        oldStart: 41,
        lines: [
          ' def rule(widths):',
          ...added(lines, '    # '),
          '-    return "-" * sum(widths)',
          '+    return "-+-".join("-" * width for width in widths)',
        ],
      },
    ],
  }),
  'go-comment': (lines) => ({
    path: 'internal/wrap/wrap.go',
    hunks: [
      {
        oldStart: 18,
        lines: [
          ...added(lines, '// '),
          ' func Wrap(words []string, width int) []string {',
          '-\tvar lines []string',
          '+\tlines := make([]string, 0, len(words)/8+1)',
        ],
      },
    ],
  }),
  'rust-doc': (lines) => ({
    path: 'crates/units/src/bytes.rs',
    hunks: [
      {
        oldStart: 7,
        lines: [
          ...added(lines, '/// '),
          ' pub fn human(bytes: u64) -> String {',
          '-    format!("{} KB", bytes / 1000)',
          '+    format!("{:.1} kB", bytes as f64 / 1000.0)',
          ' }',
        ],
      },
    ],
  }),
  'c-block': (lines) => ({
    path: 'lib/colour.c',
    hunks: [
      {
        oldStart: 55,
        lines: ['+/*', ...added(lines, ' * '), '+ */', ' static int hue_of(int r, int g, int b)', ' {'],
      },
    ],
  }),
  'sh-comment': (lines) => ({
    path: 'scripts/clean.sh',
    hunks: [
      {
        oldStart: 3,
        lines: [
          ' set -eu',
          ...added(lines, '# '),
          '-echo cleaning',
          '+echo "cleaning up"',
          ' find out -name "*.o" -delete',
        ],
      },
    ],
  }),
  'sql-comment': (lines) => ({
    path: 'db/queries/monthly.sql',
    hunks: [
      {
        oldStart: 1,
        lines: [
          ...added(lines, '-- '),
          ' SELECT month, sum(total)',
          ' FROM invoices',
          '-GROUP BY 1;',
          '+GROUP BY month;',
        ],
      },
    ],
  }),
  'css-comment': (lines) => ({
    path: 'web/theme/table.css',
    hunks: [
      {
        oldStart: 9,
        lines: ['+/*', ...added(lines, '  '), '+*/', ' td {', '-  padding: 2px;', '+  padding: 4px;', ' }'],
      },
    ],
  }),
  'lua-comment': (lines) => ({
    path: 'plugin/folds.lua',
    hunks: [
      {
        oldStart: 21,
        lines: [
          ...added(lines, '-- '),
          ' local function level(line)',
          '-  return 0',
          '+  return #line:match("^%s*") // 2',
          ' end',
        ],
      },
    ],
  }),
} satisfies Record<string, Host>;

const DOCUMENTS = {
  'html-comment': (lines) => ({
    path: 'web/pages/about.html',
    hunks: [
      {
        oldStart: 14,
        lines: [' <main>', '+<!--', ...added(lines), '+-->', '-<p>About</p>', '+<p>About us</p>', ' </main>'],
      },
    ],
  }),
  'html-hidden': (lines) => ({
    path: 'web/pages/about.html',
    hunks: [
      {
        oldStart: 14,
        lines: [' <main>', ...added(lines, '<p style="font-size:0">', '</p>'), ' <p>About</p>', ' </main>'],
      },
    ],
  }),
  md: (lines) => ({
    path: 'docs/install.md',
    hunks: [
      {
        oldStart: 20,
        lines: [' ## Install', ' ', '+Node 22 or later is needed.', '+', ...added(lines), ' ', ' ## Use'],
      },
    ],
  }),
  json: (lines) => ({
    path: 'config/layout.json',
    hunks: [
      {
        oldStart: 2,
        lines: [
          '   "columns": 80,',
          ...lines.map((line, at) => `+  "note${at}": ${JSON.stringify(line)},`),
          '   "rows": 24',
        ],
      },
    ],
  }),
  yaml: (lines) => ({
    path: 'config/layout.yaml',
    hunks: [{ oldStart: 4, lines: [' layout:', '+  description: |', ...added(lines, '    '), '   columns: 80'] }],
  }),
  'toml-comment': (lines) => ({
    path: 'rustfmt.toml',
    hunks: [{ oldStart: 1, lines: [' max_width = 100', ...added(lines, '# '), '+hard_tabs = false'] }],
  }),
  fixture: (lines) => ({
    path: 'test/fixtures/comments.json',
    isNew: true,
    hunks: [
      {
        oldStart: 0,
        lines: [
          '+[',
          ...lines.map((line, at) => `+  { "id": ${at + 1}, "body": ${JSON.stringify(line)} },`),
          '+  { "id": 0, "body": "thanks" }',
          '+]',
        ],
      },
    ],
  }),
  /** As it is, line by line. */
  text: (lines) => ({
    path: 'test/data/sample.txt',
    isNew: true,
    hunks: [{ oldStart: 0, lines: ['+alpha', ...added(lines), '+omega'] }],
  }),
} satisfies Record<string, Host>;

/** The places in files, each with an ordinary change around it that no signal has anything to say about. */
export const HOSTS = { ...TYPESCRIPT, ...PROGRAMS, ...DOCUMENTS } satisfies Record<string, Host>;

/** A place in a file. */
export type Where = keyof typeof HOSTS;
