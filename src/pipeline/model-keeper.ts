import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { AtUri } from '../domain/index.ts';
import type { ReadModel } from './read-model.ts';
import { type Staleness, staleAt, waitingTooLong, withStaleness } from './staleness.ts';

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
  /** Microseconds since 1970: decisions go out of date as time goes by. Absent: they never do. */
  readonly nowUs?: () => number;
  /** Differs when the database may have changed; cheap, and never opens it. */
  readonly mark: () => string;
  readonly intervalMs?: number;
}

/** @throws whatever the first load throws. */
export const keepModel = async ({ load, mark, nowUs, intervalMs = 500 }: KeeperOptions): Promise<ModelKeeper> => {
  let loadedAt = mark();
  let fresh = await load();
  let model = fresh;
  /** What was found of which model. */
  let last: readonly [Staleness | null, ReadonlyMap<AtUri, Staleness>] | null = null;
  let of: ReadModel | null = null;
  let loading: Promise<void> | null = null;
  const judge = (): void => {
    const { freshness } = fresh.snapshot;
    const at = nowUs?.();
    const judged =
      freshness && at !== undefined ? ([staleAt(freshness, at), waitingTooLong(freshness, at)] as const) : null;
    if (judged === null || (isDeepStrictEqual(judged, last) && of === fresh)) return;
    [last, of] = [judged, fresh];
    model = withStaleness(fresh, ...judged);
  };
  const reload = async (): Promise<void> => {
    const before = mark();
    if (before !== loadedAt) {
      fresh = await load();
      model = fresh;
      loadedAt = before;
    }
    judge();
  };
  judge();
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
