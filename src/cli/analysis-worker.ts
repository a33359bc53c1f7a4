import { parentPort, workerData } from 'node:worker_threads';
import type { Identity } from '../diff/index.ts';
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

/** What the worker is asked: what machines make of a patch, or, with its author, how it reads without them. */
export interface AnalysisRequest {
  readonly bytes: Uint8Array;
  readonly budgetBytes: number;
  readonly author?: Identity;
}
/** What it answers: an analysis or a blind reading, or that reading broke. */
export type AnalysisReply = { readonly answer: unknown } | { readonly fault: string };

if (parentPort === null) throw new InvariantError('this file is a worker’s');
const port = parentPort;
const setup = workerData as AnalysisSetup;
const analyst = analystWith({
  signals: allSignals.filter(({ id }) => setup.signals.includes(id)),
  advisory: setup.advisory,
  context: { ...NO_CONTEXT, advisories: setup.osv === null ? null : await openAdvisories(setup.osv) },
});

const answerTo = ({ bytes, budgetBytes, author }: AnalysisRequest): Promise<unknown> =>
  author === undefined ? analyst.analyse(bytes, budgetBytes) : analyst.blind(bytes, author, budgetBytes);

port.on('message', async (request: AnalysisRequest) => {
  try {
    port.postMessage({ answer: await answerTo(request) } satisfies AnalysisReply);
  } catch (error) {
    port.postMessage({ fault: messageOf(error) } satisfies AnalysisReply);
  }
});
