/**
 * Fairness and goodness: Kumar, Spezzano, Subrahmanian, Faloutsos, "Edge Weight Prediction in Weighted Signed Networks",
 * ICDM 2016, equations 1 and 2. Letters as there: f the fairness of a rater in [0,1], g the goodness of a node in [−1,1],
 * W a rating in [−1,1], here w for a vouch and −w for a denounce.
 */
import type { Denounces, TrustGraph } from '../graph/graph.ts';
import type { Measure } from './measure.ts';

const TOLERANCE = 1e-10;
const MAX_STEPS = 1000;

/** The goodness of each node; 0 for nodes nobody rates, where the paper is silent. */
export const fairnessGoodness: Measure = {
  name: 'fairness-goodness',
  description: 'the mean rating, weighted with how far raters agree with others (Kumar et al. 2016)',
  range: [-1, 1],
  seeded: false,
  scores: (graph) => {
    const fairness = new Float64Array(graph.ids.length).fill(1);
    let goodness = goodnessFrom(graph, fairness);
    for (let step = 0, moved = Infinity; step < MAX_STEPS && moved > TOLERANCE; step += 1) {
      fairness.set(fairnessFrom(graph, goodness));
      const next = goodnessFrom(graph, fairness);
      moved = next.reduce((most, g, node) => Math.max(most, Math.abs(g - goodness[node]!)), 0);
      goodness = next;
    }
    return goodness;
  },
};

type Rating = (rater: number, node: number, W: number) => void;

const eachRating = (graph: TrustGraph, see: Rating): void => {
  const read = ({ start, from, weight }: Denounces, sign: number): void => {
    for (let node = 0; node < graph.ids.length; node += 1) {
      for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) see(from[edge]!, node, sign * weight[edge]!);
    }
  };
  read(graph.vouches, 1);
  read(graph.denounces, -1);
};

const goodnessFrom = (graph: TrustGraph, f: Float64Array): Float64Array => {
  const sum = new Float64Array(f.length);
  const ratings = new Float64Array(f.length);
  eachRating(graph, (rater, node, W) => {
    sum[node]! += f[rater]! * W;
    ratings[node]! += 1;
  });
  return sum.map((total, node) => total / (ratings[node]! || 1));
};

const fairnessFrom = (graph: TrustGraph, g: Float64Array): Float64Array => {
  const off = new Float64Array(g.length);
  const ratings = new Float64Array(g.length);
  eachRating(graph, (rater, node, W) => {
    off[rater]! += Math.abs(W - g[node]!) / 2;
    ratings[rater]! += 1;
  });
  return off.map((total, rater) => 1 - total / (ratings[rater]! || 1));
};
