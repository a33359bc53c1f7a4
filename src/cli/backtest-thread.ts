import { setImmediate as immediately } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Backtest, backtest, Replay } from '../pipeline/index.ts';
import { workerThread } from './ask-worker.ts';
import type { BacktestRequest } from './backtest-worker.ts';

/** So many vouches are sent at once; a few milliseconds' work, between which others have their turn. */
const PORTION = 2000;

/** Replays history in a thread of its own: hundreds of graphs, one after the other, keep nothing else waiting. */
export const backtestThread = (): typeof backtest => {
  const ask = workerThread(new URL('./backtest-worker.ts', import.meta.url), (file) => new Worker(file));
  return (replay, signal) => ask<Backtest>((worker) => ({ send: () => send(worker, replay, signal), signal }));
};

const send = async (worker: Worker, { history, ...rest }: Replay, signal: AbortSignal | undefined): Promise<void> => {
  const post = (request: BacktestRequest): void => worker.postMessage(request);
  const { vouches, ...others } = history;
  for (let start = 0; start < vouches.length && !signal?.aborted; start += PORTION) {
    post({ vouches: vouches.slice(start, start + PORTION) });
    await immediately();
  }
  post({ ...rest, history: others });
};
