import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real HTTP server on loopback, with what was asked of it. */
export interface HttpServer extends AsyncDisposable {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly IncomingMessage[];
  /** Connections ever made, and those still there. */
  readonly connections: { made: number; open: number };
}

export const httpServer = async (answer: RequestListener): Promise<HttpServer> => {
  const requests: IncomingMessage[] = [];
  const connections = { made: 0, open: 0 };
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.on('connection', (socket) => {
    connections.made += 1;
    connections.open += 1;
    socket.on('close', () => (connections.open -= 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    connections,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
