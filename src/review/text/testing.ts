import fc from 'fast-check';
import { blind, parsePatch } from '../../diff/index.ts';
import type { BlindChange } from '../../domain/index.ts';
import { type Layout, layoutOf } from './layout.ts';

const NOBODY = { did: null, handle: null, names: [], emails: [] };

export const blindOf = (patch: string): BlindChange => {
  const parsed = parsePatch(patch);
  if (parsed.kind === 'unreadable') throw new Error(`${parsed.reason}\n${patch}`);
  return blind(parsed.change, NOBODY).blind;
};

export const laidOut = (patch: string): Layout => layoutOf(blindOf(patch));

/** A hunk's lines, marks included, under the header that they need. */
export const hunkOf = (lines: readonly string[], start = 1): string => {
  const count = (marks: string): number => lines.filter((line) => marks.includes(line[0] ?? '?')).length;
  return `@@ -${start},${count(' -')} +${start},${count(' +')} @@ f()\n${lines.map((line) => `${line}\n`).join('')}`;
};

export const fileOf = (path: string, ...hunks: readonly string[]): string =>
  `diff --git a/${path} b/${path}\nindex 1111111..2222222 100644\n--- a/${path}\n+++ b/${path}\n${hunks.join('')}`;

/** One of each: names in quotes, renames, modes, binary, a combined diff, plain deletions after others, no line feed, CR. */
export const MIXED = `diff --git "a/\\303\\251\\tx" "b/\\303\\251\\tx"
index 1111111..2222222 100644
--- "a/\\303\\251\\tx"
+++ "b/\\303\\251\\tx"
@@ -1,3 +1,3 @@ f
 a
-b\r
+B\r
 c
@@ -10 +10 @@
-1|2
+😀|é
\\ No newline at end of file
diff --git a/o b/n
similarity index 100%
rename from o
rename to n
diff --git a/i.png b/i.png
index 1111111..2222222
GIT binary patch
literal 3
Hcmb<a00000

diff --git a/m.sh b/m.sh
old mode 100644
new mode 100755
diff --cc c
index 1,2..3
--- a/c
+++ b/c
@@@ -1,5 -1,3 +1,5 @@@
  a
- b
 -c
 +k
++d
 +e
  z
\\ No newline at end of file
diff --git a/new b/new
new file mode 100644
index 0000000..1111111
--- /dev/null
+++ b/new
@@ -0,0 +1,2 @@
+one
+two
--- a/gone\t2024-01-01
+++ /dev/null\t2024-01-01
@@ -1 +0,0 @@
-x
`;

const text = fc.oneof(
  fc.constantFrom('', ' ', '-- ', '--- a/x', '+++ b/x', '@@ -1 +1 @@', 'crlf\r', '😀é|漢字', '12|34', '+5|x', '\t}\t'),
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const line = fc
  .tuple(fc.constantFrom('+', '-', ' '), text)
  .map(([mark, body]) => mark + body.replaceAll(/[\n\0]/g, '').toWellFormed());
const hunks = fc
  .array(fc.array(line, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.map((lines, index) => hunkOf(lines, 1 + index * 20)));
const file = fc
  .tuple(fc.constantFrom('a.ts', 'src/b c.ts', 'é/漢', 'a/x'), hunks)
  .map(([path, all]) => fileOf(path, ...all));

/** Patches of one to four files, one path possibly several times, with one of everything else before or behind. */
export const patches: fc.Arbitrary<string> = fc
  .tuple(fc.array(file, { minLength: 1, maxLength: 4 }), fc.constantFrom('none', 'before', 'behind'))
  .map(([files, mixed]) => (mixed === 'before' ? MIXED : '') + files.join('') + (mixed === 'behind' ? MIXED : ''));

/** What `numbered` gave, without what it added. `isInside` says that the range starts inside a line. */
export const unnumbered = (shown: string, isInside = false): string => {
  const lines = shown.split(/(?<=\n)/).filter((each) => !each.startsWith('>|'));
  return lines
    .map((each, index) => each.replace(/^(?: \||([-+ ]{1,2})\d+\|)/, isInside && index === 0 ? '' : '$1'))
    .join('');
};
