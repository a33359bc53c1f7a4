import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { PairState } from '../domain/index.ts';
import type { PairStore } from './remote-store.ts';

/** One event as the receiving side has it. */
export interface Received {
  readonly key: string;
  readonly pairId: string;
  readonly interactions: number | null;
}

/** How one request is answered: a status, or nothing at all. */
export type Reply = number | 'hangs' | 'resets';

/** A receiving side on loopback: keeps each key once, and may answer anything. */
export const receiver = async (replyTo: (events: readonly Received[], request: number) => Reply = () => 202) => {
  const taken = new Map<string, Received>();
  const requests: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    requests.push({ headers: request.headers, body });
    const events = eventsIn(body, request.headers['idempotency-key']);
    const reply = replyTo(events, requests.length);
    if (reply === 202) for (const event of events) taken.set(event.key, event);
    if (reply === 'resets') request.socket.resetAndDestroy();
    else if (reply !== 'hangs') response.writeHead(reply, { 'Content-Type': 'application/json' }).end('{}');
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, taken, requests };
};

const eventsIn = (body: string, key: string | string[] | undefined): Received[] =>
  [JSON.parse(body)].flat().map((event) => ({
    key: event.idempotency_key ?? key,
    pairId: event.pair_id,
    interactions: event.payload.state?.interaction_count ?? null,
  }));

/** A pair of which so much is known. */
export const pairOf = (pairId: string, interactions = 1, updatedAtUs = interactions * 1e6): PairState => ({
  ...{ pairId, agentA: 'sast', agentB: 'did:plc:carol', alpha: 1, beta: 1 + interactions },
  ...{ updatedAtUs, interactions, circuit: 'CLOSED', openedAtUs: null },
});

/** A store of pairs in memory, without `update`. */
export const pairsInMemory = (): PairStore => {
  const pairs = new Map<string, PairState>();
  return {
    get: async (pairId) => pairs.get(pairId) ?? null,
    put: async (state) => void pairs.set(state.pairId, state),
    delete: async (pairId) => void pairs.delete(pairId),
    allPairs: async () => [...pairs.values()],
  };
};
