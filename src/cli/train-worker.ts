/** A thread that learns, for the rest of the process. Vouches come in portions; then the rest. */
import { parentPort } from 'node:worker_threads';
import { InvariantError, messageOf } from '../domain/index.ts';
import { type Trained, type TrainOptions, train } from '../learn/index.ts';
import { datasetOf, type Examples, featureSet } from '../pipeline/index.ts';

type Vouches = Examples['history']['vouches'];

/** What the thread is told. */
export type TrainRequest =
  | { readonly vouches: Vouches }
  | {
      readonly examples: Omit<Examples, 'history'> & { readonly history: Omit<Examples['history'], 'vouches'> };
      readonly options: TrainOptions;
    };

/** What it answers. */
export interface TrainReply extends Trained {
  /** Pull requests whose outcome is known, and how finely trust of then was made for them. */
  readonly made: {
    readonly labelled: number;
    readonly examples: number;
    readonly graphs: number;
    readonly grain: string;
  };
}

if (parentPort === null) throw new InvariantError('this file is a worker’s');
const port = parentPort;

let vouches: Vouches[number][] = [];
port.on('message', async (request: TrainRequest) => {
  if ('vouches' in request) {
    for (const vouch of request.vouches) vouches.push(vouch);
    return;
  }
  const { examples, options } = request;
  const history = { ...examples.history, vouches };
  vouches = [];
  try {
    const { dataset, labelled, graphs, grain } = await datasetOf({ ...examples, history });
    const made = { labelled, examples: dataset.labels.length, graphs: graphs, grain: String(grain) };
    port.postMessage({ ...train(dataset, featureSet, options), made } satisfies TrainReply);
  } catch (error) {
    port.postMessage({ fault: messageOf(error) });
  }
});
