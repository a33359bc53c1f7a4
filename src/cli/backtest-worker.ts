/** A thread that replays history for the rest of the process. */
import { parentPort } from 'node:worker_threads';
import { InvariantError, messageOf } from '../domain/index.ts';
import { backtest } from '../pipeline/index.ts';

type Asked = Parameters<typeof backtest>;
/** What the thread is asked: what `backtest` takes, but for the signal. */
export type BacktestRequest = readonly [past: Asked[0], world: Asked[1], policy: Asked[2]];

if (parentPort === null) throw new InvariantError('this file is a worker’s');
const port = parentPort;

port.on('message', async (request: BacktestRequest) => {
  try {
    port.postMessage(await backtest(...request));
  } catch (error) {
    port.postMessage({ fault: messageOf(error) });
  }
});
