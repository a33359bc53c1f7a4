import { Worker } from 'node:worker_threads';
import type { Plan } from '../kernel/plan.ts';
import { readyRound } from '../kernel/power.ts';
import type { PowerTask } from './power-worker.ts';

/** Threads that work on one plan at a time, all of them. They keep no process alive while they have nothing to do. */
export interface Crew extends AsyncDisposable {
  readonly threads: number;
  /**
   * Steps the plan's active rows until it is at its tolerance, at `mostSteps` or stopped. The plan must have been begun
   * for this many threads.
   *
   * @throws whatever ends a thread; all are then replaced, for the others would wait for it.
   */
  step(plan: Plan, mostSteps: number): Promise<void>;
}

/** Starts that many threads. */
export const openCrew = (threads: number): Crew => {
  let workers = Array.from({ length: threads }, startWorker);
  const dismiss = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  return {
    threads,
    step: async (plan, mostSteps) => {
      readyRound(plan);
      try {
        await Promise.all(workers.map((worker, thread) => doneBy(worker, { memory: plan.memory, thread, mostSteps })));
      } catch (cause) {
        await dismiss();
        workers = Array.from({ length: threads }, startWorker);
        throw cause;
      }
    },
    [Symbol.asyncDispose]: dismiss,
  };
};

const startWorker = (): Worker => {
  const worker = new Worker(new URL('./power-worker.ts', import.meta.url));
  worker.unref();
  return worker;
};

/** Resolves when the worker has answered. */
const doneBy = (worker: Worker, task: PowerTask): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.off('message', onDone);
      worker.off('error', onError);
      worker.off('exit', onExit);
      worker.unref();
      act();
    };
    const onDone = (): void => settle(resolve);
    const onError = (error: unknown): void => settle(() => reject(error));
    const onExit = (): void => settle(() => reject(new Error('a thread of the solver ended at work')));
    worker.on('message', onDone);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.ref();
    worker.postMessage(task);
  });
