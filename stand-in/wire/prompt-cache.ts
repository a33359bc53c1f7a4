import { createHash } from 'node:crypto';
import type { CountedRequest } from './request.ts';
import { inputTokens, stretchesOf } from './tokens.ts';

/** How the input of one request was billed; the three sum to its input tokens. */
export interface InputUsage {
  readonly input: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
}

/** The service looks this many stretches back from a breakpoint for a prefix it has. */
const LOOKBACK = 20;

/**
 * The prompt cache of one server: prefixes that ended at a breakpoint and were at least `leastTokens` long. They are
 * kept for the server's life, five minutes or not.
 */
export class PromptCache {
  readonly #leastTokens: number;
  readonly #seen = new Set<string>();

  constructor(leastTokens: number) {
    this.#leastTokens = leastTokens;
  }

  /** Bills a request, and keeps its prefixes for the next. */
  bill(request: CountedRequest): InputUsage {
    const total = inputTokens(request);
    const hash = createHash('sha256').update(request.model);
    const prefixes = stretchesOf(request).map(({ key, tokens, breakpoint }) => {
      hash.update(`${key.length}\n${key}`);
      return { hash: hash.copy().digest('hex'), tokens, breakpoint, upTo: 0 };
    });
    let upTo = 0;
    for (const prefix of prefixes) prefix.upTo = upTo += prefix.tokens;
    let [read, marked] = [0, 0];
    for (const [index, prefix] of prefixes.entries()) {
      if (!prefix.breakpoint || prefix.upTo < this.#leastTokens) continue;
      marked = prefix.upTo;
      const known = prefixes
        .slice(Math.max(0, index - LOOKBACK), index + 1)
        .findLast((earlier) => this.#seen.has(earlier.hash));
      read = Math.max(read, known?.upTo ?? 0);
    }
    for (const prefix of prefixes)
      if (prefix.breakpoint && prefix.upTo >= this.#leastTokens) this.#seen.add(prefix.hash);
    return { input: total - marked, cacheWrite: marked - read, cacheRead: read };
  }
}
