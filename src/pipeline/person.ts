import type { Did, Evidence, Explanation, GateInputs, Lane, Policy } from '../domain/index.ts';
import { decide, explain, LANE_WORDS } from '../gate/index.ts';
import { HOP_DECAY, type PersonTrust, type TrustView } from './trust-view.ts';
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
  /** Where a clean change of theirs would go, in a repository that is not sensitive. */
  readonly lanePreview: Lane;
  readonly explanation: Explanation;
}

const CLEAN: Omit<GateInputs, 'structural'> = {
  tier: 'public',
  attested: false,
  content: { risk: 0, reviewRecommended: false, flags: [] },
  guards: [],
  caps: [],
};

/** Trust in one person, in numbers and in words they can use. */
export const viewPerson = (did: Did, view: TrustView, index: WorldIndex, policy: Policy): PersonView => {
  const { nameOf, world } = index;
  const trust = view.of(did);
  const about = index.vouchesAbout(did);
  const inputs: GateInputs = { ...CLEAN, structural: trust.structural };
  const outcome = decide(inputs, policy);
  const reach = { byMaintainer: HOP_DECAY, byVouched: HOP_DECAY ** 2 };
  const evidence: Evidence = {
    ...trust,
    findings: [],
    coverage: null,
    verdict: null,
    diffHash: null,
    asOfUs: world.asOfUs,
  };
  const words = explain({ outcome, inputs, evidence, policy, nameOf, reach });
  return {
    ...trust,
    did,
    known: index.isKnown(did),
    seed: trust.path.length === 1,
    denouncers: about.filter((vouch) => vouch.polarity === 'denounce').map((vouch) => vouch.fromDid),
    vouchesIn: about.filter((vouch) => vouch.polarity === 'vouch').length,
    lanePreview: outcome.lane,
    explanation: {
      ...words,
      sentence: `A clean change by ${nameOf(did)} goes to: ${LANE_WORDS[outcome.lane]} (${outcome.reasons[0]}).`,
      full: words.full.slice(0, 1),
    },
  };
};
