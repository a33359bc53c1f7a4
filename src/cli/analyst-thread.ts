import { Worker } from 'node:worker_threads';
import { InvariantError } from '../domain/index.ts';
import type { Analysis, Analyst, BlindReading } from '../pipeline/index.ts';
import type { AnalysisReply, AnalysisRequest, AnalysisSetup } from './analysis-worker.ts';

/** Longer than any honest patch within the review budget takes, on a slow machine. */
const LONGEST_MS = 10_000;

/**
 * Reads patches in a thread of its own, one at a time, so that no patch keeps pages or other work waiting. One that
 * takes too long is given up as unreadable, with its thread. The thread never keeps the process alive. `version` names
 * what `setup` makes it read with.
 */
export const analystThread = (version: string, setup: AnalysisSetup, longestMs = LONGEST_MS): Analyst => {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const started = (): Worker => {
    if (worker === null) {
      worker = new Worker(new URL('./analysis-worker.ts', import.meta.url), { workerData: setup });
      worker.unref();
      // One that breaks while nobody asks is started anew when somebody does, who then hears of it.
      worker.on('error', giveUp);
    }
    return worker;
  };
  const giveUp = (): void => {
    void worker?.terminate();
    worker = null;
  };
  const askNow = (request: AnalysisRequest): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const thread = started();
      thread.ref();
      const done = (settle: () => void): void => {
        clearTimeout(timer);
        thread.off('message', onReply);
        thread.off('error', onError);
        thread.unref();
        settle();
      };
      const onReply = (reply: AnalysisReply): void => {
        // Whatever broke there may still be broken: the next patch gets a thread of its own.
        if ('fault' in reply) giveUp();
        done(() => {
          if ('fault' in reply) reject(new InvariantError(`a signal broke: ${reply.fault}`));
          else resolve(reply.answer);
        });
      };
      const onError = (error: Error): void => {
        giveUp();
        done(() => reject(error));
      };
      const timer = setTimeout(() => {
        giveUp();
        done(() => resolve({ kind: 'unreadable', reason: `reading it took over ${longestMs / 1000} s` }));
      }, longestMs);
      thread.on('message', onReply);
      thread.on('error', onError);
      thread.postMessage(request);
    });
  // It has much to load, so it begins before the first patch is here.
  started();
  const ask = (request: AnalysisRequest): Promise<unknown> => {
    const next = last.then(() => askNow(request));
    last = next.catch(() => undefined);
    return next;
  };
  return {
    version,
    analyse: async (bytes, budgetBytes) => (await ask({ bytes, budgetBytes })) as Analysis,
    blind: async (bytes, author, budgetBytes) => (await ask({ bytes, budgetBytes, author })) as BlindReading,
  };
};
