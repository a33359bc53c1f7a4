import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiffLine, FileChange, Hunk } from '../domain/index.ts';
import { parsePatch } from './parse.ts';
import { writeDiff, writeFiles } from './write.ts';

const filesOf = (patch: string): readonly FileChange[] => {
  const parsed = parsePatch(patch);
  if (parsed.kind === 'unreadable') throw new Error(`${parsed.reason}\n${patch}`);
  return parsed.change.files;
};

/** Paths as a repository can hold them. */
const name = fc
  .oneof(
    fc.constantFrom(
      'a.c',
      'dir/b c.ts',
      'é/漢字',
      'q"q',
      'back\\slash',
      'tab\tname',
      'new\nline',
      ' lead',
      'trail ',
      'dev/null',
      '\\x80',
      'a/b b/a',
      'x b/x',
      '-',
      '~',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  )
  .filter((path) => !/^\/|\/\//.test(path) && !path.includes('\0') && path.isWellFormed());

const text = fc
  .oneof(
    fc.constantFrom(
      '',
      '-- ',
      '--- a/x',
      '+++ b/x',
      '@@ -1 +1 @@',
      '\\ No newline at end of file',
      'diff --git a/x b/x',
      'crlf\r',
      '😀',
    ),
    fc.string({ maxLength: 8 }),
  )
  .map((line) => line.replaceAll(/[\n\0]/g, ''));

const numbered = (lines: readonly { kind: DiffLine['kind']; text: string }[], oldStart: number, newStart: number) => {
  const next = { old: oldStart, new: newStart };
  return lines.map(({ kind, text: line }) => ({
    kind,
    text: line,
    oldLine: kind === 'added' ? null : next.old++,
    newLine: kind === 'deleted' ? null : next.new++,
  }));
};

const hunk = fc
  .record({
    oldStart: fc.nat(99),
    newStart: fc.nat(99),
    heading: fc.constantFrom('', 'int main(void)', '@@ x'),
    lines: fc.array(
      fc.record({ kind: fc.constantFrom('added' as const, 'deleted' as const, 'context' as const), text }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
    ends: fc.boolean(),
  })
  .map(({ oldStart, newStart, heading, lines, ends }): Hunk & { ends: boolean } => ({
    oldStart,
    newStart,
    heading,
    lines: numbered(lines, oldStart, newStart),
    bytes: 0,
    ends,
  }));

/** A new file has no old lines, and a deleted one no new ones. */
const onlySide = (each: Hunk & { ends: boolean }, kind: FileChange['kind']): Hunk & { ends: boolean } =>
  kind === 'added' || kind === 'deleted'
    ? {
        ...each,
        lines: numbered(
          each.lines.map(({ text: line }) => ({ kind, text: line })),
          each.oldStart,
          each.newStart,
        ),
      }
    : each;

/** The file's last line may lack its line feed. */
const ended = (hunks: readonly (Hunk & { ends: boolean })[]): readonly Hunk[] =>
  hunks.map(({ ends, ...each }, index) => ({
    ...each,
    lines: each.lines.map((line, at) =>
      ends && index === hunks.length - 1 && at === each.lines.length - 1 ? { ...line, unended: true as const } : line,
    ),
  }));

const mode = fc.constantFrom('100644', '100755', '120000');

const file = fc
  .record({
    kind: fc.constantFrom(
      'added' as const,
      'deleted' as const,
      'modified' as const,
      'renamed' as const,
      'copied' as const,
      'mode' as const,
    ),
    path: name,
    other: name,
    from: mode,
    to: mode,
    silent: fc.boolean(),
    binary: fc.boolean(),
    hunks: fc.array(hunk, { minLength: 1, maxLength: 3 }),
    bare: fc.boolean(),
  })
  .filter(({ kind, path, other, from, to }) => {
    if (kind === 'mode') return from !== to;
    return (kind !== 'renamed' && kind !== 'copied') || path !== other;
  })
  .map(({ kind, path, other, from, to, silent, binary, hunks, bare }): FileChange => {
    const hasText = kind !== 'mode' && !binary && !(bare && kind !== 'modified');
    const held = hasText ? ended(hunks.map((each) => onlySide(each, kind))) : [];
    const moves = kind === 'renamed' || kind === 'copied';
    const isSilent = silent && (kind === 'modified' || moves || hasText);
    const count = (which: DiffLine['kind']): number =>
      held.reduce((sum, { lines }) => sum + lines.filter((line) => line.kind === which).length, 0);
    return {
      kind,
      path,
      oldPath: moves ? other : null,
      binary: binary && kind !== 'mode',
      content: binary && kind !== 'mode' ? { form: 'unstated', size: null } : null,
      oldMode: kind === 'added' || isSilent ? null : from,
      newMode: kind === 'deleted' || isSilent ? null : kind === 'mode' || kind === 'added' || hasText ? to : from,
      hunks: held,
      added: count('added'),
      deleted: count('deleted'),
      bytes: 0,
    };
  });

describe('writeDiff', () => {
  it('writes what parses to the same files', () => {
    fc.assert(
      fc.property(fc.array(file, { minLength: 1, maxLength: 3 }), (files) => {
        const written = writeFiles(files);
        expect(filesOf(written.text)).toEqual(written.files);
        const sizeless = ({ bytes: _, hunks, ...rest }: FileChange) => ({
          ...rest,
          hunks: hunks.map(({ bytes: __, ...each }) => each),
        });
        expect(written.files.map(sizeless)).toEqual(files.map(sizeless));
      }),
      { numRuns: 500 },
    );
  });

  it('writes a combined diff with the numbers of its first parent', () => {
    const files = filesOf(
      'diff --cc c\nindex 1,2..3\n--- a/c\n+++ b/c\n@@@ -1,5 -1,3 +1,5 @@@ f\n  a\n- b\n -c\n +k\n++d\n +e\n  z\n\\ No newline at end of file\n',
    );
    const written = writeFiles(files);
    expect(written.text).toContain('@@@ -1,5 -1,3 +1,5 @@@ f\n');
    expect(filesOf(written.text)).toEqual(written.files);
  });

  it('says of binary content that it differs, drops blob ids, dates and mail, and keeps deletions of plain diffs', () => {
    const patch =
      'From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: A <a@b.example>\nSubject: s\n\n---\n' +
      'diff --git a/i b/i\nindex 12ab..34cd 100644\nGIT binary patch\nliteral 0\nHcmV?d00001\n\n' +
      '--- a/gone\t2024-01-01\n+++ /dev/null\t2024-01-01\n@@ -1 +0,0 @@\n-x\n-- \n2.39.5\n';
    expect(writeDiff(filesOf(patch))).toBe(
      'diff --git a/i b/i\nindex 0000000..0000000 100644\nBinary files a/i and b/i differ\n' +
        '\n--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n',
    );
  });

  it('is empty for no files', () => {
    expect(writeDiff([])).toBe('');
  });
});
