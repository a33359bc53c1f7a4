import { Worker } from 'node:worker_threads';
import type { Backtest, backtest } from '../pipeline/index.ts';
import { workerThread } from './ask-worker.ts';
import type { BacktestRequest } from './backtest-worker.ts';

/** Replays history in a thread of its own: hundreds of graphs, one after the other, keep nothing else waiting. */
export const backtestThread = (): typeof backtest => {
  const ask = workerThread(new URL('./backtest-worker.ts', import.meta.url), (file) => new Worker(file));
  return (past, { vouches, merges, seeds, maintainers }, policy, signal) =>
    ask<Backtest>((worker) => ({
      send: () => worker.postMessage([past, { vouches, merges, seeds, maintainers }, policy] satisfies BacktestRequest),
      signal,
    }));
};
