import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbered, numberedPart, shownFrom } from './numbered.ts';
import { partsOf } from './parts.ts';
import { fileOf, hunkOf, laidOut, MIXED, patches, unnumbered } from './testing.ts';

describe('numbered', () => {
  it('shows lines behind their marks and numbers, and all others behind a bar', () => {
    expect(numbered(laidOut(fileOf('a.ts', hunkOf([' x', '-y|', '+z'], 9))))).toBe(
      ' |diff --git a/a.ts b/a.ts\n |index 0000000..0000000 100644\n |--- a/a.ts\n |+++ b/a.ts\n |@@ -9,2 +9,2 @@ f()\n' +
        ' 9|x\n-10|y|\n+10|z\n',
    );
    expect(numbered(laidOut(MIXED))).toContain(
      ' |@@@ -1,5 -1,3 +1,5 @@@\n  1|a\n- 2|b\n -2|c\n +2|k\n +3|d\n++4|e\n  5|z\n |\\ No newline at end of file\n',
    );
  });

  it('is the text again without its numbers, whole and of the range from any character to any other', () => {
    fc.assert(
      fc.property(patches, fc.nat(), fc.nat(), (patch, one, other) => {
        const layout = laidOut(patch);
        expect(unnumbered(numbered(layout))).toBe(layout.text);
        const characters = [...layout.text];
        const [start, end] = [one, other].map((at) => at % (characters.length + 1)).toSorted((a, b) => a - b);
        const before = characters.slice(0, start).join('');
        const range = characters.slice(start, end).join('');
        const from = Buffer.byteLength(before);
        const inside = (at: number) => layout.rows.find((row) => row.from < at && row.to > at);
        const isAmongMarks = (at: number): boolean => at - (inside(at)?.from ?? at) < (inside(at)?.marks ?? 0);
        fc.pre(!isAmongMarks(before.length) && !isAmongMarks(before.length + range.length));
        const shown = numbered(layout, from, from + Buffer.byteLength(range));
        expect(unnumbered(shown, inside(before.length) !== undefined)).toBe(range);
      }),
      { numRuns: 200 },
    );
  });

  it('says of a range that does not start with a file what it continues', () => {
    const layout = laidOut(`${MIXED}${fileOf('src/b c.ts', hunkOf(['+one', '+two']), hunkOf(['-three'], 20))}`);
    const noteFrom = (needle: string, plus = 0): string => {
      const from = Buffer.byteLength(layout.text.slice(0, layout.text.indexOf(needle) + plus));
      return numbered(layout, from).split('\n')[0] ?? '';
    };
    expect(noteFrom('diff --git a/src')).toBe(' |diff --git a/src/b c.ts b/src/b c.ts');
    expect(noteFrom('+++ b/src')).toBe('>|src/b c.ts: its header continues');
    expect(noteFrom('+++ b/src', 5)).toBe('>|src/b c.ts: its header continues, inside a line');
    expect(noteFrom('@@ -20')).toBe('>|src/b c.ts: hunk 2 of 2 follows');
    expect(noteFrom('+two\n@@ -20')).toBe('>|src/b c.ts: hunk 1 of 2 continues');
    expect(noteFrom('+two\n@@ -20', 2)).toBe('>|src/b c.ts: hunk 1 of 2 continues, inside line 2');
    expect(noteFrom('-three')).toBe('>|src/b c.ts: hunk 2 of 2 continues');
    expect(noteFrom('@@ -10 +10')).toBe('>|"é\\011x": hunk 2 of 2 follows');
    expect(noteFrom('-x\n')).toBe('>|gone: hunk 1 of 1 continues');
    expect(noteFrom('new mode')).toBe('>|m.sh: its header continues');
  });

  it('shows the rest of a line that was cut behind its number', () => {
    const layout = laidOut(fileOf('a', hunkOf([`+${'long '.repeat(20)}`])));
    const shown = partsOf(layout, { bytes: 40 }).map(({ start, end }) => numbered(layout, start, end));
    expect(shown.at(-1)).toMatch(/^>\|a: hunk 1 of 1 continues, inside line 1\n\+1\|[long ]+\n$/);
  });

  it.each([
    [0, 10_000],
    [-1, 5],
    [8, 4],
  ])('refuses the range from %d to %d', (from, to) => {
    expect(() => numbered(laidOut(MIXED), from, to)).toThrow(RangeError);
  });

  it('refuses a range that starts among the marks of a combined diff, or inside a character', () => {
    const layout = laidOut(MIXED);
    const byteOf = (needle: string): number => Buffer.byteLength(layout.text.slice(0, layout.text.indexOf(needle)));
    expect(() => numbered(layout, byteOf('++e') + 1)).toThrow(/from.*marks/);
    expect(() => numbered(layout, 0, byteOf('++e') + 1)).toThrow(/to.*marks/);
    expect(() => numbered(layout, byteOf('😀') + 1)).toThrow(/character/);
  });
});

describe('a part of a diff as it is shown', () => {
  const lines = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `+line ${at + 1}`);
  const partFrom = (patch: string, needle: string, plus = 0) => {
    const layout = laidOut(patch);
    const start = Buffer.byteLength(layout.text.slice(0, layout.text.indexOf(needle) + plus));
    return { layout, part: { start, end: layout.offsets.bytes } };
  };

  it('that starts inside a hunk shows the last ten lines before the cut again, marked', () => {
    const { layout, part } = partFrom(fileOf('a', hunkOf([...lines(14), '-gone', ' same'])), '-gone');
    const again = lines(14)
      .slice(4)
      .map((line, at) => `~+${at + 5}|${line.slice(1)}\n`);
    expect(numberedPart(layout, part)).toBe(`>|a: hunk 1 of 1 continues\n${again.join('')}-1|gone\n 15|same\n`);
    expect(layout.text.slice(shownFrom(layout, part.start)).startsWith('+line 5\n')).toBe(true);
  });

  it('that starts inside a line shows 400 characters before the cut and 200 behind it in one piece', () => {
    const long = `${'a'.repeat(1000)}TOKEN${'b'.repeat(1000)}`;
    const { layout, part } = partFrom(fileOf('a', hunkOf([' first', `+${long}`])), 'TOKEN', 2);
    const [note, first, again, own] = numberedPart(layout, part).split('\n');
    expect(note).toContain('inside line 2');
    expect(first).toBe('~ 1|first');
    expect(again).toBe(`~+2|${'a'.repeat(398)}TOKEN${'b'.repeat(197)}`);
    expect(own).toBe(`+2|KEN${'b'.repeat(1000)}`);
    expect(shownFrom(layout, part.start)).toBe(part.start);
  });

  it.each(['diff --git a/b', '@@ -50'])('that starts at %s shows nothing again', (needle) => {
    const { layout, part } = partFrom(
      fileOf('a', hunkOf(lines(3))) + fileOf('b', hunkOf(lines(3)), hunkOf(lines(3), 50)),
      needle,
    );
    expect(numberedPart(layout, part)).toBe(numbered(layout, part.start, part.end));
    expect(shownFrom(layout, part.start)).toBe(part.start);
  });

  it('is what it is without that, whatever the diff and the cut: marked lines follow the note, and none is forged', () => {
    fc.assert(
      fc.property(patches, fc.integer({ min: 1, max: 200 }), (patch, bytes) => {
        const layout = laidOut(patch);
        for (const part of partsOf(layout, { bytes })) {
          const shown = numberedPart(layout, part);
          const rows = shown.split(/(?<=\n)/);
          expect(shown.isWellFormed()).toBe(true);
          expect(rows.filter((row) => !row.startsWith('~')).join('')).toBe(numbered(layout, part.start, part.end));
          const marked = rows.filter((row) => row.startsWith('~'));
          expect(marked.length).toBeLessThanOrEqual(11);
          expect(rows.slice(0, marked.length + 1).filter((row) => row.startsWith('~'))).toEqual(marked);
          for (const row of marked) expect(layout.text).toContain(row.slice(row.indexOf('|') + 1, -1));
        }
      }),
      { numRuns: 200 },
    );
  });
});
