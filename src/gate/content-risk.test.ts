import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Finding, Severity } from '../domain/index.ts';

import { contentOf } from './content-risk.ts';
import { DEFAULT_POLICY } from './policy.ts';

const finding = (severity: Severity): Finding => ({
  source: 's',
  rule: 'r',
  severity,
  file: 'f',
  line: 1,
  side: 'new',
  quote: '',
  message: '',
});

it.each<[Severity[], number]>([
  [[], 0],
  [['low'], 0.1],
  [['low', 'medium'], 0.4],
  [['high', 'low'], 0.9],
])('%j gives risk %f', (severities, risk) => {
  expect(contentOf(severities.map(finding), DEFAULT_POLICY).content).toEqual({
    risk,
    reviewRecommended: false,
    flags: severities,
  });
});

it('one more finding never lowers the risk', () => {
  const severity = fc.constantFrom<Severity>('low', 'medium', 'high');
  fc.assert(
    fc.property(fc.array(severity), severity, (severities, more) => {
      const before = contentOf(severities.map(finding), DEFAULT_POLICY).content.risk;
      expect(contentOf([...severities, more].map(finding), DEFAULT_POLICY).content.risk).toBeGreaterThanOrEqual(before);
    }),
  );
});

it('what only advises does not count, and similarity to something bad only ever advises', () => {
  const nothing = { risk: 0, reviewRecommended: false, flags: [] };
  const high = { ...finding('high'), source: 'sast' };
  const advisory = { ...DEFAULT_POLICY, signals: { sast: 'advisory' } } as const;
  expect(contentOf([high], DEFAULT_POLICY).content.risk).toBe(0.9);
  expect(contentOf([high], advisory).content).toEqual(nothing);
  expect(contentOf([{ ...high, source: 'slop' }], { ...DEFAULT_POLICY, signals: {} }).content).toEqual(nothing);
});
