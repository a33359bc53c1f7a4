import type { ReputationDesk } from '../api/index.ts';
import { type ActParts, reputationActs } from './reputation-acts.ts';
import { reputationReads } from './reputation-reads.ts';
import { nowUs, type Surroundings } from './surroundings.ts';

/** Reputation over the database, for the API and the commands. */
export const reputationDesk = (
  { store, config }: Pick<Surroundings, 'store'> & Pick<ActParts, 'config'>,
  clock: () => number = nowUs,
): ReputationDesk => ({
  ...reputationReads(store, clock),
  ...reputationActs({ store, config, nowUs: clock }),
});
