import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CircuitState, Override, ToolTally } from '../../domain/index.ts';
import { overrideFrom } from '../overrides/override-from.ts';
import { contextClassOf } from './context-class.ts';
import { mainLanguage } from './main-language.ts';
import { sourceWeight, type WeighedSource } from './source-weight.ts';

const HERE = 'go/public/s';
const tally = (successes: number, failures: number, contextClass = HERE, tool = 'sast'): ToolTally => ({
  tool,
  contextClass,
  successes,
  failures,
  observations: successes + failures,
});
const said = (confidence: number, strength: number, lock = false, id = 'sast'): Override =>
  overrideFrom({ kind: 'source', id }, { confidence, strength, lock, atUs: 7 });
const weigh = (of: Partial<WeighedSource> = {}) =>
  sourceWeight({ source: 'sast', override: null, tallies: [], contextClass: HERE, ...of });

describe('the weight of a source', () => {
  it('of which nothing is known is 1', () => {
    expect(weigh()).toEqual({
      source: 'sast',
      weight: 1,
      by: 'nothing',
      contextClass: '',
      observations: 0,
      rate: 0.5,
      interval: [expect.closeTo(0.05, 10), expect.closeTo(0.95, 10)],
    });
  });

  it.each([
    [1, 0, 1],
    [10, 10, 0.7073],
    [0, 1, (1 - Math.sqrt(0.05)) / 0.95],
    [0, 5, (1 - 0.05 ** (1 / 6)) / 0.95],
    [0, 10, (1 - 0.05 ** (1 / 11)) / 0.95],
    [30, 10, 0.8417 / 0.95],
  ])('by verdicts, %d right and %d wrong, is %d', (right, wrong, weight) => {
    const weighed = weigh({ tallies: [tally(right, wrong)] });
    expect(weighed.weight).toBeCloseTo(weight, 4);
    expect(weighed.by).toBe('verdicts');
    expect(weighed.rate).toBeCloseTo((1 + right) / (2 + right + wrong), 12);
  });

  it('goes by verdicts in its own context, those of others together counting as five', () => {
    const elsewhere = tally(0, 10, 'rust/public/s');
    const of = (...here: ToolTally[]) => weigh({ tallies: [...here, elsewhere, tally(500, 0, HERE, 'slop')] });
    expect(of()).toMatchObject({ contextClass: '', observations: 5, rate: 1 / 7 });
    expect(of(tally(4, 0))).toMatchObject({ contextClass: HERE, observations: 9 });
    expect(of(tally(4, 0)).rate).toBeCloseTo(5 / 11, 12);
    expect(weigh({ tallies: [tally(4, 0), tally(0, 3, 'rust/public/s')] }).observations).toBe(7);
  });

  it('adds up tallies of the same context', () => {
    expect(weigh({ tallies: [tally(3, 0), tally(0, 3)] })).toMatchObject({ observations: 6, rate: 0.5 });
  });

  it.each([
    [0, 0],
    [0.3, 0.3],
    [1, 1],
  ])('locked at %d is that, whatever the verdicts', (confidence, weight) => {
    expect(weigh({ override: said(confidence, 100, true), tallies: [tally(3, 90)] })).toMatchObject({
      weight,
      by: 'lock',
      rate: weight,
      interval: [weight, weight],
      observations: 93,
    });
  });

  it('by an override is the mean of it and the verdicts', () => {
    const weighed = weigh({ override: said(0.9, 10), tallies: [tally(0, 10)] });
    expect(weighed).toMatchObject({ by: 'override', contextClass: HERE, observations: 10 });
    expect(weighed.weight).toBeCloseTo(0.45, 12);
    expect(weighed.rate).toBe(weighed.weight);
  });

  it('by an override of no strength, or of another target, is as without', () => {
    const tallies = [tally(0, 6)];
    const without = weigh({ tallies });
    expect(weigh({ tallies, override: said(0, 0) })).toEqual(without);
    expect(weigh({ tallies, override: said(0, 100, true, 'slop') })).toEqual(without);
    const agent = overrideFrom({ kind: 'agent', id: 'sast' }, { confidence: 0, strength: 100, atUs: 7 });
    expect(weigh({ tallies, override: agent })).toEqual(without);
  });

  it.each<[string | null, number, CircuitState | undefined]>([
    ['CLOSED', 1, 'CLOSED'],
    ['HALF_OPEN', 1, 'HALF_OPEN'],
    ['OPEN', 0, 'OPEN'],
    ['TERMINATED', 0, 'TERMINATED'],
    ['open', 0, 'TERMINATED'],
    ['toString', 0, 'TERMINATED'],
    [null, 1, undefined],
  ])('with a circuit of %j is %d', (state, weight, circuit) => {
    const weighed = weigh({ circuit: state as CircuitState | null });
    expect([weighed.weight, weighed.circuit, weighed.by]).toEqual([weight, circuit, 'nothing']);
    const trusted = weigh({ circuit: state as CircuitState | null, override: said(1, 500, true) });
    expect([trusted.weight, trusted.by]).toEqual([weight, 'lock']);
  });

  const counts = fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60), fc.nat(60));
  const overrides = fc.option(
    fc.record({
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      strength: fc.double({ min: 0, max: 600, noNaN: true }),
      lock: fc.boolean(),
    }),
  );
  const circuits = fc.constantFrom<CircuitState | null>(null, 'CLOSED', 'HALF_OPEN', 'OPEN', 'TERMINATED');

  it('is from 0 to 1, never raised by a false alarm more, never lowered by a confirmation more', () => {
    fc.assert(
      fc.property(counts, overrides, circuits, fc.boolean(), ([s, f, s2, f2], options, circuit, here) => {
        const override =
          options === null ? null : overrideFrom({ kind: 'source', id: 'sast' }, { ...options, atUs: 7 });
        const of = (ds: number, df: number) => {
          const one = here ? tally(s + ds, f + df) : tally(s, f);
          const other = here ? tally(s2, f2, 'other') : tally(s2 + ds, f2 + df, 'other');
          return weigh({ override, circuit, tallies: [one, other] });
        };
        const [now, right, wrong] = [of(0, 0), of(1, 0), of(0, 1)];
        expect(now.weight).toBeGreaterThanOrEqual(0);
        expect(now.weight).toBeLessThanOrEqual(1);
        expect(right.weight).toBeGreaterThanOrEqual(now.weight - 1e-9);
        expect(wrong.weight).toBeLessThanOrEqual(now.weight + 1e-9);
      }),
    );
  });

  it('moves with an override of its own, and no other source’s does', () => {
    const sources = ['sast', 'secrets', 'slop', 'reviewer'];
    fc.assert(
      fc.property(counts, fc.constantFrom(...sources), overrides, ([s, f, s2, f2], target, options) => {
        const tallies = sources.flatMap((tool, at) => [
          tally(s + at, f, HERE, tool),
          tally(s2, f2 + at, 'other', tool),
        ]);
        const override = overrideFrom(
          { kind: 'source', id: target },
          { ...(options ?? { confidence: 0.2, strength: 50 }), atUs: 7 },
        );
        for (const source of sources.filter((each) => each !== target)) {
          expect(weigh({ source, tallies, override })).toEqual(weigh({ source, tallies }));
        }
      }),
    );
  });

  it('is proportional to the confidence, where nothing was observed', () => {
    expect(weigh({ override: said(0.4, 25) }).weight).toBeCloseTo(weigh({ override: said(0.8, 25) }).weight / 2, 12);
  });
});

describe('the kind of a change', () => {
  it.each<[number, string]>([
    [0, 's'],
    [50, 's'],
    [51, 'm'],
    [400, 'm'],
    [401, 'l'],
  ])('of %d changed lines is %s', (changedLines, size) => {
    expect(contextClassOf({ language: 'go', tier: 'sensitive', changedLines })).toBe(`go/sensitive/${size}`);
  });
});

describe('the main language', () => {
  it.each<[string, [path: string, changedLines: number][], string]>([
    ['of nothing', [], 'other'],
    [
      'of most lines',
      [
        ['a.go', 3],
        ['b/c.TS', 2],
        ['d.tsx', 2],
      ],
      'typescript',
    ],
    [
      'of code, however long the lock file',
      [
        ['package-lock.json', 9000],
        ['a.rs', 1],
      ],
      'rust',
    ],
    [
      'of equals the first',
      [
        ['a.rs', 1],
        ['a.go', 1],
      ],
      'go',
    ],
    [
      'of no known extension',
      [
        ['Makefile', 5],
        ['a.xyz', 1],
        ['go', 4],
        ['src.go/README', 9],
      ],
      'other',
    ],
    [
      'of no lines',
      [
        ['a.go', 0],
        ['b.go', Number.NaN],
        ['c.go', -3],
      ],
      'other',
    ],
    [
      'of a name that objects have',
      [
        ['a.constructor', 9],
        ['b.__proto__', 9],
      ],
      'other',
    ],
  ])('%s', (_, files, language) => {
    expect(mainLanguage(files.map(([path, changedLines]) => ({ path, changedLines })))).toBe(language);
  });
});
