import { CONDUCT_DIMENSIONS, type ConductSignal } from '../../domain/index.ts';

/** Of one dimension, as many of the newest signals make its score. */
export const WINDOW = 100;

/** Of one person, as many signals are kept in memory. */
export const MOST_SIGNALS = 1000;

const DIMENSIONS: ReadonlySet<string> = new Set(CONDUCT_DIMENSIONS);

/** Whether a signal can be reckoned with: a known dimension, a value in 0..1, a whole number of microseconds. */
export const isSignal = ({ dimension, value, atUs }: ConductSignal): boolean =>
  DIMENSIONS.has(dimension) && value >= 0 && value <= 1 && Number.isSafeInteger(atUs);

/**
 * The signals that can be reckoned with, oldest first. Those of one instant stand in an order that only they themselves
 * determine, so that the same rows give the same digits in whatever order they are handed in.
 */
export const inOrder = (signals: readonly ConductSignal[], nowUs = Number.POSITIVE_INFINITY): ConductSignal[] =>
  signals
    .filter((signal) => isSignal(signal) && signal.atUs <= nowUs)
    .sort((one, other) => one.atUs - other.atUs || one.value - other.value || byWords(one, other));

const byWords = (one: ConductSignal, other: ConductSignal): number => {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const wordsOf = ({ dimension, source, details, pull }: ConductSignal): string =>
  JSON.stringify([dimension, source, details, pull]);

/**
 * The newest thousand of signals in order. The newest hundred of each dimension are among them however many others came
 * since: nobody floods one dimension to have another one's bad signals forgotten.
 */
export const keptSignals = (ordered: readonly ConductSignal[]): readonly ConductSignal[] => {
  if (ordered.length <= MOST_SIGNALS) return ordered;
  const seen = new Map<string, number>();
  const scored = ordered
    .map(({ dimension }, at) => ({ dimension, at }))
    .reverse()
    .filter(({ dimension }) => {
      seen.set(dimension, (seen.get(dimension) ?? 0) + 1);
      return (seen.get(dimension) ?? 0) <= WINDOW;
    });
  const held = new Set(scored.map(({ at }) => at));
  let room = MOST_SIGNALS - held.size;
  for (let at = ordered.length - 1; room > 0; at -= 1) {
    if (held.has(at)) continue;
    held.add(at);
    room -= 1;
  }
  return ordered.filter((_, at) => held.has(at));
};
