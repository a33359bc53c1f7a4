/** A thread that computes trust for the rest of the process. Opinions come in portions; then everything goes back at once. */
import { availableParallelism } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { InvariantError, messageOf } from '../domain/index.ts';
import { HOP_DECAY, type TrustInput, trustGraphOf } from '../pipeline/index.ts';
import {
  buffersOf,
  type Gains,
  type GraphParts,
  gainsOf,
  type Opinion,
  openSolver,
  partsOf,
  preTrustOf,
  scoresWith,
  type TrustScores,
} from '../trust/index.ts';

/** What the thread is told, and what it answers. */
export type TrustRequest = { readonly opinions: readonly Opinion[] } | Omit<TrustInput, 'opinions'>;
export interface ComputedTrust {
  readonly graph: GraphParts;
  readonly operator: TrustScores;
  readonly gains: Gains;
}

if (parentPort === null) throw new InvariantError('this file is a worker’s');
const port = parentPort;
const solver = openSolver({ threads: availableParallelism() });

const compute = async (input: TrustInput): Promise<ComputedTrust> => {
  const graph = trustGraphOf(input);
  const solved = await solver.solve(graph, preTrustOf(graph, input.seeds));
  const operator = scoresWith(graph, input.seeds, solved, { decay: HOP_DECAY });
  return { graph: partsOf(graph), operator, gains: gainsOf(graph) };
};

let opinions: Opinion[] = [];
port.on('message', async (request: TrustRequest) => {
  if ('opinions' in request) {
    for (const opinion of request.opinions) opinions.push(opinion);
    return;
  }
  const input = { ...request, opinions };
  opinions = [];
  try {
    const computed = await compute(input);
    port.postMessage(computed, buffersOf(computed));
  } catch (error) {
    port.postMessage({ fault: messageOf(error) });
  }
});
