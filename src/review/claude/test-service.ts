import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { ModelRequest } from './model.ts';

export const KEY = 'sk-ant-test-0123456789';

export interface Asked {
  /** Method and path. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** How the service answers one request. */
export type Reply =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: unknown }
  /** Events of a stream; then it ends, hangs, or the connection breaks. Strings go out as they are; `everyMs` apart. */
  | {
      readonly events: readonly (object | string)[];
      readonly after?: 'end' | 'hang' | 'break';
      readonly everyMs?: number;
    }
  /** Never answers. */
  | 'silent'
  /** Hangs up before any header. */
  | 'hang-up';

export const request: ModelRequest = {
  model: 'claude-haiku-5-5',
  max_tokens: 1000,
  system: 'rubric',
  messages: [{ role: 'user', content: 'secret-diff-text' }],
};

const USAGE = { input_tokens: 100, output_tokens: 1, cache_creation_input_tokens: 20, cache_read_input_tokens: 30 };

export const start = (usage: object = USAGE): object => ({
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-haiku-5-5-20261001',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    usage,
  },
});

export const ping = { type: 'ping' };

export const end = (stop_reason = 'tool_use', output_tokens = 50, more: object = {}): readonly object[] => [
  { type: 'message_delta', delta: { stop_reason, stop_sequence: null, ...more }, usage: { output_tokens } },
  { type: 'message_stop' },
];

/** A block that calls a tool, its input in two pieces. */
export const toolUse = (json: string, index = 0, call: object = {}): readonly object[] => [
  {
    type: 'content_block_start',
    index,
    content_block: { type: 'tool_use', id: `toolu_${index}`, name: 'submit_review', input: {}, ...call },
  },
  ...[json.slice(0, 5), json.slice(5)].map((partial_json) => ({
    type: 'content_block_delta',
    index,
    delta: { type: 'input_json_delta', partial_json },
  })),
  { type: 'content_block_stop', index },
];

/** A whole answer. */
export const answer = (input: unknown, stop = 'tool_use'): Reply => ({
  events: [start(), ...toolUse(JSON.stringify(input)), ...end(stop)],
});

/** As a batch's result holds it. */
export const message = (input: unknown, stop_reason = 'tool_use'): object => ({
  ...(start() as { message: object }).message,
  content: [{ type: 'tool_use', id: 'toolu_0', name: 'submit_review', input }],
  stop_reason,
  usage: { ...USAGE, output_tokens: 50 },
});

export const fault = (status: number, type: string, text: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'request-id': 'req_abc1', 'retry-after-ms': '1', ...headers },
  body: { type: 'error', error: { type, message: text }, request_id: 'req_abc1' },
});

const write = async (response: ServerResponse, reply: Reply): Promise<void> => {
  if (reply === 'silent') return;
  if (reply === 'hang-up') {
    response.destroy();
    return;
  }
  if ('body' in reply) {
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': 'req_abc1' });
  response.flushHeaders();
  for (const event of reply.events) {
    if (reply.everyMs) await setTimeout(reply.everyMs);
    response.write(
      typeof event === 'string' ? event : `event: ${'type' in event && event.type}\ndata: ${JSON.stringify(event)}\n\n`,
    );
  }
  if (reply.after === 'break') setImmediate(() => response.destroy());
  else if (reply.after !== 'hang') response.end();
};

/** The Messages API's wire format on a real socket, answered by a script; ends with the test. */
export const testService = async (script: (asked: Asked, number: number) => Reply | Promise<Reply>) => {
  const asked: Asked[] = [];
  const server = createServer(async (incoming, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece);
    const one = {
      path: `${incoming.method} ${incoming.url}`,
      headers: incoming.headers,
      text: Buffer.concat(pieces).toString(),
    };
    asked.push(one);
    await write(response, await script(one, asked.length));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { asked, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};
