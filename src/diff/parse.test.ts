import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Change } from '../domain/index.ts';
import { parsePatch } from './parse.ts';

const changeOf = (text: string): Change => {
  const parsed = parsePatch(text);
  if (parsed.kind !== 'change') throw new Error(`unreadable: ${parsed.reason}`);
  return parsed.change;
};
const reasonOf = (text: string): string => {
  const parsed = parsePatch(text);
  return parsed.kind === 'unreadable' ? parsed.reason : `a change of ${parsed.change.files.length} files`;
};
const summary = (text: string) =>
  changeOf(text).files.map(({ path, oldPath, kind, binary, added, deleted }) => [
    kind,
    oldPath === null ? path : `${oldPath} > ${path}`,
    binary ? 'binary' : `+${added} -${deleted}`,
  ]);

const ONE = 'diff --git a/x.ts b/x.ts\nindex 1..2 100644\n--- a/x.ts\n+++ b/x.ts\n@@ -1,3 +1,3 @@ f\n a\n-b\n+B\n c\n';
const MAIL = (body: string): string =>
  `From 1234567890123456789012345678901234567890 Mon Sep 17 00:00:00 2001\nFrom: A <a@example.com>\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nSubject: [PATCH] s\n\nmessage\n---\n x.ts | 2 +-\n 1 file changed\n\n${body}-- \n2.39.5\n\n`;

describe('a bare git diff', () => {
  it('gives every line its kind, its text and its numbers', () => {
    expect(changeOf(ONE).files[0]?.hunks).toEqual([
      {
        oldStart: 1,
        newStart: 1,
        heading: 'f',
        bytes: 30,
        lines: [
          { kind: 'context', text: 'a', oldLine: 1, newLine: 1 },
          { kind: 'deleted', text: 'b', oldLine: 2, newLine: null },
          { kind: 'added', text: 'B', oldLine: null, newLine: 2 },
          { kind: 'context', text: 'c', oldLine: 3, newLine: 3 },
        ],
      },
    ]);
  });

  it('is hashed and measured as UTF-8', () => {
    const text = ONE.replace('+B', '+é');
    expect(changeOf(text).hash).toBe(createHash('sha256').update(Buffer.from(text)).digest('hex'));
    expect(changeOf(text).bytes).toBe(Buffer.byteLength(text));
    expect(changeOf(text).files[0]?.bytes).toBe(Buffer.byteLength(text));
  });

  const git = (...lines: readonly string[]): string => `diff --git ${lines.join('\n')}\n`;
  it.each<[name: string, patch: string, expected: readonly unknown[]]>([
    [
      'a new file',
      git('a/n b/n', 'new file mode 100644', '--- /dev/null', '+++ b/n', '@@ -0,0 +1,2 @@', '+1', '+2'),
      ['added', 'n', '+2 -0'],
    ],
    [
      'a deleted file',
      git('a/n b/n', 'deleted file mode 100644', '--- a/n', '+++ /dev/null', '@@ -1 +0,0 @@', '-1'),
      ['deleted', 'n', '+0 -1'],
    ],
    ['an empty new file', git('a/n b/n', 'new file mode 100644', 'index 0..e 100644'), ['added', 'n', '+0 -0']],
    [
      'a pure rename',
      git('a/o b/n', 'similarity index 100%', 'rename from o', 'rename to n'),
      ['renamed', 'o > n', '+0 -0'],
    ],
    [
      'a rename with spaces',
      git('a/o o b/n b/n', 'similarity index 100%', 'rename from o o', 'rename to n b/n'),
      ['renamed', 'o o > n b/n', '+0 -0'],
    ],
    [
      'a rename with an edit',
      git(
        'a/o b/n',
        'similarity index 90%',
        'rename from o',
        'rename to n',
        '--- a/o',
        '+++ b/n',
        '@@ -1 +1 @@',
        '-1',
        '+2',
      ),
      ['renamed', 'o > n', '+1 -1'],
    ],
    ['a copy', git('a/o b/n', 'similarity index 100%', 'copy from o', 'copy to n'), ['copied', 'o > n', '+0 -0']],
    ['a mode change', git('a/x y b/x y', 'old mode 100644', 'new mode 100755'), ['mode', 'x y', '+0 -0']],
    [
      'a mode change with an edit',
      git('a/x b/x', 'old mode 100644', 'new mode 100755', '--- a/x', '+++ b/x', '@@ -1 +1 @@', '-1', '+2'),
      ['modified', 'x', '+1 -1'],
    ],
    [
      'a binary file',
      git('a/i.png b/i.png', 'index 1..2 100644', 'Binary files a/i.png and b/i.png differ'),
      ['modified', 'i.png', 'binary'],
    ],
    [
      'a new binary file',
      git('a/i.png b/i.png', 'new file mode 100644', 'index 0..2', 'Binary files /dev/null and b/i.png differ'),
      ['added', 'i.png', 'binary'],
    ],
    [
      'a binary patch',
      git(
        'a/i b/i',
        'index 1..2 100644',
        'GIT binary patch',
        'literal 3',
        'Hcmb<a00000',
        '',
        'delta 3',
        'Hcmb<a00000',
        '',
      ),
      ['modified', 'i', 'binary'],
    ],
    [
      'an octal path',
      git('"a/\\303\\251\\t.txt" "b/\\303\\251\\t.txt"', 'old mode 100644', 'new mode 100755'),
      ['mode', 'é\t.txt', '+0 -0'],
    ],
    [
      'an octal path in marked lines',
      git(
        '"a/\\303\\251 x" "b/\\303\\251 x"',
        '--- "a/\\303\\251 x"\t',
        '+++ "b/\\303\\251 x"\t',
        '@@ -1 +1 @@',
        '-1',
        '+2',
      ),
      ['modified', 'é x', '+1 -1'],
    ],
    [
      'quotes and backslashes',
      git('"a/\\"q\\\\é" "b/\\"q\\\\é"', 'old mode 100644', 'new mode 100755'),
      ['mode', '"q\\é', '+0 -0'],
    ],
    [
      'a name that holds " b/"',
      git('a/x b/x b/x b/x', 'old mode 100644', 'new mode 100755'),
      ['mode', 'x b/x', '+0 -0'],
    ],
    [
      'a trailing tab after a name with a space',
      git('a/x y b/x y', '--- a/x y\t', '+++ b/x y\t', '@@ -1 +1 @@', '-1', '+2'),
      ['modified', 'x y', '+1 -1'],
    ],
    [
      'names without prefixes, of which git strips the first folder',
      git('dir/x.ts dir/x.ts', '--- dir/x.ts', '+++ dir/x.ts', '@@ -1 +1 @@', '-1', '+2'),
      ['modified', 'x.ts', '+1 -1'],
    ],
    ['mnemonic prefixes', git('i/x w/x', '--- i/x', '+++ w/x', '@@ -1 +1 @@', '-1', '+2'), ['modified', 'x', '+1 -1']],
    ['hunks with no name lines', git('a/x b/x', '@@ -1 +1 @@', '-1', '+2'), ['modified', 'x', '+1 -1']],
    [
      'a submodule',
      git(
        'a/sub b/sub',
        'index 1..2 160000',
        '--- a/sub',
        '+++ b/sub',
        '@@ -1 +1 @@',
        '-Subproject commit 1',
        '+Subproject commit 2',
      ),
      ['modified', 'sub', 'binary'],
    ],
    [
      'a new submodule',
      git('a/s b/s', 'new file mode 160000', '--- /dev/null', '+++ b/s', '@@ -0,0 +1 @@', '+Subproject commit 2'),
      ['added', 's', 'binary'],
    ],
    [
      'a file that becomes a submodule',
      git('a/s b/s', 'old mode 100644', 'new mode 0160000'),
      ['modified', 's', 'binary'],
    ],
    [
      'a submodule whose mode is not said',
      `--- a/s\n+++ b/s\n@@ -1 +1 @@\n-Subproject commit ${'1'.repeat(40)}\n+Subproject commit ${'2'.repeat(40)}\n`,
      ['modified', 's', 'binary'],
    ],
    ['a plain diff', '--- old/x\t2024-01-01\n+++ new/x\t2024-01-02\n@@ -1 +1 @@\n-1\n+2\n', ['modified', 'x', '+1 -1']],
    ['a plain new file', '--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+2\n', ['added', 'x', '+1 -0']],
    [
      'a patch saved with CRLF',
      git('a/x b/x', '--- a/x', '+++ b/x', '@@ -1 +1 @@', '-1', '+2').replaceAll('\n', '\r\n'),
      ['modified', 'x', '+1 -1'],
    ],
    [
      'a patch with no line end at its end',
      git('a/x b/x', '--- a/x', '+++ b/x', '@@ -1 +1 @@', '-1', '+2').trimEnd(),
      ['modified', 'x', '+1 -1'],
    ],
    [
      'a combined diff',
      'diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1,3 -1,2 +1,3 @@@\n  a\n- b\n -c\n++d\n +e\n',
      ['modified', 'x', '+2 -2'],
    ],
  ])('reads %s', (_, patch, expected) => {
    expect(summary(patch)).toEqual([expected]);
  });

  it('keeps content that looks like headers as content', () => {
    const lines = [
      '-- ',
      '--- x',
      '+++ y',
      '@@ -1 +1 @@',
      'From abc Mon Sep 17 00:00:00 2001',
      'diff --git a/q b/q',
      '\\ no',
      '',
    ];
    const patch = `--- a/x\n+++ b/x\n@@ -1,${2 * lines.length} +1,${2 * lines.length} @@\n${lines.map((line) => ` ${line}\n-${line}\n+${line}\n`).join('')}`;
    expect(summary(patch)).toEqual([['modified', 'x', `+${lines.length} -${lines.length}`]]);
    const texts = changeOf(patch).files[0]?.hunks[0]?.lines.filter(({ kind }) => kind === 'added');
    expect(texts?.map(({ text }) => text)).toEqual(lines);
  });

  it('takes an empty line for an empty line of context, as git does', () => {
    expect(summary('--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n\n+b\n c\n')).toEqual([['modified', 'x', '+1 -0']]);
  });

  it('leaves the marks of a missing line end out, wherever they stand', () => {
    const patch = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n';
    expect(changeOf(patch).files[0]?.hunks[0]?.lines.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(changeOf(patch).files[0]?.bytes).toBe(patch.length);
  });

  it('keeps carriage returns, so that a change of line ends is a change', () => {
    expect(
      changeOf('--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+a\r\n').files[0]?.hunks[0]?.lines.map(({ text }) => text),
    ).toEqual(['a', 'a\r']);
  });

  it('numbers the lines of a combined diff by its first parent', () => {
    const [hunk] =
      changeOf('diff --cc x\n--- a/x\n+++ b/x\n@@@ -5,3 -7,2 +9,3 @@@\n  a\n- b\n -c\n++d\n +e\n').files[0]?.hunks ??
      [];
    expect(hunk?.lines.map(({ oldLine, newLine }) => [oldLine, newLine])).toEqual([
      [5, 9],
      [6, null],
      [null, null],
      [null, 10],
      [null, 11],
    ]);
  });

  it('takes words about binary files after a hunk for words', () => {
    expect(summary(`${ONE}Binary files a/x.ts and b/x.ts differ\n`)).toEqual([['modified', 'x.ts', '+1 -1']]);
  });
});

describe('a format-patch series', () => {
  it('gives the files of each mail in order, and counts mail headers and signatures to no file', () => {
    const text = MAIL(ONE) + MAIL(ONE.replaceAll('x.ts', 'y.ts'));
    expect(summary(text)).toEqual([
      ['modified', 'x.ts', '+1 -1'],
      ['modified', 'y.ts', '+1 -1'],
    ]);
    expect(changeOf(text).files.map(({ bytes }) => bytes)).toEqual([ONE.length, ONE.length]);
    expect(changeOf(text).bytes).toBe(text.length);
  });

  it('passes over mails that change nothing, as a cover letter', () => {
    expect(summary(MAIL('') + MAIL(ONE))).toHaveLength(1);
  });

  it('sees a diff in a commit message, since git would apply it', () => {
    const text = MAIL(ONE).replace('message\n', 'message\n\n--- a/evil\n+++ b/evil\n@@ -0,0 +1 @@\n+evil\n\n');
    expect(summary(text)).toEqual([
      ['modified', 'evil', '+1 -0'],
      ['modified', 'x.ts', '+1 -1'],
    ]);
  });
});

describe('what cannot be accounted for is unreadable', () => {
  const head = '--- a/x\n+++ b/x\n';
  it.each<[name: string, patch: string, reason: RegExp]>([
    ['the empty text', '', /no file changes found/],
    ['prose', 'hello\nworld\n', /no file changes found/],
    ['mail headers alone', MAIL(''), /no file changes found/],
    ['a lone diff --git line', 'diff --git a/x b/x\n', /announced at line 1, and no change of it follows/],
    ['too few lines', `${head}@@ -1,9 +1,9 @@\n a\n`, /fewer lines than its header says/],
    [
      'a next file too soon',
      `${head}@@ -1,9 +1,9 @@\n a\ndiff --git a/y b/y\n`,
      /ends before its header says, at line 5/,
    ],
    [
      'too many deleted lines',
      `${head}@@ -1,1 +1,2 @@\n-a\n-b\n+c\n+d\n`,
      /more lines than its header says, at line 5/,
    ],
    [
      'a hunk after its counts ran out',
      `${head}@@ -1 +1 @@\n a\nnoise\n@@ -5 +5 @@\n a\n`,
      /line 6 belongs to no file/,
    ],
    ['a hunk with no file', '@@ -1 +1 @@\n-a\n+b\n', /line 1 belongs to no file/],
    ['a malformed hunk header', `${head}@@ -1 +1 @@\n a\n@@ -x +1 @@\n`, /hunk header at line 5 is malformed/],
    ['a combined header with a range missing', 'diff --cc x\nindex 1,2..3\n@@@ -1 +1 @@@\n  a\n', /malformed/],
    ['new and deleted at once', 'diff --git a/x b/x\nnew file mode 1\ndeleted file mode 1\n', /both new and deleted/],
    [
      'a new file that goes to /dev/null',
      'diff --git a/x b/x\nnew file mode 1\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n',
      /not said to be deleted/,
    ],
    [
      'a deletion not said to be one',
      'diff --git a/x b/x\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n',
      /not said to be deleted/,
    ],
    ['/dev/null twice', '--- /dev/null\n+++ /dev/null\n@@ -1 +1 @@\n-a\n+b\n', /dev\/null on both sides/],
    ['names that disagree', 'diff --git a/x b/x\n--- a/x\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n', /name different files/],
    [
      'an old name that disagrees',
      'diff --git a/x b/x\n--- a/y\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n',
      /name different files/,
    ],
    ['a header that is no pair of names', 'diff --git xyx\nold mode 1\n', /does not say which file/],
    ['a header with no name', 'diff --git a/x b/y\nold mode 1\n', /does not say which file/],
    ['a broken quote', 'diff --git "a/x b/x\nold mode 1\n', /does not end/],
    ['an unknown escape', 'diff --git "a/\\x" "b/\\x"\nold mode 1\n', /unknown escape/],
    [
      '--- without +++',
      'diff --git a/x b/x\nindex 1..2\n--- a/x\n@@ -1 +1 @@\n',
      /no "---", "\+\+\+" and hunk in the file header at line 3/,
    ],
    ['+++ without ---', 'diff --git a/x b/x\nindex 1..2\n+++ b/x\n@@ -1 +1 @@\n', /in the file header at line 3/],
    [
      'names without a hunk',
      'diff --git a/x b/x\nindex 1..2\n--- a/x\n+++ b/x\nrename to y\n',
      /in the file header at line 3/,
    ],
    ['a very long name', `diff --git a/${'x'.repeat(5000)} b/${'x'.repeat(5000)}\nold mode 1\n`, /too long/],
    [
      'a broken binary patch',
      'diff --git a/x b/x\nindex 1..2\nGIT binary patch\nliteral 9\nnot base 85\n',
      /binary patch is broken at line 5/,
    ],
    ['an empty binary patch', 'diff --git a/x b/x\nindex 1..2\nGIT binary patch\n\n', /binary patch is empty/],
    [
      'hunks after a binary notice',
      'diff --git a/x b/x\nindex 1..2\nBinary files a/x and b/x differ\n@@ -1 +1 @@\n-a\n+b\n',
      /belongs to no file/,
    ],
    ['a mail in base64', MAIL(ONE).replace('\n\n', '\nContent-Transfer-Encoding: base64\n\n'), /encoded as "base64"/],
    [
      'a mail in quoted-printable',
      MAIL(ONE.replace('+B', '+=42')).replace('\n\n', '\ncontent-transfer-encoding:  Quoted-Printable\n\n'),
      /encoded as "quoted-printable"/,
    ],
    [
      'a folded encoding header',
      MAIL(ONE).replace('\n\n', '\nContent-Transfer-Encoding:\n base64\n\n'),
      /encoded as "base64"/,
    ],
    [
      'a mail of several parts',
      MAIL(ONE).replace('\n\n', '\nContent-Type: multipart/mixed; boundary=b\n\n'),
      /several parts/,
    ],
    ...[
      'Content-Transfer-Encoding: 7bit\n base64',
      'Content-Transfer-Encoding: 7bit\n \n\tbase64',
      `Content-Transfer-Encoding: 7bit${' '.repeat(200)}base64`,
      'Content-Transfer-Encoding: 7bit; x',
      'Content-Transfer-Encoding:',
    ].map((header): [string, string, RegExp] => [
      JSON.stringify(header),
      MAIL(ONE).replace('\n\n', `\n${header}\n\n`),
      /not as plain text/,
    ]),
    ...[
      ['text/plain; charset=UTF-7', /charset/],
      ['text/plain;\n charset="utf-16"', /charset/],
      ['text/plain; charset=utf-8x', /charset/],
      ['text/plain; boundary=b', /several parts/],
      ['\n multipart/mixed', /several parts/],
      ['text/plain; format=flowed', /flowed/],
    ].map(([type, reason]): [string, string, RegExp] => [
      JSON.stringify(type),
      MAIL(ONE).replace('\n\n', `\nContent-Type: ${type}\n\n`),
      reason as RegExp,
    ]),
    [
      'a plain hunk in a combined diff, which git takes for that of another file',
      'diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1,1 -1,1 +1,1 @@@\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n',
      /another number of parents/,
    ],
    [
      'combined hunks of two and of three parents',
      'diff --cc x\nindex 1,2..3\n@@@ -1 -1 +1 @@@\n  a\n@@@@ -5 -5 -5 +5 @@@@\n   a\n',
      /another number of parents/,
    ],
    ['a plain hunk alone in a combined diff', 'diff --cc x\nindex 1,2..3\n@@ -1 +1 @@\n-a\n+b\n', /number of parents/],
    ['a combined hunk in a plain diff', 'diff --git a/x b/x\n@@@ -1 -1 +1 @@@\n  a\n', /number of parents/],
    [
      'an added line after the last one',
      `${head}@@ -1 +1,3 @@\n a\n+b\n\\ No newline at end of file\n+c\n`,
      /after the end of the file, at line \d+/,
    ],
    [
      'a context line after the last deleted one',
      `${head}@@ -1,2 +1 @@\n-a\n\\ No newline at end of file\n b\n`,
      /after the end of the file/,
    ],
    [
      'a hunk after the last line',
      `${head}@@ -1 +1,2 @@\n a\n+b\n\\ No newline at end of file\n@@ -2,0 +3 @@\n+c\n`,
      /after the end of the file/,
    ],
    ['a binary patch of no file', `${ONE}\nGIT binary patch\nliteral 3\nHcmb<a00000\n\n`, /belongs to no file/],
    ['a rename of no file', `${MAIL(ONE)}rename from a\nrename to b\n`, /belongs to no file/],
    ['a mode of no file', `${ONE}\nnew file mode 100755\n`, /belongs to no file/],
  ])('%s', (_, patch, reason) => {
    expect(reasonOf(patch)).toMatch(reason);
  });

  it.each([
    'text/plain; charset=UTF-8',
    'text/plain; charset="utf-8"; x=y',
    'text/plain;\n\tcharset=us-ascii',
    'text/plain; charset=ISO-8859-15',
    'text/plain; charset=utf-8; format=fixed',
    'text/plain',
  ])('but a mail of type %j is plain text', (type) => {
    expect(summary(MAIL(ONE).replace('\n\n', `\nContent-Type: ${type}\n\n`))).toHaveLength(1);
  });

  it('but a message may speak of renames and modes', () => {
    const talk = 'message\nrename from a to b\nnew file mode 1\n';
    expect(summary(MAIL(ONE) + MAIL(ONE).replace('message\n', talk))).toHaveLength(2);
  });

  it('but a mail in 8bit is plain text', () => {
    expect(summary(MAIL(ONE).replace('\n\n', '\nContent-Transfer-Encoding: 8bit\n\n'))).toHaveLength(1);
  });
});

describe('time on hostile input', () => {
  const size = 4 * 1024 * 1024;
  const body = (line: string): string => {
    const count = Math.floor(size / line.length);
    return `--- a/x\n+++ b/x\n@@ -0,0 +1,${count} @@\n${line.repeat(count)}`;
  };
  it.each<[string, string]>([
    ['short lines', body('+\n')],
    ['one line', body(`+${'x'.repeat(size - 2)}\n`)],
    ['blank lines', '\n'.repeat(size)],
    ['half headers', '--- \n+++ \n'.repeat(size / 10)],
    ['empty headers', 'diff --git a/x b/x\n'.repeat(size / 19)],
    ['long quoted names', `diff --git "${'\\303'.repeat(size / 4)}"\nold mode 1\n`],
    ['long names', `diff --git a/${'x b/'.repeat(size / 4)}\nold mode 1\n`],
    ['long hunk headers', `--- a\n+++ b\n@@ ${'-1 '.repeat(size / 3)}`],
  ])('%s: 4 MiB take under four seconds', (_, patch) => {
    const startMs = performance.now();
    parsePatch(patch);
    expect(performance.now() - startMs).toBeLessThan(4000);
  });
});
