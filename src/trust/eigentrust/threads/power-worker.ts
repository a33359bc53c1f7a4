/** A thread that steps plans. Each message is one plan to work on, and is answered when this thread has done its part. */
import { parentPort } from 'node:worker_threads';
import { kernelIn } from '../kernel/power.ts';

/** Work for a thread. */
export interface PowerTask {
  readonly memory: WebAssembly.Memory;
  /** The number of this thread, from 0. */
  readonly thread: number;
  readonly mostSteps: number;
}

parentPort?.on('message', ({ memory, thread, mostSteps }: PowerTask) => {
  kernelIn(memory).iterate(thread, mostSteps);
  parentPort?.postMessage('done');
});
