import { createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import { type Command, InvalidArgumentError } from 'commander';
import {
  buildGraphOf,
  openSolver,
  preTrustOf,
  readSeeds,
  scoresCsv,
  scoresWith,
  type TrustGraph,
  type TrustScores,
} from '../../trust/index.ts';
import { readEdgeFile } from '../edge-file.ts';
import { fromFile } from '../from-file.ts';
import { inBlocks } from '../in-blocks.ts';
import { note, print, printJson } from '../output.ts';
import { writeWhole } from '../write-whole.ts';

interface EigenTrustFlags {
  readonly edges: string;
  readonly seeds?: string;
  readonly alpha: number;
  readonly tolerance: number;
  readonly scores?: string;
  readonly json?: boolean;
}

const within =
  (low: number, high: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value > low && value <= high))
      throw new InvalidArgumentError(`must be over ${low} and at most ${high}`);
    return value;
  };

export const registerEigenTrust = (program: Command): void => {
  program
    .command('eigentrust')
    .description('EigenTrust, standing, opinion and structural trust of a graph in a file')
    .requiredOption(
      '--edges <file>',
      'from,to,weight as CSV (header optional, .gz too) or Parquet; below 0 is distrust',
    )
    .option('--seeds <file>', 'trusted ids, one per line (default: everybody is trusted alike)')
    .option('--alpha <a>', 'weight of the trusted set at each step, in (0,1]', within(0, 1), 0.15)
    .option('--tolerance <t>', 'stop when a step changes the scores by at most this much in sum', within(0, 1), 1e-10)
    .option('--scores <file>', 'write the scores there instead of to standard output')
    .option('--json', 'print the figures of the run as one JSON document')
    .action(async (flags: EigenTrustFlags) => {
      const { graph, scores, loadMs, solveMs } = await solve(flags);
      if (flags.scores !== undefined) await writeWhole(flags.scores, scoresCsv(graph, scores));
      else if (!flags.json)
        await pipe(Readable.from(inBlocks(scoresCsv(graph, scores))), process.stdout, { end: false });
      const { iterations, residual, converged } = scores;
      const edges = graph.vouches.from.length + graph.denounces.from.length;
      if (flags.json) printJson({ nodes: graph.ids.length, edges, iterations, residual, converged, loadMs, solveMs });
      else if (flags.scores !== undefined) print(`${graph.ids.length} scores written to ${flags.scores}`);
      if (!converged) note(`not converged after ${iterations} steps: the last changed ${residual}`);
    });
};

const solve = async (
  flags: EigenTrustFlags,
): Promise<{ graph: TrustGraph; scores: TrustScores; loadMs: number; solveMs: number }> => {
  const start = performance.now();
  const seeds = flags.seeds === undefined ? null : await readSeedFile(flags.seeds);
  const graph = buildGraphOf(await readEdgeFile(flags.edges), { halfLifeMs: 1, extraIds: seeds ?? [] });
  const { selfEdges, invalid } = graph.dropped;
  if (selfEdges > 0) note(`${selfEdges} edges from an id to itself left out`);
  if (invalid > 0) note(`${invalid} edges of weight 0 left out`);
  const full = fullWeightOf(graph);
  if (full !== 1)
    note(`a weight of ${full} counts as a full vouch: the heaviest in the file, rows of the same two summed`);
  if (seeds !== null) tellOfSeeds(seeds, graph);
  const loaded = performance.now();
  const trusted = seeds ?? graph.ids;
  await using solver = openSolver({ threads: availableParallelism() });
  const { alpha, tolerance } = flags;
  using progress = progressLine();
  const solved = await solver.solve(graph, preTrustOf(graph, trusted), { alpha, tolerance, onProgress: progress.show });
  const scores = scoresWith(graph, trusted, solved);
  return { graph, scores, loadMs: loaded - start, solveMs: performance.now() - loaded };
};

/** What weighs as much as a vouch can. */
const fullWeightOf = ({ vouches: { trust, weight }, scale }: TrustGraph): number => {
  const full = trust.length === 0 ? 1 : ((trust[0] ?? 0) * scale) / (weight[0] ?? 1);
  return Number(full.toPrecision(12));
};

const tellOfSeeds = (seeds: readonly string[], { ids, vouches, denounces, indexOf }: TrustGraph): void => {
  if (seeds.length === 0) note('the file of trusted ids is empty: nobody is trusted');
  const isNamed = new Uint8Array(ids.length);
  for (const { start, from } of [vouches, denounces]) {
    for (const source of from) isNamed[source] = 1;
    for (let node = 0; node < ids.length; node += 1) if (start[node + 1] !== start[node]) isNamed[node] = 1;
  }
  const unknown = seeds.filter((id) => isNamed[indexOf(id)] === 0);
  if (unknown.length > 0)
    note(`no edge has ${unknown.length} of the trusted ids, the first being ${JSON.stringify(unknown[0])}`);
};

/** Steps made, on one line of a terminal; nothing anywhere else. */
const progressLine = () => {
  const { isTTY } = process.stderr;
  return {
    show: (steps: number, residual: number): void => {
      if (isTTY) process.stderr.write(`\r\x1b[Kstep ${steps}, moved ${residual.toExponential(1)}`);
    },
    [Symbol.dispose]: (): void => {
      if (isTTY) process.stderr.write('\r\x1b[K');
    },
  };
};

const readSeedFile = (path: string): Promise<string[]> => fromFile(path, () => readSeeds(createReadStream(path)));
