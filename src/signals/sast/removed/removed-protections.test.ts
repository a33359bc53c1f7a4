import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../domain/index.ts';
import { changeOf, fileOf } from '../../text/test-change.ts';
import { COMMENTED_OUT } from '../rules/removed/code-commented-out.ts';
import { LOST_RULES } from '../rules/removed/lost-rules.ts';
import { WEAKER_CALL } from '../rules/removed/safe-call-replaced.ts';
import { SWAP_RULES } from '../rules/removed/swap-rules.ts';
import { TEST_RULES } from '../rules/removed/test-rules.ts';
import { removedProtections } from './removed-protections.ts';
import { markedDiff, placeOf } from './test-marked.ts';

const samples = join(import.meta.dirname, '../rules/removed');
const ids = new Set(
  [...LOST_RULES, ...SWAP_RULES, WEAKER_CALL, COMMENTED_OUT, ...Object.values(TEST_RULES)].map(({ id }) => id),
);

const said = (change: Change): readonly string[] =>
  [...removedProtections(change)].map(({ rule, severity }) => `${rule} ${severity}`);
const placesIn = (path: string, rule: string): readonly string[] =>
  [...removedProtections(markedDiff(path).change)].filter((found) => found.rule === rule).map(placeOf);

describe.each([...ids])('%s', (id) => {
  it('is found on each marked line and on no other', () => {
    const path = join(samples, `${id}.hit.diff`);
    const { marked } = markedDiff(path);
    expect(marked.length).toBeGreaterThan(0);
    expect(placesIn(path, id).toSorted()).toEqual(marked.toSorted());
  });

  it('is not found in what only looks like it', () => {
    const path = join(samples, `${id}.miss.diff`);
    expect(markedDiff(path).change.files.length).toBeGreaterThan(0);
    expect(placesIn(path, id)).toEqual([]);
  });
});

describe('a check that comes back is not lost', () => {
  const check = ['-\tif (len > limit)', '-\t\treturn -1;'];

  it.each<[what: string, change: Change]>([
    [
      'indented anew',
      changeOf(fileOf('a.c', [...check, '+\t\tif (len  >  limit)', '+\t\t\treturn -1;', ' \tcopy();'])),
    ],
    [
      'in another file',
      changeOf(fileOf('a.c', [...check, ' \tcopy();']), fileOf('b.c', ['+if (len > limit)', '+return -1;'])),
    ],
    [
      'in a file renamed',
      changeOf({ ...fileOf('b.c', [...check, '+if (len > limit)', '+return -1;']), oldPath: 'a.c' }),
    ],
    ['about the same value', changeOf(fileOf('a.c', [...check, '+\tif (len >= limit) goto out;', ' \tcopy();']))],
  ])('%s', (_what, change) => {
    expect(said(change)).toEqual([]);
  });

  it.each<[what: string, change: Change]>([
    ['in prose', changeOf(fileOf('a.c', [...check, ' \tcopy();']), fileOf('b.md', ['+if (len > limit)']))],
    ['in a comment', changeOf(fileOf('a.c', [...check, '+\t/* if (len > limit) */', ' \tcopy();']))],
    ['about another value', changeOf(fileOf('a.c', [...check, '+\tif (ready) start();', ' \tcopy();']))],
    [
      'once for two',
      changeOf(fileOf('a.c', [...check, ' \ta();', ...check, ' \tb();'], 1), fileOf('b.c', ['+if (len > limit)'])),
    ],
  ])('but it is when it comes back %s', (_what, change) => {
    expect(said(change)).toEqual(['bounds-check-removed medium']);
  });
});

it('says as much of a line in a long rewrite as of one alone', () => {
  const rest = Array.from({ length: 20 }, (_, index) => `-\tstep${index}(here);`);
  expect(said(changeOf(fileOf('a.c', ['-\tif (len > limit)', '-\t\treturn -1;', ...rest, ' \tcopy();'])))).toEqual([
    'bounds-check-removed medium',
  ]);
});

it('says less of a high line in a test', () => {
  const inverted = ['-  if (!isAdmin(user)) return;', '+  if (isAdmin(user)) return;'];
  expect(said(changeOf(fileOf('src/a.ts', inverted)))).toEqual(['auth-condition-inverted high']);
  expect(said(changeOf(fileOf('test/a.ts', inverted)))).toEqual(['auth-condition-inverted medium']);
});

it('reads a line however far it is padded with blanks', () => {
  const pad = ' '.repeat(5_000);
  const lines = [`-  if (!isAdmin(user))${pad} return;`, `+  if (isAdmin(user))${pad} return;`];
  expect(said(changeOf(fileOf('src/a.ts', lines)))).toEqual(['auth-condition-inverted high']);
});

describe('whatever the lines are', () => {
  const words = [
    'if',
    'len',
    '>',
    '>=',
    'max',
    'isAdmin',
    '!',
    '(',
    ')',
    '{',
    'return true;',
    'verify(',
    'it.skip(',
    '  ',
  ];
  /** What opens a comment or a text of several lines would make the lines after it others. */
  const withoutQuotes = (text: string): string => text.replace(/[`"'*<#=-]/g, '');
  const line = fc
    .tuple(
      fc.constantFrom('+', '-', ' '),
      fc.array(fc.oneof(fc.constantFrom(...words), fc.string().map(withoutQuotes)), { maxLength: 6 }),
    )
    .map(([sign, parts]) => `${sign}${parts.join(' ').replace(/[\r\n]/g, '')}`);
  const change = fc
    .tuple(fc.constantFrom('a.c', 'a.ts', 'a.test.ts', 'a.py', 'a.yml'), fc.array(line, { maxLength: 30 }))
    .map(([path, lines]) => changeOf(fileOf(path, lines)));

  it('names a changed line, and quotes what stands there', () => {
    fc.assert(
      fc.property(change, (given) => {
        const lines = given.files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
        for (const { side, line: number, quote } of removedProtections(given)) {
          const at = lines.find(({ kind, oldLine, newLine }) =>
            side === 'old' ? kind === 'deleted' && oldLine === number : kind === 'added' && newLine === number,
          );
          expect(at?.text.trim().slice(0, 20)).toContain(quote().slice(0, 1));
        }
      }),
    );
  });

  it('finds nothing when each deleted line is added again', () => {
    const long = line.map((text) => `${text} here_it_stays`);
    fc.assert(
      fc.property(fc.array(long, { maxLength: 20 }), (lines) => {
        const bodies = lines.map((text) => text.slice(1));
        const both = [
          ...bodies.map((text) => `-${text}`),
          ' between',
          ...bodies.toReversed().map((text) => `+  ${text}`),
        ];
        expect(said(changeOf(fileOf('a.ts', both)))).toEqual([]);
      }),
    );
  });
});
