import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileChange } from '../domain/index.ts';
import { parsePatch } from './parse.ts';

/** Lines that are most likely to be taken for something else. */
const line = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'b',
    '-- ',
    '--- a/x',
    '+++ b/x',
    '-',
    '+',
    '@@ -1 +1 @@',
    '\\ No newline',
    'diff --git a/x b/x',
    'a\r',
    'From 1 Mon',
    'é😀',
  ),
  fc.string({ maxLength: 6 }).map((text) => text.replaceAll(/[\n\r]/g, '')),
);
const content = fc
  .tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
  .map(([lines, ended]) => lines.join('\n') + (ended && lines.length > 0 ? '\n' : ''));

/** An edit of a text: some of its lines dropped, some added. */
const edit = content.chain((before) =>
  fc
    .array(fc.tuple(fc.constantFrom('keep', 'keep', 'keep', 'drop', 'add'), line), { minLength: 30, maxLength: 30 })
    .map((steps) => {
      const after = before.split('\n').flatMap((text, index) => {
        const [step, extra] = steps[index] ?? ['keep', ''];
        if (step === 'keep') return [text];
        return step === 'drop' ? [] : [extra, text];
      });
      return { before, after: after.join('\n') };
    }),
);

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** The new file, from the old one and the hunks. */
const patched = (before: readonly string[], file: FileChange): readonly string[] => {
  const after: string[] = [];
  let next = 1;
  for (const hunk of file.hunks) {
    const first = hunk.lines.find(({ oldLine }) => oldLine !== null)?.oldLine ?? hunk.oldStart + 1;
    for (; next < first; next += 1) after.push(before[next - 1] ?? '');
    for (const { kind, text, oldLine, newLine } of hunk.lines) {
      if (oldLine !== null) {
        expect(before[oldLine - 1]).toBe(text);
        next = oldLine + 1;
      }
      if (kind !== 'deleted') {
        after.push(text);
        expect(newLine).toBe(after.length);
      }
    }
  }
  return [...after, ...before.slice(next - 1)];
};

describe('parsePatch on edits made by the diff package', () => {
  it('counts what was edited, numbers every line, and gives back the new file', () => {
    fc.assert(
      fc.property(edit, fc.integer({ min: 0, max: 5 }), ({ before, after }, context) => {
        const patch = createTwoFilesPatch('a/x', 'b/x', before, after, '', '', { context }).replace(/^=+\n/, '');
        const parsed = parsePatch(patch);
        if (before === after) return;
        if (parsed.kind !== 'change') throw new Error(parsed.reason);
        const [file] = parsed.change.files;
        if (file === undefined) throw new Error('no file');
        expect(parsed.change.files).toHaveLength(1);
        expect(patched(linesOf(before), file)).toEqual(linesOf(after));
        expect(file.added - file.deleted).toBe(linesOf(after).length - linesOf(before).length);
        expect(file.bytes).toBe(parsed.change.bytes);
      }),
      { numRuns: 1500 },
    );
  });
});

const SAMPLE = `From 1111111111111111111111111111111111111111 Mon Sep 17 00:00:00 2001
From: A <a@example.com>
Subject: [PATCH] s

diff --git "a/\\303\\251 x" "b/\\303\\251 x"
index 1..2 100644
--- "a/\\303\\251 x"
+++ "b/\\303\\251 x"
@@ -1,3 +1,3 @@ f
 a
-b
+B
 c
\\ No newline at end of file
diff --git a/o b/n
similarity index 90%
rename from o
rename to n
diff --git a/i b/i
index 1..2
GIT binary patch
literal 3
Hcmb<a00000

diff --git a/m b/m
old mode 100644
new mode 100755
diff --cc c
index 1,2..3
--- a/c
+++ b/c
@@@ -1,3 -1,2 +1,3 @@@
  a
- b
 -c
++d
 +e
--${' '}
2.39.5
`;

const mutation = fc.oneof(
  fc.record({
    kind: fc.constant('cut' as const),
    at: fc.nat(SAMPLE.length),
    length: fc.nat(20),
    text: fc.constant(''),
  }),
  fc.record({
    kind: fc.constant('put' as const),
    at: fc.nat(SAMPLE.length),
    length: fc.constant(0),
    text: fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.constantFrom(
        '\n',
        '+',
        '-',
        ' ',
        '"',
        '\\',
        '@@ -1 +1 @@\n',
        '--- a/x\n+++ b/x\n',
        'diff --git a/x b/x\n',
        '/dev/null',
        '\0',
        '\r',
      ),
    ),
  }),
  fc.record({
    kind: fc.constant('set' as const),
    at: fc.nat(SAMPLE.length),
    length: fc.constant(1),
    text: fc.constantFrom('0', '9', ' ', '\n', '+', '-', '@', '"'),
  }),
);

/** A patch with a few bytes cut, put in or overwritten. */
const mutated = fc
  .array(mutation, { minLength: 1, maxLength: 6 })
  .map((mutations) =>
    mutations.reduce((text, { at, length, text: put }) => text.slice(0, at) + put + text.slice(at + length), SAMPLE),
  );

/** Lines dropped, doubled, exchanged, ended by CRLF; bytes of any value; a cut. */
const lineMutation = fc.record({
  kind: fc.constantFrom('drop', 'double', 'exchange', 'crlf', 'byte', 'cut', 'count'),
  at: fc.nat(),
  to: fc.nat(),
});
const mutatedBytes = fc.array(lineMutation, { minLength: 1, maxLength: 4 }).map((mutations) =>
  mutations.reduce((patch, { kind, at, to }) => {
    const lines = patch.toString('latin1').split('\n');
    const [here, there] = [at % lines.length, to % lines.length];
    const [one = '', other = ''] = [lines[here], lines[there]];
    if (kind === 'drop') lines.splice(here, 1);
    else if (kind === 'double') lines.splice(here, 0, one);
    else if (kind === 'exchange') [lines[here], lines[there]] = [other, one];
    else if (kind === 'crlf') lines[here] = `${one}\r`;
    else if (kind === 'cut') lines.length = here + 1;
    else if (kind === 'count') lines[here] = one.replace(/\d+/, String(to % 12));
    else lines[here] = one.slice(0, to % (one.length + 1)) + String.fromCharCode(to % 256) + one.slice(to % 7);
    return Buffer.from(lines.join('\n'), 'latin1');
  }, Buffer.from(SAMPLE)),
);

describe('parsePatch on anything', () => {
  it('accounts for every byte of 2,000 patches with bytes and lines changed', () => {
    let changes = 0;
    fc.assert(
      fc.property(mutatedBytes, (patch) => {
        const parsed = parsePatch(patch);
        if (parsed.kind === 'unreadable') return;
        changes += 1;
        expect(parsed.change.bytes).toBe(patch.length);
        expect(parsed.change.files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(patch.length);
        for (const { hunks, bytes, content } of parsed.change.files) {
          const inHunks = hunks.reduce((sum, hunk) => sum + hunk.bytes, 0);
          expect(inHunks).toBeLessThan(bytes);
          expect(content === null || hunks.length === 0).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    expect(changes).toBeGreaterThan(100);
  });

  it('never throws, finishes, and accounts for no more bytes than there are', () => {
    const startMs = performance.now();
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        const parsed = parsePatch(text);
        if (parsed.kind === 'unreadable') {
          expect(parsed.reason).not.toBe('');
          return;
        }
        const { files, bytes } = parsed.change;
        expect(files.length).toBeGreaterThan(0);
        expect(files.reduce((sum, file) => sum + file.bytes, 0)).toBeLessThanOrEqual(bytes);
        for (const { path, hunks, added, deleted } of files) {
          const lines = hunks.flatMap((hunk) => hunk.lines);
          expect(path).not.toBe('');
          expect(lines.filter(({ kind }) => kind === 'added')).toHaveLength(added);
          expect(lines.filter(({ kind }) => kind === 'deleted')).toHaveLength(deleted);
          expect(lines.every(({ text: held }) => !held.includes('\n'))).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
    expect(performance.now() - startMs).toBeLessThan(20_000);
  });
});
