import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadModel } from './read-model.ts';

/** Keeps the read model as fresh as the database. */
export interface ModelKeeper {
  /** The newest model there is. */
  current(): ReadModel;
  /** Loads anew if the database changed; one load at a time. */
  refresh(): Promise<void>;
  /** Refreshes for ever, until aborted. A load that fails keeps the old model, and is told. */
  watch(signal: AbortSignal, onFailure: (error: unknown) => void): Promise<void>;
}

export interface KeeperOptions {
  /** One consistent load of everything. */
  readonly load: () => Promise<ReadModel>;
  /** Differs when the database may have changed; cheap, and never opens it. */
  readonly mark: () => string;
  readonly intervalMs?: number;
}

/** @throws whatever the first load throws. */
export const keepModel = async ({ load, mark, intervalMs = 500 }: KeeperOptions): Promise<ModelKeeper> => {
  let loadedAt = mark();
  let model = await load();
  let loading: Promise<void> | null = null;
  const reload = async (): Promise<void> => {
    const before = mark();
    if (before === loadedAt) return;
    model = await load();
    loadedAt = before;
  };
  const keeper: ModelKeeper = {
    current: () => model,
    refresh: () => {
      loading ??= reload().finally(() => {
        loading = null;
      });
      return loading;
    },
    watch: async (signal, onFailure) => {
      while (!signal.aborted) {
        await keeper.refresh().catch(onFailure);
        await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
      }
    },
  };
  return keeper;
};
