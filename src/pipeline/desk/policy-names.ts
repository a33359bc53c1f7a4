import type { RepoPolicy } from '../../domain/index.ts';

/** By every name under which a pull request falls under one: an unverified DID's claimant sets nobody else's. */
export const byName = (policies: readonly RepoPolicy[]): Map<string, RepoPolicy> =>
  new Map(policies.flatMap((policy) => (policy.names ?? [policy.repo]).map((name) => [name, policy] as const)));
