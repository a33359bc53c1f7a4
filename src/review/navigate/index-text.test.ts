import { describe, expect, it } from 'vitest';
import type { Part } from '../text/parts.ts';
import { estimateTokens } from '../text/tokens.ts';
import type { PartReport } from '../verdict.ts';
import { indexText } from './index-text.ts';

const part = (index: number, files: number, path: string): Part => ({
  handle: `diff://0123456789ab/${String(index).padStart(4, '0')}`,
  start: 0,
  end: 0,
  text: '',
  files: Array.from({ length: files }, (_, file) => ({ path: `${path}${file}`, from: 1, to: 9 })),
  hunks: [],
});

const flag = {
  severity: 'medium',
  file: 'a.ts',
  line: 3,
  side: 'old',
  quote: 'q'.repeat(400),
  reason: 'r'.repeat(600),
} as const;
const linesOf = (text: string) =>
  text
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(line));

describe('the index of parts', () => {
  it('says of each part who, where and what, the gravest flags first', () => {
    const report: PartReport = {
      risk: 0.9,
      note: 'a\nnote',
      droppedFlags: 0,
      flags: [flag, { ...flag, severity: 'high', side: 'new' }],
    };
    const [first, second] = linesOf(indexText([part(0, 1, 'a/b'), part(1, 14, 'c')], [report, null]));
    expect(first).toMatchObject({
      handle: 'diff://0123456789ab/0000',
      risk: 0.9,
      note: 'a\nnote',
      files: ['a/b0:1-9'],
      flags: [{ severity: 'high' }, { severity: 'medium', side: 'old', line: 3 }],
    });
    expect(second).toMatchObject({ handle: 'diff://0123456789ab/0001', unread: true, moreFiles: 2 });
  });

  it('shows less of each part rather than be without end, and never a part less', () => {
    const report: PartReport = {
      risk: 0.4,
      note: 'n'.repeat(300),
      droppedFlags: 0,
      flags: Array.from({ length: 50 }, () => flag),
    };
    const parts = Array.from({ length: 100 }, (_, index) => part(index, 200, `${'x/'.repeat(2000)}`));
    const text = indexText(
      parts,
      parts.map(() => report),
    );
    const lines = linesOf(text);
    expect(lines).toHaveLength(100);
    expect(lines[0]).toMatchObject({ moreFiles: expect.any(Number), moreFlags: expect.any(Number) });
    expect(estimateTokens(text)).toBeLessThan(60_000);
  });
});
