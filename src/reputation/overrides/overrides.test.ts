import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OverrideTarget } from '../../domain/index.ts';
import { overridden } from './overridden.ts';
import { OverrideBook } from './override-book.ts';
import { type OverrideOptions, overrideFrom } from './override-from.ts';

const SAST: OverrideTarget = { kind: 'source', id: 'sast' };
const override = (confidence: number, strength: number, lock = false) =>
  overrideFrom(SAST, { confidence, strength, lock, atUs: 7 });

describe('an override', () => {
  it('is what was said, with its time, and not locked unless told', () => {
    expect(overrideFrom(SAST, { confidence: 0.4, strength: 25, atUs: 7 })).toEqual({
      entity: SAST,
      confidence: 0.4,
      strength: 25,
      locked: false,
      updatedAtUs: 7,
    });
  });

  it.each<[string, object]>([
    ['confidence must', { confidence: -0.01 }],
    ['confidence must', { confidence: 1.01 }],
    ['confidence must', { confidence: Number.NaN }],
    ['confidence must', { confidence: '1' }],
    ['strength must', { strength: -1 }],
    ['strength must', { strength: Number.POSITIVE_INFINITY }],
    ['strength must', { strength: Number.NaN }],
    ['lock must', { lock: 'yes' }],
    ['atUs must', { atUs: 0.5 }],
  ])('is refused at once, with a TypeError: %s not be %j', (named, wrong) => {
    const options = { confidence: 0.5, strength: 10, atUs: 7, ...wrong } as OverrideOptions;
    expect(() => overrideFrom(SAST, options)).toThrow(TypeError);
    expect(() => overrideFrom(SAST, options)).toThrow(named);
  });

  it.each<[string, string, string]>([
    ['kind must', 'tool', 'x'],
    ['kind must', '', 'x'],
    ['id must', 'agent', ''],
    ['id must', 'source', ' '],
    ['id must', 'source', 'x'.repeat(2049)],
  ])('%s not be %j with an id of %j', (named, kind, id) => {
    const target = { kind, id } as OverrideTarget;
    expect(() => overrideFrom(target, { confidence: 0.5, strength: 1, atUs: 7 })).toThrow(TypeError);
    expect(() => overrideFrom(target, { confidence: 0.5, strength: 1, atUs: 7 })).toThrow(named);
  });

  it.each([
    [0, 0],
    [1, 0],
    [0, 100],
    [1, 500],
  ])('may have confidence %d and strength %d', (confidence, strength) => {
    expect(override(confidence, strength)).toMatchObject({ confidence, strength });
  });
});

describe('what an override comes to', () => {
  it.each<[number, number, number, number, number]>([
    [0.4, 25, 0, 0, 0.4],
    [0.95, 50, 0, 0, 0.95],
    [0.9, 10, 0, 10, 9 / 20],
    [0.9, 100, 0, 10, 90 / 110],
    [0.9, 500, 0, 10, 450 / 510],
    [0.5, 10, 10, 0, 15 / 20],
  ])('confidence %d of strength %d after %d successes and %d failures is %d', (c, s, successes, failures, rate) => {
    expect(overridden(override(c, s), { successes, failures })?.rate).toBeCloseTo(rate, 12);
  });

  it.each([
    [0.4, 25, 0.2464, 0.5629],
    [0.95, 50, 0.8916, 0.9882],
  ])('confidence %d of strength %d is with nine in ten between %d and %d', (c, s, low, high) => {
    const { interval } = overridden(override(c, s)) ?? { interval: [] };
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });

  it.each([0, 0.9, 1])('locked at %d stays there, whatever is observed, with no width', (confidence) => {
    const believed = { rate: confidence, interval: [confidence, confidence] };
    expect(overridden(override(confidence, 100, true), { successes: 7, failures: 1000 })).toEqual(believed);
    expect(overridden(override(confidence, 0, true))).toEqual(believed);
  });

  it.each([0, 1])('confidence %d with nothing against it has no width either', (confidence) => {
    expect(overridden(override(confidence, 100))).toEqual({ rate: confidence, interval: [confidence, confidence] });
  });

  it('of strength 0 is nothing', () => {
    expect(overridden(override(0.9, 0), { successes: 3, failures: 1 })).toBeNull();
  });

  it('is a rate and an interval in 0..1, however odd the numbers', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const strength = fc.oneof(fc.double({ min: 0, max: 1e4, noNaN: true }), fc.constantFrom(1e-300, 1e6, 1e300));
    const counts = fc.record({ successes: fc.nat(1000), failures: fc.nat(1000) });
    fc.assert(
      fc.property(share, strength, counts, (c, s, observed) => {
        const believed = overridden(override(c, s), observed);
        fc.pre(believed !== null);
        const [low, high] = believed?.interval ?? [];
        expect(believed?.rate).toBeGreaterThanOrEqual(0);
        expect(believed?.rate).toBeLessThanOrEqual(1);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeGreaterThanOrEqual(low ?? 2);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the book of overrides', () => {
  const options = { confidence: 0, strength: 100, lock: true, atUs: 7 };

  it('has one override a target, the last one set', () => {
    const book = new OverrideBook();
    book.set(SAST, options);
    expect(book.set(SAST, options)).toEqual(overrideFrom(SAST, options));
    expect(book.list()).toHaveLength(1);
    expect(book.set(SAST, { ...options, confidence: 0.4 })).toEqual(book.get(SAST));
    expect(book.list()).toHaveLength(1);
  });

  it('lists all or those of one kind', () => {
    const book = new OverrideBook();
    book.set(SAST, options);
    book.set({ kind: 'agent', id: 'sast' }, options);
    book.set({ kind: 'agent', id: 'did:plc:bo' }, options);
    const ids = (kind?: 'agent' | 'source') =>
      book.list(kind === undefined ? {} : { kind }).map(({ entity }) => entity);
    expect(ids()).toEqual([{ kind: 'agent', id: 'did:plc:bo' }, { kind: 'agent', id: 'sast' }, SAST]);
    expect(ids('source')).toEqual([SAST]);
  });

  it('says whether there was something to take back', () => {
    const book = new OverrideBook();
    book.set(SAST, options);
    expect([book.unset(SAST), book.unset(SAST), book.get(SAST)]).toEqual([{ removed: true }, { removed: false }, null]);
  });

  it('is as it was after a call that was refused', () => {
    const book = new OverrideBook();
    book.set(SAST, options);
    expect(() => book.set(SAST, { ...options, strength: -1 })).toThrow(TypeError);
    expect(() => book.unset({ kind: 'agent', id: '' })).toThrow(TypeError);
    expect(book.list()).toEqual([overrideFrom(SAST, options)]);
  });
});
