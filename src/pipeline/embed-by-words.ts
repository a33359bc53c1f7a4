import {
  type DiffEmbedder,
  type EmbedOptions,
  type EmbedReport,
  eachBatch,
  embedDiffs,
  type VectorSpace,
  type VectorStore,
} from './embed-diffs.ts';

/** How common words were when they were counted. */
interface WordCount {
  readonly model: string;
  readonly documents: number;
  readonly body: string;
  /** Whether its space has everything that was there. */
  readonly ready: boolean;
}

/** What embedding by words keeps beside vectors. */
export interface WordStore extends VectorStore {
  /** The newest count, or null before the first. */
  newestCount(): Promise<WordCount | null>;
  keepCount(count: WordCount): Promise<void>;
  /** From now on vectors of this space are compared; those of earlier counts are forgotten. */
  use(space: VectorSpace): Promise<void>;
}

/** Embedding by words: how to count them, and what embeds by a count. */
export interface WordModel {
  count(): {
    add(text: string, signal?: AbortSignal): Promise<void>;
    frozen(): { readonly documents: number; toText(): string };
  };
  embedder(body: string): DiffEmbedder;
}

/**
 * As `embedDiffs`, with vectors of words weighed by how rare they are in the pull requests themselves. Words are
 * counted at the first build and once there are twice as many diffs as then; each count makes a space of its own, which
 * is compared in as soon as it has everything. Null when it was aborted before there was anything to report.
 */
export const embedByWords = async (
  store: WordStore,
  words: WordModel,
  options: EmbedOptions,
): Promise<EmbedReport | null> => {
  const newest = (await store.newestCount()) ?? (await countAnew(store, words, options, null));
  if (newest === null) return null;
  const report = await embedIn(newest, store, words, options);
  if (options.signal?.aborted || (await vectorsIn(newest, store, words)) < 2 * newest.documents) return report;
  const next = await countAnew(store, words, options, newest);
  return next === null ? report : embedIn(next, store, words, options);
};

const embedIn = async (
  { body, ready }: WordCount,
  store: WordStore,
  words: WordModel,
  options: EmbedOptions,
): Promise<EmbedReport> => {
  const embedder = words.embedder(body);
  const report = await embedDiffs(store, embedder, options);
  if (!ready && !options.signal?.aborted) await store.use(embedder);
  return report;
};

const vectorsIn = async ({ body }: WordCount, store: WordStore, words: WordModel): Promise<number> =>
  [...(await store.embedded(words.embedder(body))).values()].filter((skipped) => skipped === null).length;

/** Null when the count was aborted, or comes to the same as the last. */
const countAnew = async (
  store: WordStore,
  words: WordModel,
  options: EmbedOptions,
  last: WordCount | null,
): Promise<WordCount | null> => {
  const { signal } = options;
  const count = words.count();
  const { patches } = await store.corpus();
  await eachBatch(store, patches, options, async (batch) => {
    for (const { diff } of batch) if (diff.kind === 'text') await count.add(diff.text, signal);
  });
  if (signal?.aborted) return null;
  const frozen = count.frozen();
  const body = frozen.toText();
  const { model } = words.embedder(body);
  if (model === last?.model) return null;
  const fresh = { model, documents: frozen.documents, body, ready: false };
  await store.keepCount(fresh);
  return fresh;
};
