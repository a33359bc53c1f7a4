import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../diff/index.ts';
import type { Hunk } from '../../domain/index.ts';
import { partsOf } from './parts.ts';
import { readTotals, unreadOf } from './read-ledger.ts';
import { fileOf, hunkOf, laidOut, MIXED, patches } from './testing.ts';

const DIFF = fileOf('a', hunkOf(['+one', ' two']), hunkOf(['-three'], 20)) + MIXED;

describe('unreadOf and readTotals', () => {
  it('leave nothing out when everything was read, and read nothing when nothing was', () => {
    const layout = laidOut(DIFF);
    expect(unreadOf(layout, [{ start: 0, end: layout.offsets.bytes }])).toEqual([]);
    expect(unreadOf(layout, partsOf(layout, { bytes: 20 }).toReversed())).toEqual([]);
    expect(unreadOf(layout, [])).toEqual(
      layout.files.map(({ hunks }, file) => ({ file, hunks: hunks.map((_, at) => at) })),
    );
    expect(readTotals(layout, [])).toEqual({ files: 0, hunks: 0, lines: 0, bytes: 0 });
  });

  it('take a hunk that lacks one byte for unread, and list a file of which the header alone is missing', () => {
    const layout = laidOut(DIFF);
    const [header, first, second] = [null, 0, 1].map((hunk) =>
      layout.rows.filter((row) => row.file === 0 && row.hunk === hunk),
    );
    const rest = { start: second?.[0]?.start ?? 0, end: layout.offsets.bytes };
    const start = first?.[0]?.start ?? 0;
    expect(unreadOf(layout, [rest, { start, end: rest.start - 1 }])).toEqual([{ file: 0, hunks: [0] }]);
    expect(unreadOf(layout, [rest, { start: start + 1, end: rest.start }])).toEqual([{ file: 0, hunks: [0] }]);
    expect(unreadOf(layout, [rest, { start: 1, end: rest.start }])).toEqual([{ file: 0, hunks: [] }]);
    expect(unreadOf(layout, [rest, { start: header?.[0]?.start ?? 0, end: rest.start }])).toEqual([]);
  });

  it('count as the coverage ledger does', () => {
    fc.assert(
      fc.property(patches, fc.integer({ min: 10, max: 300 }), fc.nat(), (patch, bytes, pick) => {
        const layout = laidOut(patch);
        const read = partsOf(layout, { bytes }).filter((_, index) => (pick >> (index % 30)) % 2 === 0);
        const unread = unreadOf(layout, read);
        const missed = new Set<Hunk | undefined>(
          unread.flatMap(({ file, hunks }) => hunks.map((hunk) => layout.files[file]?.hunks[hunk])),
        );
        const change = { files: layout.files, messages: [], bytes: layout.offsets.bytes, hash: layout.hash };
        const [told] = coverageOf(change, [{ source: 'r', reads: (_, hunk) => !missed.has(hunk) }]).sources;
        const { files, ...totals } = readTotals(layout, read);
        expect(told).toMatchObject(totals);
        const whole = layout.files.filter((_, file) => unread.every((each) => each.file !== file));
        expect(files).toBe(whole.filter(({ binary }) => !binary).length);
        // Held against the bytes themselves.
        const isRead = (at: number): boolean => read.some(({ start, end }) => start <= at && at < end);
        const lost = layout.rows.filter(({ start, end, hunk }) => {
          for (let at = start; at < end; at += 1) if (hunk !== null && !isRead(at)) return true;
          return false;
        });
        expect(new Set(lost.map(({ file, hunk }) => layout.files[file]?.hunks[hunk ?? 0]))).toEqual(missed);
      }),
      { numRuns: 200 },
    );
  });
});
