import type { AtUri, CircuitChange, Did, PairState, ReputationEntry } from '../../domain/index.ts';
import { CIRCUIT_CONFIG, freshPair, recorded } from '../../reputation/index.ts';
import { circuitPair, silenceOf } from './reputation-now.ts';

/** How a source did with one change of one contributor, as somebody with authority says, or as is read from what was taken back. */
export interface SourceEvidence {
  readonly source: string;
  readonly repo: AtUri;
  readonly author: Did;
  readonly pull: AtUri;
  /** Whether it is about what the source did not say, not about what it said. */
  readonly silent: boolean;
  readonly outcome: 'success' | 'failure';
  readonly why: string;
  readonly by: string;
  readonly atUs: number;
}

/** What is relied on or not: what a source says, or its saying nothing, which are right or wrong apart from each other. */
export const toolOf = ({ source, silent }: SourceEvidence): string => (silent ? silenceOf(source) : source);

/** What evidence makes of circuits. */
export interface Folded {
  readonly pairs: readonly PairState[];
  readonly changes: readonly CircuitChange[];
}

/** An act on a pair: forgotten from then on, or cut off for good; its body names the two sides (`source`, `with`). */
type Act = Pick<ReputationEntry, 'kind' | 'subject' | 'atUs' | 'body'>;

/**
 * The circuits that evidence and acts (in the order in which they were done) give, each folded from the start in order of
 * time, so that what came late or was taken back changes nothing but itself. A reset forgets what was before it. A pair that
 * was cut off for good stays so until then, whatever becomes of its evidence, and moves no more.
 */
export const foldCircuits = (evidence: readonly SourceEvidence[], acts: readonly Act[]): Folded => {
  const byPair = Map.groupBy(evidence, (each) => pairOf(each).pairId);
  const actsOf = Map.groupBy(acts, ({ subject }) => subject);
  const changes: CircuitChange[] = [];
  const pairs = [...new Set([...byPair.keys(), ...actsOf.keys()])].flatMap((pairId): PairState[] => {
    const { resetUs, killed } = standing(actsOf.get(pairId) ?? []);
    const counted = (byPair.get(pairId) ?? []).filter(({ atUs }) => atUs > resetUs).sort(byTime);
    const [first] = counted;
    const names = first === undefined ? namesIn(killed) : pairOf(first);
    if (names === null) return [];
    let state = freshPair(names, first?.atUs ?? killed?.atUs ?? 0, CIRCUIT_CONFIG);
    for (const { outcome, atUs } of counted) {
      const after = recorded(state, outcome, atUs, CIRCUIT_CONFIG);
      state = after.state;
      if (after.change !== null && atUs <= (killed?.atUs ?? atUs)) changes.push(after.change);
    }
    return [killed === undefined ? state : { ...state, circuit: 'TERMINATED' as const }];
  });
  return { pairs, changes };
};

/** Since when a pair's evidence counts, and what cut it off since its last reset. */
const standing = (acts: readonly Act[]): { readonly resetUs: number; readonly killed: Act | undefined } => {
  const reset = acts.findLastIndex(({ kind }) => kind === 'circuit.reset');
  return {
    resetUs: acts[reset]?.atUs ?? Number.NEGATIVE_INFINITY,
    killed: acts.slice(reset + 1).find(({ kind }) => kind === 'circuit.terminate'),
  };
};

/** Whom an act is about, where nothing else is left to tell it. */
const namesIn = (act: Act | undefined): Pick<PairState, 'pairId' | 'agentA' | 'agentB'> | null =>
  act === undefined
    ? null
    : { pairId: act.subject, agentA: String(act.body.source ?? ''), agentB: String(act.body.with ?? '') };

const pairOf = (each: SourceEvidence) => circuitPair(toolOf(each), each.repo, each.author);

/** By time, and where that is the same by what they say: an order that does not depend on how rows came. */
const byTime = (a: SourceEvidence, b: SourceEvidence): number => a.atUs - b.atUs || compare(key(a), key(b));
const key = ({ pull, by, outcome, why }: SourceEvidence): string => JSON.stringify([pull, by, outcome, why]);
const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** A transition as an entry: named by the pair, when it was and where it led, so that folding again adds none. */
export const transitionEntry = ({ pairId, agentA, agentB, from, to, score, atUs }: CircuitChange): ReputationEntry => ({
  kind: 'circuit.transition',
  subject: pairId,
  by: 'service',
  atUs,
  body: { source: agentA, with: agentB, from, to, score },
  key: `circuit.transition ${pairId} ${atUs} ${to}`,
});
