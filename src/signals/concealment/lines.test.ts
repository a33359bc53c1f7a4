import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adding, changeOf, fileOf, runOn } from '../text/test-change.ts';
import { concealment } from './concealment.ts';

const rules = async (path: string, ...lines: readonly string[]): Promise<readonly string[]> =>
  (await runOn(concealment, adding(path, ...lines))).map(({ severity, rule, line }) => `${severity} ${rule} ${line}`);
const blanks = ' '.repeat(100);
const base64 = (length: number): string => 'aB3/xY9+Qz7Kp2LmR5tV8wC1dE4fG6hJ0nS'.repeat(30).slice(0, length);
const encoded = (text: string, as: 'base64' | 'hex' = 'base64'): string => Buffer.from(text).toString(as);
const minified = 'a=function(b){if(b){return c(b)}for(;;){d(e);f=g(h)}};'.repeat(12);
const plain = ['', 'let a = 1;', 'let b = 2;', 'let c = 3;', 'let d = 4;'];

describe('concealment finds', () => {
  it.each<[name: string, path: string, lines: readonly string[], findings: readonly string[]]>([
    ['a call behind blanks', 'a.py', [`x = 1${blanks}; exec(y)`], ['high code-behind-blanks 1']],
    ['a call behind tabs', 'a.py', [`x = 1${'\t'.repeat(30)}exec(y)`], ['high code-behind-blanks 1']],
    [
      'a directive behind blanks where # begins no comment',
      'a.c',
      [`int x;${blanks}#include(x)`],
      ['high code-behind-blanks 1'],
    ],
    ['words behind blanks', 'a.py', [`x = 1${blanks}elsewhere`], ['medium code-behind-blanks 1']],
    [
      'code below empty lines',
      'a.py',
      [...Array.from({ length: 60 }, () => ''), 'x = 1'],
      ['medium code-below-blank-lines 61'],
    ],
    ['minified code', 'src/a.js', [minified], ['medium minified-code 1']],
    ['minified code where it belongs', 'dist/a.min.js', [minified], ['low minified-code 1']],
    ['a long line among short ones', 'a.ts', ['f(x, '.repeat(110), ...plain], ['low long-line 1']],
    ['a very long line among short ones', 'a.ts', ['f(x, '.repeat(410), ...plain], ['medium long-line 1']],
    ['text that is encoded', 'a.rs', [`x("${base64(260)}")`], ['medium encoded-blob 1']],
    ['text that is encoded, in data', 'a.json', [`"${base64(260)}"`], ['low encoded-blob 1']],
    ['encoded text that is run', 'a.json', [`"${base64(260)}"`, 'eval(x)'], ['high encoded-blob-run 1']],
    [
      'encoded text over lines',
      'a.py',
      Array.from({ length: 9 }, () => `  "${base64(60)}"`),
      ['medium encoded-blob 8'],
    ],
    ['escapes that are decoded', 'a.py', [`inflate("${'\\x4a'.repeat(40)}")`], ['medium encoded-blob 1']],
    ['numbers', 'a.c', [`f(${'12, '.repeat(60)}1)`], ['low encoded-blob 1']],
    ['what is decoded and run', 'a.js', ['eval(atob(x))'], ['high decoded-and-run 1']],
    ['what is decoded and run in Python', 'a.py', ["exec(base64.b64decode('x'))"], ['high decoded-and-run 1']],
    ['what PHP decodes and asserts', 'a.php', ["assert(base64_decode('x'));"], ['high decoded-and-run 1']],
    ['what is decoded into a shell', 'a.sh', ['base64 -d x | tee y | bash'], ['high decoded-and-run 1']],
    ['what is unpacked into a shell', 'Makefile', ['\txzcat t/a.xz | /bin/sh'], ['high decoded-and-run 1']],
    ['what is piped to a name put together', 'a.m4', ['sed x | eval $y'], ['high piped-to-eval 1']],
    ['an address', 'a.js', [`get(atob("${encoded('https://h.test/a')}"))`], ['medium encoded-address 1']],
    ['an address in numbers', 'a.py', [`b64decode('${encoded('192.0.2.7:443')}')`], ['medium encoded-address 1']],
    [
      'a host',
      'a.go',
      [`base64.StdEncoding.DecodeString("${encoded('h.example.com')}")`],
      ['medium encoded-address 1'],
    ],
    ['a path', 'a.js', [`Buffer.from("${encoded('./')}", "base64")`], ['medium encoded-address 1']],
    [
      'a path in hexadecimal',
      'a.py',
      [`bytes.fromhex('${encoded('/etc/passwd', 'hex')}')`],
      ['medium encoded-address 1'],
    ],
    ['a command', 'a.rs', [`base64::decode("${encoded('curl -s h.test')}")`], ['medium encoded-address 1']],
    ['a command for a shell', 'a.sh', [`echo ${encoded('rm -rf /srv')} | base64 -d`], ['medium encoded-address 1']],
    ['an address over lines', 'a.js', ['atob(', `"${encoded('ftp://h.test')}"`, ')'], ['medium encoded-address 2']],
    ['an address in a test', 'test/a.js', [`atob("${encoded('https://h.test/a')}")`], ['low encoded-address 1']],
    [
      'names made unreadable',
      'a.js',
      [Array.from({ length: 10 }, (_, i) => `_0x12a${i}`).join()],
      ['high obfuscated-code 1'],
    ],
  ])('%s', async (_, path, lines, findings) => expect(await rules(path, ...lines)).toEqual(findings));
});

describe('concealment leaves alone', () => {
  it.each<[name: string, path: string, lines: readonly string[]]>([
    ['a comment behind blanks', 'a.c', [`int x;${blanks}/* y = f(x) */`]],
    ['a continued macro', 'a.h', [`#define X${blanks}\\`]],
    ['blanks at the end', 'a.py', [`x = 1${blanks}`]],
    ['a wide table', 'a.md', [`| a${blanks}| f(x)`]],
    ['79 blanks', 'a.py', [`x = 1${' '.repeat(79)}; exec(y)`]],
    ['59 empty lines', 'a.py', [...Array.from({ length: 59 }, () => ''), 'x = 1']],
    ['a long line of prose', 'a.md', ['some words '.repeat(100), ...plain]],
    ['a ruler', 'a.c', [`/*${'-'.repeat(400)}*/`]],
    ['a picture', 'a.css', [`url(data:image/png;base64,${base64(260)})`]],
    ['an address', 'a.ts', [`x('https://example.org/${'path/to/'.repeat(30)}')`]],
    ['a hash', 'a.json', [`"sha512-${base64(86)}=="`]],
    ['a regular expression on what is decoded', 'a.js', ['re.exec(atob(x))']],
    ['an assertion on what is decoded', 'a.py', ["assert b64decode(x) == 'y'", "assert(atob(x) === 'y')"]],
    ['JSON that is decoded', 'a.py', ['json.loads(base64.b64decode(x))']],
    ['an archive that is unpacked', 'a.sh', ['gzip -dc x | tar xf -', 'zcat x | grep sh | ssh host']],
    ['an address that is not decoded', 'a.js', [`x("${encoded('https://h.test/a')}")`]],
    ['a decoded word', 'a.js', [`atob("${encoded('hello there')}")`, 'atob("name")', 'atob("test")']],
    ['decoded data', 'a.js', [`atob("${encoded('{"alg":"HS256"}')}")`, `atob("${encoded('user:password')}")`]],
    ['decoded bytes', 'a.py', ["bytes.fromhex('00ff10203040ffee')", "bytes.fromhex('deadbeefdeadbeef')"]],
    ['a picture that is decoded', 'a.js', [`atob("data:image/png;base64,${encoded('https://h.test/a')}")`]],
    ['nine such names', 'a.js', [Array.from({ length: 9 }, (_, i) => `_0x12a${i}`).join()]],
  ])('%s', async (_, path, lines) => expect(await rules(path, ...lines)).toEqual([]));
});

describe('names in other letters', () => {
  const bold = String.fromCodePoint(...[...'exec'].map((letter) => letter.charCodeAt(0) - 97 + 0x1d41a));
  it.each<[name: string, path: string, lines: readonly string[], findings: readonly string[]]>([
    [
      'a word of Cyrillic beside its Latin twin',
      'a.py',
      ['copy(a)', '\u0441\u043e\u0440\u0443(a)'],
      ['high lookalike-name 2'],
    ],
    ['the same word alone', 'a.py', ['\u0441\u043e\u0440\u0443(a)'], []],
    ['the same in prose', 'a.md', ['copy', '\u0441\u043e\u0440\u0443'], []],
    ['two letters', 'a.py', ['co', '\u0441\u043e'], []],
    ['a word with a letter that has no twin', 'a.py', ['copy', '\u0441\u043e\u0440\u0434\u0443'], []],
    ['a name that Python takes for exec', 'a.py', [`${bold}(x)`], ['high styled-name 1']],
    ['wide letters within a plain name', 'a.py', ['\uff45val(x)'], ['high styled-name 1']],
    ['wide letters in a text', 'a.ts', ['// \uff21\uff30\uff29 is'], []],
    ['letters of formulas', 'a.lean', ['\u{1D555} = 1'], []],
    ['an Armenian letter', 'a.rs', ['let u\u057Der = 1;'], ['high homoglyph 1']],
    ['Russian behind an escape', 'a.c', ['"\u0418\u043c\u044f\\n\u0423\u043a\u0430\u0436\u0438"'], []],
  ])('%s', async (_, path, lines, findings) => expect(await rules(path, ...lines)).toEqual(findings));
});

const fragment = fc.constantFrom(
  'eval(',
  'atob(',
  base64(210),
  blanks,
  '\t'.repeat(20),
  '/*',
  '"""',
  "'",
  '_0x1a2b',
  '1, '.repeat(61),
  '| sh',
  '\u0441\u043e\u0440\u0443',
  'copy',
  'Subproject commit 0123456',
  'url = -x',
  '../..',
);

describe('whatever the lines', () => {
  it('each finding names an added line or the name, and quotes it', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('+', '-', ' '), fc.array(fragment, { maxLength: 6 })), { maxLength: 10 }),
        fc.constantFrom('a.py', 'a.c', '.gitmodules', 'x/-a.md'),
        fc.constantFrom(null, '100755', '120000', '160000', '7'),
        async (parts, path, newMode) => {
          const file = {
            ...fileOf(
              path,
              parts.map(([mark, words]) => mark + words.join('')),
              7,
            ),
            newMode,
          };
          const change = { ...changeOf(file), messages: [{ lines: ['docs: x'], firstFile: 0 }] };
          for (const found of await runOn(concealment, change)) {
            expect(found.quote.length).toBeLessThanOrEqual(160);
            if (found.rule.startsWith('path-') || found.rule.startsWith('message-')) expect(found.line).toBe(1);
            else {
              const line = file.hunks[0]?.lines.find(({ kind, newLine }) => kind === 'added' && newLine === found.line);
              for (const part of found.quote.split(/…|\*{4}|\\u\{\w+\}/)) expect(line?.text).toContain(part);
            }
          }
        },
      ),
      { numRuns: 300 },
    ));
});
