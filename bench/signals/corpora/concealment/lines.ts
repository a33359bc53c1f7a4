import { type Sample, sample, text } from './patch-text.ts';

/** Text that looks like the output of base64, the same on every run. */
const base64 = (length: number, seed = 7): string => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let state = seed;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return letters[Math.floor(state / 65536) % 64];
  }).join('');
};
const hex = (length: number): string => Buffer.from(base64(length)).toString('hex').slice(0, length);
const blanks = ' '.repeat(180);
const minified = 'var a=function(b,c){if(b){return c(b)}for(var d=0;d<9;d++){e(d);f=g(d)}};'.repeat(12);
const tokens = Array.from({ length: 12 }, (_, i) => `_0x${(0x1a2b + i * 37).toString(16)}`);

export const lines: readonly Sample[] = [
  sample(
    'call-behind-blanks',
    [text('setup.py', [`+import os${blanks}; exec(open("/tmp/x").read())`], { start: 3 })],
    ['code-behind-blanks', 'import'],
  ),
  sample(
    'statement-behind-tabs',
    [text('src/a.js', [`+const a = 1;${'\t'.repeat(40)}require("child_process").exec(a)`], { start: 3 })],
    ['code-behind-blanks', 'const'],
  ),
  sample(
    'code-behind-braille-blanks',
    [text('src/a.js', [`+const a = 1;${'\u2800'.repeat(100)}fetch(b)`], { start: 3 })],
    ['code-behind-blanks', 'const'],
  ),
  sample(
    'code-far-below',
    [text('src/a.py', ['+x = 1', ...Array.from({ length: 90 }, () => '+'), '+import backdoor'])],
    ['code-below-blank-lines', 'backdoor'],
  ),
  sample(
    'minified-in-source',
    [text('src/index.js', [" 'use strict';", `+${minified}`, ' module.exports = 1;'], { start: 1 })],
    ['minified-code', 'var a'],
  ),
  sample('minified-bundle', [text('dist/app.min.js', [`+${minified}`], { start: 1 })], ['minified-code', 'var a']),
  sample(
    'long-condition',
    [
      text(
        'src/rules.ts',
        [
          ' const a = 1;',
          `+const ok = ${Array.from({ length: 220 }, (_, i) => `value${i} > ${i}`).join(' && ')};`,
          ' const b = 2;',
          ' const c = 3;',
          ' const d = 3;',
        ],
        { start: 1 },
      ),
    ],
    ['long-line', 'const ok'],
  ),
  sample(
    'eval-of-base64',
    [text('src/boot.js', [`+eval(atob("${base64(400)}"));`], { start: 9 })],
    ['encoded-blob-run', 'eval'],
    ['decoded-and-run', 'eval'],
  ),
  sample(
    'exec-of-base64-next-line',
    [text('pkg/__init__.py', [`+data = "${base64(600)}"`, '+exec(base64.b64decode(data))'], { start: 9 })],
    ['encoded-blob-run', 'data ='],
    ['decoded-and-run', 'exec'],
  ),
  sample(
    'short-base64-run',
    [text('pkg/util.py', ["+exec(base64.b64decode('aW1wb3J0IG9z'))"], { start: 9 })],
    ['decoded-and-run', 'exec'],
  ),
  sample(
    'decode-to-shell',
    [text('build.sh', ['+echo aWQ= | base64 -d | sh'], { start: 9 })],
    ['decoded-and-run', 'echo'],
  ),
  sample(
    'test-file-through-xz-to-bash',
    [text('m4/build.m4', ['+  cat tests/files/a.bin | tr "a-z" "b-za" | xz -d 2>/dev/null | /bin/bash'], { start: 9 })],
    ['decoded-and-run', 'cat'],
  ),
  sample(
    'piped-to-eval',
    [text('m4/host.m4', ["+gl_config='sed x $gl_am | eval $gl_path_map | $gl_prefix -d'"], { start: 9 })],
    ['piped-to-eval', 'gl_config'],
  ),
  sample(
    'eval-of-substitution',
    [text('scripts/ci.sh', ['+eval "$(echo $X | base64 --decode)"'], { start: 9 })],
    ['decoded-and-run', 'eval'],
  ),
  sample(
    'powershell-encoded',
    [text('tools/run.ps1', [`+powershell -nop -w hidden -enc ${base64(80)}`], { start: 2 })],
    ['decoded-and-run', 'powershell'],
  ),
  sample(
    'obfuscated-names',
    [text('lib/core.js', [`+var ${tokens.join(',')};`], { start: 2 })],
    ['obfuscated-code', 'var'],
  ),
  sample(
    'char-codes-run',
    [
      text('lib/core.js', [`+eval(String.fromCharCode(${Array.from({ length: 90 }, (_, i) => 40 + i).join(',')}))`], {
        start: 2,
      }),
    ],
    ['encoded-blob-run', 'eval'],
    ['decoded-and-run', 'eval'],
  ),
  sample(
    'hex-escapes-decoded',
    [text('lib/a.py', [`+p = zlib.decompress(b"${'\\x78\\x9c\\x4b'.repeat(30)}")`], { start: 2 })],
    ['encoded-blob', 'zlib'],
  ),
  sample(
    'blob-in-source',
    [text('src/data.rs', [`+const BLOB: &str = "${base64(900)}";`], { start: 2 })],
    ['encoded-blob', 'BLOB'],
  ),
  sample(
    'blob-over-lines',
    [
      text('src/data.py', ['+DATA = (', ...Array.from({ length: 12 }, (_, i) => `+    "${base64(76, i + 3)}"`), '+)'], {
        start: 2,
      }),
    ],
    ['encoded-blob', 10],
  ),
  sample(
    'hex-table',
    [
      text(
        'src/font.c',
        Array.from(
          { length: 20 },
          (_, i) =>
            `+\t${Array.from({ length: 16 }, (_, j) => `0x${((i * 16 + j * 7) % 256).toString(16).padStart(2, '0')},`).join(' ')}`,
        ),
        { start: 2 },
      ),
    ],
    ['encoded-blob', 17],
  ),
  sample(
    'hex-key-vector-in-test',
    [text('tests/vectors.rs', [`+    let m = hex!("${hex(400)}");`], { start: 2 })],
    ['encoded-blob', 'let m'],
  ),
  // Split into short strings: an honest miss.
  sample(
    'blob-of-short-strings',
    [
      text(
        'src/a.js',
        [
          '+const p = [',
          ...Array.from({ length: 30 }, (_, i) => `+  "${base64(20, i + 9)}",`),
          '+].join("");',
          '+new Function(atob(p))();',
        ],
        { start: 2 },
      ),
    ],
    ['encoded-blob-run', 'const p'],
    ['decoded-and-run', 'Function'],
  ),

  sample('aligned-comment', [text('src/a.c', [`+int a;${' '.repeat(90)}/* the first */`], { start: 2 })]),
  sample('macro-continuation', [text('src/a.h', [`+#define F(x)${' '.repeat(100)}\\`, `+  g(x)`], { start: 2 })]),
  sample('wide-table', [text('docs/a.md', [`+| a ${' '.repeat(200)}| b |`], { start: 2 })]),
  sample('long-paragraph', [text('docs/a.md', [`+${'Some words about it. '.repeat(60)}`], { start: 2 })]),
  sample('long-fixture', [text('tests/fixtures/a.json', [`+{"text": "${'lorem ipsum '.repeat(100)}"}`], { start: 2 })]),
  sample('regexp-exec-near-hash', [
    text('src/a.js', [`+const h = 'sha512-${base64(86)}==';`, '+const m = /x/.exec(h);'], { start: 2 }),
  ]),
  sample('lock-integrity', [text('package-lock.json', [`+      "integrity": "sha512-${base64(86)}=="`], { start: 2 })]),
  sample('picture-in-style', [
    text('static/a.css', [`+a { background: url(data:image/png;base64,${base64(500)}) }`], { start: 2 }),
  ]),
  sample('json-loads-of-decoded', [text('src/a.py', ['+claims = json.loads(base64.b64decode(part))'], { start: 2 })]),
  sample('secret-decoded-to-file', [
    text('.github/workflows/a.yml', ['+      - run: echo "$KEY" | base64 -d > key.p8'], { start: 2 }),
  ]),
  sample('archive-unpacked', [text('scripts/a.sh', ['+gzip -dc "$1" | tar xf -'], { start: 2 })]),
  sample('zcat-grep', [text('scripts/a.sh', ['+zcat log.gz | grep shutdown | sort'], { start: 2 })]),
  sample('commit-hashes', [
    text(
      'src/a.go',
      Array.from({ length: 12 }, (_, i) => `+\t"${hex(40).slice(i)}${'0'.repeat(i)}",`),
      { start: 2 },
    ),
  ]),
  sample('long-url', [text('src/a.ts', [`+const u = 'https://example.org/${'path/to/'.repeat(40)}';`], { start: 2 })]),
  sample('ruler', [text('src/a.c', [`+/*${'-'.repeat(300)}*/`, `+//${'='.repeat(300)}`], { start: 2 })]),
  sample('ascii-art', [text('src/banner.rs', [`+    println!("${'_/\\\\ '.repeat(20)}");`], { start: 2 })]),
  sample('matrix-of-few-numbers', [
    text('src/m.py', ['+M = [1, 0, 0, 0, 1, 0, 0, 0, 1]', '+N = [2, 0, 0, 0, 2, 0, 0, 0, 2]'], { start: 2 }),
  ]),
  sample('few-blank-lines', [text('src/a.py', ['+a = 1', '+', '+', '+', '+b = 2'])]),
  sample('hexadecimal-constant', [
    text('src/a.go', ['+const mask = 0xdeadbeefcafebabe0123456789abcdef'], { start: 2 }),
  ]),
  sample('regexp-exec-on-text', [text('src/a.js', ['+const m = pattern.exec(atob(input));'], { start: 2 })]),
  sample('decompress-and-return', [text('src/a.py', ['+    return zlib.decompress(data)'], { start: 2 })]),
  sample('few-hex-names', [text('src/a.c', ['+#define REG_0x1f 1', '+int _0x10;'], { start: 2 })]),
  sample(
    'address-in-base64',
    [
      text('lib/geo.js', [
        "+import https from 'node:https';",
        `+const where = Buffer.from('${Buffer.from('https://api.geo.example/lookup?key=1').toString('base64')}', 'base64');`,
        '+https.get(where.toString(), (answer) => answer.resume());',
      ]),
    ],
    ['encoded-address', 'Buffer.from'],
  ),
  sample(
    'command-in-base64',
    [
      text('tools/setup.py', [
        '+import base64, subprocess',
        `+line = base64.b64decode("${Buffer.from('curl -s files.example.net').toString('base64')}").decode()`,
        '+subprocess.Popen(line.split())',
      ]),
    ],
    ['encoded-address', 'b64decode'],
  ),
  sample(
    'path-in-hexadecimal',
    [
      text('src/read.go', [`+	name, _ := hex.DecodeString("${Buffer.from('/etc/shadow').toString('hex')}")`], {
        start: 9,
      }),
    ],
    ['encoded-address', 'DecodeString'],
  ),
  sample(
    'reversed-base64-address',
    [
      text('lib/geo.js', [
        `+const where = atob('${[...Buffer.from('https://api.geo.example/').toString('base64')].reverse().join('')}'.split('').reverse().join(''));`,
      ]),
    ],
    ['encoded-address', 'atob'],
  ),
  sample('basic-credentials-in-base64', [
    text('src/auth.ts', [
      `+const [user, word] = atob('${Buffer.from('user:example').toString('base64')}').split(':');`,
    ]),
  ]),
  sample('key-in-hexadecimal', [text('src/key.ts', [`+const key = Buffer.from('${'00ff10a2'.repeat(8)}', 'hex');`])]),
  sample('token-head-in-base64', [
    text('src/token.py', [`+assert b64decode("${Buffer.from('{"alg":"ES256"}').toString('base64')}")`]),
  ]),
];
