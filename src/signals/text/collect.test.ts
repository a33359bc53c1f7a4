import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Severity } from '../../domain/index.ts';
import { collect, type Found, KEPT_PER_RULE_AND_FILE } from './collect.ts';

const WEIGHT: Readonly<Record<Severity, number>> = { low: 0, medium: 1, high: 2 };

const foundAt = (line: number, severity: Severity, rule = 'r', file = 'a.c'): Found => ({
  source: 's',
  rule,
  severity,
  file,
  line,
  side: 'new',
  quote: () => `line ${line}`,
  message: 'Said.',
});

const lows = (count: number): readonly Found[] => Array.from({ length: count }, (_, index) => foundAt(index, 'low'));

it('keeps a grave finding behind any number of harmless ones, and the order', () => {
  const kept = collect([...lows(60), foundAt(60, 'medium'), ...lows(3), foundAt(64, 'high'), foundAt(65, 'low')]);
  expect(kept).toHaveLength(KEPT_PER_RULE_AND_FILE);
  expect(kept.slice(0, 48).map(({ line }) => line)).toEqual(lows(48).map(({ line }) => line));
  expect(kept.slice(48).map(({ line, severity }) => `${line} ${severity}`)).toEqual(['60 medium', '64 high']);
});

it('says with the last of a rule and file how many more there were, and quotes only those kept', () => {
  let quoted = 0;
  const quote = (): string => {
    quoted += 1;
    return 'x';
  };
  const kept = collect([...lows(53), foundAt(53, 'low', 'r', 'b.c')].map((each) => ({ ...each, quote })));
  expect(kept.slice(-2).map(({ message }) => message)).toEqual(['Said. (and 3 more like it in this file)', 'Said.']);
  expect([kept.length, quoted]).toEqual([51, 51]);
});

const anyFound = fc
  .tuple(fc.constantFrom<Severity>('low', 'low', 'low', 'medium', 'high'), fc.constantFrom('r', 'q'), fc.nat(1_000))
  .map(([severity, rule, line]) => foundAt(line, severity, rule));
/** Long enough that the bound is met: runs of one finding over and over. */
const manyFound = fc
  .array(fc.tuple(anyFound, fc.integer({ min: 1, max: 70 })), { maxLength: 8 })
  .map((runs) => runs.flatMap(([each, times]) => Array.from({ length: times }, () => each)));
const gravest = (findings: readonly { severity: Severity }[]): number =>
  Math.max(-1, ...findings.map(({ severity }) => WEIGHT[severity]));

it('never reports less grave because of one more finding, wherever that stands', () => {
  fc.assert(
    fc.property(manyFound, anyFound, fc.nat(), (found, more, at) => {
      const longer = found.toSpliced(at % (found.length + 1), 0, more);
      expect(gravest(collect(longer))).toBe(Math.max(gravest(collect(found)), WEIGHT[more.severity]));
    }),
  );
});

it('keeps the order, and at most the bound of each rule', () => {
  fc.assert(
    fc.property(manyFound, (found) => {
      const numbered = found.map((each, line) => ({ ...each, line }));
      const lines = collect(numbered).map(({ line }) => line);
      expect(lines).toEqual(lines.toSorted((a, b) => a - b));
      for (const rule of ['r', 'q']) {
        const all = numbered.filter((each) => each.rule === rule).length;
        const kept = collect(numbered).filter((each) => each.rule === rule).length;
        expect(kept).toBe(Math.min(all, KEPT_PER_RULE_AND_FILE));
      }
    }),
  );
});
