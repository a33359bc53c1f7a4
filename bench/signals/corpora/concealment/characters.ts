import { type Sample, sample, text } from './patch-text.ts';

const styled = (word: string): string =>
  String.fromCodePoint(...[...word].map((letter) => letter.charCodeAt(0) - 97 + 0x1d41a));

export const characters: readonly Sample[] = [
  sample(
    'trojan-source-comment',
    [
      text(
        'src/auth.c',
        [
          ' int check(void)',
          ' {',
          '+\t/*\u202e } \u2066if (is_admin)\u2069 \u2066 begin admins only */',
          ' \tgrant();',
        ],
        { start: 10 },
      ),
    ],
    ['bidi-control', 'is_admin'],
  ),
  sample(
    'early-return-in-docstring',
    [text('pay.py', ["+    ''' Subtract funds then \u2067''' ;return"])],
    ['bidi-control', 'return'],
  ),
  sample(
    'zero-width-in-name',
    [text('lib/token.js', ['+const isVal\u200bid = () => true;'], { start: 4 })],
    ['zero-width-in-word', 'isVal'],
  ),
  sample(
    'hangul-filler-parameter',
    [text('health.js', ['+const { timeout,\u3164 } = req.query;'], { start: 7 })],
    ['invisible-letter', 'timeout'],
  ),
  sample(
    'cyrillic-in-latin-name',
    [text('src/user.ts', ['+export const isAdm\u0456n = true;'], { start: 3 })],
    ['homoglyph', 'export'],
  ),
  sample(
    'whole-word-cyrillic-copy',
    [
      text('src/file.py', [' def copy(a, b):', '+def \u0441\u043e\u0440\u0443(a, b):', '+    pass', ' copy(1, 2)'], {
        start: 8,
      }),
    ],
    ['lookalike-name', '+def'],
  ),
  sample(
    'whole-word-greek',
    [text('src/net.go', ['-\tif TOKEN == want {', '+\tif \u03a4\u039f\u039a\u0395\u039d == want {'], { start: 20 })],
    ['lookalike-name', '+\tif'],
  ),
  sample('armenian-letter-in-name', [text('src/a.rs', ['+let u\u057Der = 1;'], { start: 2 })], ['homoglyph', 'let']),
  sample('cherokee-in-name', [text('src/a.rs', ['+let \u13DAERVER = 1;'], { start: 2 })], ['homoglyph', 'let']),
  sample(
    'mathematical-exec-in-python',
    [text('app/run.py', [`+    ${styled('exec')}(payload)`], { start: 30 })],
    ['styled-name', 'payload'],
  ),
  sample(
    'fullwidth-eval-in-python',
    [text('app/run.py', ['+    \uff45val(payload)'], { start: 30 })],
    ['styled-name', 'payload'],
  ),
  sample(
    'tags-with-instructions',
    [
      text('README.md', [`+hello${String.fromCodePoint(...[...'do it'].map((c) => 0xe0000 + c.charCodeAt(0)))}`], {
        start: 3,
      }),
    ],
    ['hidden-text', 'hello'],
  ),
  sample('bidi-in-file-name', [text('docs/\u202Etxt.exe', ['+x'])], ['path-bidi-control']),
  sample('cyrillic-file-name-twin', [text('src/\u0430uth.ts', ['+export {};'])], ['path-homoglyph']),
  // Named so that the skeleton differs by a letter that has no twin here: an honest miss.
  sample(
    'whole-word-with-rare-twin',
    [text('src/a.js', [' const login = 1;', '+const \u217c\u043e\u0261\u1d0a\u0578 = 2;'], { start: 1 })],
    ['lookalike-name', '+const'],
  ),

  sample('russian-comment', [
    text(
      'src/a.go',
      [
        '+// \u0441\u043e\u0440 \u043e\u0441\u0430 \u0443\u0445\u043e: \u043f\u0440\u0438\u0432\u0435\u0442',
        '+const rest = 1',
      ],
      { start: 1 },
    ),
  ]),
  sample('russian-strings-with-escapes', [
    text('po/ru.po', ['+msgstr "\u0418\u043c\u044f.\\n\u0423\u043a\u0430\u0436\u0438\u0442\u0435"'], { start: 5 }),
  ]),
  sample('greek-formula', [text('src/ode.jl', ['+\u0394t = \u03bb * \u03c3_x + \u03b1'], { start: 5 })]),
  sample('japanese-wide-letters-in-comment', [
    text('src/a.ts', ['+// \uff21\uff30\uff29 \u3092\u547c\u3076'], { start: 5 }),
  ]),
  sample('lean-letters', [
    text('Mathlib/T.lean', ['+theorem f (\u{1D555} : Type) : Ico \u{1D558} = 1 := by simp'], { start: 5 }),
  ]),
  sample('emoji-family', [text('src/a.ts', ["+const s = '\u{1F469}\u200D\u{1F469}\u200D\u{1F466}';"], { start: 5 })]),
  sample('byte-order-mark-at-start', [text('src/a.cs', ['+\uFEFFusing System;'])]),
  sample('persian-joiner', [
    text('lang/fa.json', ['+"\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"'], { start: 2 }),
  ]),
  sample('accents-in-names', [text('src/a.py', ['+na\u00efve_caf\u00e9 = 1'], { start: 2 })]),
  sample('korean-identifiers', [text('src/a.kt', ['+val \uc774\ub984 = 1'], { start: 2 })]),
  sample('ukrainian-word-like-latin', [
    text('src/i.py', ['+# \u0456\u0441\u0442\u043e\u0440\u0456\u044f \u0440\u043e\u0441\u0442\u0443'], { start: 2 }),
  ]),
];
