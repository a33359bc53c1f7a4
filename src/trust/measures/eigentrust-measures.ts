import { eigenTrust } from '../eigentrust/eigentrust.ts';
import type { TrustGraph } from '../graph/graph.ts';
import { preTrustOf } from '../graph/seeds.ts';
import type { Measure } from './measure.ts';

/** EigenTrust divided by its largest entry, which is how it is mostly shown. */
export const eigentrustMax: Measure = {
  name: 'eigentrust-max',
  description: 'EigenTrust relative to the most trusted (Kamvar et al. 2003)',
  range: [0, 1],
  seeded: true,
  scores: (graph, seeds) => {
    const trust = trustFrom(graph, seeds);
    const most = trust.reduce((high, score) => Math.max(high, score), 0);
    return trust.map((score) => score / (most || 1));
  },
};

/** The place by EigenTrust: 1 for the first, 1 − (place − 1)/reached below, equals sharing the best place of theirs. */
export const eigentrustRank: Measure = {
  name: 'eigentrust-rank',
  description: 'place by EigenTrust among those reached, 1 for the first',
  range: [0, 1],
  seeded: true,
  scores: (graph, seeds) => percentiles(trustFrom(graph, seeds)),
};

/** max(0, tⱼ − Σᵢ tᵢ·w(i→j)) over the denounces of j. */
export const eigentrustDistrust: Measure = {
  name: 'eigentrust-distrust',
  description: 'EigenTrust (sum 1) less what denouncers have, one hop (Guha et al. 2004)',
  range: [0, 1],
  seeded: true,
  scores: (graph, seeds) => {
    const trust = trustFrom(graph, seeds);
    const { start, from, weight } = graph.denounces;
    return trust.map((own, node) => {
      let left = own;
      for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) left -= trust[from[edge]!]! * weight[edge]!;
      return Math.max(0, left);
    });
  },
};

/** EigenTrust that starts with everybody alike. */
export const pageRank: Measure = {
  name: 'pagerank',
  description: 'PageRank over vouches (Brin and Page 1998), everybody a seed; a share, sum 1',
  range: [0, 1],
  seeded: false,
  scores: (graph) => trustFrom(graph, graph.ids),
};

const trustFrom = (graph: TrustGraph, seeds: readonly string[]): Float64Array =>
  eigenTrust(graph, preTrustOf(graph, seeds)).scores;

const percentiles = (trust: Float64Array): Float64Array => {
  const ranked = Int32Array.from(trust.keys().filter((node) => trust[node]! > 0));
  ranked.sort((a, b) => trust[b]! - trust[a]!);
  const percentile = new Float64Array(trust.length);
  let above = 0;
  ranked.forEach((node, index) => {
    if (index > 0 && trust[node] !== trust[ranked[index - 1]!]) above = index;
    percentile[node] = 1 - above / ranked.length;
  });
  return percentile;
};
