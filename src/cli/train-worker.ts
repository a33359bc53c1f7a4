/** A thread that learns, for the rest of the process: trees, or whether GraphSAGE is better. Vouches come in portions; then the rest. */
import { parentPort } from 'node:worker_threads';
import { InvariantError, messageOf } from '../domain/index.ts';
import { type Judged, judgeSage, type Trained, type TrainOptions, train } from '../learn/index.ts';
import { contributorTies, datasetOf, type Examples, featureSet } from '../pipeline/index.ts';

type Vouches = Examples['history']['vouches'];

/** What the thread is told. */
export type TrainRequest =
  | { readonly vouches: Vouches }
  | {
      readonly examples: Omit<Examples, 'history'> & { readonly history: Omit<Examples['history'], 'vouches'> };
      readonly options: TrainOptions;
      readonly learn: 'trees' | 'graphsage';
    };

/** What every answer says. */
interface Made {
  /** Pull requests whose outcome is known, and how finely trust of then was made for them. */
  readonly made: {
    readonly labelled: number;
    /** Left out of these: see `MadeDataset`. */
    readonly late: number;
    readonly strange: number;
    readonly examples: number;
    readonly graphs: number;
    readonly grain: string;
  };
}

/** What it answers. */
export type TrainReply = Trained & Made;
export type JudgeReply = Judged & Made;

const NO_ROOTS =
  'Set TRUST_SEEDS: without them nobody is trusted by this service itself, and whose merges to learn from is not known.';

if (parentPort === null) throw new InvariantError('this file is a worker’s');
const port = parentPort;

let vouches: Vouches[number][] = [];
port.on('message', async (request: TrainRequest) => {
  if ('vouches' in request) {
    for (const vouch of request.vouches) vouches.push(vouch);
    return;
  }
  const { examples, options, learn } = request;
  const history = { ...examples.history, vouches };
  vouches = [];
  try {
    const { dataset, pulls, roots, grain, ...counted } = await datasetOf({ ...examples, history });
    const made = { ...counted, examples: dataset.labels.length, grain: String(grain) };
    const said = <Report extends object>(report: Report): Report =>
      roots > 0 ? report : { ...report, reason: NO_ROOTS };
    if (learn === 'trees') {
      const { report, model } = train(dataset, featureSet, options);
      port.postMessage({ report: said(report), model, made } satisfies TrainReply);
      return;
    }
    const { past, merged } = examples;
    const ties = contributorTies({ history, past, merged, pulls, authors: dataset.authors });
    const { report, model } = judgeSage(dataset, featureSet, ties, options);
    port.postMessage({ report: said(report), model, made } satisfies JudgeReply);
  } catch (error) {
    port.postMessage({ fault: messageOf(error) });
  }
});
