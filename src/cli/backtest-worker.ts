/** A thread that replays history for the rest of the process. Vouches come in portions; then the rest. */
import { parentPort } from 'node:worker_threads';
import { InvariantError, messageOf } from '../domain/index.ts';
import { backtest, type History, type Replay } from '../pipeline/index.ts';

/** What the thread is told. */
export type BacktestRequest =
  | Pick<History, 'vouches'>
  | (Omit<Replay, 'history'> & { readonly history: Omit<History, 'vouches'> });

if (parentPort === null) throw new InvariantError('this file is a worker’s');
const port = parentPort;

let vouches: History['vouches'][number][] = [];
port.on('message', async (request: BacktestRequest) => {
  if ('vouches' in request) {
    for (const vouch of request.vouches) vouches.push(vouch);
    return;
  }
  const history = { ...request.history, vouches };
  vouches = [];
  try {
    port.postMessage(await backtest({ ...request, history }));
  } catch (error) {
    port.postMessage({ fault: messageOf(error) });
  }
});
