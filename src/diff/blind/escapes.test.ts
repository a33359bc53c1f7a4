import { describe, expect, it } from 'vitest';
import { parsePatch } from '../parse.ts';
import type { Identity } from './author.ts';
import { blind } from './blind.ts';

const ZARA: Identity = {
  did: 'did:plc:z72i7hdynmk6r22z27h6tvur',
  handle: 'zorvan.dev',
  names: ['Zara Orvantes'],
  emails: ['zara@orvantes.example'],
};
const NOBODY: Identity = { did: null, handle: null, names: [], emails: [] };

const lineOf = (line: string, who: Identity = ZARA): string | undefined => {
  const parsed = parsePatch(`--- a/x\n+++ b/x\n@@ -1,0 +1 @@\n+${line}\n`);
  if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
  return blind(parsed.change, who).blind.files[0]?.hunks[0]?.lines[0]?.text;
};

describe('the words of the author behind an escape', () => {
  it.each([
    ['next=%2Fzorvan%2Frepo&q=from%3azorvan', 'next=%2Fperson1%2Frepo&q=from%3aperson1'],
    ['https%3A%2F%2Fgithub.com%2Fzorvan%2Fx', 'https%3A%2F%2Fgithub.com%2Fperson1%2Fx'],
    ['next=%252Fzorvan', 'next=%252Fperson1'],
    ['"hello\\nzorvan" "\\tzara" "\\\\nzara"', '"hello\\nperson1" "\\tperson1" "\\\\nperson1"'],
    ['"\\x1b[1mzorvan\\x1b[0m" \\033[1;32mzara', '"\\x1b[1mperson1\\x1b[0m" \\033[1;32mperson1'],
    ['/\\bzorvan\\b/ "%szara" \\u002fzorvan', '/\\bperson1\\b/ "%sperson1" \\u002fperson1'],
    ['&quot;zorvan&quot; &#x2F;zorvan &ltzara&gt', '&quot;person1&quot; &#x2F;person1 &ltperson1&gt'],
    ['"Zara\\u0020Orvantes", Zara&nbsp;Orvantes, Zara%20Orvantes', '"person1", person1, person1'],
    ['"\\u007aorvan", zor%76an, z&#111;rvan, "\\u{7a}ara"', '"person1", person1, person1, "person1"'],
    ['"zor\\u200bvan" \\x7a\\x61\\x72\\x61', '"person1" person1'],
  ])('%s', (line, blinded) => {
    expect(lineOf(line)).toBe(blinded);
  });

  it('are found under accents that are escaped', () => {
    const jose: Identity = { ...NOBODY, names: ['José Zúñigaz'] };
    for (const line of [
      'Jos%C3%A9+Z%C3%BA%C3%B1igaz',
      'Jos&eacute; Z&uacute;&ntilde;igaz',
      'Jos\\u00e9 Z\\xfa\\xf1igaz',
    ]) {
      expect(lineOf(line, jose)).toBe('person1');
    }
  });
});

it.each([
  ['cd C:\\Users\\asouza\\src', 'cd C:\\Users\\person1\\src'],
  ['use app\\nzorvan; "\\nnzorvan"', 'use app\\person1; "\\nperson1"'],
])('a backslash before a name may be no escape: %s', (line, blinded) => {
  expect(lineOf(line, { ...NOBODY, names: ['Ana de Souza', 'Nzorvan'], handle: 'zorvan.dev' })).toBe(blinded);
});

describe('a person named as such by escapes', () => {
  it.each([
    ['?did=did%3Aplc%3Aabcdefgh&x', '?did=did%3Aplc%3Aperson1&x'],
    ['?did=did%3aplc%3az72i7hdynmk6r22z27h6tvur', '?did=did%3aplc%3aperson1'],
    ['did%253Aplc%253Aabcdefgh', 'did%253Aplc%253Aperson1'],
    ['at%3A%2F%2Fgrace.dev%2Fx.y.z', 'at%3A%2F%2Fperson1%2Fx.y.z'],
    ['"https:\\/\\/github.com\\/ghopper"', '"https:\\/\\/github.com\\/person1"'],
    ['q=grace%40navy.example', 'q=person1@mail.invalid'],
    ['Grace Hopper &lt;grace&#64;navy.example&gt;', 'person1 &lt;person1@mail.invalid&gt;'],
    ['Zara Orvantes &lt;zara&commat;orvantes.example&gt;', 'person1 &lt;person1@mail.invalid&gt;'],
    ['%2Fhome%2Fghopper%2Fsrc', '%2Fhome%2Fperson1%2Fsrc'],
    ['<p>&copy; 1952 Grace Hopper</p>', '<p>&copy; 1952 person1</p>'],
    ['a person\\u0031 b', 'a person1 b'],
    ['zara\\u0031 zara%31', 'person1_\\u0031 person1_%31'],
    ['zara@orvantes.example zara%40orvantes.example', 'person1@mail.invalid person1@mail.invalid'],
  ])('%s', (line, blinded) => {
    expect(lineOf(line)).toBe(blinded);
  });
});

describe('an owner of a repository at Tangled', () => {
  it.each([
    ['https://tangled.sh/bobsmith.example/repo', 'https://tangled.sh/person1/repo'],
    ['https://tangled.org/bobsmith.example', 'https://tangled.org/person1'],
    ['https://tangled.org/@bobsmith.example/repo/issues/3', 'https://tangled.org/@person1/repo/issues/3'],
    ['import "tangled.sh/bobsmith.rs/legit/git"', 'import "tangled.sh/person1/legit/git"'],
    ['git@tangled.org:bobsmith.example/repo', 'git@tangled.org:person1/repo'],
    ['git@knot.example:bobsmith.example/repo', 'git@knot.example:person1/repo'],
    ['ssh://git@knot1.tangled.sh:2222/bobsmith.example/repo', 'ssh://person1@knot1.tangled.sh:2222/person2/repo'],
    ['git clone https://knot.bob.example/bobsmith.example/repo', 'git clone https://knot.bob.example/person1/repo'],
    ['next=tangled.org%2Fbobsmith.example%2Frepo', 'next=tangled.org%2Fperson1%2Frepo'],
  ])('%s', (line, blinded) => {
    expect(lineOf(line)).toBe(blinded);
  });
});

describe('what only looks like an escape, or like a person behind one, stays', () => {
  it.each([
    'GET %2Fusers%2Flist %40types%2Fnode lodash%404.17.21 100%zorvanic',
    'C:\\nzorvanic\\tools \\x1b[0m \\u{110000} \\ud800 %FF%C3 &#x110000; &;',
    'https://tangled.org/login https://tangled.sh/static/app.js https://tangled.org/robots.txt',
    'import "tangled.sh/tangled.sh/core/api" // tangled.org/tangled.org/core tangled.org/core',
    'git@github.com:some.owner/repo.git git@knot.example:repo.git knot.example/index.html',
  ])('%s', (line) => {
    expect(lineOf(line)).toBe(line);
  });
});

it('is read in bounded stack and without a throw, a megabyte of escapes', () => {
  for (const unit of [
    '%',
    '%25',
    '%3A',
    '\\',
    '\\n',
    '\\u{',
    '&',
    '&#x2F;',
    '&amp;',
    '\\x1b[',
    '%C3',
    'tangled.sh/a.b/',
  ]) {
    expect(lineOf(unit.repeat((1 << 20) / unit.length))).toBeTypeOf('string');
  }
});
