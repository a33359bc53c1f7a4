import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldFlags, type SaidFlag } from './held-flags.ts';
import { numbered } from './numbered.ts';
import { fileOf, hunkOf, laidOut, MIXED, patches } from './testing.ts';

const said = (flag: Partial<SaidFlag>): SaidFlag => ({
  severity: 'medium',
  file: 'src/a.ts',
  line: 10,
  quote: 'x',
  reason: 'because',
  ...flag,
});
const DIFF =
  fileOf(
    'src/a.ts',
    hunkOf(['  before', '-  if (safeEqual(a, b)) {', '+  if (a === b) {', ' ', '+    allow();', ' after'], 10),
  ) +
  fileOf('src/a.ts', hunkOf(['+later()'], 90)) +
  MIXED;
const layout = laidOut(DIFF);
const hold = (flag: Partial<SaidFlag>) => heldFlags(layout, [said(flag)]).flags[0];

describe('heldFlags', () => {
  it.each([
    ['a line', { line: 11, quote: '  if (a === b) {' }, { line: 11, side: 'new', quote: 'if (a === b) {' }],
    ['a part of one', { line: 11, quote: 'a === b' }, { line: 11, side: 'new', quote: 'a === b' }],
    ['blanks around', { line: 11, quote: '\t if (a === b) { ' }, { line: 11, quote: 'if (a === b) {' }],
    ['its number', { line: 11, quote: '+11|  if (a === b) {' }, { line: 11, quote: 'if (a === b) {' }],
    ['its mark', { line: 11, quote: '+  if (a === b) {' }, { line: 11, quote: 'if (a === b) {' }],
    ['a deleted line', { line: 11, quote: '-11|safeEqual' }, { line: 11, side: 'old', quote: 'safeEqual' }],
    ['context by its new number', { line: 14, quote: 'after' }, { line: 14, side: 'new' }],
    ['context by its old number', { line: 13, quote: 'after' }, { line: 14, side: 'new' }],
    ['several lines', { line: 11, quote: 'if (a === b) {\n\n    allow();' }, { line: 11, quote: 'if (a === b) {' }],
    ['several with numbers', { line: 11, quote: '+11|  if (a === b) {\n 12|\n+13|    allow();' }, { line: 11 }],
    ['the old file, over added lines', { line: 11, quote: '  if (safeEqual(a, b)) {\n\n after' }, { side: 'old' }],
    [
      'lines as the diff has them',
      { line: 11, quote: '-  if (safeEqual(a, b)) {\n+  if (a === b) {' },
      { side: 'old' },
    ],
    ['the same path later on', { line: 90, quote: 'later()' }, { line: 90, file: 'src/a.ts' }],
    ['a path with b/', { file: 'b/src/a.ts', line: 90, quote: 'later()' }, { file: 'src/a.ts' }],
    ['a path with a/', { file: 'a/src/a.ts', line: 90, quote: 'later()' }, { file: 'src/a.ts' }],
    ['a path in quotes', { file: '"b/\\303\\251\\tx"', line: 10, quote: '😀' }, { file: 'é\tx' }],
    ['quotes without b/', { file: '"é\\tx"', line: 2, quote: 'B' }, { file: 'é\tx' }],
    ['a path as it is', { file: 'é\tx', line: 10, quote: '1|2' }, { file: 'é\tx', side: 'old' }],
    ['an old name', { file: 'o', line: 0, quote: 'rename from o' }, { file: 'n', line: 1 }],
    [
      'a mode',
      { file: 'm.sh', line: 1, quote: ' |new mode 100755' },
      { file: 'm.sh', line: 1, quote: 'new mode 100755' },
    ],
    ['that a file is binary', { file: 'i.png', line: 1, quote: 'Binary files' }, { file: 'i.png', line: 1 }],
    ['a mode of two lines', { file: 'm.sh', line: 1, quote: 'old mode 100644\nnew mode 100755' }, { line: 1 }],
    ['a line of the second parent', { file: 'c', line: 2, quote: ' -2|c' }, { line: 2, side: 'new', quote: 'c' }],
    ['a line with a carriage return', { file: 'é\tx', line: 2, quote: 'b\r\n' }, { line: 2, side: 'old', quote: 'b' }],
  ] as const)('holds %s', (_, flag, held) => {
    expect(hold(flag)).toMatchObject(held);
  });

  it.each([
    ['another line', { line: 12, quote: 'a === b' }],
    ['no such line', { line: 4000, quote: 'a === b' }],
    ['another quote', { line: 11, quote: 'a == b' }],
    ['another file', { file: 'm.sh', line: 11, quote: 'a === b' }],
    ['no such file', { file: 'src/b.ts', line: 11, quote: 'a === b' }],
    ['/dev/null', { file: '/dev/null', line: 1, quote: 'x' }],
    ['an empty quote', { line: 11, quote: '' }],
    ['a blank quote', { line: 12, quote: ' \n\t' }],
    ['a bare number', { line: 12, quote: ' 12|' }],
    ['lines that do not follow', { line: 11, quote: 'if (a === b) {\nallow();' }],
    ['a line beyond the hunk', { line: 14, quote: 'after\nlater()' }],
    ['the heading of a hunk', { line: 1, quote: 'f()' }],
    ['a header by another number', { file: 'm.sh', line: 2, quote: 'new mode 100755' }],
    ['a header that says another mode', { file: 'm.sh', line: 1, quote: 'new mode 100777' }],
  ])('drops %s', (_, flag) => {
    expect(heldFlags(layout, [said(flag)])).toEqual({ flags: [], dropped: 1 });
  });

  it('makes one of flags with the same file, side, line and reason, as grave as the gravest', () => {
    const flag = said({ line: 11, quote: 'a === b' });
    const { flags, dropped } = heldFlags(layout, [
      { ...flag, severity: 'low' },
      { ...flag, severity: 'high', file: 'b/src/a.ts', quote: 'if (a' },
      flag,
      { ...flag, reason: 'another' },
      { ...flag, quote: 'safeEqual' },
      { ...flag, quote: 'nowhere' },
    ]);
    expect(dropped).toBe(1);
    expect(flags.map(({ severity, side, quote, reason }) => [severity, side, quote, reason])).toEqual([
      ['high', 'new', 'if (a', 'because'],
      ['medium', 'new', 'a === b', 'another'],
      ['medium', 'old', 'safeEqual', 'because'],
    ]);
  });

  it('holds every line by its own text, bare and as it is shown', () => {
    fc.assert(
      fc.property(patches, (patch) => {
        const laid = laidOut(patch);
        for (const row of laid.rows) {
          if (row.line === null || row.line.text.trim() === '') continue;
          const flag = said({ file: laid.files[row.file]?.path ?? '', line: row.number, reason: String(row.start) });
          const shown = numbered(laid, row.start, row.end).replace(/^>\|.*\n/, '');
          for (const quote of [row.line.text, shown]) {
            const { flags } = heldFlags(laid, [{ ...flag, quote }]);
            expect(flags).toMatchObject([{ file: flag.file }]);
            expect(row.line.text).toContain(flags[0]?.quote);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('holds nothing that is not in the diff', () => {
    fc.assert(
      fc.property(
        patches,
        fc.string({ maxLength: 8 }),
        fc.string({ maxLength: 8 }),
        fc.nat(30),
        (patch, one, other, line) => {
          const laid = laidOut(patch);
          const quote = `${one}\u2603${other}`;
          fc.pre(!laid.text.includes('\u2603'));
          const flags = laid.files.map(({ path }) => said({ file: path, line, quote }));
          expect(heldFlags(laid, flags)).toEqual({ flags: [], dropped: flags.length });
        },
      ),
    );
  });
});
