import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BlindChange, InvariantError } from '../../domain/index.ts';
import { layoutOf, rowAt } from './layout.ts';
import { blindOf, fileOf, hunkOf, laidOut, MIXED, patches } from './testing.ts';

const changed = (change: BlindChange, changes: Partial<BlindChange>): BlindChange => ({ ...change, ...changes });

describe('layoutOf', () => {
  it('puts every byte into exactly one row, in order, and the lines of the files beside them', () => {
    fc.assert(
      fc.property(patches, (patch) => {
        const { text, rows, files, fileRows } = laidOut(patch);
        const bytes = Buffer.from(text);
        expect(rows.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
        expect(Buffer.concat(rows.map(({ start, end }) => bytes.subarray(start, end))).toString()).toBe(text);
        for (const [index, row] of rows.entries()) {
          expect(row.start).toBe(rows[index - 1]?.end ?? 0);
          expect(bytes.subarray(row.start, row.end).toString()).toBe(text.slice(row.from, row.to));
          if (row.line !== null) expect(text.slice(row.from + row.marks, row.to)).toBe(`${row.line.text}\n`);
        }
        expect(rows.flatMap(({ line }) => line ?? [])).toEqual(
          files.flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines)),
        );
        expect(fileRows).toEqual([...files.map((_, file) => rows.findIndex((row) => row.file === file)), rows.length]);
      }),
      { numRuns: 150 },
    );
  });

  it('knows rows of headers, of separating lines, of hunks, and of missing line feeds', () => {
    const { text, rows } = laidOut(MIXED);
    const shown = rows.map(({ from, to, file, hunk, number, marks }) => [
      text.slice(from, to).trimEnd(),
      file,
      hunk,
      marks === 0 ? null : number,
    ]);
    expect(shown.slice(4, 13)).toEqual([
      ['@@ -1,3 +1,3 @@ f', 0, 0, null],
      [' a', 0, 0, 1],
      ['-b', 0, 0, 2],
      ['+B', 0, 0, 2],
      [' c', 0, 0, 3],
      ['@@ -10 +10 @@', 0, 1, null],
      ['-1|2', 0, 1, 10],
      ['+😀|é', 0, 1, 10],
      ['\\ No newline at end of file', 0, 1, null],
    ]);
    expect(shown.filter(([, file]) => file === 4).slice(-8)).toEqual([
      ['  a', 4, 0, 1],
      ['- b', 4, 0, 2],
      // Only the second parent had it: it goes by the new line behind it.
      [' -c', 4, 0, 2],
      [' +k', 4, 0, 2],
      [' +d', 4, 0, 3],
      ['++e', 4, 0, 4],
      ['  z', 4, 0, 5],
      ['\\ No newline at end of file', 4, 0, null],
    ]);
    expect(shown.filter(([, file]) => file === 6)[0]).toEqual(['', 6, null, null]);
  });

  it('is empty for an empty diff', () => {
    expect(layoutOf(changed(blindOf(MIXED), { text: '', files: [] }))).toMatchObject({ rows: [], fileRows: [0] });
  });

  const change = blindOf(fileOf('a', hunkOf([' x', '+y', '-z'])));
  const [file] = change.files;
  const [hunk] = file?.hunks ?? [];
  const withHunk = (changes: object): BlindChange =>
    changed(change, { files: [{ ...file, hunks: [{ ...hunk, ...changes }] }] as BlindChange['files'] });
  it.each([
    ['text after the files', changed(change, { text: `${change.text}x\n` })],
    ['a last line without its end', changed(change, { text: change.text.slice(0, -1) })],
    ['another line', changed(change, { text: change.text.replace('+y', '+w') })],
    ['a longer line', changed(change, { text: change.text.replace('+y', '+yy') })],
    ['another mark', changed(change, { text: change.text.replace('+y', '-y') })],
    ['another start', changed(change, { text: change.text.replace('-1,2', '-3,2') })],
    ['fewer lines', withHunk({ lines: hunk?.lines.slice(0, 2) })],
    ['more bytes', withHunk({ bytes: 1000 })],
    ['other numbers', withHunk({ lines: hunk?.lines.map((line) => ({ ...line, newLine: 7 })) })],
    ['a line feed less', withHunk({ lines: hunk?.lines.map((line) => ({ ...line, unended: true })) })],
    ['no files', changed(change, { files: [] })],
    ['no text', changed(change, { text: '' })],
  ])('refuses a change whose text and files disagree: %s', (_, broken) => {
    expect(() => layoutOf(broken)).toThrow(InvariantError);
  });
});

describe('rowAt', () => {
  it('finds the row that holds a byte', () => {
    const layout = laidOut(MIXED);
    for (const [index, { start, end }] of layout.rows.entries()) {
      for (let byte = start; byte < end; byte += 1) expect(rowAt(layout, byte)).toBe(index);
    }
  });
});
