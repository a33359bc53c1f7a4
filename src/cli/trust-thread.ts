import { setImmediate as immediately } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Did } from '../domain/index.ts';
import type { TrustEngine, TrustInput } from '../pipeline/index.ts';
import { graphFrom, type TrustGraph } from '../trust/index.ts';
import { workerThread } from './ask-worker.ts';
import type { ChangedTrust, ComputedTrust, TrustRequest } from './trust-worker.ts';

/** So many opinions are sent at once; a few milliseconds' work, between which others have their turn. */
const PORTION = 2000;

/**
 * Computes trust in a thread of its own, one input at a time, so that no graph keeps pages or other work waiting. When a
 * computation is given up its thread ends with it. The thread keeps no process alive while it has nothing to do. One that
 * `follows` keeps the opinions, so that a change of some of them is told in a few words; what fails to change must be
 * computed anew. Whoever was once named stays in its graph until then.
 */
export const trustThread = ({ follows = false } = {}): TrustEngine => {
  const ask = workerThread(new URL('./trust-worker.ts', import.meta.url), (file) => new Worker(file));
  let last: TrustGraph | undefined;
  let named = new Set<Did>();
  const solve: TrustEngine = async (input, signal) => {
    const { graph, operator, gains } = await ask<ComputedTrust>((worker) => ({
      send: () => send(worker, { input, keep: follows, signal }),
      signal,
    }));
    const solved = graphFrom(graph);
    if (follows) [last, named] = [solved, new Set(input.people)];
    return { graph: solved, operator: () => operator, judged: async () => operator, gains: () => gains };
  };
  if (!follows) return solve;
  const changed: TrustEngine['changed'] = async (change, signal) => {
    const people = change.people.filter((did) => !named.has(did));
    const { graph, operator } = await ask<ChangedTrust>((worker) => ({
      send: () => worker.postMessage({ kind: 'change', ...change, people } satisfies TrustRequest),
      signal,
    }));
    last = graphFrom({ ...graph, ids: graph.ids ?? last?.ids ?? [] }, last);
    for (const did of people) named.add(did);
    return { graph: last, operator: () => operator };
  };
  return Object.assign(solve, { changed });
};

interface Sending {
  readonly input: TrustInput;
  readonly keep: boolean;
  readonly signal: AbortSignal | undefined;
}

const send = async (worker: Worker, { input: { opinions, ...rest }, keep, signal }: Sending): Promise<void> => {
  const post = (request: TrustRequest): void => worker.postMessage(request);
  for (let start = 0; start < opinions.length && !signal?.aborted; start += PORTION) {
    post({ kind: 'opinions', opinions: opinions.slice(start, start + PORTION) });
    await immediately();
  }
  post({ kind: 'solve', keep, ...rest });
};
