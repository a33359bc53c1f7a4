import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../domain/index.ts';
import { adding, changeOf, fileOf } from '../text/test-change.ts';
import { allRules } from './all-rules.ts';
import type { Rule } from './rule.ts';
import { syntaxRules } from './syntax-rules.ts';

const find = syntaxRules(allRules);

const found = async (change: Change): Promise<string[]> =>
  (await find(change)).map(({ rule, file, line, side }) => `${rule} ${file}:${line} ${side}`).sort();

const headed = (path: string, heading: string, lines: readonly string[]): Change => {
  const file = fileOf(path, lines);
  return changeOf({ ...file, hunks: file.hunks.map((hunk) => ({ ...hunk, heading })) });
};

describe('code that a hunk cuts out of its surroundings', () => {
  it.each([
    ['a.js', ['   keepAlive: true,', '+  rejectUnauthorized: false,', '   port: 443,'], 'js-tls-unverified a.js:2 new'],
    ['a.js', ['+  rejectUnauthorized: false,', ' });', ' go();'], 'js-tls-unverified a.js:1 new'],
    ['a.js', ['+  rejectUnauthorized: false,'], 'js-tls-unverified a.js:1 new'],
    ['a.tsx', [' ', '   )}', '+  <p dangerouslySetInnerHTML={html} />', ' </div>'], 'js-dangerous-html a.tsx:3 new'],
    ['a.py', ['+        verify=False,', '     )', '     return r'], 'py-tls-unverified a.py:1 new'],
    ['a.py', ['         headers=h,', '+        verify=False,'], 'py-tls-unverified a.py:2 new'],
    ['a.py', ['+    "verify_signature": False,', ' }'], 'py-signature-none a.py:1 new'],
    ['a.py', ['             return x', '+        eval(text)', ' y = 1'], 'py-eval a.py:2 new'],
    ['a.py', ['     else:', '+        eval(text)'], 'py-eval a.py:2 new'],
    ['a.js', [' the end of a comment', ' */', '+eval(text);'], 'js-eval a.js:3 new'],
    ['a.py', [' the end of a text.', ' """', '+eval(text)', ' x = 1'], 'py-eval a.py:3 new'],
    ['a.js', [' text}', ' `;', '+eval(text);'], 'js-eval a.js:3 new'],
    ['a.js', [' eval(', '+  text,', ' );', '+eval(b);', ' /* and here'], 'js-eval a.js:4 new'],
  ])('is found: %s %j', async (path, lines, expected) => {
    expect(await found(changeOf(fileOf(path, lines)))).toEqual([expected]);
  });

  it('stands in the function that the heading names', async () => {
    const lines = ['+  return true;', '   const claims = read(token);', '   return claims !== null;'];
    expect(await found(headed('a.ts', 'export function verifyToken(token: string) {', lines))).toEqual([
      'js-guard-returns-early a.ts:1 new',
    ]);
    expect(await found(headed('a.ts', 'export function render(token: string) {', lines))).toEqual([]);
  });

  it('is not hidden by what the heading says', async () => {
    for (const heading of ['/*', 'function a(){ `', 'x = "', 'def verify_it(): """', 'function eval(/*']) {
      expect(await found(headed('a.js', heading, ['+eval(text);', ' /* x */']))).toEqual(['js-eval a.js:1 new']);
    }
  });
});

describe('code that seems to be in a comment or string, for what stands behind it', () => {
  const js = 'get({ host, rejectUnauthorized: false });';
  const go = 'var C = &tls.Config{InsecureSkipVerify: true}';
  const c = 'void s(C *c) { SSL_CTX_set_verify(c, SSL_VERIFY_NONE, 0); }';
  const rust = 'fn a(c: C) { c.danger_accept_invalid_certs(true); }';
  it.each<[path: string, lines: readonly string[], expected: string]>([
    ['a.js', [js, 'function t(x) { return /{/.test(x); }', '// pages live in src/*/index'], 'js-tls-unverified'],
    ['a.js', [js, '<!-- {', '// see */'], 'js-tls-unverified'],
    ['a.js', ['// */', js, 'function t(x) { return /{/.test(x); }'], 'js-tls-unverified'],
    ['a.go', [go, "var z = '{'", '// see */'], 'go-tls-verification-off'],
    ['a.go', [go, "const R = '`'"], 'go-tls-verification-off'],
    ['a.rs', [rust, `const Q: char = '"'; // */`], 'rust-tls-verification-off'],
    ['a.py', ['requests.get(u, verify=False)', '# """'], 'py-tls-unverified'],
    ['a.c', [c, '#define OPEN(x) if (x) {', '// */'], 'c-tls-verification-off'],
  ])('is found: %s %j', async (path, lines, expected) => {
    const file = fileOf(
      path,
      lines.map((line) => `+${line}`),
      10,
    );
    const at = lines.findIndex((line) => !line.startsWith('//')) + 10;
    // In the middle of a file, where a comment may have begun before, and in a new one, where none can have.
    for (const change of [changeOf(file), changeOf({ ...file, kind: 'added' })]) {
      expect(await found(change)).toEqual([`${expected} ${path}:${at} new`]);
    }
  });

  it('is only worth a look where the rest of the piece makes no sense as code', async () => {
    const lines = ['+get({ rejectUnauthorized: false });', '+neither this', '+nor that, says he', '+*/ go();'];
    expect(await find(changeOf(fileOf('a.js', lines, 10)))).toMatchObject([{ line: 10, severity: 'medium' }]);
  });

  it('is not excused by what a comment may say', async () => {
    const lines = ['-get({ rejectUnauthorized: false });', '-neither this', '-nor that, says he', '-*/ go();'];
    const change = changeOf(fileOf('a.js', lines, 10), fileOf('b.js', ['+get({ rejectUnauthorized: false });'], 10));
    expect(await found(change)).toEqual(['js-tls-unverified b.js:10 new']);
  });

  it('is read as the branch that it is, though a whole comment stands in it', async () => {
    const lines = ['     ok();', '+/* a note */', '   } else {', '+    eval(text);', '   }'];
    expect(await found(changeOf(fileOf('a.js', lines, 10)))).toEqual(['js-eval a.js:13 new']);
  });
});

describe('text that is not code', () => {
  it.each([
    ['a.js', [' /**', '+ * eval(text) is bad', '  */', ' f();']],
    ['a.js', ['  * Notes:', '+ * eval(text) is bad', '  * more']],
    ['a.js', ['+ eval(text) is bad, they say', '  */', ' f();']],
    ['a.js', [' const s = `', '+eval(text)', ' `;']],
    ['a.js', ['+// eval(text)', '+f("eval(text)");']],
    ['a.py', [' def f():', '     """', '+    eval(text)', '     """', '     return 1']],
    ['a.py', ['+    eval(text) is not what you want', '     """', '     return 1']],
    ['a.py', ['+# eval(text)', '+s = "eval(text)"']],
    ['README.md', ['+eval(text);']],
    ['a.unknown', ['+eval(text);']],
  ])('is passed over: %s %j', async (path, lines) => {
    expect(await found(changeOf(fileOf(path, lines)))).toEqual([]);
  });
});

describe('what was there before', () => {
  it('is not found when it is only moved or laid out anew, in the hunk, the file or the change', async () => {
    const here = fileOf('a.js', ['-eval(text);', '+if (x) {', '+  eval( text );', '+}']);
    expect(await found(changeOf(here))).toEqual([]);
    expect(await found(changeOf(fileOf('a.js', ['-eval(text);']), fileOf('lib/b.ts', ['+  eval(text);'])))).toEqual([]);
  });

  it('makes up for one that is added, not for two', async () => {
    expect(await found(changeOf(fileOf('a.js', ['-eval(text);', '+eval(text);', '+eval(text);'])))).toHaveLength(1);
  });

  it('does not make up for another', async () => {
    expect(await found(changeOf(fileOf('a.js', ['-eval(text);', '+eval(body);'])))).toEqual(['js-eval a.js:1 new']);
  });

  it('is not found in lines that stay, nor in lines that go', async () => {
    expect(await found(changeOf(fileOf('a.js', [' eval(text);', '-eval(body);', '+f();'])))).toEqual([]);
  });
});

describe('rules about what is deleted or replaced', () => {
  const base: Omit<Rule, 'id'> = {
    languages: ['javascript'],
    severity: 'medium',
    cwe: null,
    message: 'A check is gone.',
    side: 'deleted',
    query: '((call_expression function: (identifier) @f) @at (#eq? @f "check"))',
  };
  const lost = syntaxRules([
    { ...base, id: 'lost', unless: '((call_expression function: (identifier) @f) (#eq? @f "verify"))' },
  ]);
  const swapped = syntaxRules([
    {
      ...base,
      id: 'swapped',
      side: 'added',
      replaces: '((call_expression function: (identifier) @f) (#eq? @f "verify"))',
    },
  ]);
  const lines = async (rules: typeof lost, ...hunk: readonly string[]) =>
    (await rules(changeOf(fileOf('a.js', hunk)))).map(({ line, side }) => `${line} ${side}`);

  it('name the deleted line, unless something excuses it, one for one', async () => {
    expect(await lines(lost, '-check(a);', '+f(a);')).toEqual(['1 old']);
    expect(await lines(lost, '-check(a);', '+verify(a);')).toEqual([]);
    expect(await lines(lost, '-check(a);', '-check(b);', '+verify(a);')).toEqual(['2 old']);
    expect(await lines(lost, '-check(a);', '+  check(a);')).toEqual([]);
  });

  it('name the added line only where it replaces what it must', async () => {
    expect(await lines(swapped, '-verify(a);', '+check(a);')).toEqual(['1 new']);
    expect(await lines(swapped, '+check(a);')).toEqual([]);
    expect(await lines(swapped, ' verify(a);', '+check(a);')).toEqual([]);
  });
});

describe('hostile code', () => {
  it('is named when it is too broken to be read', async () => {
    const lines = Array.from({ length: 3_000 }, () => `${'a=>'.repeat(40)} system(x)`);
    const findings = await find(adding('a.c', ...lines));
    expect(findings.map(({ rule }) => rule)).toContain('code-not-parsed');
    expect(findings.find(({ rule }) => rule === 'code-not-parsed')?.severity).toBe('medium');
  });

  it('does not stop what comes after it from being read', async () => {
    await find(adding('a.c', ...Array.from({ length: 3_000 }, () => `${'a=>'.repeat(40)} system(x)`)));
    expect(await found(adding('a.js', 'eval(text);'))).toEqual(['js-eval a.js:1 new']);
  });

  it('is found wherever it stands in a long line or a long file', async () => {
    for (const before of [3_000, 3_580, 4_065, 4_073, 4_090, 9_000]) {
      const line = `${';'.repeat(before)}f({ rejectUnauthorized: false });`;
      expect(await found(adding('a.js', line)), `${before}`).toEqual(['js-tls-unverified a.js:1 new']);
    }
    const now = Array.from({ length: 450 }, () => 'go(now);');
    for (let length = 1; length <= 40; length += 1) {
      const lines = [`${'x'.repeat(length)};`, ...now, 'execSync(', `\`rm $\{name}\``, ');', ...now];
      expect(await found(adding('a.js', ...lines))).toEqual(['js-shell-command a.js:453 new']);
    }
  });

  it('lets go of its trees: memory stays after thousands of pieces', async () => {
    const before = globalThis.process.memoryUsage();
    for (let round = 0; round < 1_000; round += 1) {
      await find(adding('a.js', `eval(a${round});`, 'const x = {', 'f('));
    }
    expect(globalThis.process.memoryUsage().arrayBuffers - before.arrayBuffers).toBeLessThan(20_000_000);
  });

  it('never makes it throw, whatever stands where, and every finding is on a changed line', async () => {
    const bits = [
      'eval(',
      ')',
      '"',
      "'",
      '`',
      '${',
      '/*',
      '*/',
      '"""',
      '\n',
      ' ',
      '{',
      '}',
      '[',
      ']',
      'a',
      '=',
      '=>',
      '#',
      '//',
      '\\',
      '\u202E',
      '\u{1F600}',
      '\0',
      'verify=False',
      ',',
    ];
    const line = fc
      .array(fc.constantFrom(...bits), { maxLength: 12 })
      .map((parts) => parts.join('').replaceAll('\n', ''));
    const lines = fc.array(
      fc.tuple(fc.constantFrom('+', '-', ' '), line).map(([mark, text]) => mark + text),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom('a.js', 'a.tsx', 'a.py', 'a.go', 'a.rs', 'a.c'), async (hunk, path) => {
        const file = fileOf(path, hunk);
        for (const { line: number, side } of await find(changeOf(file))) {
          const kind = side === 'new' ? 'added' : 'deleted';
          const at = file.hunks[0]?.lines.find((one) => (side === 'new' ? one.newLine : one.oldLine) === number);
          expect(at?.kind).toBe(kind);
        }
      }),
      { numRuns: 300 },
    );
  });
});
