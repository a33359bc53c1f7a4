import type { Dataset } from '../dataset.ts';
import { columnsOf, type Matrix, rowsOf } from '../matrix.ts';
import type { SageGraph } from './sage-graph.ts';
import type { SageExamples, SageNetwork } from './sage-model.ts';
import { graphBefore, type Ties } from './ties.ts';
import { withinTwoSteps } from './two-steps.ts';

/** A network and the examples in it. */
export interface Snapshots {
  readonly network: SageNetwork;
  readonly examples: SageExamples;
}

/** How to make them. */
export interface SnapshotOptions {
  /** The columns that describe a person: what a neighbour is known by. */
  readonly nodeColumns: readonly string[];
  /** How many windows at most, from 1. */
  readonly windows: number;
}

/**
 * What GraphSAGE learns from some rows of a dataset, or is asked of them. The rows are cut by age into windows, equally many in
 * each, and each window has a network of its own, as of right before its first row: who were neighbours then, and each
 * person's latest row before then (all NaN for one without). So nothing is known to a row that was not before it was
 * made; the price is that its surroundings are up to a window old. The row itself comes in as the example's own. People
 * are the dataset's authors' numbers; examples are in the order of `rows`, none of which comes twice.
 */
export const snapshotsOf = (dataset: Dataset, rows: Int32Array, ties: Ties, options: SnapshotOptions): Snapshots => {
  const { matrix, labels, weights, authors, asOfUs } = dataset;
  const byAge = rows.toSorted((a, b) => (asOfUs[a] ?? 0) - (asOfUs[b] ?? 0) || a - b);
  const each = Math.max(1, Math.ceil(byAge.length / options.windows));
  const nodeOf = new Map<number, number>();
  const described: number[] = [];
  const graphs: SageGraph[] = [];
  for (let first = 0; first < byAge.length; first += each) {
    const window = byAge.subarray(first, first + each);
    const fromUs = asOfUs[window[0] ?? 0] ?? 0;
    const { start, neighbours } = graphBefore(ties, fromUs);
    const { graph, people } = withinTwoSteps(
      (person) => neighbours.subarray(start[person], start[person + 1]),
      new Set(window.values().map((row) => authors[row] ?? 0)),
    );
    const places = new Map(people.map((person, place) => [person, described.length + place]));
    for (const row of window) nodeOf.set(row, places.get(authors[row] ?? 0) ?? 0);
    const latest = latestRows(dataset, fromUs);
    described.push(...people.map((person) => latest.get(person) ?? -1));
    graphs.push(graph);
  }
  return {
    network: { graph: sideBySide(graphs), features: rowsOrUnknown(columnsOf(matrix, options.nodeColumns), described) },
    examples: {
      nodes: Int32Array.from(rows, (row) => nodeOf.get(row) ?? 0),
      labels: Uint8Array.from(rows, (row) => labels[row] ?? 0),
      own: rowsOf(matrix, rows),
      ...(weights && { weights: Float64Array.from(rows, (row) => weights[row] ?? 0) }),
    },
  };
};

/** Each author's latest row from before a moment. */
export const latestRows = (
  { authors, asOfUs }: Pick<Dataset, 'authors' | 'asOfUs'>,
  us: number,
): Map<number, number> => {
  const latest = new Map<number, number>();
  asOfUs.forEach((at, row) => {
    const author = authors[row] ?? 0;
    const known = latest.get(author);
    if (at < us && (known === undefined || at >= (asOfUs[known] ?? 0))) latest.set(author, row);
  });
  return latest;
};

/** One graph of several that have nothing to do with each other. */
const sideBySide = (graphs: readonly SageGraph[]): SageGraph => {
  let [nodes, edges] = [0, 0];
  const starts: number[] = [0];
  const neighbours = new Int32Array(graphs.reduce((sum, graph) => sum + graph.neighbours.length, 0));
  for (const graph of graphs) {
    for (let node = 1; node <= graph.nodes; node += 1) starts.push(edges + (graph.start[node] ?? 0));
    neighbours.set(
      graph.neighbours.map((node) => node + nodes),
      edges,
    );
    nodes += graph.nodes;
    edges += graph.neighbours.length;
  }
  return { nodes, start: Int32Array.from(starts), neighbours };
};

/** These rows of a matrix; where one is −1, a row of which nothing is known. */
const rowsOrUnknown = (matrix: Matrix, rows: readonly number[]): Matrix => {
  const picked = rowsOf(
    matrix,
    rows.map((row) => Math.max(0, row)),
  );
  const width = matrix.columns.length;
  rows.forEach((row, at) => {
    if (row < 0) picked.values.fill(Number.NaN, at * width, (at + 1) * width);
  });
  return picked;
};
