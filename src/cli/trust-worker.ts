/**
 * A thread that computes trust for the rest of the process. Opinions come in portions; then everything goes back at once.
 * What was last computed from is kept, by who said it, so that the next computation is told only what changed.
 */
import { availableParallelism } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { InvariantError, messageOf } from '../domain/index.ts';
import { HOP_DECAY, type TrustChange, type TrustInput, trustGraphOf } from '../pipeline/index.ts';
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
  spreadWith,
  type TrustScores,
  type TrustSpread,
} from '../trust/index.ts';

/** What the thread is told, and what it answers. */
export type TrustRequest =
  | { readonly kind: 'opinions'; readonly opinions: readonly Opinion[] }
  | ({ readonly kind: 'solve'; readonly keep: boolean } & Omit<TrustInput, 'opinions'>)
  | ({ readonly kind: 'change' } & TrustChange);
export interface ComputedTrust {
  readonly graph: GraphParts;
  readonly operator: TrustScores;
  readonly gains: Gains;
}
export interface ChangedTrust {
  readonly graph: GraphParts;
  readonly operator: TrustSpread;
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

let kept: ReadonlyMap<string, readonly Opinion[]> | null = null;

const computeChanged = async ({ opinions, ...rest }: TrustChange): Promise<ChangedTrust> => {
  if (kept === null) throw new InvariantError('there is nothing to change');
  const byVoucher = new Map(kept);
  for (const { by, now } of opinions) byVoucher.set(by, now);
  kept = byVoucher;
  const graph = trustGraphOf({ ...rest, opinions: [...byVoucher.values()].flat() });
  const solved = await solver.solve(graph, preTrustOf(graph, rest.seeds));
  return { graph: partsOf(graph), operator: spreadWith(graph, rest.seeds, solved, { decay: HOP_DECAY }) };
};

let arrived: Opinion[] = [];
const answerTo = (request: Exclude<TrustRequest, { kind: 'opinions' }>): Promise<object> => {
  if (request.kind === 'change') return computeChanged(request);
  const opinions = arrived;
  arrived = [];
  kept = request.keep ? Map.groupBy(opinions, ({ from }) => from) : null;
  return compute({ ...request, opinions });
};

port.on('message', async (request: TrustRequest) => {
  if (request.kind === 'opinions') {
    for (const opinion of request.opinions) arrived.push(opinion);
    return;
  }
  try {
    const computed = await answerTo(request);
    port.postMessage(computed, buffersOf(computed));
  } catch (error) {
    port.postMessage({ fault: messageOf(error) });
  }
});
