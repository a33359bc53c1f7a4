import { isDeepStrictEqual } from 'node:util';
import type { AtUri, Decision } from '../domain/index.ts';
import { decide } from '../gate/index.ts';
import { hashOf } from './decide-pull.ts';
import { type PassOptions, type ScoringStore, scorePass } from './score-pass.ts';

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
 * the stored facts; of those in force, everything from the records and diffs anew. Another result from the same
 * records, the same diff and the same settings is a difference; anything else is to be decided again.
 */
export const verifyDecisions = async (
  stored: readonly { readonly body: Decision; readonly superseded: boolean }[],
  store: ScoringStore,
  options: PassOptions,
): Promise<VerifyReport> => {
  const { decisions: anew, asOfUs } = await recompute(store, options);
  const differences: Difference[] = [];
  let outdated = 0;
  for (const { body, superseded } of stored) {
    const fault = faultOf(body);
    if (fault !== null) differences.push({ pull: body.pull, what: fault });
    else if (!superseded) {
      const now = anew.get(body.pull);
      if (now?.inputsHash === body.inputsHash) continue;
      if (now !== undefined && body.evidence.asOfUs === asOfUs && samePremises(now, body)) {
        differences.push({ pull: body.pull, what: 'the same records give other inputs' });
      } else outdated += 1;
    }
  }
  return { verified: stored.length, outdated, differences };
};

/** Whether two decisions were made with the same settings and on the same diff. */
const samePremises = (one: Decision, other: Decision): boolean =>
  one.evidence.diffHash === other.evidence.diffHash &&
  isDeepStrictEqual([one.policy, one.inputs.caps], [other.policy, other.inputs.caps]);

const faultOf = (decision: Decision): string | null => {
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
