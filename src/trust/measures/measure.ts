import type { TrustGraph } from '../graph/graph.ts';

/** One way of saying how far each node of a graph can be trusted, as seen from seeds. Pure and deterministic. */
export interface Measure {
  /** kebab-case; what options and files call it. */
  readonly name: string;
  /** What it is, in one line, with its source. */
  readonly description: string;
  /** The smallest and the largest score there can be. */
  readonly range: readonly [number, number];
  /** False when the seeds make no difference. */
  readonly seeded: boolean;
  /**
   * One score per node, higher is more trusted, a new array; does not sum to anything unless the description says so.
   * Seeds the graph does not know are ignored. Without seeds a seeded measure gives 0 (`opinion` too).
   */
  readonly scores: (graph: TrustGraph, seeds: readonly string[]) => Float64Array;
}
