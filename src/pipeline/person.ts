import type { Did, Evidence, Explanation, GateInputs, Lane, Policy } from '../domain/index.ts';
import { type Case, decide, explain, LANE_WORDS } from '../gate/index.ts';
import type { LearnedOn } from './learned/learned-about.ts';
import type { RepoEntry } from './ports.ts';
import type { PersonTrust, TrustView } from './trust-view.ts';
import type { WorldIndex } from './world-index.ts';

/** One person as a repository's maintainers, or the operator, see them. */
export interface PersonView extends PersonTrust {
  readonly did: Did;
  /** Whether any record speaks of them. */
  readonly known: boolean;
  /** Whether trust starts with them. */
  readonly seed: boolean;
  readonly denouncers: readonly Did[];
  readonly vouchesIn: number;
  /** Where a clean change of theirs would go: in the repository seen from, or in one that is not sensitive. */
  readonly lanePreview: Lane;
  readonly explanation: Explanation;
  /** What the learned model says of them; null where none is served, or it has judged no open change of theirs yet. */
  readonly learned: PersonLearned | null;
}

/** What the learned model made of a person's newest open pull request in this view. */
export interface PersonLearned extends LearnedOn {
  /** P(clean) as the gate reads it in this view: 0 where no trust reaches them. */
  readonly calibrated: number;
}

/** What the gate would be given with a change of theirs in which nothing is found. */
export const cleanChange = (
  did: Did,
  { structural, standing }: Pick<PersonTrust, 'structural' | 'standing'>,
  { repo, index, policy, learnedOf }: Viewpoint,
): GateInputs => ({
  tier: repo?.tier ?? 'public',
  attested: index.isAttested(did, { kinds: policy.attestationKinds, nowUs: index.asOfUs }),
  structural,
  content: { risk: 0, reviewRecommended: false, flags: [] },
  guards: repo !== null && index.denouncersIn(repo.uri, did).length > 0 ? ['denounced-by-maintainers'] : [],
  caps: [],
  ...(policy.learned === undefined ? {} : { calibrated: calibratedIn(learnedOf?.(did) ?? null, standing) }),
});

const calibratedIn = (learned: LearnedOn | null, standing: number): number | null => {
  if (learned === null) return null;
  return standing > 0 ? learned.evidence.probability : 0;
};

/** Whose eyes to see with, and what they look at. */
export interface Viewpoint {
  readonly view: TrustView;
  /** Null for the operator's view. */
  readonly repo: RepoEntry | null;
  readonly index: WorldIndex;
  readonly policy: Policy;
  /** What the learned model last said of somebody; absent: nobody asks it. */
  readonly learnedOf?: (did: Did) => LearnedOn | null;
}

/** Trust in one person, in numbers and in words they can use. */
export const viewPerson = (
  did: Did,
  viewpoint: Viewpoint,
  { trust = viewpoint.view.of(did), withdrawals }: { trust?: PersonTrust } & Pick<Case, 'withdrawals'> = {},
): PersonView => {
  const { index, policy } = viewpoint;
  const { nameOf, world } = index;
  const about = index.vouchesAbout(did);
  const inputs = cleanChange(did, trust, viewpoint);
  const learned = policy.learned === undefined ? null : (viewpoint.learnedOf?.(did) ?? null);
  const outcome = decide(inputs, policy);
  const { reach, ...figures } = trust;
  const evidence: Evidence = {
    ...figures,
    findings: [],
    coverage: null,
    verdict: null,
    ...(learned === null ? {} : { learned: learned.evidence }),
    diffHash: null,
    asOfUs: world.asOfUs,
  };
  const words = explain({
    outcome,
    inputs,
    evidence,
    policy,
    nameOf,
    reach,
    ...(withdrawals === undefined ? {} : { withdrawals }),
  });
  return {
    ...trust,
    did,
    known: index.isKnown(did),
    seed: trust.path.length === 1,
    denouncers: about.filter((vouch) => vouch.polarity === 'denounce').map((vouch) => vouch.fromDid),
    vouchesIn: about.filter((vouch) => vouch.polarity === 'vouch').length,
    lanePreview: outcome.lane,
    learned: learned === null ? null : { ...learned, calibrated: inputs.calibrated ?? 0 },
    explanation: {
      ...words,
      sentence: `A clean change by ${nameOf(did)} goes to: ${LANE_WORDS[outcome.lane]} (${outcome.reasons[0]}).`,
      full: words.full.slice(0, policy.learned === undefined ? 1 : 2),
    },
  };
};
