/**
 * EigenTrust on a deterministic power-law graph, against SciPy's CSR power iteration on the same graph where python3
 * has it: `node bench/eigentrust.ts [nodes] [edges]`, by default 100000 and 1000000, a tenth of the nodes idle.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGraph, eigenTrust, type Opinion, preTrustOf, standingOf, type TrustGraph } from '../src/trust/index.ts';
import { report } from './measure.ts';

const [nodes = 100_000, edges = 1_000_000] = process.argv.slice(2).map(Number);
const seeds = Array.from({ length: 10 }, (_, index) => idOf(index));
const runs = 3;

/** Numerical Recipes' linear congruential generator, in [0,1). */
const generator = (state: number) => () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

function idOf(index: number): string {
  return `n${String(index).padStart(9, '0')}`;
}

function* powerLaw(): Generator<Opinion> {
  const random = generator(42);
  const skewed = () => Math.floor(nodes * random() ** 3);
  for (let edge = 0; edge < edges; edge += 1) {
    const from = skewed();
    const active = from % 10 === 9 ? from - 1 : from;
    yield { from: idOf(active), to: idOf(skewed()), weight: 1 + Math.floor(random() * 3), ageMs: random() * 1e3 };
  }
}

const timed = <T>(act: () => T): readonly [result: T, ms: number] => {
  const startedAt = performance.now();
  const result = act();
  return [result, performance.now() - startedAt];
};

const peer = `
import sys, time, json, numpy as np, scipy, scipy.sparse as sp
folder, n = sys.argv[1], int(sys.argv[2])
start = np.fromfile(folder + '/start', np.int32); source = np.fromfile(folder + '/from', np.int32)
trust = np.fromfile(folder + '/trust'); p = np.fromfile(folder + '/preTrust')
best = 1e9
for _ in range(${runs}):
    began = time.perf_counter()
    given = np.bincount(source, trust, n); idle = given == 0
    ct = sp.csr_matrix((trust / given[source], source, start), (n, n))
    t = p.copy(); steps = 0; moved = 1
    while moved > 1e-10:
        after = .85 * (ct @ t + t[idle].sum() * p) + .15 * p
        moved = np.abs(after - t).sum(); t = after; steps += 1
    best = min(best, time.perf_counter() - began)
t.tofile(folder + '/scores')
print(json.dumps({'version': scipy.__version__, 'ms': best * 1e3, 'steps': steps}))
`;

/** SciPy's time and how far its scores are from ours in L1, or null where there is no SciPy. */
const againstSciPy = ({ vouches, ids }: TrustGraph, preTrust: Float64Array, scores: Float64Array) => {
  const folder = mkdtempSync(join(tmpdir(), 'eigentrust-'));
  try {
    const { start, from, trust } = vouches;
    for (const [name, values] of Object.entries({ start, from, trust, preTrust })) {
      writeFileSync(join(folder, name), values);
    }
    const argv = ['-c', peer, folder, String(ids.length)];
    const outcome = JSON.parse(
      execFileSync('python3', argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
    const theirs = new Float64Array(new Uint8Array(readFileSync(join(folder, 'scores'))).buffer);
    const distance = theirs.reduce((sum, score, node) => sum + Math.abs(score - (scores[node] ?? 0)), 0);
    return { ...outcome, distance } as { version: string; ms: number; steps: number; distance: number };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const [graph, buildMs] = timed(() => buildGraph(powerLaw(), { halfLifeMs: 1e3, extraIds: seeds }));
const preTrust = preTrustOf(graph, seeds);
const solves = Array.from({ length: runs }, () => timed(() => eigenTrust(graph, preTrust)));
const [solve] = solves[0] ?? timed(() => eigenTrust(graph, preTrust));
const solveMs = Math.min(...solves.map(([, ms]) => ms));
const [, standingMs] = timed(() => standingOf(graph, seeds));

console.log(
  `graph     ${graph.ids.length} nodes, ${graph.vouches.from.length} edges, built in ${buildMs.toFixed(0)} ms`,
);
console.log(`standing  ${standingMs.toFixed(0)} ms`);
console.log(
  `ours      ${solveMs.toFixed(0)} ms, ${solve.iterations} steps, residual ${solve.residual.toExponential(1)}`,
);
const scipy = againstSciPy(graph, preTrust, solve.scores);
if (scipy === null) {
  console.log('SciPy     not to be had here: no ratio');
} else {
  const { version, ms, steps, distance } = scipy;
  console.log(`SciPy     ${ms.toFixed(0)} ms, ${steps} steps (${version}), scores ${distance.toExponential(1)} apart`);
  report(
    `EigenTrust, ${nodes.toLocaleString('en')} nodes, ${graph.vouches.from.length.toLocaleString('en')} edges, L1 ≤ 1e-10`,
    `${solveMs.toFixed(0)} ms`,
    `SciPy ${version} CSR ${ms.toFixed(0)} ms`,
    solveMs / ms,
  );
}
