import { describe, expect, it } from 'vitest';
import { adding, changeOf, fileOf } from '../../text/test-change.ts';
import { compareDefeated } from './compare-defeated.ts';

const said = (path: string, line: string): readonly string[] =>
  [...compareDefeated(adding(path, line))].map(({ rule, severity }) => `${severity} ${rule}`);

describe('a comparison in constant time that proves nothing is found', () => {
  it.each([
    ['a.js', 'return timingSafeEqual(mac, mac);'],
    ['a.js', 'return crypto.timingSafeEqual(Buffer.from(mac), Buffer.from( mac ));'],
    ['a.py', 'return hmac.compare_digest(sig, sig)'],
    ['a.go', 'return hmac.Equal(sum, sum)'],
    ['a.rs', 'return mac.ct_eq(&mac).into();'],
    ['a.php', 'return hash_equals($known, $known);'],
  ])('%s %s', (path, line) => expect(said(path, line)).toEqual(['high compare-with-itself']));

  it.each([
    ['a.js', 'return timingSafeEqual(mac, want) || mac.startsWith("v0=");'],
    ['a.js', 'const ok = (timingSafeEqual(mac, want)) || debug;'],
    ['a.py', 'return hmac.compare_digest(sig, want) or not want'],
    ['a.go', 'return subtle.ConstantTimeCompare(got, want) == 1 || dev'],
  ])('%s %s', (path, line) => expect(said(path, line)).toEqual(['medium compare-or-otherwise']));
});

describe('nothing is found when', () => {
  it.each([
    ['both values differ', 'a.js', 'return timingSafeEqual(mac, want);'],
    [
      'a failing comparison is one of several reasons to refuse',
      'a.js',
      'if (!timingSafeEqual(a, b) || expired) fail();',
    ],
    ['the same, in Python', 'a.py', 'if not hmac.compare_digest(a, b) or expired:'],
    ['the same, with a length before', 'a.js', 'if (a.length !== b.length || !crypto.timingSafeEqual(a, b)) fail();'],
    ['two keys are good', 'a.js', 'return timingSafeEqual(mac, one) || timingSafeEqual(mac, two);'],
    ['zero means equal', 'a.c', 'if (CRYPTO_memcmp(a, b, n) || n == 0) return -1;'],
    ['it is a definition', 'a.py', 'def compare_digest(a, a): pass'],
    ['it is prose', 'a.md', 'timingSafeEqual(mac, mac)'],
    ['it is a comment', 'a.js', '// timingSafeEqual(mac, mac)'],
  ])('%s', (_what, path, line) => expect(said(path, line)).toEqual([]));

  it('the other condition was there before', () => {
    const lines = ['-return timingSafeEqual(a, b) || dev;', '+return timingSafeEqual(one, b) || dev;'];
    expect([...compareDefeated(changeOf(fileOf('a.js', lines)))]).toEqual([]);
  });
});

it('judges prose by what it is called later', () => {
  const added = fileOf('a.txt', ['+return timingSafeEqual(mac, mac);']);
  const renamed = { ...fileOf('a.js', []), oldPath: 'a.txt', kind: 'renamed' } as const;
  expect([...compareDefeated(changeOf(added, renamed))]).toHaveLength(1);
});
