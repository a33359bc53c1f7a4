import { createHash } from 'node:crypto';
import type { Answer } from './answer.ts';

/** Noise in what a model makes of the same request. */
export interface Jitter {
  /** Chooses the noise; the same seed gives the same. */
  readonly seed: string;
  /** How far a risk moves at most, up or down: 0..1. */
  readonly spread: number;
}

/** The answer with its risk moved, by the seed and `repeat` (which request, which time), and held to 0..1. */
export const jittered = (answer: Answer, jitter: Jitter | undefined, repeat: string): Answer => {
  if (jitter === undefined) return answer;
  const draw = createHash('sha256').update(`${jitter.seed}\n${repeat}`).digest().readUInt32BE(0) / 2 ** 32;
  const moved = (value: unknown): unknown =>
    typeof value === 'number' ? Math.min(1, Math.max(0, value + (draw * 2 - 1) * jitter.spread)) : value;
  const calls = answer.calls.map(({ name, input }) => ({
    name,
    input: Object.fromEntries(
      Object.entries(input).map(([field, value]) => [
        field,
        /^(?:contentRisk|risk)$/.test(field) ? moved(value) : value,
      ]),
    ),
  }));
  return { ...answer, calls };
};
