import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../domain/index.ts';
import { changeOf, fileOf, runOn } from '../../text/test-change.ts';
import { sast } from '../sast.ts';

const findings = async (path: string, ...lines: readonly string[]): Promise<readonly Finding[]> =>
  runOn(sast, changeOf(fileOf(path, lines, 10)));
/** What is said of comparisons: other rules may have something to say of the line that took one's place. */
const short = async (path: string, ...lines: readonly string[]): Promise<readonly string[]> =>
  (await findings(path, ...lines))
    .filter(({ rule }) => rule.startsWith('constant-time-'))
    .map(({ severity, side, line }) => `${severity} ${side} ${line}`);

describe('a constant-time comparison replaced by an ordinary one is high, on the added line', () => {
  it.each<[language: string, path: string, lines: readonly string[], line: number]>([
    [
      'TypeScript',
      'auth.ts',
      [
        ' const ok =',
        '-  crypto.timingSafeEqual(Buffer.from(token), Buffer.from(expected));',
        '+  token === expected;',
      ],
      11,
    ],
    [
      'TypeScript, negated',
      'auth.ts',
      ['-if (!timingSafeEqual(signature, computed)) return false;', '+if (signature !== computed) return false;'],
      10,
    ],
    [
      'TypeScript, properties',
      'auth.ts',
      ['-return timingSafeEqual(this.secret, given.secret);', '+return this.secret == given.secret;'],
      10,
    ],
    [
      'TypeScript, several lines',
      'a.ts',
      [
        '-return timingSafeEqual(',
        '-  Buffer.from(mac),',
        '-  Buffer.from(own),',
        '-);',
        '+return (',
        '+  mac ===',
        '+  own',
        '+);',
      ],
      11,
    ],
    ['TypeScript, buffers', 'a.ts', ['-return timingSafeEqual(mac, own);', '+return mac.equals(own);'], 10],
    [
      'Python',
      'auth.py',
      ['-    return hmac.compare_digest(digest.encode(), expected)', '+    return digest == expected'],
      10,
    ],
    ['Python secrets', 'auth.py', ['-    if not secrets.compare_digest(a, b):', '+    if a != b:'], 10],
    [
      'Python Django',
      'auth.py',
      ['-    return constant_time_compare(token, self.token)', '+    # faster', '+    return token == self.token'],
      11,
    ],
    [
      'Go',
      'auth.go',
      ['-\treturn subtle.ConstantTimeCompare([]byte(got), []byte(want)) == 1', '+\treturn got == want'],
      10,
    ],
    ['Go hmac', 'auth.go', ['-\tif !hmac.Equal(mac, expected) {', '+\tif !bytes.Equal(mac, expected) {'], 10],
    ['Rust', 'auth.rs', ['-    a.as_bytes().ct_eq(b.as_bytes()).into()', '+    a.as_bytes() == b.as_bytes()'], 10],
    ['Rust constant_time_eq', 'auth.rs', ['-    constant_time_eq(&tag, &self.tag)', '+    tag.eq(&self.tag)'], 10],
    [
      'Java',
      'Auth.java',
      ['-    return MessageDigest.isEqual(given, stored);', '+    return Arrays.equals(given, stored);'],
      10,
    ],
    [
      'Java strings',
      'Auth.java',
      ['-    return MessageDigest.isEqual(given.getBytes(), stored.getBytes());', '+    return given.equals(stored);'],
      10,
    ],
    ['C', 'auth.c', ['-\treturn CRYPTO_memcmp(tag, want, 16) == 0;', '+\treturn memcmp(tag, want, 16) == 0;'], 10],
    ['C libsodium', 'auth.c', ['-\tif (sodium_memcmp(a, b, len) != 0)', '+\tif (strcmp(a, b))'], 10],
    ['PHP', 'auth.php', ['-return hash_equals($known, $given);', '+return $known === $given;'], 10],
    ['Ruby', 'auth.rb', ['-  Rack::Utils.secure_compare(@token, params_token)', '+  @token == params_token'], 10],
    [
      'C#',
      'Auth.cs',
      ['-return CryptographicOperations.FixedTimeEquals(left, right);', '+return left.SequenceEqual(right);'],
      10,
    ],
    ['Elixir', 'auth.ex', ['-    Plug.Crypto.secure_compare(given, token)', '+    given == token'], 10],
    [
      'one of two kept',
      'a.ts',
      ['-if (timingSafeEqual(a, b) && timingSafeEqual(c, d)) ok();', '+if (timingSafeEqual(a, b) && c === d) ok();'],
      10,
    ],
    [
      'the call left as a decoy',
      'a.ts',
      ['-return timingSafeEqual(mac, own);', '+return mac === own || timingSafeEqual(mac, own);'],
      10,
    ],
    ['one side renamed', 'a.ts', ['-return timingSafeEqual(mac, own);', '+return mac === computeOwn(body);'], 10],
    ['a literal', 'a.ts', ['-return timingSafeEqual(token, own);', "+return token === 'letmein';"], 10],
  ])('%s', async (_, path, lines, line) => {
    const found = await findings(path, ...lines);
    expect(found.map(({ severity, side, line: at, rule }) => [severity, side, at, rule])).toEqual([
      ['high', 'new', line, 'constant-time-compare-replaced'],
    ]);
  });

  it('is found elsewhere in the file when both values are compared there', async () => {
    const gone = fileOf('a.ts', ['-return timingSafeEqual(mac, own);', '+return same(mac, own);'], 10);
    const here = fileOf('a.ts', ['+const same = () => mac === own;'], 90);
    const found = await runOn(sast, changeOf({ ...gone, hunks: [...gone.hunks, ...here.hunks] }));
    expect(found).toMatchObject([{ severity: 'high', line: 90, quote: 'const same = () => mac === own;' }]);
  });

  it('quotes the added line and says why', async () => {
    const [found] = await findings('a.ts', '-return timingSafeEqual(mac, own);', '+  return mac === own;');
    expect(found).toMatchObject({ source: 'sast', file: 'a.ts', quote: 'return mac === own;' });
    expect(found?.message).toMatch(/constant-time/);
  });
});

describe('a constant-time comparison removed with nothing in its place is medium, on the deleted line', () => {
  it.each<[name: string, path: string, lines: readonly string[]]>([
    ['gone', 'a.ts', [' a', '-if (!timingSafeEqual(mac, own)) throw new Error();', ' b']],
    ['replaced by a constant', 'a.py', [' x', '-    return hmac.compare_digest(a, b)', '+    return True']],
    [
      'only a null check stays',
      'a.ts',
      [' x', '-return timingSafeEqual(mac, own);', '+return mac !== null && mac.length === own.length;'],
    ],
    ['other values compared', 'a.go', [' x', '-\tif hmac.Equal(mac, sum) {', '+\tif method == want {']],
    ['commented out', 'a.ts', [' x', '-return timingSafeEqual(mac, own);', '+// return mac === own;', '+return true;']],
  ])('%s', async (_, path, lines) => {
    expect(await short(path, ...lines)).toEqual(['medium old 11']);
  });
});

describe('nothing is found when', () => {
  it.each<[name: string, path: string, lines: readonly string[]]>([
    ['the call is only indented', 'a.ts', ['-return timingSafeEqual(a, b);', '+  return timingSafeEqual(a, b);']],
    [
      'the call is wrapped over lines',
      'a.ts',
      ['-return timingSafeEqual(a, b);', '+return timingSafeEqual(', '+  a,', '+  b,', '+);'],
    ],
    [
      'a length check joins the call',
      'a.ts',
      ['-return timingSafeEqual(a, b);', '+if (a.length !== b.length) return false;', '+return timingSafeEqual(a, b);'],
    ],
    [
      'the result gets a name',
      'a.go',
      [
        '-return subtle.ConstantTimeCompare(a, b) == 1',
        '+same := subtle.ConstantTimeCompare(a, b)',
        '+return same == 1',
      ],
    ],
    [
      'the values are renamed',
      'a.py',
      ['-return hmac.compare_digest(a, b)', '+return hmac.compare_digest(left, right)'],
    ],
    [
      'one library is replaced by another',
      'a.rb',
      ['-Rack::Utils.secure_compare(a, b)', '+ActiveSupport::SecurityUtils.secure_compare(a, b)'],
    ],
    [
      'an ordinary comparison becomes constant-time',
      'a.ts',
      ['-return mac === own;', '+return timingSafeEqual(mac, own);'],
    ],
    ['ordinary comparisons come and go', 'a.ts', ['-if (a === b) c();', '+if (a !== b) d();']],
    ['only the import goes', 'a.ts', ["-import { timingSafeEqual } from 'node:crypto';", '+if (a === b) c();']],
    ['only a definition is touched', 'a.py', ['-def compare_digest(a, b):', '+def compare(a, b):']],
    ['a comment mentions it', 'a.ts', ['-// use timingSafeEqual(a, b)', '+if (a === b) c();']],
    ['it is prose', 'README.md', ['-timingSafeEqual(a, b)', '+a === b']],
    [
      'an equal comparison was there before',
      'a.ts',
      [
        '-return timingSafeEqual(a, b);',
        '-if (a === b) warn();',
        '+if (a === b) warn();',
        '+return timingSafeEqual(a, b);',
      ],
    ],
  ])('%s', async (_, path, lines) => {
    expect(await short(path, ...lines)).toEqual([]);
  });

  it('the call moves to another file', async () => {
    const change = changeOf(
      fileOf('a.ts', ['-return timingSafeEqual(mac, own);', '+return same(mac, own);']),
      fileOf('b.ts', ['+export const same = timingSafeEqual(mac, own);']),
    );
    expect(await runOn(sast, change)).toEqual([]);
  });

  it('the file is binary or the change is empty', async () => {
    expect(await runOn(sast, changeOf({ ...fileOf('a.ts', ['-timingSafeEqual(a, b)']), binary: true }))).toEqual([]);
    expect(await runOn(sast, changeOf())).toEqual([]);
  });
});

it('counts each kept call once: two removed and one kept leaves one finding', async () => {
  expect(
    await short('a.ts', '-timingSafeEqual(a, b);', '-timingSafeEqual(a, b);', '+timingSafeEqual(a, b);'),
  ).toHaveLength(1);
});

it('names each of two replacements of equal calls in one hunk', async () => {
  const pair = ['-return timingSafeEqual(a, b);', '+return a === b;'];
  expect(await short('a.ts', ...pair, ' }', ...pair)).toEqual(['high new 10', 'high new 12']);
});

it('sees code behind a comment that ends on its line', async () => {
  expect(await short('a.ts', '-return timingSafeEqual(a, b);', '+/**/return a === b;')).toEqual(['high new 10']);
  expect(await short('a.ts', '-return timingSafeEqual(a, b);', '+/* return a === b; */')).toEqual(['medium old 10']);
});

it('a file that is called prose for a while only is code all the same', async () => {
  const weakened = fileOf('auth.md', ['-return compare_digest(a, b)', '+return a == b'], 10);
  const renamed = { ...fileOf('auth.md', []), oldPath: 'auth.py', kind: 'renamed' } as const;
  const back = { ...fileOf('auth.py', []), oldPath: 'auth.md', kind: 'renamed' } as const;
  expect(await runOn(sast, changeOf(weakened))).toEqual([]);
  expect(await runOn(sast, changeOf(renamed, weakened, back))).toMatchObject([{ severity: 'high', file: 'auth.md' }]);
});

it.each([
  ['a constant-time call on the line behind', '+return a === b', '+timingSafeEqual(a, b)'],
  ['a length on the line behind', '+return a === b', '+a.length'],
  ['a comment that ends at a carriage return', '+// x\rreturn a === b;', '+x();'],
  ['a comment that ends at U+2028', '+// x\u2028return a === b;', '+x();'],
])('is not put off by %s', async (_, ...added) => {
  expect(await short('a.ts', '-return timingSafeEqual(a, b)', ...added)).toEqual(['high new 10']);
});
