import { describe, expect, it } from 'vitest';
import { longDiff } from '../../bench/long-diff/long-diff.ts';
import { parsePatch } from '../../src/diff/index.ts';
import type { Change } from '../../src/domain/index.ts';
import { allSignals, NO_CONTEXT, runSignals } from '../../src/signals/index.ts';
import { DANGERS } from './dangers.ts';

const changeOf = (diff: string): Change => {
  const parsed = parsePatch(diff);
  if (parsed.kind !== 'change') throw new Error(parsed.reason);
  return parsed.change;
};
const [first] = DANGERS;
const logic = DANGERS.find(({ rule }) => rule === null);
if (first === undefined || logic === undefined) throw new Error('there are no dangers');

describe('a long diff', () => {
  it('has the length asked for, and many files in many languages', () => {
    const diff = longDiff({ tokens: 100_000, plantAt: 0.5, danger: null });
    expect(diff.length).toBeGreaterThanOrEqual(400_000);
    expect(diff.length).toBeLessThan(410_000);
    const { files } = changeOf(diff);
    expect(files.length).toBeGreaterThan(200);
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
    expect(new Set(files.map(({ path }) => path.split('.').at(-1))).size).toBeGreaterThanOrEqual(8);
  });

  it('says nothing at medium or high without a danger in it', async () => {
    const { findings } = await runSignals(
      changeOf(longDiff({ tokens: 100_000, plantAt: 0.5, danger: null })),
      allSignals,
      NO_CONTEXT,
    );
    expect(findings.filter(({ severity }) => severity !== 'low')).toEqual([]);
  });

  it.each([0, 0.25, 0.5, 0.75, 1])('has the danger at %f of its text, and the rest is the same', (plantAt) => {
    const options = { tokens: 20_000, plantAt };
    for (const danger of [first, logic]) {
      const diff = longDiff({ ...options, danger });
      expect(longDiff({ ...options, danger })).toBe(diff);
      expect(Math.abs(diff.indexOf(danger.line) / diff.length - plantAt)).toBeLessThan(0.05);
      const { files } = changeOf(diff);
      const at = files.findIndex(({ path }) => path === danger.file.path);
      if (plantAt === 0) expect(at).toBe(0);
      if (plantAt === 1) expect(at).toBe(files.length - 1);
      const elsewhere = changeOf(longDiff({ ...options, plantAt: 1 - plantAt, danger })).files;
      expect(new Set(files.map(({ path }) => path))).toEqual(new Set(elsewhere.map(({ path }) => path)));
    }
  });

  it('is another one for another seed', () => {
    const options = { tokens: 2_000, plantAt: 0, danger: null };
    expect(longDiff({ ...options, seed: 2 })).not.toBe(longDiff(options));
  });

  it.each([
    { plantAt: -0.1 },
    { plantAt: 1.1 },
    { plantAt: Number.NaN },
    { plantAt: 0, tokens: 0 },
    { plantAt: 0, tokens: 2e6 },
    { plantAt: 0, seed: 0.5 },
  ])('refuses %o', (options) => {
    expect(() => longDiff({ danger: null, ...options })).toThrow(RangeError);
  });
});
