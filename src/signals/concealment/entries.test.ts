import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../domain/index.ts';
import { changeOf, fileOf, runOn } from '../text/test-change.ts';
import { concealment } from './concealment.ts';

const rules = async (...files: readonly FileChange[]): Promise<readonly string[]> =>
  (await runOn(concealment, changeOf(...files))).map(({ severity, rule, file }) => `${severity} ${rule} ${file}`);
const named = (path: string): FileChange => ({ ...fileOf(path, ['+x']), kind: 'added' });
const bare = (path: string, more: Partial<FileChange> = {}): FileChange => ({
  ...fileOf(path, []),
  hunks: [],
  ...more,
});
const binary = (path: string, more: Partial<FileChange> = {}): FileChange =>
  bare(path, { kind: 'added', binary: true, content: { form: 'literal', size: 12 }, ...more });
const link = (path: string, target: string, more: Partial<FileChange> = {}): FileChange => ({
  ...fileOf(path, [`+${target}`]),
  kind: 'added',
  newMode: '120000',
  ...more,
});

describe('a name is found that', () => {
  it.each<[name: string, path: string, finding: string]>([
    ['climbs', 'a/../../x', 'high path-traversal'],
    ['climbs in Windows', 'a\\..\\x', 'high path-traversal'],
    ['starts at the root', '/etc/x', 'high path-traversal'],
    ['starts at a drive', 'C:\\x', 'high path-traversal'],
    ['lies in .git', '.git/hooks/post-checkout', 'high path-in-git'],
    ['lies in .git for systems that fold case', 'a/.GIT/config', 'high path-in-git'],
    ['lies in .git by its short name', 'git~1/config', 'high path-in-git'],
    ['lies in .git but for a blank', '.git /config', 'high path-in-git'],
    ['is a device', 'src/NUL.txt', 'low path-reserved-name'],
    ['is a stream', 'a.txt:b.exe', 'medium path-stream'],
    ['is like an option', 'src/-rf', 'medium path-like-option'],
    ['holds a tab', 'a\tb', 'medium path-control-character'],
  ])('%s', async (_, path, finding) => {
    expect(await rules(named(path))).toContain(`${finding} ${path}`);
  });

  it('ends with a dot', async () => {
    expect(await rules(named('setup.py.'))).toEqual(['medium path-trailing-dot setup.py.']);
  });

  it('differs from another by case alone, but not when that one goes', async () => {
    expect(await rules(named('A.ts'), named('a.ts'))).toEqual(['medium path-case-twin a.ts']);
    expect(await rules({ ...named('A.ts'), kind: 'deleted' }, named('a.ts'))).toEqual([]);
    expect(await rules({ ...named('a.ts'), oldPath: 'A.ts', kind: 'renamed' }, named('A.ts'))).toEqual([]);
    expect(await rules(named('a.ts'), named('a.ts'))).toEqual([]);
  });

  it.each(['a..b', '.github/x', 'src/git/x', '.gitignore', '[...slug].tsx', 'console.c', 'a-b', 'a:b', 'C/x'])(
    'and "%s" is not',
    async (path) => expect(await rules(named(path))).toEqual([]),
  );
});

describe('modes', () => {
  it.each<[name: string, file: FileChange, findings: readonly string[]]>([
    [
      'a document made executable',
      bare('a.md', { kind: 'mode', oldMode: '100644', newMode: '100755' }),
      ['medium path-made-executable a.md'],
    ],
    [
      'a script made executable',
      bare('x.sh', { kind: 'mode', oldMode: '100644', newMode: '100755' }),
      ['low path-made-executable x.sh'],
    ],
    [
      'text with a first line for a shell',
      { ...fileOf('x.md', ['+#!/bin/sh']), kind: 'added', newMode: '100755' },
      ['low path-made-executable x.md'],
    ],
    ['a script that was executable', bare('x.sh', { oldMode: '100755', newMode: '100755' }), []],
    ['one that is so no longer', bare('x.sh', { kind: 'mode', oldMode: '100755', newMode: '100644' }), []],
    ['set-user-id', bare('x', { oldMode: '100644', newMode: '104644' }), ['medium path-odd-mode x']],
    ['a deleted executable', bare('x.md', { kind: 'deleted', oldMode: '100755' }), []],
  ])('%s', async (_, file, findings) => expect(await rules(file)).toEqual(findings));
});

describe('links', () => {
  it.each<[path: string, target: string, finding: string]>([
    ['a', '/etc/passwd', 'high link-leaves-tree'],
    ['a', '../x', 'high link-leaves-tree'],
    ['a/b', '../x', 'low link'],
    ['a/b', '../../x', 'high link-leaves-tree'],
    ['a/b', 'c/../../../a/x', 'high link-leaves-tree'],
    ['a', '.git/hooks', 'high link-leaves-tree'],
    ['a', 'x/.ssh/id_rsa', 'high link-leaves-tree'],
    ['a', 'C:\\x', 'high link-leaves-tree'],
    ['a', './x', 'low link'],
  ])('%s → %s', async (path, target, finding) =>
    expect(await rules(link(path, target))).toEqual([`${finding} ${path}`]),
  );

  it('that take the place of a file are said to, however git writes it', async () => {
    const gone = { ...fileOf('a', ['-x']), kind: 'deleted' as const, oldMode: '100644' };
    expect(await rules(gone, link('a', 'b'))).toEqual(['low link a', 'medium path-became-link a']);
    expect(await rules(bare('a', { kind: 'mode', oldMode: '100644', newMode: '120000' }))).toEqual([
      'medium path-link-unseen a',
      'medium path-became-link a',
    ]);
  });
});

describe('submodules', () => {
  const [before, after] = ['a'.repeat(40), 'b'.repeat(40)];
  it('name the old and the new commit', async () => {
    const moved = { ...fileOf('lib', [`-Subproject commit ${before}`, `+Subproject commit ${after}`]), binary: true };
    const [found, ...others] = await runOn(concealment, changeOf(moved));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      rule: 'submodule-moved',
      severity: 'medium',
      line: 1,
      quote: `Subproject commit ${after}`,
    });
    expect(found?.message).toMatch(/from commit a{12} to b{12}/);
  });

  it.each<[line: string, findings: readonly string[]]>([
    ['\turl = https://example.org', ['medium submodule-url .gitmodules']],
    ['\turl = -uevil', ['high submodule-command .gitmodules']],
    ['\tupdate = !sh', ['high submodule-command .gitmodules']],
    ['\tpath = ../../x', ['high submodule-outside .gitmodules']],
    ['\tbranch = main', []],
  ])('.gitmodules: %s', async (line, findings) =>
    expect(await rules(fileOf('.gitmodules', [`+${line}`]))).toEqual(findings),
  );
});

describe('binary files', () => {
  const m4 = fileOf('m4/host.m4', ['+x']);
  it.each<[name: string, files: readonly FileChange[], finding: string]>([
    ['a test file', [binary('tests/files/a.xz')], 'low path-binary-test-file tests/files/a.xz'],
    [
      'a test file with a build script',
      [m4, binary('tests/files/a.xz')],
      'medium path-binary-test-file tests/files/a.xz',
    ],
    ['a program', [binary('lib/a.so.1')], 'medium path-binary-executable lib/a.so.1'],
    ['a program among tests', [binary('tests/a.exe')], 'medium path-binary-executable tests/a.exe'],
    ['an archive', [binary('src/a.zip')], 'medium path-binary-executable src/a.zip'],
    ['a picture', [binary('a.png')], 'low path-binary a.png'],
  ])('%s', async (_, files, finding) => expect(await rules(...files)).toEqual([finding]));

  it('say how much nobody read', async () => {
    const message = async (content: FileChange['content']): Promise<string | undefined> =>
      (await runOn(concealment, changeOf(binary('a.png', { content })))).at(0)?.message;
    expect(await message({ form: 'literal', size: 1 })).toContain('(1 byte)');
    expect(await message({ form: 'delta', size: 20 })).toContain('(a delta of 20 bytes)');
    expect(await message({ form: 'unstated', size: null })).toContain('does not hold its content');
  });

  it('that go are nobody’s concern', async () => expect(await rules(binary('a.so', { kind: 'deleted' }))).toEqual([]));
});
