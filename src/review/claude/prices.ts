import type { TokenUsage } from '../../domain/index.ts';
import { undated } from './dialect.ts';

/** Prices up to a size of request, in US dollars per million tokens, which is millionths of a dollar per token. */
export interface PriceTier {
  /** Applies where input, cache writes and cache reads together are at most this many tokens. */
  readonly upToInputTokens: number;
  readonly input: number;
  readonly output: number;
}

/** What a model's tokens cost. */
export interface Price {
  /** False for a model that the table does not hold: it is counted as the dearest one that is sold. */
  readonly known: boolean;
  /** From the smallest request to the largest; the last one is without limit. */
  readonly tiers: readonly PriceTier[];
}

const flat = (input: number, output: number): readonly PriceTier[] => [{ upToInputTokens: Infinity, input, output }];

/** As platform.claude.com/docs/en/about-claude/pricing had them on 2026-11-21. First match wins; the id without its date. */
const PRICES: readonly (readonly [RegExp, readonly PriceTier[]])[] = [
  [/^claude-(?:fable|mythos)-5(?:-\d)?$/, flat(10, 50)],
  [/^claude-opus-5-5$/, flat(4, 20)],
  [/^claude-opus-5$/, flat(5, 25)],
  [/^claude-opus-4-[5-8]$/, flat(5, 25)],
  [/^claude-(?:opus-4(?:-[01])?|3-opus)$/, flat(15, 75)],
  [/^claude-sonnet-5(?:-5)?$/, flat(2, 10)],
  [/^claude-(?:sonnet-4(?:-\d)?|3-\d-sonnet)$/, flat(3, 15)],
  [
    /^claude-haiku-5-5$/,
    [
      { upToInputTokens: 100_000, input: 0.1, output: 0.5 },
      { upToInputTokens: Infinity, input: 0.5, output: 2.5 },
    ],
  ],
  [/^claude-(?:haiku-4(?:-\d)?|3-5-haiku)$/, flat(1, 5)],
  // The local stand-in sends no bill; a price lets budgets be tried out.
  [/^stand-in-/, flat(2, 10)],
];

/** Of the models on sale; only retired ones were dearer. */
const DEAREST = flat(10, 50);

/** A write to the cache that holds for five minutes, as a multiple of the input's price. */
const CACHE_WRITE = 1.25;
/** A read from the cache; some models are cheaper still, and are counted as this. */
const CACHE_READ = 0.1;
/** A batch costs half of everything. */
const BATCH = 0.5;
/** The service's count of a request's tokens is near, not exact: what it bills may be a little more. */
const COUNT_SLACK = 1.05;
/** Makes every price times every multiple above a whole number, so that sums are exact. */
const SCALE = 2000;

/** What tokens of the model of this id cost, as far as known. */
export const priceOf = (id: string): Price => {
  const tiers = PRICES.find(([pattern]) => pattern.test(undated(id)))?.[1];
  return { known: tiers !== undefined, tiers: tiers ?? DEAREST };
};

const tierOf = (price: Price, inputTokens: number): PriceTier => {
  const tier = price.tiers.find(({ upToInputTokens }) => inputTokens <= upToInputTokens) ?? price.tiers.at(-1);
  if (!tier) throw new RangeError('price: needs at least one tier, has none');
  return tier;
};

/** What a call cost, in millionths of a US dollar, rounded up. */
export const costMicros = (price: Price, usage: TokenUsage, options: { readonly batch?: boolean } = {}): number => {
  const tier = tierOf(price, usage.input + usage.cacheWrite + usage.cacheRead);
  const factor = SCALE * (options.batch ? BATCH : 1);
  const scaled = (multiple: number): number => Math.round(multiple * factor);
  const total =
    usage.input * scaled(tier.input) +
    usage.cacheWrite * scaled(tier.input * CACHE_WRITE) +
    usage.cacheRead * scaled(tier.input * CACHE_READ) +
    usage.output * scaled(tier.output);
  return Math.ceil(total / SCALE);
};

/**
 * The most that a call can cost, in millionths of a US dollar: its input, a little more than was counted, written to the
 * cache as a whole, and as long an answer as it may get.
 */
export const worstMicros = (
  price: Price,
  inputTokens: number,
  maxTokens: number,
  options: { readonly batch?: boolean } = {},
): number => {
  const cacheWrite = Math.ceil(inputTokens * COUNT_SLACK);
  return costMicros(price, { input: 0, output: maxTokens, cacheWrite, cacheRead: 0 }, options);
};
