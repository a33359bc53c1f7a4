import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { AppError } from '../domain/index.ts';

/** A listening server. Closing waits for answers under way, a second at most. */
export interface RunningServer extends AsyncDisposable {
  readonly url: string;
}

/**
 * Listens; port 0 takes a free one.
 * @throws AppError when the address cannot be had, saying why and what to do.
 */
export const serveApp = (app: Hono, { host, port }: { host: string; port: number }): Promise<RunningServer> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (address) => {
      const shown = host.includes(':') ? `[${host}]` : host;
      resolve({ url: `http://${shown}:${address.port}`, [Symbol.asyncDispose]: () => close(server as Server) });
    });
    server.on('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(cause, host, port)));
  });

const cannotListen = (cause: NodeJS.ErrnoException, host: string, port: number): AppError => {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is taken: stop the other program, or choose another with PORT or --port`,
    EACCES: `port ${port} may not be used by this user: choose one over 1023 with PORT or --port`,
    EADDRNOTAVAIL: `this machine has no address ${host}: set HOST`,
    ENOTFOUND: `${host} is not a known host: set HOST`,
  };
  return new AppError(why[cause.code ?? ''] ?? `cannot listen on ${host}:${port} (${cause.code})`, { cause });
};

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), 1000);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
