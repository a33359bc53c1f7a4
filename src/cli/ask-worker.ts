import type { Worker } from 'node:worker_threads';
import { InvariantError } from '../domain/index.ts';

/** How to ask. */
export interface Question {
  /** Posts the question, in as many messages as it takes. */
  readonly send: () => void | Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A worker's answer: its next message. It keeps the process alive until then. @throws the signal's reason when aborted,
 * whatever ended the worker, InvariantError for a reply that is a `fault`; the worker is then of no use any more.
 */
const askWorker = async <Reply extends object>(worker: Worker, { send, signal }: Question): Promise<Reply> => {
  signal?.throwIfAborted();
  worker.ref();
  const { promise, resolve, reject } = Promise.withResolvers<Reply | { readonly fault: string }>();
  const onExit = (): void => reject(new InvariantError('a thread ended at work'));
  const onAbort = (): void => reject(signal?.reason);
  worker.on('message', resolve).on('error', reject).on('exit', onExit);
  signal?.addEventListener('abort', onAbort);
  try {
    await Promise.all([send(), promise]);
    const reply = await promise;
    if ('fault' in reply) throw new InvariantError(`a thread broke: ${reply.fault}`);
    return reply;
  } finally {
    worker.off('message', resolve).off('error', reject).off('exit', onExit).unref();
    signal?.removeEventListener('abort', onAbort);
  }
};

/** A worker that is started when first asked, asked one question at a time, and started anew after one that failed. */
export const workerThread = (file: URL, start: (file: URL) => Worker) => {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const ask = async <Reply extends object>(question: (worker: Worker) => Question): Promise<Reply> => {
    worker ??= start(file);
    try {
      return await askWorker<Reply>(worker, question(worker));
    } catch (error) {
      void worker.terminate();
      worker = null;
      throw error;
    }
  };
  return <Reply extends object>(question: (worker: Worker) => Question): Promise<Reply> => {
    const next = last.then(() => ask<Reply>(question));
    last = next.catch(() => undefined);
    return next;
  };
};
