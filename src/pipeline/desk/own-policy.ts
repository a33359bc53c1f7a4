import type { RepoPolicy } from '../../domain/index.ts';
import { policyAskedOf } from '../../gate/index.ts';
import type { Bench } from '../decide-pull.ts';
import { policyServing } from '../learned/serving.ts';
import type { OpenPull, RepoEntry } from '../ports.ts';
import type { PassOptions } from '../score-pass.ts';

/** What one pull request is decided by: the policy of its repository, and what of that one's own word is heeded. */
export const ownPolicy = (
  pull: OpenPull,
  { said, repo }: { readonly said: RepoPolicy | null; readonly repo: RepoEntry | null },
  { policy, policies, learned }: Pick<PassOptions, 'policy' | 'policies' | 'learned'>,
): Pick<Bench, 'policy' | 'policyNotes' | 'policyAsked'> => {
  const model = learned?.model ?? null;
  if (policies === undefined) return { policy: policyServing(policy, policy, model) };
  const { repoDid, repoDidProven } = repo ?? {};
  const standing = { repoDid, repoDidProven, certain: pull.certain };
  const own = policies.policyFor(pull.repo, said, standing);
  const base = policies.policyFor(pull.repo, null, standing).policy;
  const policyAsked = said === null ? [] : policyAskedOf(base, own.policy, said);
  return {
    policy: policyServing(own.policy, policies.instance, model),
    policyNotes: [...own.notes, ...(said?.problems ?? [])],
    policyAsked,
  };
};
