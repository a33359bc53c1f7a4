import {
  frequenciesIn,
  frequencyCount,
  hostedEmbedder,
  hostedSpace,
  LOCAL_PROVIDER,
  lexicalEmbedder,
} from '../embeddings/index.ts';
import {
  type EmbedOptions,
  type EmbedReport,
  embedByWords,
  embedDiffs,
  type NeighbourStore,
} from '../pipeline/index.ts';
import { vectorStore } from '../store/index.ts';
import { policyOf } from './policy.ts';
import type { Surroundings } from './surroundings.ts';

/** Vectors of words, made here. */
const words = {
  count: frequencyCount,
  embedder: (body: string) => lexicalEmbedder({ frequencies: frequenciesIn(body) }),
};

/** Embeds what is not embedded yet: by the configured service where there is a key for one, else by words. */
export const embedOnce = async (
  { config, store, blobs }: Surroundings,
  more: Pick<EmbedOptions, 'signal' | 'onProgress'> = {},
): Promise<EmbedReport | null> => {
  const vectors = vectorStore(store);
  const options = { ...more, patches: blobs, budgetBytes: policyOf(config).reviewBudgetBytes };
  const { apiKey, baseUrl, model } = config.embeddings;
  if (apiKey === null) return embedByWords(vectors, words, options);
  const dimensions = await vectors.dimensions(hostedSpace({ baseUrl, model }));
  return embedDiffs(vectors, hostedEmbedder({ apiKey, baseUrl, model, dimensions }), options);
};

/** What finding neighbours reads, in the space that this configuration embeds in. */
export const neighbourStore = ({ config, store }: Pick<Surroundings, 'config' | 'store'>): NeighbourStore => {
  const { comparedIn, comparedByWords, compare } = vectorStore(store);
  const { apiKey, ...hosted } = config.embeddings;
  return {
    compared: () => (apiKey === null ? comparedByWords(LOCAL_PROVIDER) : comparedIn(hostedSpace(hosted))),
    compare,
  };
};
