import type { CircuitState, PairState, TrustOutcome } from '../../domain/index.ts';
import type { TrustConfig } from './config.ts';

/** The numbers by which other programs know the states. */
const CODES: Readonly<Record<CircuitState, number>> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2, TERMINATED: 3 };

/** The state that a word from outside names. A word that names none is the worst: TERMINATED. */
export const circuitOf = (word: unknown): CircuitState =>
  typeof word === 'string' && Object.hasOwn(CODES, word) ? (word as CircuitState) : 'TERMINATED';

/** 0 CLOSED, 1 HALF_OPEN, 2 OPEN, 3 TERMINATED and whatever is none of them. */
export const circuitCode = (word: string): number => CODES[circuitOf(word)];

/** Of the same size, but for rounding. */
const ROUNDING = 1e-12;

/** Whether a score is below the threshold; one that only rounding puts there is not. */
export const isBelow = (score: number, threshold: number): boolean => score < threshold - ROUNDING;

const cooled = ({ openedAtUs }: Pick<PairState, 'openedAtUs'>, atUs: number, config: TrustConfig): boolean =>
  config.recoveryCooldownSeconds !== null &&
  openedAtUs !== null &&
  atUs - openedAtUs >= config.recoveryCooldownSeconds * 1e6;

/**
 * Where a circuit stands at a time: as kept, but for an OPEN one that is past its cooldown, which is on probation
 * (HALF_OPEN). Time alone closes none.
 */
export const circuitAt = (
  state: Pick<PairState, 'circuit' | 'openedAtUs'>,
  nowUs: number,
  config: TrustConfig,
): CircuitState => {
  const circuit = circuitOf(state.circuit);
  return circuit === 'OPEN' && cooled(state, nowUs, config) ? 'HALF_OPEN' : circuit;
};

/** What was judged: the mean after the outcome, and when. */
export interface Judged {
  readonly outcome: TrustOutcome;
  readonly score: number;
  readonly atUs: number;
}

/**
 * Where a circuit stands after one more outcome. It opens below the threshold. It closes at the threshold or above, but
 * never by a failure, which time had made look harmless; with a cooldown only from probation, on which the first outcome
 * after the cooldown puts it. TERMINATED stays.
 */
export const nextCircuit = (
  state: Pick<PairState, 'circuit' | 'openedAtUs'>,
  { outcome, score, atUs }: Judged,
  config: TrustConfig,
): Pick<PairState, 'circuit' | 'openedAtUs'> => {
  const circuit = circuitOf(state.circuit);
  const { openedAtUs } = state;
  if (circuit === 'TERMINATED') return { circuit, openedAtUs };
  const below = isBelow(score, config.threshold);
  if (circuit === 'OPEN' && config.recoveryCooldownSeconds !== null) {
    if (cooled(state, atUs, config)) return { circuit: 'HALF_OPEN', openedAtUs };
    return { circuit, openedAtUs: openedAtUs ?? atUs };
  }
  if (below) return { circuit: 'OPEN', openedAtUs: circuit === 'OPEN' ? (openedAtUs ?? atUs) : atUs };
  return { circuit: outcome === 'failure' ? circuit : 'CLOSED', openedAtUs };
};
