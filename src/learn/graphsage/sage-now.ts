import { createHash } from 'node:crypto';
import { calibrated } from '../calibration/isotonic.ts';
import type { GnnModel } from './gnn-model.ts';
import type { SageGraph } from './sage-graph.ts';
import { sageMargins } from './sage-probabilities.ts';
import { neighboursBefore, type Ties } from './ties.ts';
import { type Surroundings, withinTwoSteps } from './two-steps.ts';

/** What GraphSAGE says of one change. */
export interface SageSaid {
  /** Calibrated, in [0,1]. */
  readonly probability: number;
  /** Log-odds before calibration. */
  readonly margin: number;
  /** Hex SHA-256 over all that it was told: the change's row, who is tied to whom, and the row of each of them. */
  readonly hash: string;
}

/** A model in one network; people are the ties' numbers. */
export interface SageNow {
  /** Everybody a person's probability hangs on: up to two ties away, themselves included. */
  readonly around: (person: number) => readonly number[];
  /** By the change's own row, in the model's columns' order, and what `rowOf` says of people. @throws RangeError for another width. */
  readonly said: (person: number, own: Float64Array, rowOf: (person: number) => Float64Array | null) => SageSaid;
}

/**
 * A model in the network of right before a moment, made as `snapshotsOf` makes one for training; each is asked in
 * surroundings of their own, so that it does not matter who is asked along. `rowOf` describes a person by the model's node
 * columns; null: nothing is known of them.
 */
export const sageNow = (model: GnnModel, ties: Pick<Ties, 'vouches' | 'merges'>, us: number): SageNow => {
  const find = neighboursBefore(ties, us);
  const found = new Map<number, readonly number[]>();
  const neighboursOf = (person: number): readonly number[] => {
    const known = found.get(person) ?? find(person);
    found.set(person, known);
    return known;
  };
  const surroundings = (person: number): Surroundings => withinTwoSteps(neighboursOf, new Set([person]));
  return {
    around: (person) => surroundings(person).people,
    said: (person, own, rowOf) => {
      const { graph, people } = surroundings(person);
      const { columns } = model.sage.nodeScales;
      const values = new Float64Array(people.length * columns.length).fill(Number.NaN);
      people.forEach((each, node) => {
        values.set(rowOf(each) ?? [], node * columns.length);
      });
      const node = people.indexOf(person);
      const network = { graph, features: { rows: people.length, columns, values } };
      const asked = { nodes: Int32Array.of(node), own: { rows: 1, columns: model.columns, values: own } };
      const [margin = Number.NaN] = sageMargins(model.sage, network, asked);
      return { probability: calibrated(model.isotonic, margin), margin, hash: hashOf({ node, graph, values, own }) };
    },
  };
};

interface Told {
  readonly node: number;
  readonly graph: SageGraph;
  readonly values: Float64Array;
  readonly own: Float64Array;
}

/** Lengths first, so that no two say the same in other places; what is no number is the same whatever it is. */
const hashOf = ({ node, graph: { start, neighbours }, values, own }: Told): string => {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([node, start.length, neighbours.length, values.length, own.length]));
  hash.update(start).update(neighbours);
  for (const numbers of [values, own]) {
    hash.update(numbers.map((value) => (Number.isFinite(value) ? value : 0)));
    hash.update(Uint8Array.from(numbers, (value) => Number(Number.isFinite(value))));
  }
  return hash.digest('hex');
};
