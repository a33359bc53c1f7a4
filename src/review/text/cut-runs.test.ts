import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCutRun } from './cut-runs.ts';
import { partsOf } from './parts.ts';
import { fileOf, hunkOf, laidOut, patches } from './testing.ts';

const times = (count: number, line: string): readonly string[] => Array.from({ length: count }, () => line);
const isCut = (lines: readonly string[], bytes: number): boolean => {
  const layout = laidOut(fileOf('a', hunkOf(lines)));
  return hasCutRun(layout, partsOf(layout, { bytes }));
};

describe('an exchange of lines', () => {
  it.each<[string, readonly string[], boolean]>([
    ['is cut when what went and what came stand in two parts', [...times(40, '-old'), ...times(40, '+new')], true],
    ['is cut too when the two alternate', times(40, '').flatMap(() => ['-old', '+new']), true],
    ['is cut too with blank lines between them', [...times(40, '-old'), ' ', ' }', ...times(40, '+new')], true],
    ['is none when lines only came', times(80, '+new'), false],
    ['is none when lines only went', times(80, '-old'), false],
    ['is two when a line that says something parts them', [...times(40, '-old'), ' same', ...times(40, '+new')], false],
    [
      'is whole where it is shown again behind the cut',
      [...times(31, ' same'), ...times(4, '-o'), ...times(4, '+n')],
      false,
    ],
  ])('%s', (_, lines, expected) => {
    expect(isCut(lines, 250)).toBe(expected);
  });

  it('is cut where a line of it is cut inside, and where the line that is shown again is too long to be shown whole', () => {
    expect(isCut(['-x', `+${'y'.repeat(900)}`], 400)).toBe(true);
    for (const [length, expected] of [
      [401, true],
      [400, false],
    ] as const) {
      const layout = laidOut(fileOf('a', hunkOf([`-${'x'.repeat(length)}`, ...times(9, '+yyyyy')])));
      const parts = partsOf(layout, { bytes: layout.offsets.bytes - 20 });
      expect(parts).toHaveLength(2);
      expect(hasCutRun(layout, parts)).toBe(expected);
    }
  });

  it('is never cut in one part, whatever the diff', () => {
    fc.assert(
      fc.property(patches, (patch) => {
        const layout = laidOut(patch);
        expect(hasCutRun(layout, partsOf(layout))).toBe(false);
      }),
    );
  });
});
