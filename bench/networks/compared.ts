/** The measures that are compared on labelled people: those of the attack suite, and what one gets by counting. */
import type { TrustGraph } from '../../src/trust/index.ts';
import { measures } from '../../src/trust/measures/all-measures.ts';
import { hittingProbability } from '../../src/trust/measures/hitting.ts';
import type { Measure } from '../../src/trust/measures/measure.ts';

/** A measure in a comparison. */
export interface Compared extends Pick<Measure, 'name' | 'seeded' | 'scores'> {
  /** What anybody would do first, and what ours has to beat. */
  readonly isBaseline: boolean;
  /** Too slow to be asked again for every choice of seeds. */
  readonly isSlow: boolean;
}

const countedBaseline = (name: string, of: (vouches: number, denounces: number) => number): Compared => ({
  name,
  seeded: false,
  isBaseline: true,
  isSlow: false,
  scores: ({ ids, vouches, denounces }: TrustGraph) =>
    Float64Array.from(ids, (_, node) =>
      of(vouches.start[node + 1]! - vouches.start[node]!, denounces.start[node + 1]! - denounces.start[node]!),
    ),
});

/** Σ±w over all ratings received, by their number; 0 for whoever nobody rated. */
const meanRating: Compared = {
  name: 'mean-rating',
  seeded: false,
  isBaseline: true,
  isSlow: false,
  scores: ({ ids, vouches, denounces }) =>
    Float64Array.from(ids, (_, node) => {
      const [forStart, forEnd] = [vouches.start[node]!, vouches.start[node + 1]!];
      const [againstStart, againstEnd] = [denounces.start[node]!, denounces.start[node + 1]!];
      let sum = 0;
      for (let edge = forStart; edge < forEnd; edge += 1) sum += vouches.weight[edge]!;
      for (let edge = againstStart; edge < againstEnd; edge += 1) sum -= denounces.weight[edge]!;
      return sum / (forEnd - forStart + againstEnd - againstStart || 1);
    }),
};

/** Error of the hitting probability as a share of itself: far below what moves an AUC's third digit. */
const HITTING_TOLERANCE = 1e-2;

/** The same order as `eigentrust-max`, so the same AUC; and one we count ourselves. */
const LEFT_OUT = ['eigentrust-rank', 'in-degree'];

const SLOW = ['hitting', 'max-flow'];

/** Ours and the literature's first, baselines last. */
export const compared: readonly Compared[] = [
  ...measures
    .filter(({ name }) => !LEFT_OUT.includes(name))
    .map((measure) => ({
      ...measure,
      isBaseline: measure.name === 'pagerank',
      isSlow: SLOW.includes(measure.name),
      ...(measure.name === 'hitting' && {
        scores: (graph: TrustGraph, seeds: readonly string[]) =>
          hittingProbability(graph, seeds, { tolerance: HITTING_TOLERANCE }),
      }),
    })),
  countedBaseline('positive-count', (vouches) => vouches),
  countedBaseline('degree', (vouches, denounces) => vouches + denounces),
  meanRating,
];
