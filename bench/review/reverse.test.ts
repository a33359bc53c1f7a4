import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parsePatch } from '../../src/diff/index.ts';
import { writeDiff, writeFiles } from '../../src/diff/write.ts';
import type { Change, DiffLine, FileChange, Hunk } from '../../src/domain/index.ts';
import { reversed, reversedDiff } from './reverse.ts';

const changeOf = (diff: string): Change => {
  const parsed = parsePatch(diff);
  if (parsed.kind !== 'change') throw new Error(`${parsed.reason}\n${diff}`);
  return parsed.change;
};

const words = fc.constantFrom('', 'x', '-- ', '--- a/x', '+++ b/x', '@@ -1 +1 @@', 'crlf\r', '😀', '+', '-');

/** Lines between two of context, with those deleted first: what git writes, and `mixed` what others may. */
const run = fc.record({
  before: fc.array(words, { minLength: 1, maxLength: 2 }),
  deleted: fc.array(words, { maxLength: 3 }),
  added: fc.array(words, { maxLength: 3 }),
});

const numbered = (
  marked: readonly { readonly kind: DiffLine['kind']; readonly text: string }[],
  start: { old: number; new: number },
): readonly DiffLine[] =>
  marked.map(({ kind, text }) => ({
    kind,
    text,
    oldLine: kind === 'added' ? null : start.old++,
    newLine: kind === 'deleted' ? null : start.new++,
  }));

const marked = (kind: DiffLine['kind'], texts: readonly string[]) => texts.map((text) => ({ kind, text }));

const hunk = (isMixed: boolean) =>
  fc
    .record({
      old: fc.integer({ min: 1, max: 99 }),
      new: fc.integer({ min: 1, max: 99 }),
      runs: fc.array(run, { minLength: 1, maxLength: 3 }),
    })
    .map(({ runs, ...start }): Hunk => {
      const lines = runs.flatMap(({ before, deleted, added }) => [
        ...marked('context', before),
        ...(isMixed ? marked('added', added.slice(1)) : []),
        ...marked('deleted', deleted),
        ...marked('added', isMixed ? added.slice(0, 1) : added),
      ]);
      return {
        oldStart: start.old,
        newStart: start.new,
        heading: 'f()',
        lines: numbered(lines, { ...start }),
        bytes: 0,
      };
    });

const wholeFile = (kind: 'added' | 'deleted', texts: readonly string[]): Hunk => ({
  oldStart: kind === 'added' ? 0 : 1,
  newStart: kind === 'added' ? 1 : 0,
  heading: '',
  lines: numbered(marked(kind, texts), { old: 1, new: 1 }),
  bytes: 0,
});

const count = (hunks: readonly Hunk[], kind: DiffLine['kind']): number =>
  hunks.flatMap(({ lines }) => lines).filter((line) => line.kind === kind).length;

const name = fc.constantFrom('a.c', 'dir/b c.ts', 'é/漢字', 'q"q', 'tab\tname', 'dev/null', 'trail ');
const mode = fc.constantFrom('100644', '100755');
const kind = fc.constantFrom(
  'added' as const,
  'deleted' as const,
  'modified' as const,
  'renamed' as const,
  'mode' as const,
);

const file = (isMixed: boolean) =>
  fc
    .record({
      kind,
      path: name,
      from: mode,
      to: mode,
      hunks: fc.array(hunk(isMixed), { minLength: 1, maxLength: 2 }),
      texts: fc.array(words, { minLength: 1, maxLength: 4 }),
    })
    .map(({ kind, path, from, to, hunks: given, texts }): FileChange => {
      const isWhole = kind === 'added' || kind === 'deleted';
      const hunks = kind === 'mode' ? [] : isWhole ? [wholeFile(kind, texts)] : given;
      return {
        kind,
        path,
        oldPath: kind === 'renamed' ? `old/${path}` : null,
        binary: false,
        content: null,
        oldMode: kind === 'added' ? null : kind === 'mode' ? '100644' : from,
        newMode: kind === 'deleted' ? null : kind === 'mode' ? '100755' : to,
        hunks,
        added: count(hunks, 'added'),
        deleted: count(hunks, 'deleted'),
        bytes: 0,
      };
    });

const changes = (isMixed: boolean) => fc.array(file(isMixed), { minLength: 1, maxLength: 4 });

describe('a diff reversed', () => {
  it('is a diff that can be read, in which each line stands on the other side', () => {
    fc.assert(
      fc.property(changes(true), (files) => {
        const back = changeOf(reversed({ files })).files;
        const sides = (of: readonly FileChange[], plus: DiffLine['kind']): readonly string[] =>
          of
            .flatMap(({ hunks }) =>
              hunks.flatMap(({ lines }) => lines.filter((line) => line.kind === plus).map(({ text }) => text)),
            )
            .sort();
        expect(sides(back, 'added')).toEqual(sides(files, 'deleted'));
        expect(sides(back, 'deleted')).toEqual(sides(files, 'added'));
        expect(back.map(({ newMode }) => newMode).sort()).toEqual(files.map(({ oldMode }) => oldMode).sort());
      }),
    );
  });

  it('and reversed again is the diff that git would have written of it', () => {
    fc.assert(
      fc.property(changes(false), (files) => {
        const { text, files: written } = writeFiles(files);
        expect(reversedDiff(reversed({ files }))).toBe(text);
        expect(changeOf(reversedDiff(reversedDiff(text))).files).toEqual(written);
      }),
    );
  });

  it('has deleted lines before added ones, whatever the order was', () => {
    fc.assert(
      fc.property(changes(true), (files) => {
        for (const { hunks } of changeOf(reversed({ files })).files) {
          for (const { lines } of hunks) {
            expect(lines.some((line, at) => line.kind === 'deleted' && lines[at - 1]?.kind === 'added')).toBe(false);
          }
        }
        const once = reversed({ files });
        expect(reversedDiff(reversedDiff(once))).toBe(once);
      }),
    );
  });

  it('undoes what git did: applied to the tree after, it gives the tree before, and back', () => {
    const folder = mkdtempSync(join(tmpdir(), 'reverse-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' };
    const git = (args: readonly string[], input = ''): string =>
      execFileSync('git', [...args], { cwd: folder, env, encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe'] });
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    const tree = (): string => {
      git(['add', '-A']);
      return git(['write-tree']).trim();
    };
    const lines = (length: number): string => Array.from({ length }, (_, line) => `line ${line}\n`).join('');
    git(['init', '-q']);
    write('changed.c', lines(40));
    write('moved from here.c', lines(20));
    write('gone.c', lines(3));
    write('empty-gone', '');
    write('run.sh', 'true\n');
    write('end', 'no line feed');
    const before = tree();
    write('changed.c', lines(40).replace('line 3\n', 'line three\nand more\n').replace('line 30\n', ''));
    renameSync(join(folder, 'moved from here.c'), join(folder, 'é.c'));
    write('é.c', lines(20).replace('line 9\n', 'line nine\n'));
    rmSync(join(folder, 'gone.c'));
    rmSync(join(folder, 'empty-gone'));
    write('new/made.c', 'made\nhere');
    write('empty-made', '');
    chmodSync(join(folder, 'run.sh'), 0o755);
    write('end', 'no line feed\nbut more\n');
    const after = tree();
    const forth = git(['diff', '-M', before, after]);
    const back = reversedDiff(forth);
    git(['apply', '--index'], back);
    expect(tree()).toBe(before);
    git(['apply', '--index'], reversedDiff(back));
    expect(tree()).toBe(after);
    expect(reversedDiff(back)).toBe(writeDiff(changeOf(forth).files));
  });

  it('undoes a series from its last file to its first', () => {
    const step = (from: string, to: string): string =>
      `diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-${from}\n+${to}\n`;
    const move = 'diff --git a/e b/f\nsimilarity index 100%\nrename from e\nrename to f\n';
    const back = changeOf(reversedDiff(move + step('one', 'two') + step('two', 'three'))).files;
    expect(back.map(({ hunks, path }) => hunks[0]?.lines.map(({ text }) => text) ?? path)).toEqual([
      ['three', 'two'],
      ['two', 'one'],
      'e',
    ]);
    expect(
      changeOf(reversed({ files: back }))
        .files.at(-1)
        ?.hunks[0]?.lines.at(-1)?.text,
    ).toBe('three');
  });

  it.each([
    ['what is no diff', 'hello', /cannot be read/],
    ['a copy', 'diff --git a/x b/y\nsimilarity index 100%\ncopy from x\ncopy to y\n', /y: a copy/],
    [
      'a combined diff',
      'diff --cc c\nindex 1,2..3\n--- a/c\n+++ b/c\n@@@ -1,4 -1,3 +1,4 @@@\n  a\n- b\n -c\n +k\n++d\n  z\n',
      /c: .*two parents/,
    ],
  ])('refuses %s', (_, diff, message) => {
    expect(() => reversedDiff(diff)).toThrow(message);
    expect(() => reversedDiff(diff)).toThrow(RangeError);
  });
});
