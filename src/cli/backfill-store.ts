import type { BackfillStore } from '../ingest/index.ts';
import {
  backfillsLeftOver,
  exchangeBackfills,
  foldEvents,
  isBackfillDue,
  keepAppviewStates,
  keepBackfilled,
  knownRepo,
  liveRecords,
  queueBackfills,
  queueKnownPeople,
  queuePeriodicBackfills,
  type Store,
  tangledRepo,
} from '../store/index.ts';

/** The database as the backfill sees it. */
export const backfillStore = (store: Store): BackfillStore => ({
  knownRepo: (did) => store.read((db) => knownRepo(db, did)),
  liveRecords: (did) => store.read((db) => liveRecords(db, did)),
  keep: ({ complete, ...batch }) =>
    store.write(async (db) => {
      const fresh = await foldEvents(db, { ...batch, cursor: null });
      if (complete !== null) await keepBackfilled(db, complete);
      return fresh;
    }),
  tangledRepo: (uri) => store.read((db) => tangledRepo(db, uri)),
  keepPullStates: (states, checkedAtUs) => store.write((db) => keepAppviewStates(db, states, checkedAtUs)),
  queue: (request) => store.write((db) => queueBackfills(db, request)),
  queueKnownPeople: (request) => store.write((db) => queueKnownPeople(db, request)),
  exchange: (ended, claim) => store.write((db) => exchangeBackfills(db, ended, claim)),
  isDue: (nowUs) => store.read((db) => isBackfillDue(db, nowUs)),
  queuePeriodic: (request) => store.write((db) => queuePeriodicBackfills(db, request)),
  leftOver: () => store.read(backfillsLeftOver),
});
