import { describe, expect, it } from 'vitest';
import type { Change, FileChange } from '../../domain/index.ts';
import { changeOf, fileOf, runOn } from '../text/test-change.ts';
import { concealment } from './concealment.ts';
import { claimOf } from './message-claims.ts';

const under = (subject: string, ...files: readonly FileChange[]): Change => ({
  ...changeOf(...files),
  messages: [{ lines: subject.split('\n'), firstFile: 0 }],
});
const rules = async (change: Change): Promise<readonly string[]> =>
  (await runOn(concealment, change)).map(({ severity, rule, file, line }) => `${severity} ${rule} ${file} ${line}`);
const OUTSIDE = ['medium message-outside-stated-area (commit message 1) 1'];
const readme = fileOf('README.md', ['-teh', '+the']);
const guard = fileOf('src/auth.c', ['-if (a == 0)', '+if (a = 0)']);

describe('a subject claims', () => {
  it.each<[subject: string, claim: ReturnType<typeof claimOf>]>([
    ['docs: fix a link', 'docs'],
    ['DOC: fix a link', 'docs'],
    ['[docs] fix a link', 'docs'],
    ['docs(api)!: fix', 'docs'],
    ['docs: fix typo', 'typo'],
    ['Fix typo in README', 'typo'],
    ['Update README.md', 'docs'],
    ['test: x', 'tests'],
    ['Add some tests', 'tests'],
    ['Reformat with black', 'format'],
    ['Fix whitespace', 'format'],
    ['Translated using Weblate (German)', 'translation'],
    ['chore(deps): bump x', 'dependencies'],
    ['Bump x from 1.0 to 2.0', 'dependencies'],
    ['Fix typo and add a feature', null],
    ['Add test helpers', null],
    ['Add docs command', null],
    ['feat: docs', null],
    ['docs: remove the old flag', null],
    ['Fix test runner', null],
    ['Revert "docs: x"', null],
    ['', null],
  ])('%s → %s', (subject, claim) => expect(claimOf(subject)).toBe(claim));
});

describe('beyond its message goes', () => {
  it.each<[name: string, change: Change]>([
    ['code under docs', under('docs: x', readme, guard)],
    ['an operator under a typo', under('Fix typo', guard)],
    ['true for false under a typo', under('Fix typo', fileOf('a.py', ['-x = True', '+x = False']))],
    ['code under tests', under('Add tests', fileOf('a.test.ts', ['+x']), fileOf('src/a.ts', ['+run();']))],
    ['another word under a reformat', under('Reformat', fileOf('a.py', ['-a and b', '+a or b']))],
    ['code under dependencies', under('chore(deps): x', fileOf('src/a.ts', ['+run();']))],
    ['a build script under translations', under('Update translations', fileOf('Makefile', ['+all: x']))],
    ['a line that leaves its block', under('docs: x', fileOf('a.py', ['-        return 0', '+    return 0']))],
    ['an order to tools in a comment', under('docs: x', fileOf('a.ts', ['+// @ts-ignore']))],
  ])('%s', async (_, change) => expect(await rules(change)).toEqual(OUTSIDE));

  it('only what stands under that message, and the first of it is named', async () => {
    const change = {
      ...changeOf(guard, readme, guard),
      messages: [
        { lines: ['feat: x'], firstFile: 0 },
        { lines: ['docs: y'], firstFile: 1 },
        { lines: ['feat: z'], firstFile: 2 },
      ],
    };
    expect(await rules(change)).toEqual([]);
    const [found] = await runOn(concealment, { ...change, messages: change.messages.slice(0, 2) });
    expect(found).toMatchObject({ file: '(commit message 2)', line: 1, side: 'new', quote: 'docs: y' });
    expect(found?.message).toContain('src/auth.c');
  });
});

describe('within its message stays', () => {
  it.each<[name: string, change: Change]>([
    ['a document', under('docs: x', readme)],
    ['a comment', under('docs: x', fileOf('a.c', ['-/* a', '-   b */', '+/* c */', '+// d']))],
    [
      'a docstring',
      under('docs: x', fileOf('a.py', [' def f():', '     """A.', '-    B', '+    C = d(e)', '     """'])),
    ],
    ['the spelling of a name', under('Fix typo', fileOf('a.ts', ['-let recieved = f(x);', '+let received = f(x);']))],
    [
      'a message of an error',
      under('docs: x', fileOf('a.ts', ["-f('the conection');", "+f('the connection was lost');"])),
    ],
    ['tests within a source', under('test: x', fileOf('src/a.rs', ['+assert_eq!(a, b);']))],
    ['a reformat', under('Reformat', fileOf('a.js', ["-f('a',b)", '+f(', '+  "a",', '+  b,', '+);']))],
    [
      'versions',
      under('chore(deps): x', fileOf('package.json', ['+"a": "2"']), fileOf('a.go', ['+\t"github.com/a/v5"'])),
    ],
    ['a file that the message names', under('docs: x\n\nand auth.c', guard)],
  ])('%s', async (_, change) => expect(await rules(change)).toEqual([]));

  it('code that a docstring seems to hold but does not', async () => {
    const lines = [' """', ' ', '-x = 1', '+x = evil()', ' y = 2'];
    expect(await rules(under('docs: x', fileOf('a.py', lines, 9)))).toEqual(OUTSIDE);
  });
});
