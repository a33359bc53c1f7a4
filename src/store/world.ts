import type { Db } from './open-store.ts';
import { handles } from './read-model-rows.ts';
import {
  attestations,
  liveVouches,
  maintainersByRepo,
  mergesForOthers,
  newestEventUs,
  reposWithTier,
  trustedRoots,
} from './scoring-facts.ts';

/** All facts about people and repositories that decisions are made from, as they are now. */
export const worldOf = async (db: Db) => ({
  asOfUs: await newestEventUs(db),
  vouches: await liveVouches(db),
  merges: await mergesForOthers(db),
  seeds: await trustedRoots(db),
  maintainers: await maintainersByRepo(db),
  repos: await reposWithTier(db),
  attestations: await attestations(db),
  handles: await handles(db),
});
