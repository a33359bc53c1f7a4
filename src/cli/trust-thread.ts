import { setImmediate as immediately } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { InvariantError } from '../domain/index.ts';
import type { TrustBase, TrustEngine, TrustInput } from '../pipeline/index.ts';
import { graphFrom } from '../trust/index.ts';
import type { TrustReply, TrustRequest } from './trust-worker.ts';

/** So many opinions are sent at once; a few milliseconds' work, between which others have their turn. */
const PORTION = 2000;

/**
 * Computes trust in a thread of its own, one input at a time, so that no graph keeps pages or other work waiting. When a
 * computation is given up its thread ends with it. The thread keeps no process alive while it has nothing to do.
 */
export const trustThread = (): TrustEngine => {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const giveUp = (): void => {
    void worker?.terminate();
    worker = null;
  };
  const compute = async (input: TrustInput, signal: AbortSignal | undefined): Promise<TrustBase> => {
    signal?.throwIfAborted();
    worker ??= new Worker(new URL('./trust-worker.ts', import.meta.url));
    try {
      return await askOf(worker, input, signal);
    } catch (error) {
      giveUp();
      throw error;
    }
  };
  return (input, signal) => {
    const next = last.then(() => compute(input, signal));
    last = next.catch(() => undefined);
    return next;
  };
};

const askOf = async (worker: Worker, input: TrustInput, signal: AbortSignal | undefined): Promise<TrustBase> => {
  worker.ref();
  const { promise, resolve, reject } = Promise.withResolvers<TrustReply>();
  const onExit = (): void => reject(new InvariantError('the thread that computes trust ended at work'));
  const onAbort = (): void => reject(signal?.reason);
  worker.on('message', resolve).on('error', reject).on('exit', onExit);
  signal?.addEventListener('abort', onAbort);
  try {
    await send(worker, input, signal);
    const reply = await promise;
    if ('fault' in reply) throw new InvariantError(`trust could not be computed: ${reply.fault}`);
    const { graph, operator, gains } = reply;
    return { graph: graphFrom(graph), operator: () => operator, gains: () => gains };
  } finally {
    worker.off('message', resolve).off('error', reject).off('exit', onExit).unref();
    signal?.removeEventListener('abort', onAbort);
  }
};

const send = async (worker: Worker, { opinions, ...rest }: TrustInput, signal: AbortSignal | undefined) => {
  const post = (request: TrustRequest): void => worker.postMessage(request);
  for (let start = 0; start < opinions.length; start += PORTION) {
    signal?.throwIfAborted();
    post({ opinions: opinions.slice(start, start + PORTION) });
    await immediately();
  }
  post(rest);
};
