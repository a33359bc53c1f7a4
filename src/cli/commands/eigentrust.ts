import { createReadStream, createWriteStream } from 'node:fs';
import { rename, unlink } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { AppError } from '../../domain/index.ts';
import {
  buildGraph,
  readEdges,
  readSeeds,
  scoresCsv,
  type TrustGraph,
  type TrustScores,
  trustScores,
} from '../../trust/index.ts';
import { note, print, printJson } from '../output.ts';

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
    .requiredOption('--edges <file>', 'CSV of from,to,weight; a header is optional; a negative weight is distrust')
    .option('--seeds <file>', 'trusted ids, one per line (default: everybody is trusted alike)')
    .option('--alpha <a>', 'weight of the trusted set at each step, in (0,1]', within(0, 1), 0.15)
    .option('--tolerance <t>', 'stop when a step changes the scores by at most this much in sum', within(0, 1), 1e-10)
    .option('--scores <file>', 'write the scores there instead of to standard output')
    .option('--json', 'print the figures of the run as one JSON document')
    .action(async (flags: EigenTrustFlags) => {
      const { graph, scores, loadMs, solveMs } = await solve(flags);
      if (flags.scores !== undefined) await writeWhole(flags.scores, scoresCsv(graph, scores));
      else if (!flags.json) for (const line of scoresCsv(graph, scores)) process.stdout.write(line);
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
  const { opinions, selfEdges } = await fromFile(flags.edges, readEdges);
  const seeds = flags.seeds === undefined ? null : await fromFile(flags.seeds, readSeeds);
  const graph = buildGraph(opinions, { halfLifeMs: 1, extraIds: seeds ?? [] });
  if (selfEdges > 0) note(`${selfEdges} edges from an id to itself left out`);
  const loaded = performance.now();
  const scores = trustScores(graph, seeds ?? graph.ids, { alpha: flags.alpha, tolerance: flags.tolerance });
  return { graph, scores, loadMs: loaded - start, solveMs: performance.now() - loaded };
};

const fromFile = async <Result>(path: string, read: (source: Readable) => Promise<Result>): Promise<Result> => {
  try {
    return await read(createReadStream(path));
  } catch (cause) {
    if (cause instanceof AppError) throw new AppError(`${path}: ${cause.message}`, { cause });
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new AppError(`cannot read ${path} (${code})`, { cause });
  }
};

/** The file appears whole or not at all. */
const writeWhole = async (path: string, lines: Iterable<string>): Promise<void> => {
  const partial = `${path}.${process.pid}.partial`;
  try {
    await pipe(Readable.from(lines), createWriteStream(partial, { flush: true }));
    await rename(partial, path);
  } catch (cause) {
    await unlink(partial).catch(() => undefined);
    throw new AppError(`cannot write ${path} (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
};
