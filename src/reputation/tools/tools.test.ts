import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToolObservation, ToolTally } from '../../domain/index.ts';
import { overrideFrom } from '../overrides/override-from.ts';
import { toolPrior, toolPriors } from './tool-priors.ts';
import { observed, summed } from './tool-tally.ts';

const seen = (success: boolean, weight = 1): ToolObservation => ({
  tool: 'sast',
  contextClass: 'go/public/s',
  success,
  weight,
  atUs: 7,
});
const tally = (successes: number, failures: number, more: Partial<ToolTally> = {}): ToolTally => ({
  tool: 'sast',
  contextClass: '',
  successes,
  failures,
  observations: successes + failures,
  ...more,
});
const fold = (observations: readonly ToolObservation[]): ToolTally | null =>
  observations.reduce<ToolTally | null>(observed, null);

describe('an observation', () => {
  it('adds its weight to one side, and counts as one', () => {
    expect(fold([seen(true), seen(false, 0.5), seen(true, 2)])).toEqual({
      tool: 'sast',
      contextClass: 'go/public/s',
      successes: 3,
      failures: 0.5,
      observations: 3,
    });
  });

  it.each<[string, Partial<ToolObservation>]>([
    ['tool', { tool: '' }],
    ['weight', { weight: -1 }],
    ['weight', { weight: Number.NaN }],
    ['weight', { weight: Number.POSITIVE_INFINITY }],
    ['tool', { tool: 'slop' }],
    ['tool', { contextClass: '' }],
  ])('is refused for its %s: %j', (named, wrong) => {
    expect(() => observed(fold([seen(true)]), { ...seen(true), ...wrong })).toThrow(TypeError);
    expect(() => observed(fold([seen(true)]), { ...seen(true), ...wrong })).toThrow(named);
  });

  it('adds up to the same, to 12 decimals, in whatever order', () => {
    const one = fc.record({ success: fc.boolean(), weight: fc.double({ min: 0, max: 3, noNaN: true }), key: fc.nat() });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 60 }), (rows) => {
        const fused = [rows, [...rows].sort((a, b) => a.key - b.key), [...rows].reverse()].map((order) =>
          toolPrior(fold(order.map(({ success, weight }) => seen(success, weight))) ?? tally(0, 0)),
        );
        for (const each of fused) {
          expect(each.rate).toBeCloseTo(fused[0]?.rate ?? -1, 12);
          expect(each.observations).toBe(rows.length);
        }
      }),
    );
  });

  it('of hostile size or none counts as a million or nothing', () => {
    const odd = [tally(Number.NaN, -5), tally(Number.POSITIVE_INFINITY, 1)];
    expect(summed(odd)).toEqual({ successes: 1e6, failures: 1, observations: 1e6 });
    expect(Number.isFinite(toolPrior(odd[1] ?? tally(0, 0)).rate)).toBe(true);
  });
});

describe('a prior', () => {
  it.each([
    [0, 0, 0.5, 0.05, 0.95],
    [1, 0, 0.6667, 0.2236, 0.9747],
    [10, 0, 0.9167, 0.7616, 0.9953],
    [20, 0, 0.9545, 0.8671, 0.9976],
    [30, 10, 0.7381, 0.6215, 0.8417],
  ])('after %d right and %d wrong is %d, between %d and %d', (successes, failures, rate, low, high) => {
    const prior = toolPrior(tally(successes, failures));
    expect(prior.rate).toBeCloseTo(rate, 4);
    expect(prior.credibleInterval.low).toBeCloseTo(low, 4);
    expect(prior.credibleInterval.high).toBeCloseTo(high, 4);
    expect(prior.observations).toBe(successes + failures);
  });

  it('is told of more narrowly, the more was observed', () => {
    const widths = [0, 1, 2, 5, 20, 100].map((count) => {
      const { low, high } = toolPrior(tally(count, count)).credibleInterval;
      return high - low;
    });
    expect(widths).toEqual([...widths].sort((one, other) => other - one));
    expect(new Set(widths).size).toBe(widths.length);
  });

  it.each([
    [0, 'low'],
    [4, 'low'],
    [5, 'medium'],
    [19, 'medium'],
    [20, 'high'],
    [99, 'high'],
    [100, 'certain'],
  ])('of %d observations is of %s confidence', (observations, confidence) => {
    expect(toolPrior(tally(observations, 0)).confidence).toBe(confidence);
  });

  it.each<[number, number, number, string | null]>([
    [0, 2, 0.25, 'route to a fallback'],
    [0, 1, 1 / 3, null],
    [0, 6, 0.125, 'switch it off here, or retune it'],
    [2, 3, 3 / 7, null],
    [0, 40, 1 / 42, 'switch it off here, or retune it'],
    [0, 0, 0.5, null],
  ])('after %d right and %d wrong is %d, and suggests %s', (successes, failures, rate, suggestion) => {
    const prior = toolPrior(tally(successes, failures));
    expect(prior.rate).toBeCloseTo(rate, 12);
    if (suggestion === null) expect(prior).not.toHaveProperty('suggestion');
    else expect(prior.suggestion).toContain(suggestion);
  });

  it('says it in words', () => {
    expect(toolPrior(tally(30, 10, { contextClass: 'go/public/s' })).summary).toBe(
      'sast in go/public/s: right 30, wrong 10; 0.738 (90 %: 0.621 to 0.842)',
    );
    expect(toolPrior(tally(0, 0)).summary).toBe('sast: nothing observed; 0.5 (90 %: 0.05 to 0.95)');
  });

  it('of a source that is locked is certain, and asks for nothing', () => {
    const off = overrideFrom({ kind: 'source', id: 'sast' }, { confidence: 0, strength: 100, lock: true, atUs: 7 });
    const prior = toolPrior(tally(3, 0), off);
    expect(prior).toMatchObject({ rate: 0, confidence: 'certain', credibleInterval: { low: 0, high: 0 } });
    expect(prior).not.toHaveProperty('suggestion');
  });
});

describe('priors', () => {
  const tallies = [
    tally(1, 0, { contextClass: 'b' }),
    tally(1, 0, { contextClass: 'a' }),
    tally(9, 0, { tool: 'slop', contextClass: 'a' }),
    tally(1, 0, { tool: 'secrets', contextClass: 'a' }),
  ];
  const names = (filter?: Parameters<typeof toolPriors>[1]) =>
    toolPriors(tallies, filter).map(({ tool, contextClass }) => `${tool} ${contextClass}`);

  it.each<[Parameters<typeof toolPriors>[1], string[]]>([
    [{}, ['slop a', 'sast a', 'sast b', 'secrets a']],
    [{ tool: 'sast' }, ['sast a', 'sast b']],
    [{ contextClass: 'a' }, ['slop a', 'sast a', 'secrets a']],
    [{ tool: 'sast', contextClass: 'b' }, ['sast b']],
    [{ contextClass: 'a', limit: 2 }, ['slop a', 'sast a']],
    [{ contextClass: '' }, []],
    [{ limit: 0 }, []],
    [{ limit: -1 }, []],
  ])('for %j are those, most observed first', (filter, expected) => {
    expect(names(filter)).toEqual(expected);
  });

  it('have an id of their own, also where names run together', () => {
    const ids = toolPriors([
      ...tallies,
      tally(1, 0, { tool: 'sast:a', contextClass: '' }),
      tally(1, 0, { tool: 'sast', contextClass: 'a:' }),
    ]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
  });

  it('go by what maintainers said of a source, and of that one only', () => {
    const entity = { kind: 'source', id: 'sast' } as const;
    const overrides = [
      overrideFrom({ kind: 'agent', id: 'slop' }, { confidence: 0, strength: 500, atUs: 7 }),
      overrideFrom(entity, { confidence: 0.5, strength: 10, atUs: 7 }),
    ];
    const before = toolPriors(tallies);
    const after = toolPriors(tallies, { overrides });
    expect(after.filter(({ tool }) => tool !== 'sast')).toEqual(before.filter(({ tool }) => tool !== 'sast'));
    expect(after.find(({ tool }) => tool === 'sast')?.rate).toBeCloseTo(6 / 11, 12);
  });
});
