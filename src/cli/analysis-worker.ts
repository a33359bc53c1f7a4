import { parentPort, workerData } from 'node:worker_threads';
import { InvariantError, messageOf } from '../domain/index.ts';
import { openAdvisories } from '../osv/index.ts';
import { analystWith } from '../pipeline/index.ts';
import { allSignals, NO_CONTEXT } from '../signals/index.ts';

/** What the thread is started with: the signals that run, and where the index of known vulnerabilities is, if any. */
export interface AnalysisSetup {
  readonly signals: readonly string[];
  /** Those of them whose findings are only shown. */
  readonly advisory: readonly string[];
  readonly osv: { readonly path: string; readonly cacheDir: string } | null;
}

/** What the worker is asked, and what it answers: an analysis, or that reading broke. */
export interface AnalysisRequest {
  readonly bytes: Uint8Array;
  readonly budgetBytes: number;
}
export type AnalysisReply = { readonly analysis: unknown } | { readonly fault: string };

if (parentPort === null) throw new InvariantError('this file is a worker’s');
const port = parentPort;
const setup = workerData as AnalysisSetup;
const analyst = analystWith({
  signals: allSignals.filter(({ id }) => setup.signals.includes(id)),
  advisory: setup.advisory,
  context: { ...NO_CONTEXT, advisories: setup.osv === null ? null : await openAdvisories(setup.osv) },
});

port.on('message', async ({ bytes, budgetBytes }: AnalysisRequest) => {
  try {
    port.postMessage({ analysis: await analyst.analyse(bytes, budgetBytes) } satisfies AnalysisReply);
  } catch (error) {
    port.postMessage({ fault: messageOf(error) } satisfies AnalysisReply);
  }
});
