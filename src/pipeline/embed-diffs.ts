import type { Change } from '../domain/index.ts';
import { type DiffText, diffTextOf } from './diff-text.ts';
import type { PatchSource } from './ports.ts';

/** Where vectors compare with each other: equal provider, equal model. */
export interface VectorSpace {
  readonly provider: string;
  readonly model: string;
}

/** A patch of a pull request's latest round: a blob, or a text in the record of a round. */
export interface PatchToEmbed {
  /** The same for the same bytes. */
  readonly patch: string;
  readonly cid: string | null;
  readonly roundKey: string | null;
  /** How many pull requests have it. */
  readonly pulls: number;
}

/** What is kept of one patch in one space: its vector, or why it has none. */
export type VectorRow =
  | {
      readonly patch: string;
      readonly textHash: string;
      readonly chars: number;
      readonly truncated: boolean;
      /** Whether it has so few words that only an equal text counts as alike. */
      readonly terse: boolean;
      readonly vector: Float32Array;
    }
  | { readonly patch: string; readonly skipped: string };

/** What embedding reads and writes. Each call is one short lease of the database. */
export interface VectorStore {
  corpus(): Promise<{
    readonly patches: readonly PatchToEmbed[];
    /** Pull requests that name no patch. */
    readonly withoutPatch: number;
  }>;
  /** Texts of patches that stand in records, by the round's key. */
  inline(roundKeys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The patches with a row in the space, each with why it has no vector, or null. */
  embedded(space: VectorSpace): Promise<ReadonlyMap<string, string | null>>;
  /** Length of the space's vectors; null while it has none. */
  dimensions(space: VectorSpace): Promise<number | null>;
  /** Keeps rows; one that is there stays. Durable when it returns. */
  keep(space: VectorSpace, rows: readonly VectorRow[]): Promise<void>;
}

/** Turns texts into vectors of one space; one answer for each text. */
export interface DiffEmbedder extends VectorSpace {
  embed(
    texts: readonly string[],
    signal?: AbortSignal,
  ): Promise<
    readonly (
      | { readonly kind: 'vector'; readonly vector: Float32Array; readonly chars: number; readonly truncated: boolean }
      | { readonly kind: 'none'; readonly reason: string }
    )[]
  >;
}

export interface EmbedOptions {
  readonly patches: PatchSource;
  /** Larger patches are left out. */
  readonly budgetBytes: number;
  /** What of a change is embedded; default its added and deleted lines. */
  readonly textOf?: (change: Change) => string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * What a run did, in pull requests: `embedded`, `already` and all of `skipped` sum to `total` unless it was aborted.
 */
export interface EmbedReport {
  readonly provider: string;
  readonly model: string;
  /** Length of the vectors; null while there are none. */
  readonly dimensions: number | null;
  readonly embedded: number;
  readonly already: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly total: number;
}

const BATCH_PATCHES = 32;
const BATCH_CHARS = 2_000_000;

/**
 * Embeds the patch of every pull request that has no row in the embedder's space yet. What is done is kept batch by
 * batch, so that a run may end anywhere and the next goes on; running it twice changes nothing the second time. A patch
 * that is not here is looked for again by the next run; one that has no vector for good is kept as such.
 * Stops soon when the signal is aborted. @throws what the embedder throws, with what was embedded before kept.
 */
export const embedDiffs = async (
  store: VectorStore,
  embedder: DiffEmbedder,
  options: EmbedOptions,
): Promise<EmbedReport> => {
  const { provider, model } = embedder;
  const { patches, withoutPatch } = await store.corpus();
  const known = await store.embedded(embedder);
  const tally = new Tally();
  tally.skip('no-patch', withoutPatch);
  for (const { patch, pulls } of patches) {
    const skipped = known.get(patch);
    if (skipped === null) tally.already += pulls;
    else if (skipped !== undefined) tally.skip(skipped, pulls);
  }
  const waiting = patches.filter(({ patch }) => !known.has(patch));
  await eachBatch(store, waiting, options, async (batch) => {
    const rows = await rowsOf(batch, embedder, options.signal);
    await store.keep(
      embedder,
      rows.filter((row) => !('skipped' in row) || row.skipped !== NOT_HERE),
    );
    for (const [index, row] of rows.entries()) tally.count(row, batch[index]?.pulls ?? 0);
  });
  const total = patches.reduce((sum, { pulls }) => sum + pulls, withoutPatch);
  const { embedded, already, skipped } = tally;
  const dimensions = await store.dimensions(embedder);
  return { provider, model, dimensions, embedded, already, skipped: Object.fromEntries(skipped), total };
};

class Tally {
  embedded = 0;
  already = 0;
  readonly skipped = new Map<string, number>();

  skip(reason: string, pulls: number): void {
    if (pulls > 0) this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + pulls);
  }

  count(row: VectorRow, pulls: number): void {
    if ('skipped' in row) this.skip(row.skipped, pulls);
    else this.embedded += pulls;
  }
}

const NOT_HERE = 'not-here';

interface ReadPatch extends PatchToEmbed {
  readonly diff: DiffText | { readonly kind: 'none'; readonly reason: typeof NOT_HERE };
}

/** Reads patches in batches that fit the memory, and hands each on; ends early when aborted. */
export const eachBatch = async (
  store: Pick<VectorStore, 'inline'>,
  patches: readonly PatchToEmbed[],
  { patches: source, signal, onProgress, ...reading }: EmbedOptions,
  work: (batch: readonly ReadPatch[]) => Promise<void>,
): Promise<void> => {
  let batch: ReadPatch[] = [];
  let chars = 0;
  const flush = async (done: number): Promise<void> => {
    if (batch.length > 0 && !signal?.aborted) {
      await work(batch).catch((error: unknown) => {
        if (!signal?.aborted) throw error;
      });
    }
    [batch, chars] = [[], 0];
    onProgress?.(done, patches.length);
  };
  for (const [index, patch] of patches.entries()) {
    if (signal?.aborted) return;
    const bytes = patch.cid === null ? await inline(store, patch) : await source.blob(patch.cid);
    const diff = bytes === null ? ({ kind: 'none', reason: NOT_HERE } as const) : diffTextOf(bytes, reading);
    batch.push({ ...patch, diff });
    chars += diff.kind === 'text' ? diff.text.length : 0;
    if (batch.length >= BATCH_PATCHES || chars >= BATCH_CHARS) await flush(index + 1);
  }
  await flush(patches.length);
};

const inline = async (store: Pick<VectorStore, 'inline'>, { roundKey }: PatchToEmbed): Promise<Uint8Array | null> => {
  const text = roundKey === null ? undefined : (await store.inline([roundKey])).get(roundKey);
  return text === undefined ? null : new TextEncoder().encode(text);
};

const rowsOf = async (
  batch: readonly ReadPatch[],
  embedder: DiffEmbedder,
  signal: AbortSignal | undefined,
): Promise<readonly VectorRow[]> => {
  const texts = batch.map(({ diff }) => diff).filter((diff) => diff.kind === 'text');
  const answers =
    texts.length === 0
      ? []
      : await embedder.embed(
          texts.map(({ text }) => text),
          signal,
        );
  const byHash = new Map(texts.map(({ hash }, index) => [hash, answers[index]]));
  return batch.map(({ patch, diff }) => {
    if (diff.kind === 'none') return { patch, skipped: diff.reason };
    const answer = byHash.get(diff.hash);
    if (answer?.kind !== 'vector') return { patch, skipped: answer?.reason ?? 'refused' };
    const { vector, chars, truncated } = answer;
    return { patch, textHash: diff.hash, chars, truncated, terse: diff.terse, vector };
  });
};
