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
 * Recomputes every decision in force: the lane from the stored inputs and policy, the hash from the stored facts, and
 * everything from the records and diffs anew where no record has come since.
 */
export const verifyDecisions = async (
  stored: readonly Decision[],
  store: ScoringStore,
  options: PassOptions,
): Promise<VerifyReport> => {
  const { decisions: anew, asOfUs } = await recompute(store, options);
  const differences: Difference[] = [];
  let outdated = 0;
  for (const decision of stored) {
    const fault = faultOf(decision);
    const now = anew.get(decision.pull);
    if (fault !== null) differences.push({ pull: decision.pull, what: fault });
    else if (now === undefined || now.inputsHash !== decision.inputsHash) {
      if (now !== undefined && decision.evidence.asOfUs === asOfUs) {
        differences.push({ pull: decision.pull, what: 'the same records give other inputs' });
      } else outdated += 1;
    }
  }
  return { verified: stored.length, outdated, differences };
};

const faultOf = (decision: Decision): string | null => {
  const { inputs, evidence, policy, outcome } = decision;
  if (hashOf(inputs, evidence, policy) !== decision.inputsHash) return 'the inputs do not match their hash';
  const anew = decide(inputs, policy);
  if (isDeepStrictEqual(anew, outcome)) return null;
  return `the gate says ${anew.lane} by row ${anew.rule.number}, the record ${outcome.lane} by row ${outcome.rule.number}`;
};

/** A pass that decides everything and keeps nothing. */
const recompute = async (store: ScoringStore, options: PassOptions) => {
  const decisions = new Map<AtUri, Decision>();
  let asOfUs = 0;
  const nothingKept: ScoringStore = {
    load: async () => {
      const loaded = await store.load();
      asOfUs = loaded.world.asOfUs;
      return { ...loaded, analyses: new Map(), decided: new Map() };
    },
    keep: async (batch) => {
      for (const decision of batch.decisions) decisions.set(decision.pull, decision);
    },
    keepScores: async () => undefined,
  };
  await scorePass(nothingKept, options);
  return { decisions, asOfUs };
};
