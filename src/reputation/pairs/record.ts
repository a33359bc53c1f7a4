import type { CircuitChange, PairState, TrustOutcome } from '../../domain/index.ts';
import { betaMean } from '../beta/beta.ts';
import { decayFactor, type Fading, faded } from '../beta/decay.ts';
import { circuitAt, circuitOf, isBelow, nextCircuit } from './circuit.ts';
import type { TrustConfig } from './config.ts';

/** The words for outcomes. */
export const TRUST_OUTCOME = { SUCCESS: 'success', FAILURE: 'failure', PARTIAL: 'partial' } as const satisfies Record<
  string,
  TrustOutcome
>;

/** A pair of whom nothing is known yet: the prior, as of `atUs`, circuit closed. */
export const freshPair = (
  names: Pick<PairState, 'pairId' | 'agentA' | 'agentB'>,
  atUs: number,
  { alphaPrior, betaPrior }: Fading,
): PairState => ({
  pairId: names.pairId,
  agentA: names.agentA,
  agentB: names.agentB,
  alpha: alphaPrior,
  beta: betaPrior,
  updatedAtUs: atUs,
  interactions: 0,
  circuit: 'CLOSED',
  openedAtUs: null,
});

/** The same pair at `nowUs`: a copy faded towards the prior. A time before the pair's own changes nothing. */
export const decayed = (state: PairState, nowUs: number, fading: Fading): PairState => {
  const factor = decayFactor(nowUs - state.updatedAtUs, fading.halfLifeSeconds);
  return {
    ...state,
    alpha: faded(state.alpha, fading.alphaPrior, factor),
    beta: faded(state.beta, fading.betaPrior, factor),
    updatedAtUs: Math.max(state.updatedAtUs, nowUs),
  };
};

const gains = (outcome: TrustOutcome, config: TrustConfig): readonly [alpha: number, beta: number] => {
  if (outcome === 'success') return [config.successWeight, 0];
  if (outcome === 'failure') return [0, config.failureWeight];
  if (outcome === 'partial') return [config.partialAlphaWeight, config.partialBetaWeight];
  throw new TypeError(`outcome must be success, failure or partial, got ${outcome}`);
};

/** What one outcome made of a pair. */
export interface Recorded {
  readonly state: PairState;
  /** Null where the circuit stands as before. */
  readonly change: CircuitChange | null;
}

/**
 * A pair after one more outcome: faded up to it, added (successes up to `alphaMax`), and its circuit moved. An outcome
 * that comes late, from before the pair's own time, counts in full and turns no clock back. Who is unknown starts as
 * `freshPair`.
 * @throws {TypeError} for an outcome that is none of the three.
 * @throws {RangeError} for a time that is none.
 */
export const recorded = (state: PairState, outcome: TrustOutcome, atUs: number, config: TrustConfig): Recorded => {
  const [good, bad] = gains(outcome, config);
  if (!Number.isFinite(atUs)) throw new RangeError(`atUs must be finite, got ${atUs}`);
  const now = decayed(state, atUs, config);
  const alpha = Math.min(now.alpha + good, config.alphaMax ?? Number.POSITIVE_INFINITY);
  const beta = now.beta + bad;
  const score = betaMean({ alpha, beta });
  const circuit = nextCircuit(now, { outcome, score, atUs: now.updatedAtUs }, config);
  const from = circuitOf(state.circuit);
  const { pairId, agentA, agentB } = state;
  return {
    state: { ...now, alpha, beta, interactions: state.interactions + 1, ...circuit },
    change:
      circuit.circuit === from
        ? null
        : { pairId, agentA, agentB, from, to: circuit.circuit, score, atUs: now.updatedAtUs },
  };
};

/**
 * Whether a pair is cut off at `nowUs`: TERMINATED always, OPEN until its cooldown is over however far its score faded
 * back, on probation not, and CLOSED where its score is below the threshold all the same.
 */
export const isBlocked = (state: PairState, nowUs: number, config: TrustConfig): boolean => {
  const circuit = circuitAt(state, nowUs, config);
  if (circuit !== 'CLOSED') return circuit !== 'HALF_OPEN';
  return isBelow(betaMean(decayed(state, nowUs, config)), config.threshold);
};
