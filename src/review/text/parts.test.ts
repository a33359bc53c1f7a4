import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbered } from './numbered.ts';
import { type PartLimits, partsOf } from './parts.ts';
import { fileOf, hunkOf, laidOut, MIXED, patches } from './testing.ts';
import { estimateTokens } from './tokens.ts';

const lines = (count: number, text: string): readonly string[] => Array.from({ length: count }, () => `+${text}`);
const shownOf = (layout: ReturnType<typeof laidOut>, limits: PartLimits) =>
  partsOf(layout, limits).map((part) => ({
    ...part,
    shown: numbered(layout, part.start, part.end).replace(/^>\|.*\n/, ''),
  }));

describe('partsOf', () => {
  it('gives parts that joined are the diff, byte for byte, and keep the limits unless one character does not', () => {
    fc.assert(
      fc.property(
        patches,
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 150 }),
        (patch, bytes, tokens) => {
          const layout = laidOut(patch);
          const parts = shownOf(layout, { bytes, tokens });
          const whole = Buffer.from(layout.text);
          expect(parts.map(({ text }) => text).join('')).toBe(layout.text);
          expect(Buffer.concat(parts.map(({ start, end }) => whole.subarray(start, end)))).toEqual(whole);
          for (const { text, start, end, shown } of parts) {
            expect(Buffer.byteLength(text)).toBe(end - start);
            // A character comes with up to two marks, and its line feed is one by itself.
            if ([...text].length <= 3) continue;
            expect(end - start).toBeLessThanOrEqual(bytes);
            expect(estimateTokens(shown)).toBeLessThanOrEqual(tokens);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('names the parts by the diff and their position, and counts on above 9,999', () => {
    const layout = laidOut(fileOf('a', hunkOf(lines(6000, 'x'))));
    const parts = partsOf(layout, { bytes: 2 });
    expect(parts[0]?.handle).toBe(`diff://${layout.hash.slice(0, 12)}/0000`);
    expect(parts.length).toBeGreaterThan(12_000);
    expect(parts[12_000]?.handle).toBe(`diff://${layout.hash.slice(0, 12)}/12000`);
    expect(new Set(parts.map(({ handle }) => handle)).size).toBe(parts.length);
  });

  it('ends parts with hunks, and a header goes with its first hunk', () => {
    const layout = laidOut(
      fileOf('a', hunkOf(lines(20, 'xxxx')), hunkOf(lines(20, 'xxxx'), 100)) + fileOf('b', hunkOf(lines(20, 'xxxx'))),
    );
    // Header and hunk are 208 bytes, the hunk without header 144.
    const parts = partsOf(layout, { bytes: 300 });
    expect(parts.map(({ text }) => text.split('\n')[0]?.slice(0, 15))).toEqual([
      'diff --git a/a ',
      '@@ -100,0 +100,',
      'diff --git a/b ',
    ]);
    expect(parts.map(({ hunks }) => hunks)).toEqual([
      [{ file: 0, hunk: 0 }],
      [{ file: 0, hunk: 1 }],
      [{ file: 1, hunk: 0 }],
    ]);
  });

  it('cuts between lines a hunk that is larger than a part, in the part before it only if that has room', () => {
    const small = fileOf('a', hunkOf(lines(20, 'xxxx')));
    const large = fileOf('b', hunkOf(lines(200, 'yyyy')));
    const roomy = partsOf(laidOut(small + large), { bytes: 600 });
    expect(roomy[0]?.files).toEqual([
      { path: 'a', from: 1, to: 20 },
      { path: 'b', from: 1, to: expect.any(Number) },
    ]);
    expect(roomy.every(({ text }) => text.endsWith('\n') && !text.startsWith('yyyy'))).toBe(true);
    const full = partsOf(laidOut(small + large), { bytes: 250 });
    expect(full[0]?.files).toEqual([{ path: 'a', from: 1, to: 20 }]);
    expect(full[1]?.text.startsWith('diff --git a/b')).toBe(true);
  });

  it('cuts a line of a million characters inside, between characters, and says where it goes on', () => {
    for (const unit of ['aB9+', '😀']) {
      const long = unit.repeat(1_000_000 / unit.length);
      const layout = laidOut(fileOf('a', hunkOf(['+before', `+${long}`, '+behind'])));
      const parts = shownOf(layout, {});
      expect(parts.map(({ text }) => text).join('')).toBe(layout.text);
      expect(parts.length).toBeGreaterThan(long.length / 24_000);
      for (const { text, start, end, shown } of parts) {
        expect(text.isWellFormed()).toBe(true);
        expect(end - start).toBeLessThanOrEqual(24_000);
        expect(estimateTokens(shown)).toBeLessThanOrEqual(8_000);
      }
      expect(numbered(layout, parts[1]?.start, parts[1]?.end)).toMatch(
        /^>\|a: hunk 1 of 1 continues, inside line 2\n\+2\|/,
      );
      expect(parts.at(-1)?.text).toContain('+behind\n');
    }
  });

  it('counts the numbers that lines are shown with: a part of empty lines is not 24,000 bytes', () => {
    const parts = shownOf(laidOut(fileOf('a', hunkOf(lines(30_000, '')))), {});
    expect(parts.length).toBeGreaterThan(10);
    expect(Math.max(...parts.map(({ shown }) => estimateTokens(shown)))).toBeLessThanOrEqual(8_000);
  });

  it('says which lines of which files it holds: old ones where there are no new ones', () => {
    const layout = laidOut(MIXED + fileOf('a', hunkOf([' x', '-y', '-z', '+w'], 30), hunkOf(['-v'], 50)));
    expect(partsOf(layout).map(({ files }) => files)).toEqual([
      [
        { path: 'é\tx', from: 1, to: 10 },
        { path: 'n', from: null, to: null },
        { path: 'i.png', from: null, to: null },
        { path: 'm.sh', from: null, to: null },
        { path: 'c', from: 1, to: 5 },
        { path: 'new', from: 1, to: 2 },
        { path: 'gone', from: 1, to: 1 },
        { path: 'a', from: 30, to: 31 },
      ],
    ]);
  });

  it.each([{ bytes: 0 }, { tokens: 0 }, { bytes: 1.5 }, { tokens: Number.NaN }])('refuses %j', (limits) => {
    expect(() => partsOf(laidOut(MIXED), limits)).toThrow(RangeError);
  });
});
