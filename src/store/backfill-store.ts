import type { AtUri, Did } from '../domain/index.ts';
import {
  type AppviewState,
  keepAppviewStates,
  keepBackfilled,
  knownRepo,
  liveRecords,
  type ReadRepo,
  tangledRepo,
} from './backfill.ts';
import {
  type BackfillClaim,
  type BackfillEnd,
  backfillsLeftOver,
  exchangeBackfills,
  isBackfillDue,
} from './backfill-jobs.ts';
import { queueBackfills, queueKnownPeople, queuePeriodicBackfills } from './backfill-queue.ts';
import { type Batch, foldEvents } from './fold-events.ts';
import type { Store } from './open-store.ts';

/** The database as those see it who read history. Each method is one transaction, durable when it returns. */
export const backfillStore = (store: Store) => ({
  knownRepo: (did: Did) => store.read((db) => knownRepo(db, did)),
  liveRecords: (did: Did) => store.read((db) => liveRecords(db, did)),
  keep: ({ complete, ...batch }: Omit<Batch, 'cursor'> & { readonly complete: ReadRepo | null }) =>
    store.write(async (db) => {
      const fresh = await foldEvents(db, { ...batch, cursor: null });
      if (complete !== null) await keepBackfilled(db, complete);
      return fresh;
    }),
  tangledRepo: (uri: AtUri) => store.read((db) => tangledRepo(db, uri)),
  keepPullStates: (states: readonly AppviewState[], checkedAtUs: number) =>
    store.write((db) => keepAppviewStates(db, states, checkedAtUs)),
  queue: (request: Parameters<typeof queueBackfills>[1]) => store.write((db) => queueBackfills(db, request)),
  queueKnownPeople: (request: Parameters<typeof queueKnownPeople>[1]) =>
    store.write((db) => queueKnownPeople(db, request)),
  exchange: (ended: readonly BackfillEnd[], claim: BackfillClaim) =>
    store.write((db) => exchangeBackfills(db, ended, claim)),
  isDue: (nowUs: number) => store.read((db) => isBackfillDue(db, nowUs)),
  queuePeriodic: (request: Parameters<typeof queuePeriodicBackfills>[1]) =>
    store.write((db) => queuePeriodicBackfills(db, request)),
  leftOver: () => store.read(backfillsLeftOver),
});
