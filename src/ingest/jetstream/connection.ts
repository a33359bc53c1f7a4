import type { ClientRequest, IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { deadBytes } from '../dead-letter.ts';
import { type Message, messageFrom } from '../message.ts';
import { type Answer, answered, broken, closed } from './endings.ts';
import { Inbox } from './inbox.ts';
import type { StreamFailure } from './stream-failure.ts';
import { watchOver } from './watch.ts';

export interface ConnectionOptions {
  readonly signal: AbortSignal;
  /** Larger messages end the connection. */
  readonly maxMessageBytes: number;
  /** How often the host is asked for a sign of life, in milliseconds. */
  readonly pingMs: number;
  /** A host that was silent for so long, in milliseconds, is taken for dead. */
  readonly deadMs: number;
}

/**
 * The messages of one WebSocket connection in the order they came, in batches of whatever there is. While nobody asks
 * for more, a bounded number waits and the socket rests. permessage-deflate is accepted where the host offers it; Jetstream's
 * zstd is never asked for, because no maintained package carries its dictionary.
 *
 * Ends without a word when the signal is aborted.
 * @throws StreamFailure when the connection ends otherwise; everything that came before it is handed out first.
 */
export async function* connection(address: URL, options: ConnectionOptions): AsyncGenerator<readonly Message[]> {
  const { signal, maxMessageBytes } = options;
  const socket = new WebSocket(address, { maxPayload: maxMessageBytes, skipUTF8Validation: true });
  const inbox = new Inbox();
  let ended: StreamFailure | null = null;
  let wake = (): void => undefined;
  const end = (failure: StreamFailure): void => {
    ended ??= failure;
    wake();
  };
  socket.on('message', (data: Buffer, isBinary) => {
    inbox.put(isBinary ? deadBytes(data, 'binary message') : messageFrom(data), data.length);
    if (inbox.isFull) socket.pause();
    wake();
  });
  socket.on('close', (code, reason) => end(closed(address.host, code, reason.toString())));
  socket.on('error', (cause) => end(broken(address.host, cause)));
  socket.on('unexpected-response', (request, response) => {
    void readAnswer(request, response).then((answer) => end(answered(address.host, answer)));
  });
  const stopWatching = watchOver(socket, { ...options, host: address.host, onDead: end });
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      if (!inbox.isEmpty) {
        const batch = inbox.take();
        if (socket.isPaused && inbox.hasRoom) socket.resume();
        yield batch;
      } else if (ended !== null) throw ended;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    stopWatching();
    socket.terminate();
  }
}

/** Of an answer that is no stream, so many bytes at most are read. */
const MOST_OF_ANSWER = 4096;

const readAnswer = async (request: ClientRequest, response: IncomingMessage): Promise<Answer> => {
  let body = '';
  try {
    response.setEncoding('utf8');
    for await (const chunk of response as AsyncIterable<string>) {
      body += chunk;
      if (body.length > MOST_OF_ANSWER) break;
    }
  } catch {
    // What came of it must do.
  }
  request.destroy();
  return { status: response.statusCode ?? 0, headers: response.headers, body: body.slice(0, MOST_OF_ANSWER) };
};
