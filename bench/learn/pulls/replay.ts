import type { FeatureGroup } from '../../../src/learn/index.ts';
import { knownAt, type Protocol } from './protocol.ts';
import type { Pull } from './read-pulls.ts';

/** A column, and what an ablation takes it out with. */
export interface Column {
  readonly name: string;
  readonly group: FeatureGroup;
}

/** Some columns, and what has to be remembered for them. */
export interface Part {
  readonly columns: readonly Column[];
  /** One number per column for a pull request now, by what `asked` and `settled` were told. */
  readonly read: (pull: Pull) => readonly number[];
  /** A pull request is there; how it ends is not known, whatever `merged` says. */
  readonly asked: (pull: Pull) => void;
  /** An outcome is known from now on. */
  readonly settled: (pull: Pull, knownAt: number) => void;
}

/** Rows of numbers, one per pull request in its order. */
export interface Replayed {
  readonly columns: readonly Column[];
  /** Row by row; NaN: not known. */
  readonly values: Float64Array;
}

/**
 * Goes through pull requests by time (they must be sorted) and reads every part for each as of right before it: nothing of
 * the same second, nothing later, and outcomes only from when the protocol lets them count.
 */
export const replay = (pulls: readonly Pull[], protocol: Protocol, parts: readonly Part[]): Replayed => {
  const columns = parts.flatMap((part) => part.columns);
  const values = new Float64Array(pulls.length * columns.length);
  const outcomes = pulls
    .map((pull, place) => ({ pull, place, from: knownAt(pull, protocol) }))
    .sort((a, b) => a.from - b.from || a.place - b.place);
  let [next, row] = [0, 0];
  while (row < pulls.length) {
    const now = pulls[row]!.at;
    for (; next < outcomes.length && outcomes[next]!.from < now; next += 1) {
      const { pull, from } = outcomes[next]!;
      for (const part of parts) part.settled(pull, from);
    }
    const first = row;
    for (; pulls[row]?.at === now; row += 1) {
      const numbers = parts.flatMap((part) => part.read(pulls[row]!));
      values.set(numbers, row * columns.length);
    }
    for (const pull of pulls.slice(first, row)) {
      for (const part of parts) part.asked(pull);
    }
  }
  return { columns, values };
};
