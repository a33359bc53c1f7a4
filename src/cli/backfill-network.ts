import type { Config } from '../config/index.ts';
import { AppError } from '../domain/index.ts';
import type { BackfillNetwork } from '../ingest/index.ts';
import type { Network } from './network.ts';

/** The network as the backfill asks it: a DID document that could not be had is no document that names no PDS. */
export const backfillNetwork = (config: Config, network: Network, signal: AbortSignal): BackfillNetwork => ({
  get: network.outbound.get,
  relayUrl: config.relayUrl,
  appviewUrl: config.appviewUrl,
  pdsOf: async (did, { fresh = false } = {}) => {
    const known = fresh ? null : await network.pdsOf(did);
    if (known !== null) return known;
    const { pds, failures, problem } = await network.identity.person(did, { signal });
    if (pds !== null || failures === 0) return pds;
    const where = did.startsWith('did:plc:') ? ' (PLC_URL says where)' : '';
    throw new AppError(`who ${did} is: ${problem ?? 'no answer'}${where}`, { retryable: true });
  },
});
