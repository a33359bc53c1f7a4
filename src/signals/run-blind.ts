import type { BlindChange, BlindFinding, Change } from '../domain/index.ts';
import type { SignalContext } from './context.ts';
import { discussion } from './discussion/discussion.ts';
import { runSignals } from './run-signals.ts';
import type { Signal } from './signal.ts';
import { slop } from './slop/slop.ts';

/** Signals that speak of other people, or of what people said: a reviewer is told neither. */
const OF_PEOPLE: ReadonlySet<string> = new Set([slop.id, discussion.id]);

/**
 * What the signals find in a change without its author, for the reviewer to be told: in the order of `runSignals`, empty
 * where there are no signals. A function of the blind change, the signals and the known vulnerabilities alone, so it says
 * nothing of the author, the messages, other pull requests or the discussion. Rejects like `runSignals` when a signal is broken.
 */
export const runBlind = async (
  blind: BlindChange,
  signals: readonly Signal[],
  { advisories }: SignalContext,
): Promise<readonly BlindFinding[]> => {
  const change: Change = {
    files: blind.files,
    messages: [],
    bytes: new TextEncoder().encode(blind.text).length,
    hash: blind.hash,
  };
  const speaking = signals.filter(({ id }) => !OF_PEOPLE.has(id));
  const { findings } = await runSignals(change, speaking, { advisories, neighbours: null, discussion: null });
  return findings as readonly BlindFinding[];
};
