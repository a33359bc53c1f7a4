import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../domain/index.ts';
import { changeOf, fileOf, runOn } from '../text/test-change.ts';
import { areaOf } from './file-area.ts';
import { size } from './size.ts';

const rules = async (...files: readonly FileChange[]): Promise<readonly string[]> =>
  (await runOn(size, changeOf(...files))).map(
    ({ severity, rule, file, line, side }) => `${severity} ${rule} ${file}:${line} ${side}`,
  );
const lines = (mark: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${mark}line ${i}`);

describe('size finds', () => {
  it.each<[name: string, files: readonly FileChange[], findings: readonly string[]]>([
    [
      'a thousand lines and one',
      [fileOf('a', ['+x']), fileOf('b.ts', lines('+', 1000))],
      ['low large-change b.ts:1 new'],
    ],
    ['a thousand lines', [fileOf('b.ts', lines('+', 1000))], []],
    ['many deleted lines', [fileOf('b.ts', [' x', ...lines('-', 1001)])], ['low large-change b.ts:2 old']],
    [
      'thirty-one files',
      Array.from({ length: 31 }, (_, i) => fileOf(`a${i}`, ['+x'])),
      ['low path-many-files a0:1 new'],
    ],
    ['thirty files', Array.from({ length: 30 }, (_, i) => fileOf(`a${i}`, ['+x'])), []],
    ['one file thirty-one times', Array.from({ length: 31 }, () => fileOf('a', ['+x'])), []],
    [
      'a file rewritten',
      [fileOf('a.ts', [...lines(' ', 5), ...lines('-', 100), ...lines('+', 100)])],
      ['low rewritten-file a.ts:6 old'],
    ],
    ['a file of which much stays', [fileOf('a.ts', [...lines(' ', 11), ...lines('-', 100), ...lines('+', 100)])], []],
    ['the end of a file rewritten', [fileOf('a.ts', [...lines('-', 100), ...lines('+', 100)], 300)], []],
    ['output of a tool', [fileOf('dist/a.js', ['+x'])], ['low path-generated-or-vendored dist/a.js:1 new']],
    ['code of others', [fileOf('third_party/a.c', ['+x'])], ['low path-generated-or-vendored third_party/a.c:1 new']],
    ['code of others that goes', [{ ...fileOf('vendor/a.c', ['-x']), kind: 'deleted' }], []],
    ['nothing', [], []],
  ])('%s', async (_, files, findings) => expect(await rules(...files)).toEqual(findings));

  it('quotes the line', async () => {
    const [found] = await runOn(size, changeOf(fileOf('b.ts', lines('+', 1200))));
    expect(found).toMatchObject({ quote: 'line 0', message: expect.stringContaining('1200 lines, 1200 of them') });
  });
});

describe('areaOf', () => {
  it.each<[area: ReturnType<typeof areaOf>, paths: readonly string[]]>([
    [
      'docs',
      [
        'README',
        'README.md',
        'docs/a.rst',
        'LICENSE-MIT',
        'doc/rg.1',
        '.github/ISSUE_TEMPLATE/bug.yml',
        'specs/plan.md',
      ],
    ],
    [
      'code',
      [
        'docs/x.py',
        'docs/conf.py',
        'a.c',
        'README.py',
        'LICENSE.js',
        'unknown',
        'src/latest.ts',
        'src/contest.go',
        'page.html',
      ],
    ],
    [
      'tests',
      [
        'test_x.sh',
        'a_test.go',
        'src/a.test.ts',
        'tests/a.c',
        'src/FooTest.java',
        'spec/a_spec.rb',
        't/t1234-x.sh',
        'tests/fixtures/a.md',
      ],
    ],
    ['lock', ['package-lock.json', 'a/Cargo.lock', 'go.sum', 'tests/yarn.lock']],
    ['manifest', ['package.json', 'requirements-dev.txt', 'go.mod', 'x.gemspec']],
    ['machine', ['.github/workflows/ci.yml', 'Dockerfile', 'AGENTS.md', '.husky/pre-commit', '.gitmodules']],
    ['build', ['CMakeLists.txt', 'configure.ac', 'm4/x.m4', 'Makefile.am', 'build.rs', 'vite.config.ts']],
    ['translation', ['po/de.po', 'locales/de.json', 'src/i18n/en/app.ts', 'res/values-de/strings.xml']],
    ['asset', ['a.png', 'style.css', 'fonts/a.woff2']],
    ['data', ['a.json', 'config/x.yaml', '.gitignore']],
  ])('%s', (area, paths) =>
    expect(paths.map((path) => `${path} ${areaOf(path)}`)).toEqual(paths.map((path) => `${path} ${area}`)),
  );
});
