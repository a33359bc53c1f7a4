import { setImmediate as immediately } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { TrainOptions } from '../learn/index.ts';
import type { Examples } from '../pipeline/index.ts';
import { workerThread } from './ask-worker.ts';
import type { JudgeReply, TrainReply, TrainRequest } from './train-worker.ts';

/** So many vouches are sent at once; a few milliseconds' work, between which others have their turn. */
const PORTION = 2000;

/** Learns in a thread of its own, so that who waits can still say stop. */
export const trainThread = () => asking<TrainReply>('trees');

/** Compares GraphSAGE with the trees, likewise. */
export const judgeThread = () => asking<JudgeReply>('graphsage');

type Learn = Extract<TrainRequest, { options: unknown }>['learn'];

const asking = <Reply extends object>(learn: Learn) => {
  const ask = workerThread(new URL('./train-worker.ts', import.meta.url), (file) => new Worker(file));
  return (examples: Examples, options: TrainOptions, signal: AbortSignal): Promise<Reply> =>
    ask<Reply>((worker) => ({ send: () => send(worker, examples, { options, learn, signal }), signal }));
};

const send = async (
  worker: Worker,
  { history, ...rest }: Examples,
  { signal, ...how }: { readonly options: TrainOptions; readonly learn: Learn; readonly signal: AbortSignal },
): Promise<void> => {
  const post = (request: TrainRequest): void => worker.postMessage(request);
  const { vouches, ...others } = history;
  for (let start = 0; start < vouches.length && !signal.aborted; start += PORTION) {
    post({ vouches: vouches.slice(start, start + PORTION) });
    await immediately();
  }
  post({ examples: { ...rest, history: others }, ...how });
};
