/**
 * A thread that computes trust for the rest of the process. Opinions come in portions; then everything goes back at once.
 * What was last computed from is kept, by who said it, so that the next computation is told only what changed.
 */
import { availableParallelism } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { InvariantError, messageOf } from '../domain/index.ts';
import { HOP_DECAY, TRUST_GRAPH, type TrustChange, type TrustInput, trustGraphOf } from '../pipeline/index.ts';
import {
  buffersOf,
  type Gains,
  type GraphParts,
  gainsOf,
  KeptOpinions,
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
  /** `ids` is null where they are those of the answer before. */
  readonly graph: Omit<GraphParts, 'ids'> & { readonly ids: GraphParts['ids'] | null };
  readonly operator: TrustSpread;
}

if (parentPort === null) throw new InvariantError('this file is a worker’s');
const port = parentPort;
const solver = openSolver({ threads: availableParallelism() });

const compute = async (input: TrustInput, keep: boolean): Promise<ComputedTrust> => {
  kept = keep ? keptOpinions(input.opinions) : null;
  const graph = kept?.graph({ ...TRUST_GRAPH, extraIds: input.people }) ?? trustGraphOf(input);
  told = graph.ids;
  const solved = await solver.solve(graph, preTrustOf(graph, input.seeds));
  const operator = scoresWith(graph, input.seeds, solved, { decay: HOP_DECAY });
  return { graph: partsOf(graph), operator, gains: gainsOf(graph) };
};

let kept: KeptOpinions | null = null;
/** The ids of the last answer. */
let told: GraphParts['ids'] = [];

const keptOpinions = (opinions: readonly Opinion[]): KeptOpinions => {
  const all = new KeptOpinions();
  for (const [by, own] of Map.groupBy(opinions, ({ from }) => from)) all.set(by, own);
  return all;
};

const computeChanged = async ({ opinions, people, seeds }: TrustChange): Promise<ChangedTrust> => {
  if (kept === null) throw new InvariantError('there is nothing to change');
  for (const { by, now } of opinions) kept.set(by, now);
  const graph = kept.graph({ ...TRUST_GRAPH, extraIds: people });
  const ids = graph.ids === told ? null : graph.ids;
  told = graph.ids;
  const solved = await solver.solve(graph, preTrustOf(graph, seeds));
  const operator = spreadWith(graph, seeds, solved, { decay: HOP_DECAY });
  return { graph: { ...partsOf(graph), ids }, operator };
};

let arrived: Opinion[] = [];
const answerTo = (request: Exclude<TrustRequest, { kind: 'opinions' }>): Promise<object> => {
  if (request.kind === 'change') return computeChanged(request);
  const opinions = arrived;
  arrived = [];
  return compute({ ...request, opinions }, request.keep);
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
