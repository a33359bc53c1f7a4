import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Change, FileChange } from '../domain/index.ts';
import { parsePatch } from './parse.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const changeOf = (patch: Uint8Array | string): Change => {
  const parsed = parsePatch(patch);
  if (parsed.kind !== 'change') throw new Error(`unreadable: ${parsed.reason}`);
  return parsed.change;
};
const fileOf = (patch: Uint8Array | string): FileChange => {
  const [file, ...others] = changeOf(patch).files;
  if (file === undefined || others.length > 0) throw new Error('not one file');
  return file;
};
const reasonOf = (patch: Uint8Array | string): string => {
  const parsed = parsePatch(patch);
  return parsed.kind === 'unreadable' ? parsed.reason : 'a change';
};
const chmod = (name: string): Buffer => bytesOf(`diff --git ${name}\nold mode 100644\nnew mode 100755\n`);
const plain = (minus: string, plus: string, hunk = '@@ -1 +1 @@\n-a\n+b\n'): string =>
  `--- ${minus}\n+++ ${plus}\n${hunk}`;

describe('bytes that are not UTF-8', () => {
  const patch = (byte: string) => bytesOf(plain('a/x', 'b/x', `@@ -1 +1 @@ ${byte}\n-a\n+${byte}z\n`));

  it('give two patches two hashes, those of the bytes', () => {
    expect(changeOf(patch('\xe9')).hash).toBe(createHash('sha256').update(patch('\xe9')).digest('hex'));
    expect(changeOf(patch('\xe9')).hash).not.toBe(changeOf(patch('\xe8')).hash);
    expect(changeOf(patch('\xe9')).bytes).toBe(patch('\xe9').length);
  });

  it('read as U+FFFD in lines and headings, and leave the UTF-8 around them alone', () => {
    const [hunk] = fileOf(bytesOf(plain('a/x', 'b/x', '@@ -1 +1,2 @@ \xff\n-a\n+\xc3\xa9\n+\xe9z\n'))).hunks;
    expect(hunk?.heading).toBe('\uFFFD');
    expect(hunk?.lines.map(({ text }) => text)).toEqual(['a', 'é', '\uFFFDz']);
  });

  it.each<[name: string, header: string, path: string]>([
    ['an unquoted byte', 'a/\xe9.c b/\xe9.c', '\\xe9.c'],
    ['a quoted byte', '"a/\\351.c" "b/\\351.c"', '\\xe9.c'],
    ['a byte among UTF-8', '"a/\\303\\251\\351.c" "b/\\303\\251\\351.c"', 'é\\xe9.c'],
    ['the same characters as a name', 'a/\\xe9.c b/\\xe9.c', '\\\\xe9.c'],
    ['a byte behind a backslash', '"a/\\\\\\351" "b/\\\\\\351"', '\\\\\\xe9'],
    ['a backslash alone', 'a/x\\y b/x\\y', 'x\\y'],
  ])('stand in paths as escapes that no other name comes to: %s', (_, header, path) => {
    expect(fileOf(chmod(header)).path).toBe(path);
  });
});

describe('what a hunk says', () => {
  it('is its bytes, which with the header make those of the file', () => {
    const header = 'diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n';
    const hunks = ['@@ -1 +1 @@\n-a\n+é\n', '@@ -9 +9 @@ f(é)\n-a\n\\ No newline at end of file\n+b\n'];
    const { bytes, hunks: read } = fileOf(header + hunks.join(''));
    expect(read.map((hunk) => hunk.bytes)).toEqual(hunks.map((hunk) => Buffer.byteLength(hunk)));
    expect(bytes).toBe(Buffer.byteLength(header + hunks.join('')));
    expect(read.map(({ heading }) => heading)).toEqual(['', 'f(é)']);
  });

  it.each<[name: string, lines: string, expected: readonly (true | undefined)[]]>([
    [
      'on both sides',
      '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n',
      [true, true],
    ],
    ['on the old side', '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n', [true, undefined]],
    ['on a line of context', '@@ -1,2 +1 @@\n-a\n b\n\\ Kein Zeilenumbruch am Ende\n', [undefined, true]],
    ['nowhere', '@@ -1 +1 @@\n-a\n+b\n', [undefined, undefined]],
  ])('is whether the file ends without a line feed: %s', (_, lines, expected) => {
    expect(fileOf(plain('a/x', 'b/x', lines)).hunks[0]?.lines.map(({ unended }) => unended)).toEqual(expected);
  });
});

describe('what a file header says', () => {
  const git = (...lines: readonly string[]): string => `diff --git a/x b/x\n${lines.join('\n')}\n`;
  it.each<[name: string, patch: string, oldMode: string | null, newMode: string | null]>([
    ['an edit', git('index 1..2 100755', '--- a/x', '+++ b/x', '@@ -1 +1 @@', '-a', '+b'), '100755', '100755'],
    ['an edit without ids', git('--- a/x', '+++ b/x', '@@ -1 +1 @@', '-a', '+b'), null, null],
    ['a change of mode', git('old mode 100644', 'new mode 100755'), '100644', '100755'],
    ['a new link', git('new file mode 120000', 'index 0..1'), null, '120000'],
    ['a deleted file', git('deleted file mode 100644', 'index 1..0'), '100644', null],
    ['a submodule with a zero', git('old mode 100644', 'new mode 0160000'), '100644', '160000'],
    ['a merge', 'diff --cc x\nindex 1,2..3\nmode 100644,100755..100600\n', '100644', '100600'],
    ['a deletion by a merge', 'diff --cc x\nindex 1,2..0\ndeleted file mode 100644,100755\n', '100644', null],
  ])('is the modes of %s', (_, patch, oldMode, newMode) => {
    expect(fileOf(patch)).toMatchObject({ oldMode, newMode });
  });

  it.each<[name: string, lines: readonly string[], content: unknown]>([
    ['text', ['index 1..2', '--- a/x', '+++ b/x', '@@ -1 +1 @@', '-a', '+b'], null],
    ['a mode', ['old mode 100644', 'new mode 100755'], null],
    [
      'a literal',
      ['index 1..2', 'GIT binary patch', 'literal 8', 'Hcmb<a00000', '', 'delta 3', 'Dcmb<a', ''],
      { form: 'literal', size: 8 },
    ],
    ['a delta', ['index 1..2', 'GIT binary patch', 'delta 12', 'Dcmb<a', ''], { form: 'delta', size: 12 }],
    ['a notice', ['index 1..2', 'Binary files a/x and b/x differ'], { form: 'unstated', size: null }],
  ])('is what stands in place of hunks: %s', (_, lines, content) => {
    expect(fileOf(git(...lines)).content).toEqual(content);
  });

  it.each<[name: string, patch: Buffer | string, reason: RegExp]>([
    ['a mode that is none', git('old mode 100844', 'new mode 100755'), /a mode that is none/],
    ['a mode of more bits than git keeps', git('old mode 40000100644', 'new mode 100755'), /a mode that is none/],
    ['a NUL in a name', chmod('a/x\0y b/x\0y'), /control character/],
    ['a NUL in the name of the old side', plain('a/x\0y', 'b/x'), /control character/],
    ['a header line that the end cuts', git('old mode 100644', 'new mode 100755').trimEnd(), /header is cut short/],
    ['a quoted NUL in a name', chmod('"a/x\\000" "b/x\\000"'), /holds a NUL/],
    ['a form feed in a name', git('rename from x\fy', 'rename to z'), /control character/],
    [
      'a binary line of another length than it says',
      git('index 1..2', 'GIT binary patch', 'literal 11', 'Kcmb<a00000', ''),
      /broken/,
    ],
    [
      'binary data that is cut',
      'diff --git a/x b/x\nindex 1..2\nGIT binary patch\nliteral 8\nHcmb<a00000\n',
      /cut short/,
    ],
    [
      'a new file with lines of an old one',
      git('new file mode 100644', '--- /dev/null', '+++ b/x', '@@ -1 +1 @@', ' a'),
      /lines of an old one/,
    ],
    [
      'a deleted file with lines left',
      git('deleted file mode 100644', '--- a/x', '+++ /dev/null', '@@ -1,2 +1 @@', '-a', ' b'),
      /still has lines/,
    ],
  ])('is refused: %s', (_, patch, reason) => {
    expect(reasonOf(patch)).toMatch(reason);
  });
});

describe('names without a header of git', () => {
  it.each<[name: string, minus: string, plus: string, expected: string]>([
    ['one of two folders', 'old/x', 'new/x', 'modified x'],
    ['a backup', 'a/x.js', 'b/x.js.orig', 'modified x.js'],
    ['another name', 'a/x', 'b/y', 'modified y'],
    ['no folder', 'x.js', 'x.js', 'modified x.js'],
    ['a folder on one side', 'x', 'b/x', 'modified x'],
    ['slashes', 'a//d//x', 'b//d//x', 'modified /d/x'],
    ['a date behind a tab', 'a/x\t2024-01-01 00:00:00.5 +0100', 'b/x\t2024-01-02', 'modified x'],
    ['a date behind blanks', 'a/x.js   2024-01-01 00:00:00 +01:00', 'b/x.js 24-01-01', 'modified x.js'],
    ['a number that is no date', 'a/x 2024-01', 'b/x 2024-01', 'modified x 2024-01'],
    ['/dev/null with a blank', '/dev/null 1', 'b/x', 'added x'],
  ])('is the name that git takes: %s', (_, minus, plus, expected) => {
    const hunk = expected.startsWith('added') ? '@@ -0,0 +1 @@\n+b\n' : undefined;
    const { kind, path } = fileOf(plain(minus, plus, hunk));
    expect(`${kind} ${path}`).toBe(expected);
  });

  it.each([
    ['1970-01-01 01:00:00.000 +0100', 'added'],
    ['1969-12-31 19:00:00 -0500', 'added'],
    ['1970-01-01 00:00:00 +0100', 'modified'],
  ])('is a new file when the old one is of the epoch: %s', (date, kind) => {
    expect(fileOf(plain(`a/x\t${date}`, 'b/x\t2024-01-01', '@@ -0,0 +1 @@\n+b\n')).kind).toBe(kind);
  });

  it('keeps to the first guess of how many folders to strip', () => {
    const both = plain('x', 'x') + plain('a/y', 'b/y');
    expect(changeOf(both).files.map(({ path }) => path)).toEqual(['x', 'b/y']);
  });

  it('is unreadable when git am would guess anew, and read in one mail', () => {
    const from =
      'From 1234567890123456789012345678901234567890 Mon Sep 17 00:00:00 2001\nSubject: s\nFrom: a\nDate: b\n\n';
    expect(fileOf(from + plain('x', 'x')).path).toBe('x');
    expect(reasonOf(from + plain('x', 'x') + from + plain('a/y', 'b/y'))).toMatch(/among mails/);
  });

  it('is unreadable when a carriage return hides a date from git apply', () => {
    expect(reasonOf(plain('a/x 2024-01-01\r', 'b/x 2024-01-01\r'))).toMatch(/date and a carriage return/);
  });
});
