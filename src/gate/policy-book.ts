import type { AtUri, Policy, RepoPolicy } from '../domain/index.ts';
import { layered, type PolicyLayer, type PolicyProblem, type PolicySettings } from './policy-layers.ts';
import { type PolicyWishes, type Tightened, tightened } from './policy-strict.ts';

/** What else is known of a repository when its policy is asked for. */
export interface RepoStanding {
  /** The repository's own DID, as its owner claims it: an exception may be for that. */
  readonly repoDid?: string | null | undefined;
  /** Whether that is verified to be its own: an exception for a DID that is merely claimed only tightens. Default false. */
  readonly repoDidProven?: boolean | undefined;
  /** False where the owner is in doubt: an exception then only tightens. Default true. */
  readonly certain?: boolean;
}

/** The policies of an instance: in force, on trial, and of each repository. */
export interface PolicyBook {
  /** In force wherever nothing else is said. */
  readonly instance: Policy;
  /** On trial beside it; null where none is configured. */
  readonly shadow: Policy | null;
  /**
   * The policy of one repository: the operator's exception for it, or else the instance's, made stricter by the
   * repository's own word. The notes say what of that word is not heeded, and why. The same arguments, the same object.
   */
  policyFor(repo: AtUri | null, said?: RepoPolicy | null, standing?: RepoStanding): Tightened;
  /** The same of the policy on trial; null without one. */
  shadowFor(repo: AtUri | null, said?: RepoPolicy | null, standing?: RepoStanding): Tightened | null;
  /** For how many repositories the operator makes an exception. */
  readonly exceptions: number;
}

/** The book, or everything that keeps it from being meant: which file, and the sentence. */
export type PolicyBookAnswer =
  | { readonly kind: 'book'; readonly book: PolicyBook }
  | {
      readonly kind: 'faulty';
      readonly problems: readonly PolicyProblem[];
    };

/** Puts together what an operator set. Pure; never throws. */
export const policyBook = (settings: PolicySettings): PolicyBookAnswer => {
  const { instance, shadow, problems } = layered(settings);
  if (problems.length > 0) return { kind: 'faulty', problems };
  const policyFor = within(instance);
  const shadowFor = shadow && within(shadow);
  const book: PolicyBook = {
    instance: instance.policy,
    shadow: shadow?.policy ?? null,
    policyFor,
    shadowFor: (repo, said, standing) => shadowFor?.(repo, said, standing) ?? null,
    exceptions: instance.exceptions.size,
  };
  return { kind: 'book', book };
};

const within = ({ policy, exceptions }: PolicyLayer): PolicyBook['policyFor'] => {
  const asItIs = remembered<Policy, Tightened>((only) => ({ policy: only, notes: [] }));
  // Whoever claims a repository must not get what the operator allows its owner.
  const inDoubt = remembered<PolicyWishes, Policy>((words) => tightened(policy, words, ' + exception').policy);
  const made = remembered<Policy, (said: RepoPolicy) => Tightened>((base) =>
    remembered<RepoPolicy, Tightened>((said) => tightened(base, said)),
  );
  return (repo, said = null, { repoDid = null, repoDidProven = false, certain = true } = {}) => {
    const byAddress = exceptions.get(repo ?? '');
    const exception = byAddress ?? exceptions.get(repoDid ?? '');
    const isProven = certain && (byAddress !== undefined || repoDidProven);
    const own = exception && (isProven ? exception.policy : inDoubt(exception.words));
    const base = own ?? policy;
    return said === null ? asItIs(base) : made(base)(said);
  };
};

/** A function that makes its answer to one object once. */
const remembered = <In extends object, Out extends object>(make: (given: In) => Out): ((given: In) => Out) => {
  const answers = new WeakMap<In, Out>();
  return (given) => {
    const known = answers.get(given) ?? make(given);
    answers.set(given, known);
    return known;
  };
};
