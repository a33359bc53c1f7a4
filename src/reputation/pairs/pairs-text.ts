import { AppError, type PairState } from '../../domain/index.ts';
import { circuitOf } from './circuit.ts';

const VERSION = 1;
const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isAbove0 = (value: unknown): value is number => Number.isFinite(value) && Number(value) > 0;

/** A pair as it was written; null for what is none. A word for a circuit that is none reads TERMINATED. */
const pairIn = (value: Readonly<Record<string, unknown>> | null): PairState | null => {
  const { pairId, agentA, agentB, alpha, beta, updatedAtUs, interactions, openedAtUs = null, circuit } = value ?? {};
  if (!isText(pairId) || !isText(agentA) || !isText(agentB) || !isAbove0(alpha) || !isAbove0(beta)) return null;
  if (!Number.isFinite(updatedAtUs) || !isCount(interactions)) return null;
  if (openedAtUs !== null && !Number.isFinite(openedAtUs)) return null;
  return {
    ...{ pairId, agentA, agentB, alpha, beta, interactions, circuit: circuitOf(circuit) },
    updatedAtUs: Number(updatedAtUs),
    openedAtUs: openedAtUs === null ? null : Number(openedAtUs),
  };
};

/** All pairs as the text of a file. */
export const pairsText = (pairs: Iterable<PairState>): string =>
  `${JSON.stringify({ version: VERSION, pairs: [...pairs] })}\n`;

/**
 * The pairs that a file holds, by id; none for an empty one.
 * @throws {AppError} naming the file, where it is anything else: what may be a whole history is never taken for nothing.
 */
export const pairsIn = (text: string, path: string): Map<string, PairState> => {
  const broken = (why: string, cause?: unknown): AppError =>
    new AppError(`${path} does not hold pairs: ${why}`, { cause });
  const pairs = new Map<string, PairState>();
  if (text.trim() === '') return pairs;
  let kept: { readonly version?: unknown; readonly pairs?: unknown } | null;
  try {
    kept = JSON.parse(text);
  } catch (cause) {
    throw broken('it is not JSON', cause);
  }
  if (kept?.version !== VERSION || !Array.isArray(kept.pairs)) throw broken(`it is not of version ${VERSION}`);
  for (const [index, each] of kept.pairs.entries()) {
    const pair = pairIn(each);
    if (pair === null || pairs.has(pair.pairId)) throw broken(`entry ${index} is no pair, or one again`);
    pairs.set(pair.pairId, pair);
  }
  return pairs;
};
