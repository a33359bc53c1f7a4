import type { ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import { MODEL_IDS } from './models/catalogue.ts';
import type { RecordedRequest } from './recording.ts';
import type { Service } from './service.ts';
import { batchRequest } from './wire/batches.ts';
import { modelInfo, pageOf } from './wire/listing.ts';
import { sendJson, sendMessage, sendStream } from './wire/send.ts';
import { parseBody } from './wire/validate.ts';
import { WireError } from './wire/wire-error.ts';

/** One request on its way to an answer. */
export interface Exchange {
  readonly service: Service;
  readonly request: RecordedRequest;
  readonly response: ServerResponse;
  readonly fault: Fault | null;
  readonly requestId: string;
  /** Where the server stands. */
  readonly url: string;
}

type Route = (exchange: Exchange, id: string) => void | Promise<void>;

const bodyOf = ({ body }: RecordedRequest): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new WireError(400, 'The request body is not valid JSON');
  }
};

const answer = ({ response }: Exchange, value: unknown): void => sendJson(response, 200, JSON.stringify(value));

const message: Route = ({ service, request, response, fault, requestId }) => {
  const { reply, streamed } = service.message(bodyOf(request), fault);
  return streamed ? sendStream(response, reply, fault, requestId) : sendMessage(response, reply, fault, requestId);
};

const ROUTES: readonly (readonly [method: string, path: RegExp, route: Route])[] = [
  ['POST', /^\/v1\/messages$/, message],
  ['POST', /^\/v1\/messages\/count_tokens$/, (at) => answer(at, at.service.count(bodyOf(at.request)))],
  [
    'POST',
    /^\/v1\/messages\/batches$/,
    (at) => answer(at, at.service.batches.create(parseBody(batchRequest, bodyOf(at.request)).requests, at.url)),
  ],
  [
    'GET',
    /^\/v1\/messages\/batches$/,
    (at) => answer(at, pageOf(at.service.batches.list(at.url), new URLSearchParams(at.request.query))),
  ],
  ['GET', /^\/v1\/messages\/batches\/([^/]+)$/, (at, id) => answer(at, at.service.batches.look(id, at.url))],
  ['DELETE', /^\/v1\/messages\/batches\/([^/]+)$/, (at, id) => answer(at, at.service.batches.delete(id))],
  ['POST', /^\/v1\/messages\/batches\/([^/]+)\/cancel$/, (at, id) => answer(at, at.service.batches.cancel(id, at.url))],
  [
    'GET',
    /^\/v1\/messages\/batches\/([^/]+)\/results$/,
    ({ service, response }, id) => {
      const lines = service.batches.results(id);
      response.writeHead(200, { 'content-type': 'application/x-jsonl' });
      response.end(lines);
    },
  ],
  [
    'GET',
    /^\/v1\/models$/,
    (at) =>
      answer(
        at,
        pageOf(
          MODEL_IDS.map((id) => modelInfo(id, at.service.contextTokens)),
          new URLSearchParams(at.request.query),
        ),
      ),
  ],
  [
    'GET',
    /^\/v1\/models\/([^/]+)$/,
    (at, id) => {
      if (!MODEL_IDS.includes(id)) throw new WireError(404, `model: ${id}`);
      answer(at, modelInfo(id, at.service.contextTokens));
    },
  ],
];

/** Answers one request by its method and path. @throws {WireError} for whatever is refused; nothing is sent then. */
export const route = async (exchange: Exchange): Promise<void> => {
  const { method, path } = exchange.request;
  for (const [wanted, pattern, handler] of ROUTES) {
    const match = wanted === method ? pattern.exec(path) : null;
    if (match !== null) return handler(exchange, decodeURIComponent(match[1] ?? ''));
  }
  throw new WireError(ROUTES.some(([, pattern]) => pattern.test(path)) ? 405 : 404, 'Not found');
};
