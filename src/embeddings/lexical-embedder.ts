import type { Embedded, Embedder } from './embedder.ts';
import { countWords, type WordCounts } from './word-counts.ts';
import type { WordFrequencies } from './word-frequencies.ts';

/** The provider of vectors that are made here. */
export const LOCAL_PROVIDER = 'local';

/** Length of the vectors. */
export const LEXICAL_DIMENSIONS = 1024;

/** Counts up whenever the same text and frequencies could give another vector. */
const VERSION = 1;

export interface LexicalOptions {
  readonly frequencies: WordFrequencies;
  /** What a word of a deleted line counts beside one of an added line, 0 to 1; default as measured. */
  readonly deletedWeight?: number;
}

/**
 * Vectors of words by signed feature hashing (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning",
 * ICML 2009): each word adds ±(1 + ln its count) · its weight at one of 1024 places. The same text gives the same
 * vector on every machine, in time linear in the text; texts without a word in common are at about right angles. The
 * frequencies are part of the model's name.
 *
 * @throws RangeError for a weight that is not in 0..1.
 */
export const lexicalEmbedder = ({ frequencies, deletedWeight = DELETED_WEIGHT }: LexicalOptions): Embedder => {
  if (!(deletedWeight >= 0 && deletedWeight <= 1)) {
    throw new RangeError(`deletedWeight must be from 0 to 1, got ${deletedWeight}`);
  }
  const embedOne = async (text: string, signal?: AbortSignal): Promise<Embedded> => {
    const vector = directionOf(await countWords(text, signal), frequencies, deletedWeight);
    return vector === null
      ? { kind: 'none', reason: 'no-words' }
      : { kind: 'vector', vector, chars: text.length, truncated: false };
  };
  return {
    provider: LOCAL_PROVIDER,
    model: `lexical-${VERSION} idf-${frequencies.id}`,
    async embed(texts, signal) {
      const embedded: Embedded[] = [];
      for (const text of texts) embedded.push(await embedOne(text, signal));
      return embedded;
    },
  };
};

const DELETED_WEIGHT = 0.25;

/** The vector of length 1, or null where no word counts. */
const directionOf = (
  { added, deleted }: WordCounts,
  frequencies: WordFrequencies,
  deletedWeight: number,
): Float32Array | null => {
  const sums = new Float64Array(LEXICAL_DIMENSIONS);
  const put = (counts: ReadonlyMap<number, number>, weight: number): void => {
    for (const [hash, count] of counts) {
      const place = hash % LEXICAL_DIMENSIONS;
      const value = weight * (1 + Math.log(count)) * frequencies.weightOf(hash);
      sums[place] = (sums[place] ?? 0) + (hash >>> 31 === 0 ? value : -value);
    }
  };
  put(added, 1);
  put(deleted, deletedWeight);
  const length = Math.sqrt(sums.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? null : Float32Array.from(sums, (value) => value / length);
};
