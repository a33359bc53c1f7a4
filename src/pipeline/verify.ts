import { isDeepStrictEqual } from 'node:util';
import type { AtUri, Decision, Did, Lane } from '../domain/index.ts';
import { decide } from '../gate/index.ts';
import { hashOf, wordsHashOf } from './decide-pull.ts';
import { type PassOptions, type ScoringStore, scorePass } from './score-pass.ts';

/** A decision as it is kept, and what stands beside it. */
export interface StoredRow {
  readonly body: Decision;
  readonly superseded: boolean;
  readonly author: Did;
  readonly lane: Lane;
  readonly rule: number;
  readonly policy: string;
  readonly inputsHash: string;
  readonly words: string | null;
  readonly sentence: string | null;
}

/** One stored decision that does not follow from what it says it was made from. */
export interface Difference {
  readonly pull: AtUri;
  readonly what: string;
}

export interface VerifyReport {
  readonly verified: number;
  /** Decisions whose inputs have changed since: right when made, to be made again. */
  readonly outdated: number;
  readonly differences: readonly Difference[];
}

/**
 * Recomputes decisions: of all, those superseded included, the lane from the stored inputs and policy and the hash from
 * the stored facts, and what stands beside them; of those in force, everything from the records and diffs anew, words included. Another result from the same
 * records, the same diff and the same settings is a difference; anything else is to be decided again.
 */
export const verifyDecisions = async (
  stored: readonly StoredRow[],
  store: ScoringStore,
  options: PassOptions,
): Promise<VerifyReport> => {
  const { decisions: anew, asOfUs } = await recompute(store, options);
  const differences: Difference[] = [];
  let outdated = 0;
  for (const row of stored) {
    const { body, superseded } = row;
    const fault = faultOf(body) ?? rowFaultOf(row);
    if (fault !== null) differences.push({ pull: body.pull, what: fault });
    else if (!superseded) {
      const now = anew.get(body.pull);
      const isSame = now !== undefined && now.inputsHash === body.inputsHash;
      if (isSame && now.wordsHash === body.wordsHash) continue;
      const isComparable = now !== undefined && body.evidence.asOfUs === asOfUs && samePremises(now, body);
      if (isComparable) differences.push({ pull: body.pull, what: isSame ? OTHER_WORDS : OTHER_INPUTS });
      else outdated += 1;
    }
  }
  return { verified: stored.length, outdated, differences };
};

const OTHER_INPUTS = 'the same records give other inputs';
const OTHER_WORDS = 'the same records give other words';

/**
 * Whether two decisions were made with the same settings, on the same diff, at no other side of an attestation's end,
 * with a learned model told the same: what is known of how changes turned out grows without a record.
 */
const samePremises = (one: Decision, other: Decision): boolean =>
  one.evidence.diffHash === other.evidence.diffHash && isDeepStrictEqual(premises(one), premises(other));

const premises = ({ policy: { hash: _, ...policy }, inputs, evidence }: Decision) => [
  policy,
  inputs.caps,
  inputs.attested,
  evidence.attestation,
  evidence.learned?.featuresHash,
  evidence.fusion?.weights,
  inputs.guards.includes('eligibility-revoked'),
];

/** What stands beside a decision's body, by which lists and pages find it, must say what the body says. */
const rowFaultOf = ({ body, author, lane, rule, policy, inputsHash, words, sentence }: StoredRow): string | null => {
  const own = [body.author, body.outcome.lane, body.outcome.rule.number, body.policy.version, body.inputsHash];
  if (!isDeepStrictEqual([author, lane, rule, policy, inputsHash], own))
    return 'the row says otherwise than its decision';
  if (body.wordsHash === undefined) return null;
  const isSaid = words === body.wordsHash && sentence === body.explanation.sentence;
  return isSaid && wordsHashOf(body.explanation) === body.wordsHash ? null : 'the words do not match their hash';
};

/** P(clean) must be what the model is said to have given, or 0 where no trust was. */
const isOtherProbability = ({ inputs: { calibrated }, evidence: { learned, standing } }: Decision): boolean =>
  typeof calibrated === 'number' ? calibrated !== (standing > 0 ? learned?.probability : 0) : learned !== undefined;

const faultOf = (decision: Decision): string | null => {
  if (isOtherProbability(decision)) return 'P(clean) is not what the learned model is said to have given';
  if (hashOf(decision) !== decision.inputsHash) return 'the inputs do not match their hash';
  const anew = decide(decision.inputs, decision.policy);
  if (isDeepStrictEqual(anew, decision.outcome)) return null;
  const { lane, rule } = decision.outcome;
  return `the gate says ${anew.lane} by row ${anew.rule.number}, the record ${lane} by row ${rule.number}`;
};

/** A pass that decides everything and keeps nothing. */
const recompute = async (store: ScoringStore, options: PassOptions) => {
  const decisions = new Map<AtUri, Decision>();
  let asOfUs = 0;
  const nothingKept: ScoringStore = {
    load: async () => {
      const loaded = await store.load();
      asOfUs = loaded.world.asOfUs;
      return { ...loaded, decided: new Map() };
    },
    analyses: async () => new Map(),
    keep: async (batch) => {
      for (const decision of batch.decisions) decisions.set(decision.pull, decision);
    },
  };
  await scorePass(nothingKept, options);
  return { decisions, asOfUs };
};
