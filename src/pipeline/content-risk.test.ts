import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Finding, Severity } from '../domain/index.ts';
import { contentOf } from './content-risk.ts';

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
  expect(contentOf(severities.map(finding))).toEqual({ risk, reviewRecommended: false, flags: severities });
});

it('one more finding never lowers the risk', () => {
  const severity = fc.constantFrom<Severity>('low', 'medium', 'high');
  fc.assert(
    fc.property(fc.array(severity), severity, (severities, more) => {
      const before = contentOf(severities.map(finding)).risk;
      expect(contentOf([...severities, more].map(finding)).risk).toBeGreaterThanOrEqual(before);
    }),
  );
});
