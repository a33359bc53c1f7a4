/**
 * EigenTrust beside general graph libraries, all brought to the same error: everybody trusted alike, every vouch alike,
 * which is PageRank, the one case all of them know. `node bench/eigentrust-peers.ts [nodes] [edges]`, by default 50000 and
 * 500000. Times are of one call on a graph each library already holds, its own indexing included.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectedGraph } from 'graphology';
import createGraph, { type Graph } from 'ngraph.graph';
import { eigenTrust } from '../src/trust/index.ts';
import { report } from './measure.ts';
import { type PowerLaw, powerLaw } from './power-law.ts';

const [nodes = 50_000, edges = 500_000] = process.argv.slice(2).map(Number);
const RUNS = 3;
const TOLERANCE = 1e-10;

type Ranks = (node: number) => number;
/** For packages whose types do not say that they are CommonJS, or that have none. */
const require = createRequire(import.meta.url);

/** The best time of a few, and what was found. */
const timed = (act: () => Ranks): { readonly ms: number; readonly ranks: Ranks } => {
  let ms = Number.POSITIVE_INFINITY;
  let ranks: Ranks = () => Number.NaN;
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    ranks = act();
    ms = Math.min(ms, performance.now() - began);
  }
  return { ms, ranks };
};

/** The graph with every vouch at 1. */
const alike = (drawn: PowerLaw): PowerLaw => {
  const { outStart } = drawn.vouches;
  const given = Float64Array.from({ length: nodes }, (_, node) => outStart[node + 1]! - outStart[node]!);
  return {
    ...drawn,
    vouches: { ...drawn.vouches, given, trust: new Float64Array(drawn.vouches.trust.length).fill(1) },
  };
};

const inGraphology = ({ vouches }: PowerLaw): (() => Ranks) => {
  const pagerank: (
    graph: DirectedGraph,
    options: object,
  ) => Record<string, number> = require('graphology-metrics/centrality/pagerank');
  const graph = new DirectedGraph();
  for (let node = 0; node < nodes; node += 1) graph.addNode(node);
  eachEdge(vouches, (from, to) => graph.addEdge(from, to));
  return () => {
    const ranks = pagerank(graph, {
      alpha: 0.85,
      maxIterations: 2500,
      tolerance: TOLERANCE / nodes,
      getEdgeWeight: null,
    });
    return (node) => ranks[node] ?? Number.NaN;
  };
};

const inNgraph = ({ vouches }: PowerLaw): (() => Ranks) => {
  const rank: (graph: Graph, jump: number, epsilon: number) => Record<number, number> = require('ngraph.pagerank');
  const graph = createGraph();
  for (let node = 0; node < nodes; node += 1) graph.addNode(node);
  eachEdge(vouches, (from, to) => graph.addLink(from, to));
  return () => {
    const ranks = rank(graph, 0.85, TOLERANCE);
    return (node) => ranks[node] ?? Number.NaN;
  };
};

const eachEdge = ({ start, from }: PowerLaw['vouches'], visit: (from: number, to: number) => void): void => {
  for (let to = 0; to < nodes; to += 1) {
    for (let edge = start[to]!; edge < start[to + 1]!; edge += 1) visit(from[edge]!, to);
  }
};

const igraph = `
import sys, time, numpy as np, igraph
folder, n = sys.argv[1], int(sys.argv[2])
start = np.fromfile(folder + '/start', np.int32); source = np.fromfile(folder + '/from', np.int32)
target = np.repeat(np.arange(n, dtype=np.int32), np.diff(start))
g = igraph.Graph(n, np.stack([source, target], 1), directed=True)
best = 1e9
for _ in range(${RUNS}):
    began = time.perf_counter(); ranks = g.pagerank(damping=.85); best = min(best, time.perf_counter() - began)
np.array(ranks).tofile(folder + '/ranks'); print(best * 1e3)
`;

/** igraph's best time and ranks, or null where python3 has no igraph. */
const withIgraph = ({ vouches }: PowerLaw): { readonly ms: number; readonly ranks: Ranks } | null => {
  const folder = mkdtempSync(join(tmpdir(), 'igraph-'));
  try {
    writeFileSync(join(folder, 'start'), vouches.start);
    writeFileSync(join(folder, 'from'), vouches.from);
    const argv = ['-c', igraph, folder, String(nodes)];
    const ms = Number(execFileSync('python3', argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    const ranks = new Float64Array(new Uint8Array(readFileSync(join(folder, 'ranks'))).buffer);
    return { ms, ranks: (node) => ranks[node]! };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const graph = alike(powerLaw(nodes, edges));
const preTrust = new Float64Array(nodes).fill(1 / nodes);
const exact = eigenTrust(graph, preTrust, { tolerance: 1e-14 }).scores;
const ours = timed(() => {
  const { scores } = eigenTrust(graph, preTrust, { tolerance: TOLERANCE });
  return (node) => scores[node]!;
});
const errorOf = (ranks: Ranks): number => exact.reduce((sum, score, node) => sum + Math.abs(score - ranks(node)), 0);

const peers: [name: string, result: { readonly ms: number; readonly ranks: Ranks } | null][] = [
  ['graphology', timed(inGraphology(graph))],
  ['ngraph', timed(inNgraph(graph))],
  ['igraph (PRPACK)', withIgraph(graph)],
];
console.log(`ours      ${ours.ms.toFixed(0)} ms, error ${errorOf(ours.ranks).toExponential(1)}`);
for (const [name, peer] of peers) {
  if (peer === null) {
    console.log(`${name}: not to be had here`);
    continue;
  }
  const error = errorOf(peer.ranks);
  console.log(`${name}     ${peer.ms.toFixed(0)} ms, error ${error.toExponential(1)}`);
  const size = `${nodes.toLocaleString('en')} nodes, ${graph.vouches.from.length.toLocaleString('en')} edges`;
  report(
    `PageRank, ${size}, one thread, L1 error ${errorOf(ours.ranks).toExponential(0)} and ${error.toExponential(0)}`,
    `${ours.ms.toFixed(0)} ms`,
    `${name} ${peer.ms.toFixed(0)} ms`,
    ours.ms / peer.ms,
  );
}
