import type { Config } from '../config/index.ts';
import { contextOf, type ReputationNow, type ReputationStore, reputationAt, revokedIn } from '../pipeline/index.ts';
import {
  addToOutbox,
  conductInput,
  keepReputation,
  reputationChanges,
  reputationFacts,
  type Store,
  sourceInput,
} from '../store/index.ts';
import { pairEvents } from './shipping.ts';

/** What reputation is made of, as the database keeps it; circuits that change are told others where `config` says so. */
export const reputationStore = (store: Store, config: Pick<Config, 'trustEvents'> | null): ReputationStore => ({
  changes: (since) => store.read((db) => reputationChanges(db, since)),
  sources: async () => {
    const { changes, ...rest } = await store.read(sourceInput);
    const seen = changes.flatMap(({ pull, tier, files }) =>
      files === null ? [] : [[pull, contextOf({ tier }, files)] as const],
    );
    return { ...rest, contexts: new Map(seen) };
  },
  conduct: (people) => store.read((db) => conductInput(db, people)),
  keep: (made) =>
    store.write(async (db) => {
      await keepReputation(db, made);
      if (config === null || made.sources === null) return;
      const { pairs: changed, gone } = made.sources;
      await addToOutbox(db, pairEvents(config, { changed, gone }));
    }),
});

/** How far sources count, and whom conduct holds, at a time in microseconds since 1970. */
export const reputationNow = async (store: Store, nowUs: number): Promise<ReputationNow> => {
  const { words, said, ...facts } = await store.read(reputationFacts);
  const revoked = new Set([...words].flatMap(([did, word]) => (word.revoked && !did.includes(' ') ? [did] : [])));
  return reputationAt({ ...facts, revoked, revokedIn: revokedIn({ words, said }) }, nowUs);
};
