import { describe, expect, it } from 'vitest';
import type { Evidence, SourceWeight, Verdict } from '../domain/index.ts';
import { caseOf, finding } from './case.testing.ts';
import { explain } from './explain.ts';
import { weight } from './weights.testing.ts';

const wordsOf = (weights: readonly SourceWeight[], facts: Partial<Evidence> = {}) =>
  explain(caseOf({}, { ...facts, fusion: { weights, terms: [] } }));
const weighed = (...weights: SourceWeight[]) =>
  wordsOf(weights, { findings: [finding({ severity: 'medium' })] }).full.find((line) => line.startsWith('Weighed'));

/** The mean of Beta(1 + right, 1 + wrong). */
const judged = (right: number, wrong: number): Partial<SourceWeight> => ({
  by: 'verdicts',
  observations: right + wrong,
  rate: (1 + right) / (2 + right + wrong),
});

describe('why a source counts for less', () => {
  it.each<[string, Partial<SourceWeight>, string]>([
    [
      'verdicts',
      { weight: 0.25, ...judged(0, 10) },
      '`sast` counts for 0.25 here: 10 of 10 verdicts on what it said found it wrong',
    ],
    [
      'one verdict',
      { weight: 0.82, ...judged(0, 1) },
      '`sast` counts for 0.82 here: 1 of 1 verdict on what it said found it wrong',
    ],
    [
      'verdicts on such changes',
      { weight: 0.5, ...judged(3, 7), contextClass: 'go/public/s' },
      '`sast` counts for 0.50 here: 7 of 10 verdicts on what it said on changes like this one (go/public/s) found it wrong',
    ],
    [
      'the least',
      { weight: 0.001, ...judged(0, 10) },
      '`sast` counts for 0.001 here: 10 of 10 verdicts on what it said found it wrong',
    ],
    ['almost all', { weight: 0.999, by: 'lock' }, '`sast` counts for 0.999 here: a maintainer set it so, for good'],
    ['an override', { weight: 0.4, by: 'override' }, '`sast` counts for 0.40 here: a maintainer’s word'],
    [
      'an override, and since',
      { weight: 0.4, by: 'override', observations: 2 },
      '`sast` counts for 0.40 here: a maintainer’s word and 2 verdicts since',
    ],
    ['locked off', { weight: 0, by: 'lock', rate: 0 }, '`sast` is switched off by a maintainer'],
    ['off', { weight: 0 }, '`sast` is switched off'],
    [
      'the reviewer off',
      { source: 'reviewer', weight: 0, by: 'lock', rate: 0 },
      'the reviewer is switched off by a maintainer',
    ],
    [
      'open',
      { weight: 0, circuit: 'OPEN' },
      'the circuit of `sast` with this contributor is open, so that it counts for nothing',
    ],
    [
      'half open',
      { circuit: 'HALF_OPEN' },
      'the circuit of `sast` with this contributor is on probation, and it counts in full',
    ],
    [
      'half open, for less',
      { weight: 0.5, circuit: 'HALF_OPEN' },
      'the circuit of `sast` with this contributor is on probation, and it counts for 0.50',
    ],
    [
      'terminated',
      { weight: 0, circuit: 'TERMINATED' },
      'the circuit of `sast` with this contributor is cut off until somebody resets it',
    ],
  ])('%s', (_, change, words) => {
    expect(weighed(weight(change))).toBe(`Weighed: ${words}.`);
  });

  it('is not said where all count in full, and said of each in one sentence', () => {
    expect(weighed(weight(), weight({ source: 'secrets' }))).toBeUndefined();
    expect(weighed(weight({ weight: 0, circuit: 'OPEN' }), weight({ source: 'secrets', weight: 0 }))).toBe(
      'Weighed: the circuit of `sast` with this contributor is open, so that it counts for nothing; `secrets` is switched off.',
    );
  });
});

describe('the sum', () => {
  const verdict: Verdict = { contentRisk: 0.4, reviewRecommended: false, flags: [], summary: '' };

  it('is given term by term, the gravest first', () => {
    const { full } = wordsOf([weight({ weight: 0.25, ...judged(0, 10) })], { findings: [finding()], verdict });
    expect(full).toContain(
      'Content risk 0.40 is the highest of: the reviewer’s verdict 0.40 × 1.00 = 0.40; `sast` in a.ts:1 0.90 × 0.25 = 0.23, which counts as low.',
    );
  });

  it('names five, and counts the rest', () => {
    const findings = Array.from({ length: 8 }, (_, line) => finding({ line }));
    const line = wordsOf([weight({ weight: 0 })], { findings }).full.find((each) => each.includes('highest of'));
    expect(line?.match(/counts for nothing/g)).toHaveLength(5);
    expect(line).toMatch(/; and 3 more\.$/);
  });

  it('is not given where nothing was weighed', () => {
    for (const { full } of [wordsOf([weight()], { findings: [finding()] }), wordsOf([weight({ weight: 0.5 })])])
      expect(full.some((line) => line.includes('highest of'))).toBe(false);
  });
});

describe('the reasons', () => {
  it('name the sources, and the badge says which kind it is', () => {
    const off = wordsOf([weight({ weight: 0, by: 'lock', rate: 0 })]);
    expect(off).toMatchObject({
      badge: 'source switched off',
      sentence: 'Normal queue: a source whose findings count is switched off: `sast`.',
    });
    const open = wordsOf([weight({ weight: 0, circuit: 'OPEN' })]);
    expect(open).toMatchObject({ badge: 'circuit open', reasons: [expect.stringMatching(/on probation: `sast`$/)] });
    const less = wordsOf([weight({ weight: 0.2, ...judged(0, 12) })], { findings: [finding()] });
    expect(less).toMatchObject({ badge: 'counted for less', reasons: [expect.stringMatching(/back: `sast`$/)] });
  });

  it('name a finding as high only where it still counts as such', () => {
    const findings = [finding(), finding({ source: 'secrets', file: 'b.ts', message: 'A key.' })];
    const { reasons, badge } = wordsOf([weight({ weight: 0.2 })], { findings });
    expect(reasons).toEqual(['A key (b.ts:1)', expect.stringContaining('content risk 0.90')]);
    expect(badge).toBe('secrets finding');
  });
});
