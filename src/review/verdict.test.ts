import { describe, expect, it } from 'vitest';
import type { Flag } from '../domain/index.ts';
import { withFlags, withReports } from './joined-verdict.ts';
import { blinded, fileDiff } from './testing.ts';
import { layoutOf } from './text/layout.ts';
import { heldReport, heldVerdict, saidReport, saidVerdict } from './verdict.ts';

const layout = layoutOf(blinded(fileDiff('src/a.ts', [' one', '-two', '+three', '+four'])));
const place = { file: 'src/a.ts', line: 2, quote: 'three' };
const flag = (severity: Flag['severity'], given: Partial<Flag> = {}): Flag => ({
  severity,
  ...place,
  reason: 'why',
  ...given,
});
const said = { contentRisk: 0.05, reviewRecommended: false, flags: [], summary: 'Does a thing.' };
const held = { verdict: said, droppedFlags: 1 };
const report = { risk: 0.05, flags: [], note: '', droppedFlags: 0 };

describe('what a reviewer says', () => {
  it.each([
    ['a risk under 0', { contentRisk: -0.01 }],
    ['a risk over 1', { contentRisk: 1.01 }],
    ['a risk in words', { contentRisk: '0' }],
    ['no recommendation', { reviewRecommended: null }],
    ['a flag at a line under 0', { flags: [flag('low', { line: -1 })] }],
    ['a flag at a broken line', { flags: [flag('low', { line: 1.5 })] }],
    ['a gravity that there is not', { flags: [{ ...flag('low'), severity: 'critical' }] }],
    ['more than 50 flags', { flags: Array.from({ length: 51 }, () => flag('low')) }],
    ['no summary', { summary: undefined }],
  ])('with %s does not count', (_, given) => {
    expect(saidVerdict.safeParse({ ...said, ...given }).success).toBe(false);
  });

  it('is cut where it is too long, never inside a character', () => {
    const long = '\u{1F600}'.repeat(900);
    const { summary, flags } = saidVerdict.parse({
      ...said,
      summary: `a${long}`,
      flags: [flag('low', { reason: long, quote: long })],
    });
    expect([summary.length, flags[0]?.reason.length, flags[0]?.quote.length]).toEqual([1199, 600, 400]);
    expect(summary.isWellFormed()).toBe(true);
    expect(saidReport.parse({ risk: 0, flags: [], note: 'x'.repeat(301) }).note).toHaveLength(300);
  });

  it('keeps control characters, which whoever shows it escapes, and no lone surrogate', () => {
    expect(saidVerdict.parse({ ...said, summary: 'a\u0007\ud800b' }).summary).toBe('a\u0007\ufffdb');
  });

  it('counts at most as little as its gravest flag, and flags that are not there not at all', () => {
    const flags = [flag('high', { quote: 'nobody wrote this' }), flag('medium')];
    const { verdict, droppedFlags } = heldVerdict(layout, { ...said, flags });
    expect(verdict).toMatchObject({ contentRisk: 0.4, flags: [{ severity: 'medium', line: 2, side: 'new' }] });
    expect(droppedFlags).toBe(1);
    expect(heldVerdict(layout, { ...said, contentRisk: 0.7, flags: [flag('medium')] }).verdict.contentRisk).toBe(0.7);
    expect(heldReport(layout, { risk: 0, flags: [flag('high')], note: '' }).risk).toBe(0.9);
  });
});

describe('flags from elsewhere', () => {
  it('stay where no flag on their line is as grave', () => {
    const joined = (own: readonly Flag[], others: readonly Flag[]) =>
      withFlags({ verdict: { ...said, flags: own }, droppedFlags: 0 }, others).verdict;
    expect(joined([], [flag('high')])).toMatchObject({ contentRisk: 0.9, flags: [{ severity: 'high' }] });
    expect(joined([flag('low')], [flag('high')]).flags.map(({ severity }) => severity)).toEqual(['low', 'high']);
    expect(joined([flag('high')], [flag('medium', { side: 'new' })]).flags).toHaveLength(1);
    expect(joined([flag('high')], [flag('medium', { side: 'old' })]).flags).toHaveLength(2);
    expect(joined([], [flag('low')])).toMatchObject({ contentRisk: 0.05, flags: [] });
  });

  it('are the gravest of more than 200', () => {
    const many = Array.from({ length: 300 }, (_, line) => flag(line === 299 ? 'high' : 'medium', { line: line + 1 }));
    const { flags } = withFlags(held, many).verdict;
    expect(flags).toHaveLength(200);
    expect(flags[0]?.severity).toBe('high');
  });

  it('of parts come with their doubts', () => {
    expect(withReports(held, [report, report]).verdict.reviewRecommended).toBe(false);
    expect(withReports(held, [report, null]).verdict.reviewRecommended).toBe(true);
    expect(withReports(held, [{ ...report, risk: 0.39 }]).verdict.reviewRecommended).toBe(false);
    expect(withReports(held, [{ ...report, risk: 0.4 }]).verdict.reviewRecommended).toBe(true);
    expect(withReports(held, [{ ...report, droppedFlags: 2 }, report]).droppedFlags).toBe(3);
  });
});
