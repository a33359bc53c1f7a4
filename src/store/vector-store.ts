import { type LikenessQuestion, likenessOf } from './diff-likeness.ts';
import {
  comparedPulls,
  type DiffVector,
  dimensionsOf,
  embeddedPatches,
  inlinePatches,
  keepDiffVectors,
  patchesToEmbed,
  pullsWithoutPatch,
  type VectorSpace,
} from './diff-vectors.ts';
import { type IdfGeneration, idfGeneration, keepIdfGeneration, useIdfGeneration } from './idf-generations.ts';
import type { Store } from './open-store.ts';

/** What the service remembers of what diffs are like, as embedding and finding neighbours use it. */
export const vectorStore = (store: Store) => ({
  corpus: () =>
    store.read(async (db) => ({ patches: await patchesToEmbed(db), withoutPatch: await pullsWithoutPatch(db) })),
  inline: (roundKeys: readonly string[]) => store.read((db) => inlinePatches(db, roundKeys)),
  embedded: (space: VectorSpace) => store.read((db) => embeddedPatches(db, space)),
  dimensions: (space: VectorSpace) => store.read((db) => dimensionsOf(db, space)),
  keep: (space: VectorSpace, rows: readonly DiffVector[]) => store.write((db) => keepDiffVectors(db, space, rows)),
  newestCount: () => store.read((db) => idfGeneration(db, 'newest')),
  keepCount: (count: Pick<IdfGeneration, 'model' | 'documents' | 'body'>) =>
    store.write((db) => keepIdfGeneration(db, count)),
  use: (space: VectorSpace) => store.write((db) => useIdfGeneration(db, space)),
  compare: (space: VectorSpace, question: LikenessQuestion) => likenessOf(store, space, question),

  /** Who is open or bad now and has a vector in the space; null where there is no such space. */
  comparedIn: (space: VectorSpace) => store.read(async (db) => ({ space, pulls: await comparedPulls(db, space) })),

  /** As `comparedIn`, in the space of the provider's newest word count that is ready, else of its first. */
  comparedByWords: (provider: string) =>
    store.read(async (db) => {
      const generation = (await idfGeneration(db, 'ready')) ?? (await idfGeneration(db, 'newest'));
      if (generation === null) return null;
      const space = { provider, model: generation.model };
      return { space, pulls: await comparedPulls(db, space) };
    }),
});
