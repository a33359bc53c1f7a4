/** Solves the graph in a folder: `node solve.ts FOLDER THREADS RUNS`; started by ../eigentrust.ts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSolver } from '../../src/trust/index.ts';

const [folder = '', threads = 1, runs = 1] = process.argv.slice(2).map((text, at) => (at === 0 ? text : Number(text)));
const bytesOf = (name: string): ArrayBuffer => {
  const bytes = readFileSync(join(String(folder), name));
  return bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength
    ? (bytes.buffer as ArrayBuffer)
    : new Uint8Array(bytes).buffer;
};
const integers = (name: string): Int32Array => new Int32Array(bytesOf(name));
const doubles = (name: string): Float64Array => new Float64Array(bytesOf(name));

const vouches = {
  start: integers('start'),
  from: integers('from'),
  trust: doubles('trust'),
  given: doubles('given'),
  outStart: integers('outStart'),
  outTo: integers('outTo'),
};
const preTrust = doubles('preTrust');
const graph = { ids: { length: preTrust.length }, vouches };

await using solver = openSolver({ threads: Number(threads) });
const rssBefore = process.memoryUsage.rss();
let { scores, iterations } = await solver.solve(graph, preTrust);
const bytesPerEdge = (process.resourceUsage().maxRSS * 1024 - rssBefore) / vouches.from.length;
let [makeMs, solveMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
for (let run = 0; run < Number(runs); run += 1) {
  const began = performance.now();
  const prepared = solver.prepare(graph, preTrust);
  const made = performance.now();
  ({ scores, iterations } = await prepared.solve());
  solveMs = Math.min(solveMs, performance.now() - made);
  makeMs = Math.min(makeMs, made - began);
}
writeFileSync(join(String(folder), 'scores.ours'), scores);
console.log(JSON.stringify({ makeMs, solveMs, steps: iterations, bytesPerEdge }));
