/**
 * EigenTrust on a deterministic power-law graph, against SciPy's CSR power iteration on the same graph where python3 has
 * it: `node bench/eigentrust.ts [nodes] [edges]`, by default 1000000 and 10000000, a tenth of the nodes idle. Either
 * reads the graph from files in a process of its own, solves it several times and keeps its best time.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report } from './measure.ts';
import { type PowerLaw, powerLaw } from './power-law.ts';

const [nodes = 1_000_000, edges = 10_000_000] = process.argv.slice(2).map(Number);
const RUNS = 7;
const THREADS = 2;

/** As anybody would write it with SciPy; the making of the matrix is timed apart. */
const scipy = `
import sys, time, json, numpy as np, scipy, scipy.sparse as sp
folder, n, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
start = np.fromfile(folder + '/start', np.int32); source = np.fromfile(folder + '/from', np.int32)
trust = np.fromfile(folder + '/trust'); p = np.fromfile(folder + '/preTrust')
made = solved = 1e9
for _ in range(runs):
    began = time.perf_counter()
    given = np.bincount(source, trust, n); idle = given == 0
    ct = sp.csr_matrix((trust / given[source], source, start), (n, n))
    made = min(made, time.perf_counter() - began)
    began = time.perf_counter()
    t = p.copy(); steps = 0; moved = 1
    while moved > 1e-10:
        after = .85 * (ct @ t + t[idle].sum() * p) + .15 * p
        moved = np.abs(after - t).sum(); t = after; steps += 1
    solved = min(solved, time.perf_counter() - began)
t.tofile(folder + '/scores.scipy')
print(json.dumps({'version': scipy.__version__, 'makeMs': made * 1e3, 'solveMs': solved * 1e3, 'steps': steps}))
`;

/** What either solver tells of itself. */
interface Run {
  readonly makeMs: number;
  readonly solveMs: number;
  readonly steps: number;
  /** SciPy's. */
  readonly version?: string;
  /** Ours: resident memory above that with the graph loaded, at its highest, per edge. */
  readonly bytesPerEdge?: number;
}

const run = (command: string, argv: string[]): Run =>
  JSON.parse(execFileSync(command, argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));

const scoresIn = (folder: string, solver: string): Float64Array =>
  new Float64Array(new Uint8Array(readFileSync(join(folder, `scores.${solver}`))).buffer);

/** In how many of the first places the two name the same node. */
const samePlaces = (some: Float64Array, others: Float64Array, places: number): number => {
  const order = (scores: Float64Array) =>
    Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const [mine, theirs] = [order(some), order(others)];
  return mine.subarray(0, places).filter((node, place) => node === theirs[place]).length;
};

/** Ten nodes that vouch for somebody, far apart. */
const tenSeeds = ({ ids, vouches }: PowerLaw): Float64Array => {
  const preTrust = new Float64Array(ids.length);
  for (let seed = 0; seed < 10; seed += 1) {
    let node = seed * Math.floor(ids.length / 10);
    while (vouches.given[node] === 0) node += 1;
    preTrust[node] = 0.1;
  }
  return preTrust;
};

const write = (folder: string, graph: PowerLaw): number => {
  const files = { ...graph.vouches, preTrust: tenSeeds(graph) };
  for (const [name, values] of Object.entries(files)) writeFileSync(join(folder, name), values);
  const idle = graph.vouches.given.filter((trust) => trust === 0).length;
  const known = graph.vouches.from.length;
  console.log(`graph     ${nodes} nodes, ${idle} of them idle, ${known} edges`);
  return known;
};

const compare = (folder: string, ours: Run, known: number): void => {
  const peer = run('python3', ['-c', scipy, folder, String(nodes), String(RUNS)]);
  console.log(
    `SciPy     matrix in ${peer.makeMs.toFixed(0)} ms, solved in ${peer.solveMs.toFixed(0)} ms, ${peer.steps} steps`,
  );
  const [mine, theirs] = [scoresIn(folder, 'ours'), scoresIn(folder, 'scipy')];
  const distance = mine.reduce((sum, score, node) => sum + Math.abs(score - theirs[node]!), 0);
  console.log(
    `apart     ${distance.toExponential(1)} in L1; ${samePlaces(mine, theirs, 1000)} of the first 1000 places are the same`,
  );
  if (!(distance <= 1e-9)) throw new Error(`the two do not agree: ${distance} apart`);
  const size = `${nodes.toLocaleString('en')} nodes, ${known.toLocaleString('en')} edges, L1 ≤ 1e-10`;
  report(
    `EigenTrust, ${size}, ${THREADS} threads, ${ours.bytesPerEdge?.toFixed(1)} bytes per edge above the graph`,
    `${ours.solveMs.toFixed(0)} ms`,
    `SciPy ${peer.version} CSR ${peer.solveMs.toFixed(0)} ms`,
    ours.solveMs / peer.solveMs,
  );
  const [all, all2] = [ours.makeMs + ours.solveMs, peer.makeMs + peer.solveMs];
  report(
    'the same with laying out, and with making the matrix',
    `${all.toFixed(0)} ms`,
    `${all2.toFixed(0)} ms`,
    all / all2,
  );
};

const folder = mkdtempSync(join(tmpdir(), 'eigentrust-'));
try {
  const known = write(folder, powerLaw(nodes, edges));
  const solve = join(import.meta.dirname, 'eigentrust/solve.ts');
  const ours = run(process.execPath, [solve, folder, String(THREADS), String(RUNS)]);
  const { makeMs, solveMs, steps, bytesPerEdge } = ours;
  console.log(`ours      laid out in ${makeMs.toFixed(0)} ms, solved in ${solveMs.toFixed(0)} ms, ${steps} steps`);
  console.log(`memory    ${bytesPerEdge?.toFixed(1)} bytes per edge above the graph`);
  if (hasSciPy()) compare(folder, ours, known);
  else console.log('SciPy     not to be had here: no ratio');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function hasSciPy(): boolean {
  try {
    execFileSync('python3', ['-c', 'import scipy.sparse'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
