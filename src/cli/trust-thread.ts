import { setImmediate as immediately } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { TrustEngine, TrustInput } from '../pipeline/index.ts';
import { graphFrom } from '../trust/index.ts';
import { workerThread } from './ask-worker.ts';
import type { ComputedTrust, TrustRequest } from './trust-worker.ts';

/** So many opinions are sent at once; a few milliseconds' work, between which others have their turn. */
const PORTION = 2000;

/**
 * Computes trust in a thread of its own, one input at a time, so that no graph keeps pages or other work waiting. When a
 * computation is given up its thread ends with it. The thread keeps no process alive while it has nothing to do.
 */
export const trustThread = (): TrustEngine => {
  const ask = workerThread(new URL('./trust-worker.ts', import.meta.url), (file) => new Worker(file));
  return async (input, signal) => {
    const { graph, operator, gains } = await ask<ComputedTrust>((worker) => ({
      send: () => send(worker, input, signal),
      signal,
    }));
    return { graph: graphFrom(graph), operator: () => operator, gains: () => gains };
  };
};

const send = async (worker: Worker, { opinions, ...rest }: TrustInput, signal: AbortSignal | undefined) => {
  const post = (request: TrustRequest): void => worker.postMessage(request);
  for (let start = 0; start < opinions.length && !signal?.aborted; start += PORTION) {
    post({ opinions: opinions.slice(start, start + PORTION) });
    await immediately();
  }
  post(rest);
};
