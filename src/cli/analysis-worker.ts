import { parentPort } from 'node:worker_threads';
import { InvariantError, messageOf } from '../domain/index.ts';
import { analystWith } from '../pipeline/index.ts';
import { allSignals, NO_CONTEXT } from '../signals/index.ts';

/** What the worker is asked, and what it answers: an analysis, or that reading broke. */
export interface AnalysisRequest {
  readonly bytes: Uint8Array;
  readonly budgetBytes: number;
}
export type AnalysisReply = { readonly analysis: unknown } | { readonly fault: string };

if (parentPort === null) throw new InvariantError('this file is a worker’s');
const port = parentPort;
const analyst = analystWith(allSignals, NO_CONTEXT);

port.on('message', async ({ bytes, budgetBytes }: AnalysisRequest) => {
  try {
    port.postMessage({ analysis: await analyst.analyse(bytes, budgetBytes) } satisfies AnalysisReply);
  } catch (error) {
    port.postMessage({ fault: messageOf(error) } satisfies AnalysisReply);
  }
});
