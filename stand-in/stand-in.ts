import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fault, FaultQueue, type FaultScript } from './faults.ts';
import type { Jitter } from './models/jitter.ts';
import { type RecordedRequest, scanRequests } from './recording.ts';
import { route } from './routes.ts';
import { Service } from './service.ts';
import { sendJson } from './wire/send.ts';
import { errorBody, WireError } from './wire/wire-error.ts';

const VERSIONS = ['2023-06-01', '2026-10-21'];
const MAX_BODY_BYTES = 32 * 1024 * 1024;

export interface StandInOptions {
  /** Id of the model that answers, whatever id is asked for (`stand-in-careful-1` …); by default the one asked for. */
  readonly model?: string;
  /** The key that is taken; `stand-in-key` by default. */
  readonly apiKey?: string;
  /** What goes wrong, asked once per request. */
  readonly faults?: FaultScript;
  /** Words that no request may hold, in any case: looked for when the stand-in is closed. */
  readonly words?: readonly string[];
  /** Shifts every risk a little, differently for each repeat of a request. */
  readonly jitter?: Jitter;
  /** How often a batch is still in progress when it is looked at; 1 by default. */
  readonly batchPolls?: number;
  /** Which requests of a batch fail. */
  readonly batchFault?: (customId: string) => 'errored' | 'expired' | null;
  /** Longest input, in the stand-in's tokens; 1,000,000 by default. */
  readonly contextTokens?: number;
  /** Shortest prefix that is cached; 512 by default. */
  readonly cacheLeastTokens?: number;
  readonly now?: () => Date;
}

/** A server that speaks the Messages API on loopback. Disposing closes it and runs `scan` with the words given. */
export interface StandIn extends AsyncDisposable {
  /** `http://127.0.0.1:port`: the SDK's `baseURL`. */
  readonly url: string;
  readonly apiKey: string;
  /** All requests so far, in order, refused and broken ones included. */
  readonly requests: readonly RecordedRequest[];
  /** Faults for the next message requests; asked before the script. */
  readonly faults: FaultQueue;
  /** @throws {Error} naming the first request that holds a DID, an at-uri, an `@handle.tld` or one of the words. */
  scan(words?: readonly string[]): void;
}

const readBody = async (incoming: IncomingMessage): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const checkHeaders = ({ headers, method, body }: RecordedRequest, apiKey: string): void => {
  if (headers.authorization === undefined) throw new WireError(401, 'Authorization header is required');
  if (headers.authorization !== `Bearer ${apiKey}`) throw new WireError(401, 'invalid bearer token');
  const version = headers['anthropic-version'];
  if (version === undefined) throw new WireError(400, 'anthropic-version: header is required');
  if (!VERSIONS.includes(String(version))) throw new WireError(400, `anthropic-version: "${version}" is not valid`);
  if (body.length > MAX_BODY_BYTES) throw new WireError(413, 'Request exceeds the maximum size');
  const type = headers['content-type'] ?? '';
  if (method === 'POST' && body.length > 0 && !type.startsWith('application/json'))
    throw new WireError(400, 'content-type: must be application/json');
};

/** True when the fault answered in place of the service, or never will. */
const replaced = (response: ServerResponse, fault: Fault | null, requestId: string): boolean => {
  if (fault?.kind === 'hang') return true;
  if (fault?.kind === 'reset') response.socket?.resetAndDestroy();
  else if (fault?.kind === 'status') {
    if (fault.retryAfterSeconds !== undefined) response.setHeader('retry-after', String(fault.retryAfterSeconds));
    const message = fault.message ?? 'scripted failure';
    sendJson(response, fault.status, fault.body ?? errorBody(fault.status, message, requestId));
  } else return false;
  return true;
};

const recorded = async (incoming: IncomingMessage, n: number): Promise<RecordedRequest> => {
  const { pathname, search } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const body = await readBody(incoming);
  return { n, method: incoming.method ?? '', path: pathname, query: search, headers: incoming.headers, body };
};

const serviceOf = (options: StandInOptions): Service =>
  new Service({
    model: options.model,
    jitter: options.jitter,
    contextTokens: options.contextTokens ?? 1_000_000,
    cacheLeastTokens: options.cacheLeastTokens ?? 512,
    batchPolls: options.batchPolls ?? 1,
    batchFault: options.batchFault,
    now: options.now ?? (() => new Date()),
  });

/**
 * Opens a stand-in for the Messages API on a free port of loopback: the real wire format, models that are rules, and
 * faults on demand. No request leaves the machine. The caller closes it.
 */
export const openStandIn = async (options: StandInOptions = {}): Promise<StandIn> => {
  const service = serviceOf(options);
  const requests: RecordedRequest[] = [];
  const faults = new FaultQueue(options.faults);
  const apiKey = options.apiKey ?? 'stand-in-key';
  let url = '';
  let begun = 0;

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const n = begun++;
    const requestId = `req_${String(n).padStart(24, '0')}`;
    response.setHeader('request-id', requestId);
    const request = await recorded(incoming, n);
    requests.push(request);
    const fault = faults.take(request, n);
    if (replaced(response, fault, requestId)) return;
    try {
      checkHeaders(request, apiKey);
      await route({ service, request, response, fault, requestId, url });
    } catch (thrown) {
      const status = thrown instanceof WireError ? thrown.status : 500;
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      if (!response.headersSent) sendJson(response, status, errorBody(status, message, requestId));
    }
  };
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    apiKey,
    requests,
    faults,
    scan: (words = options.words ?? []) => scanRequests(requests, words),
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      scanRequests(requests, options.words ?? []);
    },
  };
};
