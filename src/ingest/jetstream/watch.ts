import { WebSocket } from 'ws';
import { StreamFailure } from './stream-failure.ts';

interface WatchOptions {
  readonly host: string;
  readonly pingMs: number;
  readonly deadMs: number;
  readonly onDead: (failure: StreamFailure) => void;
}

/**
 * Asks the host for a sign of life now and then, and says when none came: a message, a ping or a pong will do. A
 * connection that comes about too slowly is dead, too. While we ourselves read nothing, silence proves nothing; so what
 * counts is how often it was found silent, not the time, which also passes while this process is busy or asleep.
 *
 * @returns what ends the watch.
 */
export const watchOver = (socket: WebSocket, { host, pingMs, deadMs, onDead }: WatchOptions): (() => void) => {
  let silentMs = 0;
  const heard = (): void => {
    silentMs = 0;
  };
  for (const sign of ['open', 'message', 'ping', 'pong'] as const) socket.on(sign, heard);
  const check = (): void => {
    silentMs = socket.isPaused ? 0 : silentMs + pingMs;
    if (silentMs >= deadMs) {
      onDead(new StreamFailure(`${host} was silent for ${Math.round(silentMs / 1000)} s`, { retryable: true }));
    } else if (socket.readyState === WebSocket.OPEN) socket.ping();
  };
  const timer = setInterval(check, pingMs);
  return () => clearInterval(timer);
};
