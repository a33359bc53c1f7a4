import { reviewSettings, withoutCredentials } from '../../src/config/index.ts';
import { anthropicModel, DEFAULT_MODEL, type Model } from '../../src/review/index.ts';
import { MODEL_IDS, openStandIn } from '../../stand-in/index.ts';

/** Who is asked in a measurement. Disposing closes what was opened for it. */
export interface Asked extends AsyncDisposable {
  readonly model: Model;
  readonly isStandIn: boolean;
  /** One line: who it is, and what the figures are worth. */
  readonly words: string;
}

interface AskedOptions {
  /** The model's id; null for the configured one, or without a key the careful stand-in. */
  readonly id: string | null;
  /** How far the stand-in's risks move at random between repeats, 0..1. */
  readonly spread: number;
}

const STAND_IN = 'stand-in-careful-1';
const WORTH = 'figures of a stand-in say nothing of Claude';

/** Seed of the stand-in's randomness. */
const SEED = 'bench/review';

const standInAsked = async (id: string, why: string, spread: number): Promise<Asked> => {
  if (!MODEL_IDS.includes(id))
    throw new RangeError(`--model: must be one of ${MODEL_IDS.join(', ')} without ANTHROPIC_API_KEY, is ${id}`);
  const standIn = await openStandIn(spread > 0 ? { jitter: { seed: SEED, spread } } : {});
  const moved = spread > 0 ? `, its risks moved by up to ${spread} at random so that repeats differ` : '';
  return {
    model: anthropicModel({ id, apiKey: standIn.apiKey, baseUrl: standIn.url }),
    isStandIn: true,
    words: `asked: ${id}, rules on this machine in the place of a model (${why})${moved}; ${WORTH}`,
    [Symbol.asyncDispose]: () => standIn[Symbol.asyncDispose](),
  };
};

/**
 * Claude, where `ANTHROPIC_API_KEY` is set (with `CLAUDE_MODEL` and `ANTHROPIC_BASE_URL`, from the environment alone:
 * no `.env` is read, for this costs money), else a stand-in on this machine; a stand-in as well where its id is given.
 * @throws RangeError for an id that no stand-in has. @throws ConfigError for variables that are not of their form.
 */
export const whoIsAsked = async ({ id, spread }: AskedOptions): Promise<Asked> => {
  const { anthropic } = reviewSettings(process.env);
  if (id?.startsWith('stand-in-')) return standInAsked(id, 'as told', spread);
  if (anthropic.apiKey === null) return standInAsked(id ?? STAND_IN, 'no ANTHROPIC_API_KEY', spread);
  const baseUrl = anthropic.baseUrl ?? 'https://api.anthropic.com';
  const model = anthropicModel({ id: id ?? anthropic.model ?? DEFAULT_MODEL, apiKey: anthropic.apiKey, baseUrl });
  return {
    model,
    isStandIn: false,
    words: `asked: ${model.id} at ${withoutCredentials(baseUrl)}, which costs money; ${WORTH}`,
    [Symbol.asyncDispose]: async () => undefined,
  };
};
