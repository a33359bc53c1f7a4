import { describe, expect, it } from 'vitest';
import { parsePatch } from '../parse.ts';
import type { Identity } from './author.ts';
import { blind } from './blind.ts';

const NOBODY: Identity = { did: null, handle: null, names: [], emails: [] };

const blindOf = (lines: readonly string[], who: Partial<Identity>, side: '+' | '-' = '+') => {
  const counts = side === '+' ? `-1,0 +1,${lines.length}` : `-1,${lines.length} +1,0`;
  const patch = `--- a/x\n+++ b/x\n@@ ${counts} @@\n${lines.map((line) => `${side}${line}\n`).join('')}`;
  const parsed = parsePatch(patch);
  if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
  return blind(parsed.change, { ...NOBODY, ...who }).blind;
};
const lineOf = (line: string, who: Partial<Identity>): string | undefined =>
  blindOf([line], who).files[0]?.hunks[0]?.lines[0]?.text;

describe('a name takes no code out of a diff', () => {
  it.each<[line: string, who: Partial<Identity>]>([
    ['sess.verify=False', { names: ['sess.verify=False'] }],
    ['eval(atob(x))', { names: ['eval(atob(x))'] }],
    ['element.innerHTML=location.hash', { names: ['element.innerHTML=location.hash'] }],
    ['if (req.user.isAdmin||req.query.preview) drop()', { names: ['req.user.isAdmin||req.query.preview'] }],
    ['child_process`.execSync`', { names: ['child_process`.execSync`'] }],
    ['rejectUnauthorized: false', { handle: 'rejectunauthorized.dev' }],
    ['InsecureSkipVerify: true', { handle: 'insecureskipverify.dev' }],
    ['if (!req.user.isAdmin) return', { handle: 'isadmin.dev' }],
    ['if (!isSuperuser) return', { names: ['Is Superuser'], handle: 'issuperuser.dev' }],
    ['from flask import Flask', { names: ['Flask Chase'] }],
    ['import lodash from "lodash"; eval(x)', { names: ['Lodash Moment'], handle: 'lodash.dev' }],
    ['subprocess.Popen(x, shell=True)', { names: ['Subprocess Popen'] }],
    ['yaml.load(x); pickle.loads(x)', { names: ['yaml.load', 'Pickle Loads'] }],
    ['unserialize($_GET[x]); setuid(0)', { names: ['unserialize', 'Setuid'] }],
    ['return true unless admin?', { names: ['unless admin'] }],
    ['<a dangerouslySetInnerHTML={q}>', { names: ['dangerouslySetInnerHTML'] }],
    ['on: pull_request_target', { names: ['pull_request_target'] }],
    ['.permitAll()', { names: ['permitAll'] }],
    ['ssl.CERT_NONE', { names: ['CERT_NONE'] }],
    ['curl https://registry.npmjs.org/x', { emails: ['a@registry.npmjs.org'] }],
    ['curl https://raw.githubusercontent.com/x', { emails: ['a@raw.githubusercontent.com'] }],
    ['curl https://gmail.com/ https://web.de/', { emails: ['zorvanx@gmail.com', 'zorvanx@web.de'] }],
    ['let n = OsRng.next_u64();', { names: ['Osrng'] }],
    ['text = bleach.clean(text)', { names: ['Bleach'] }],
    ['args = [tool, shlex.quote(name)]', { names: ['Shlex'] }],
    ['if (host.indexOf(allowed) >= 0) go();', { names: ['Indexof Zorv'] }],
    ['function pay() external nonReentrant {', { handle: 'nonreentrant.dev' }],
    ['if not path.is_relative_to(root): return', { names: ['isRelativeTo', 'Is Relative To'] }],
    ['verify(t, k, { ignoreExpiration: true })', { names: ['ignoreExpiration'] }],
    ['navigator.sendBeacon(u, JSON.stringify(env))', { names: ['sendBeacon', 'Stringify'] }],
    ['safeStringify(x)', { handle: 'safestringify.dev' }],
    ['shutil.rmtree(normalize(p)); html = Markup(x)', { names: ['Shutil Rmtree', 'Normalize Markup'] }],
    [
      'all of these are words of a sentence that is much too long here',
      { names: ['all of these are words of a sentence that is much too long here'] },
    ],
  ])('%s', (line, who) => {
    expect(lineOf(line, who)).toBe(line);
  });
});

it.each([
  ["{ author: 'alice' },", "{ author: 'person1' },"],
  ["author = 'al' + eval, x", "author = 'person1' + eval, x"],
  ["author = 'Miles O\u2019Brien' + x", "author = 'person1' + x"],
])('a field for a name ends with its string: %s', (line, blinded) => {
  expect(lineOf(line, {})).toBe(blinded);
});

describe('the author cannot be read', () => {
  const WHO: Identity = {
    did: 'did:plc:abcdefghijklmnopqrstuvwx',
    handle: 'zorvanx.bsky.social',
    names: ['Zorvan Xelquist (they/them)', 'Randall Rand'],
    emails: ['zorvanx@xelmail.org'],
  };
  it.each([
    ['import zorvanxlib', 'import person1lib'],
    ['Zorvans fix', 'person1s fix'],
    ['zorvanxelquist()', 'person1()'],
    ['x = "abcdefghijklmnopqrstuvwx"', 'x = "person1"'],
    ['see https://xelmail.org/x', 'see https://person1/x'],
    ['by Zorvan Xelquist', 'by person1'],
    ['by Randall', 'by person1'],
  ])('%s', (line, blinded) => {
    expect(lineOf(line, WHO)).toBe(blinded);
  });

  it.each(['carload antonym martial', 'cargo.lock'])('in parts of other words, which stay: %s', (line) => {
    expect(lineOf(line, { names: ['Carlo Anton Marti'] })).toBe(line);
  });
});

describe('codeRedactions', () => {
  const WHO = { handle: 'zorvanx.dev' };
  const plain = Array.from({ length: 200 }, (_, at) => `let a${at} = ${at};`);

  it.each<[line: string, count: number]>([
    ['zorvanx(req)', 1],
    ['if (req.zorvanx) return', 1],
    ['f(zorvanx=True)', 1],
    ['libzorvanx (x)', 1],
    ['import "github.com/zorvanx/tool"', 0],
    ['// zorvanx(req)', 0],
    [' * by zorvanx', 0],
    ['mail(grace@navy.example)', 0],
    ['f(/home/grace/x)', 0],
  ])('in a long change counts a line that acts, whether it comes or goes: %s', (line, count) => {
    expect(blindOf([...plain, line], WHO).codeRedactions).toBe(count);
    expect(blindOf([...plain, line], WHO, '-').codeRedactions).toBe(count);
  });

  it('cannot be thinned out on one side by lines of the other, and leaves context alone', () => {
    const patch = (mark: string): string =>
      `--- a/x\n+++ b/x\n@@ -1,${mark === '+' ? 0 : 1} +1,${mark === '-' ? 200 : 201} @@\n` +
      `${mark}${mark === ' ' ? 'zorvanx(req)' : '"zorvanx"'}\n${plain.map((line) => `+${line}\n`).join('')}`;
    const countOf = (mark: string): number => {
      const parsed = parsePatch(patch(mark));
      if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
      return blind(parsed.change, { ...NOBODY, ...WHO }).blind.codeRedactions;
    };
    expect(['-', ' ', '+'].map(countOf)).toEqual([1, 0, 0]);
  });

  it('counts every line when they are more than two in a hundred', () => {
    const lines = Array.from({ length: 4 }, () => '"zorvanx"');
    expect(blindOf([...plain, ...lines], WHO).codeRedactions).toBe(0);
    expect(blindOf([...plain, ...lines, ...lines], WHO).codeRedactions).toBe(8);
    expect(blindOf(['"zorvanx"', '# zorvanx', ''], WHO).codeRedactions).toBe(1);
  });
});
