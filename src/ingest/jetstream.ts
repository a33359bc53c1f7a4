import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { AppError, messageOf } from '../domain/index.ts';

export interface JetstreamOptions {
  /** `ws(s)://host/subscribe`. */
  readonly url: string;
  /** The time of the last durable event, in microseconds; null starts with what happens now. Asked at each connect. */
  readonly cursor: () => Promise<string | null>;
  readonly signal: AbortSignal;
  /** Uniform in [0,1): spreads reconnects. */
  readonly random?: () => number;
  readonly onNotice?: (message: string) => void;
}

/** Seconds of overlap asked for when resuming: repeated events change nothing. */
const OVERLAP_US = 5_000_000;
const MOST_WAITING = 10_000;
const MOST_IN_BATCH = 5_000;

/**
 * The live stream as batches of messages, for ever: whatever has come since the last batch was taken. Reconnects with
 * growing, jittered pauses from the last durable event. Ends when the signal is aborted.
 */
export async function* jetstream(options: JetstreamOptions): AsyncGenerator<readonly string[]> {
  const { signal, random = Math.random, onNotice = () => undefined } = options;
  for (let pauseMs = 250; !signal.aborted; pauseMs = Math.min(pauseMs * 2, 30_000)) {
    try {
      for await (const batch of connection(options)) {
        pauseMs = 250;
        yield batch;
      }
    } catch (error) {
      if (!(error instanceof AppError && error.retryable)) throw error;
      if (!signal.aborted) onNotice(`stream lost (${messageOf(error)}), reconnecting`);
    }
    await sleep(pauseMs * (0.5 + random()), undefined, { signal }).catch(() => undefined);
  }
}

async function* connection({ url, cursor, signal }: JetstreamOptions): AsyncGenerator<readonly string[]> {
  const socket = new WebSocket(await addressFrom(url, cursor), { maxPayload: 16 * 1024 * 1024 });
  const waiting: string[] = [];
  let ended: Error | null = null;
  let wake = (): void => undefined;
  const end = (error: Error): void => {
    ended ??= error;
    wake();
  };
  const abort = (): void => end(new AppError('stopped', { retryable: true }));
  socket.on('message', (data, isBinary) => {
    if (!isBinary) waiting.push(String(data));
    if (waiting.length >= MOST_WAITING) socket.pause();
    wake();
  });
  socket.on('close', (code) => end(new AppError(`closed with ${code}`, { retryable: true })));
  socket.on('error', (cause) =>
    end(new AppError(`cannot use ${url}: ${messageOf(cause)}`, { retryable: true, cause })),
  );
  signal.addEventListener('abort', abort);
  try {
    while (!signal.aborted) {
      if (waiting.length > 0) {
        yield waiting.splice(0, MOST_IN_BATCH);
        if (waiting.length < MOST_WAITING && socket.isPaused) socket.resume();
      } else if (ended !== null) throw ended;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', abort);
    socket.terminate();
  }
}

const addressFrom = async (url: string, cursor: JetstreamOptions['cursor']): Promise<URL> => {
  const address = new URL(url);
  address.searchParams.set('wantedCollections', 'sh.tangled.*');
  const last = await cursor();
  if (last !== null) address.searchParams.set('cursor', String(Math.max(0, Number(last) - OVERLAP_US)));
  return address;
};
