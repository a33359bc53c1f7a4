import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeKind, FileChange } from '../../domain/index.ts';
import { changeOf, fileOf } from '../text/test-change.ts';
import { kindOfChange } from './kind-of-change.ts';

const readme = fileOf('README.md', ['-a', '+b']);
const moved: FileChange = { ...fileOf('b.ts', []), hunks: [], oldPath: 'a.ts', kind: 'renamed' };

describe('kindOfChange', () => {
  it.each<[name: string, kind: ChangeKind, files: readonly FileChange[]]>([
    ['documents', 'docs-only', [readme, fileOf('docs/a.rst', ['+x'])]],
    ['a document and code', 'other', [readme, fileOf('a.ts', ['+x'])]],
    ['code named as a document', 'other', [fileOf('docs/x.py', ['+x'])]],
    ['a document that may be run', 'other', [{ ...readme, newMode: '100755' }]],
    ['a document that is a link', 'other', [{ ...fileOf('a.md', ['+/etc/passwd']), newMode: '120000' }]],
    ['a document that was code', 'other', [{ ...fileOf('a.md', ['+x']), kind: 'renamed', oldPath: 'a.py' }]],
    ['a binary document', 'other', [{ ...fileOf('a.pdf', []), binary: true }]],
    ['tests', 'tests-only', [fileOf('test_x.sh', ['+x']), fileOf('tests/a.c', ['+x'])]],
    ['translations', 'translations-only', [fileOf('po/de.po', ['+x'])]],
    ['a lockfile', 'lockfile-only', [fileOf('Cargo.lock', ['+x'])]],
    ['a lockfile and its manifest', 'other', [fileOf('Cargo.lock', ['+x']), fileOf('Cargo.toml', ['+x'])]],
    ['pictures', 'assets-only', [{ ...fileOf('a.png', []), hunks: [], binary: true }]],
    ['a move', 'rename-only', [moved]],
    ['a move with an edit', 'other', [{ ...moved, ...fileOf('b.ts', ['+x']), kind: 'renamed', oldPath: 'a.ts' }]],
    ['a move that may be run', 'other', [{ ...moved, oldMode: '100644', newMode: '100755' }]],
    ['a mode', 'other', [{ ...moved, kind: 'mode', oldPath: null, oldMode: '100644', newMode: '100755' }]],
    ['blanks', 'whitespace-only', [fileOf('a.ts', ['-f( a )', '+f(a)', '+'])]],
    ['lines wrapped', 'whitespace-only', [fileOf('a.ts', ['-f(a, b)', '+f(', '+  a,', '+  b', '+)'])]],
    ['words joined', 'other', [fileOf('a.ts', ['-return x', '+returnx'])]],
    ['indentation of Python', 'other', [fileOf('a.py', ['-  x()', '+    x()'])]],
    ['blanks at the ends of Python', 'whitespace-only', [fileOf('a.py', ['-x()  ', '+x()', '+'])]],
    ['a line that moves', 'other', [fileOf('a.ts', ['-check();', ' use();', '+check();'])]],
    ['comments', 'comments-only', [fileOf('a.c', ['-a(); // b', '+a(); /* c */'])]],
    [
      'the end of a comment that begins above',
      'comments-only',
      [fileOf('a.c', ['-old words', '+new words', ' */', ' a();'])],
    ],
    ['code behind a comment', 'other', [fileOf('a.c', ['-/* a */', '+/* a */ b();'])]],
    ['code made a comment', 'other', [fileOf('a.c', ['-check();', '+// check();'])]],
    ['a comment that tools obey', 'other', [fileOf('a.ts', ['+// @ts-expect-error'])]],
    ['a string', 'other', [fileOf('a.ts', ["-f('one message')", "+f('another message')"])]],
    ['a string like a comment', 'other', [fileOf('a.ts', ["-f('http://a')", "+f('http://b')"])]],
    ['code below a docstring', 'other', [fileOf('a.py', [' words.', ' """', ' ', "-v = '1'", "+v = '2'"])]],
    [
      'a docstring',
      'comments-only',
      [fileOf('a.py', [' def f():', '     """', '-    A', '+    B', '     """', '     pass'])],
    ],
    ['nothing', 'other', []],
  ])('%s: %s', (_, kind, files) => expect(kindOfChange(changeOf(...files))).toBe(kind));

  it('never throws, and no line of code that is added alone passes for a comment', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('+', '-', ' '), fc.string({ maxLength: 20 })), { maxLength: 12 }),
        fc.constantFrom('a.py', 'a.c', 'a.html', 'Makefile', 'a.lua', 'a'),
        (parts, path) => {
          const lines = parts.map(([mark, text]) => mark + text.replaceAll('\n', ''));
          expect(kindOfChange(changeOf(fileOf(path, lines)))).toBeTypeOf('string');
          expect(kindOfChange(changeOf(fileOf(path, ['+run(it);'])))).toBe('other');
        },
      ),
    ));
});
