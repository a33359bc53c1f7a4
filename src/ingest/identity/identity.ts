import type { Did } from '../../domain/index.ts';
import type { Network } from './network.ts';
import { type ResolvedPerson, type ResolvePersonOptions, resolvePerson } from './resolve-person.ts';
import { type ResolvedRepo, type ResolveRepoOptions, resolveRepo } from './resolve-repo.ts';

/** Who people and repositories are, asked of the network each time: remembering is the caller's. */
export interface Identity {
  person(did: Did, options?: ResolvePersonOptions): Promise<ResolvedPerson>;
  repo(repoDid: Did, options?: ResolveRepoOptions): Promise<ResolvedRepo>;
}

export const identity = (network: Network): Identity => ({
  person: (did, options) => resolvePerson(did, network, options),
  repo: (repoDid, options) => resolveRepo(repoDid, network, options),
});
