import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costMicros, priceOf, worstMicros } from './prices.ts';

const M = 1_000_000;
const tokens = fc.nat(2 * M);
const usage = fc.record({ input: tokens, output: tokens, cacheWrite: tokens, cacheRead: tokens });
const ids = fc.constantFrom('claude-haiku-5-5', 'claude-sonnet-5-5', 'claude-opus-4-8', 'nobody-knows', 'stand-in-x');

describe('prices', () => {
  it.each([
    ['claude-fable-5-2', 10, 50],
    ['claude-mythos-5', 10, 50],
    ['claude-opus-5-5', 4, 20],
    ['claude-opus-5-5-20261001', 4, 20],
    ['claude-opus-5', 5, 25],
    ['claude-opus-4-5', 5, 25],
    ['claude-opus-4-8', 5, 25],
    ['claude-opus-4-1', 15, 75],
    ['claude-sonnet-5-5', 2, 10],
    ['claude-sonnet-5', 2, 10],
    ['claude-sonnet-4-6', 3, 15],
    ['claude-sonnet-4-20250514', 3, 15],
    ['claude-haiku-4-5-20251001', 1, 5],
    ['stand-in-careful', 2, 10],
  ])('%s: $%d in, $%d out', (id, input, output) => {
    const price = priceOf(id);
    expect(price.known).toBe(true);
    expect(costMicros(price, { input: M, output: 0, cacheWrite: 0, cacheRead: 0 })).toBe(input * M);
    expect(costMicros(price, { input: 0, output: M, cacheWrite: 0, cacheRead: 0 })).toBe(output * M);
  });

  it.each(['claude-sonnet-6', 'claude-opus-5-9', 'claude-sonnet-5-5-fast', 'other', ''])(
    '%s is not known, and counted as the dearest on sale',
    (id) => {
      expect(priceOf(id)).toMatchObject({ known: false, tiers: [{ input: 10, output: 50 }] });
    },
  );

  it('haiku 5.5 is five times dearer beyond 100,000 tokens of input, whether cached or not', () => {
    const price = priceOf('claude-haiku-5-5');
    expect(costMicros(price, { input: 50_000, output: 100, cacheWrite: 20_000, cacheRead: 30_000 })).toBe(7_850);
    expect(costMicros(price, { input: 50_001, output: 100, cacheWrite: 20_000, cacheRead: 30_000 })).toBe(39_251);
  });

  it('a write to the cache is a quarter dearer, a read a tenth, a batch half; rounded up', () => {
    const price = priceOf('claude-sonnet-5-5');
    const used = { input: 100, output: 10, cacheWrite: 1000, cacheRead: 1001 };
    expect(costMicros(price, used)).toBe(200 + 100 + 2500 + 201);
    expect(costMicros(price, used, { batch: true })).toBe(1501);
    expect(costMicros(price, { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 })).toBe(0);
  });

  it('no call of the counted input and the longest answer costs more than its worst case', () => {
    fc.assert(
      fc.property(ids, usage, fc.boolean(), (id, used, batch) => {
        const worst = worstMicros(priceOf(id), used.input + used.cacheWrite + used.cacheRead, used.output, { batch });
        expect(costMicros(priceOf(id), used, { batch })).toBeLessThanOrEqual(worst);
      }),
    );
  });

  it('the worst case holds where the count was a little short, at the threshold too', () => {
    const price = priceOf('claude-haiku-5-5');
    const billed = { input: 0, output: 500, cacheWrite: 100_001, cacheRead: 0 };
    expect(worstMicros(price, 99_900, 500)).toBeGreaterThanOrEqual(costMicros(price, billed));
  });

  it('costs are whole millionths, never fewer for more tokens', () => {
    fc.assert(
      fc.property(ids, usage, tokens, (id, used, more) => {
        const cost = costMicros(priceOf(id), used);
        expect(Number.isSafeInteger(cost)).toBe(true);
        expect(costMicros(priceOf(id), { ...used, output: used.output + more })).toBeGreaterThanOrEqual(cost);
        expect(costMicros(priceOf(id), { ...used, input: used.input + more })).toBeGreaterThanOrEqual(cost);
      }),
    );
  });
});
