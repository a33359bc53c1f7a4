import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { anthropicModel } from './anthropic-model.ts';
import type { AskOptions } from './model.ts';
import { toolInput } from './reply.ts';
import { answer, end, fault, KEY, ping, type Reply, request, start, testService, toolUse } from './test-service.ts';

const LIMITS = { attemptTimeoutMs: 5_000, stallTimeoutMs: 5_000, deadlineMs: 20_000 };
const Input = z.object({ risk: z.number() });

type Limits = Partial<typeof LIMITS> & { readonly maxRetries?: number };

const served = async (script: Parameters<typeof testService>[0], limits: Limits = {}) => {
  const { asked, baseUrl } = await testService(script);
  const model = anthropicModel({ apiKey: KEY, id: 'claude-haiku-5-5', baseUrl, ...LIMITS, ...limits });
  return { asked, model };
};

/** What asking a service that always answers so ends in. */
const outcome = async (reply: Reply, limits: Limits = {}, options: AskOptions = {}) => {
  const { asked, model } = await served(() => reply, limits);
  const failure = await model.ask(request, options).then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
  return { failure, asked };
};

/** The client binds its logger once, so it must find these from the start. */
const said = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) => vi.spyOn(console, level));

describe('anthropicModel', () => {
  it('sends the request as it is, as a stream, with the key in the one header', async () => {
    const { asked, model } = await served(() => answer({ risk: 0.5 }));
    const reply = await model.ask(request);
    expect(asked.map(({ path, text }) => ({ path, body: JSON.parse(text) }))).toEqual([
      { path: 'POST /v1/messages', body: { ...request, stream: true } },
    ]);
    expect(asked[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(reply).toEqual({
      content: [{ type: 'tool_use', id: 'toolu_0', name: 'submit_review', input: { risk: 0.5 } }],
      stopReason: 'tool_use',
      stopDetail: null,
      usage: { input: 100, output: 50, cacheWrite: 20, cacheRead: 30 },
      model: 'claude-haiku-5-5-20261001',
      requestId: 'req_abc1',
    });
  });

  it('keeps thinking and its signature to the letter', async () => {
    const { model } = await served(() => ({
      events: [
        start(),
        { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
        ping,
        { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'hm, ' } },
        { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'so' } },
        { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'c2ln' } },
        { type: 'content_block_stop', index: 0 },
        { type: 'content_block_start', index: 1, content_block: { type: 'redacted_thinking', data: 'x' } },
        { type: 'content_block_stop', index: 1 },
        { type: 'content_block_start', index: 2, content_block: { type: 'text', text: '' } },
        { type: 'content_block_delta', index: 2, delta: { type: 'text_delta', text: 'a' } },
        { type: 'content_block_delta', index: 2, delta: { type: 'of_tomorrow', text: 'b' } },
        { type: 'content_block_stop', index: 2 },
        { type: 'of_tomorrow' },
        ...toolUse('{"risk":1}', 3),
        ...end(),
      ],
    }));
    const { content } = await model.ask(request);
    expect(content).toEqual([
      { type: 'thinking', thinking: 'hm, so', signature: 'c2ln' },
      { type: 'redacted_thinking', data: 'x' },
      { type: 'text', text: 'a' },
      { type: 'tool_use', id: 'toolu_3', name: 'submit_review', input: { risk: 1 } },
    ]);
  });

  it('tells of progress from the moment the answer begins, and of the true count at the end', async () => {
    const { model } = await served(() => answer({ risk: 0.5, note: 'x'.repeat(60) }));
    const seen: number[] = [];
    await model.ask(request, { onProgress: (tokens) => seen.push(tokens) });
    expect(seen[0]).toBe(1);
    expect(seen.at(-1)).toBe(50);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it.each([
    [429, 'rate_limit_error', 'overloaded', true],
    [529, 'overloaded_error', 'overloaded', true],
    [408, 'timeout_error', 'timeout', true],
    [500, 'api_error', 'unavailable', true],
    [503, 'api_error', 'unavailable', true],
  ])('status %i, after the retries, is %s: %s', async (status, type, kind, retryable) => {
    const { failure, asked } = await outcome(fault(status, type, 'no'));
    expect(failure).toMatchObject({ name: 'ModelFailure', kind, status, retryable });
    expect(asked).toHaveLength(3);
  });

  it.each([
    [400, 'invalid_request_error', 'Your credit balance is too low', 'no credit'],
    [400, 'invalid_request_error', 'tool_choice: forced tools are not supported', 'made to call a tool'],
    [401, 'authentication_error', `bad key ${KEY}`, 'ANTHROPIC_API_KEY'],
    [402, 'billing_error', 'pay', 'credit'],
    [403, 'permission_error', 'no', 'permissions'],
    [404, 'not_found_error', 'model: nope', 'CLAUDE_MODEL'],
    [413, 'request_too_large', 'no', 'too large'],
  ])('status %i (%s: %s) is unavailable at once, and says what to do: %s', async (status, type, text, advice) => {
    const { failure, asked } = await outcome(fault(status, type, `${text} secret-diff-text ${KEY}`));
    expect(failure).toMatchObject({ kind: 'unavailable', status, retryable: false });
    expect(failure).toMatchObject({ message: expect.stringContaining(advice) });
    expect(failure).toMatchObject({ message: expect.stringContaining('req_abc1') });
    expect(inspect(failure, { depth: 9 })).not.toMatch(new RegExp(`${KEY}|secret-diff-text`));
    expect(asked).toHaveLength(1);
  });

  it('passes on no name of a failure that does not look like one', async () => {
    const { failure } = await outcome(fault(400, 'secret-diff-text', 'x', { 'request-id': `req ${KEY}` }));
    expect(failure).toMatchObject({ message: expect.not.stringMatching(/secret-diff|sk-ant/) });
  });

  it('a status that passes costs a retry and nothing more', async () => {
    const { asked, model } = await served((_, number) =>
      number < 3 ? fault(529, 'overloaded_error', 'no') : answer({ risk: 0 }),
    );
    expect((await model.ask(request)).stopReason).toBe('tool_use');
    expect(asked).toHaveLength(3);
  });

  it.each<[string, Reply, string]>([
    ['hangs up', 'hang-up', 'unavailable'],
    [
      'breaks off in a tool call',
      { events: [start(), ...toolUse('{"risk":0}').slice(0, 2)], after: 'break' },
      'unavailable',
    ],
    ['ends before message_stop', { events: [start(), ...toolUse('{"risk":0}'), ...end().slice(0, 1)] }, 'unavailable'],
    ['ends within a block', { events: [start(), ...toolUse('{"risk":0}').slice(0, 3), ...end()] }, 'unavailable'],
    ['ends with nothing', { events: [] }, 'unavailable'],
    ['skips message_start', { events: [...toolUse('{"risk":0}'), ...end()] }, 'unavailable'],
    ['starts twice', { events: [start(), start(), ...toolUse('{"risk":0}'), ...end()] }, 'unavailable'],
    ['sends a block out of order', { events: [start(), ...toolUse('{"risk":0}', 1), ...end()] }, 'unavailable'],
    [
      'sends an event that is no JSON',
      { events: [start(), 'event: content_block_stop\ndata: {secret-diff\n\n'] },
      'unavailable',
    ],
    ['counts no tokens', { events: [start({ output_tokens: 1 }), ...toolUse('{"risk":0}'), ...end()] }, 'unavailable'],
    ['is a page', { headers: { 'content-type': 'text/html' }, body: '<h1>welcome</h1>' }, 'unavailable'],
    [
      'is overloaded in the middle',
      { events: [start(), { type: 'error', error: { type: 'overloaded_error', message: `${KEY}` } }] },
      'overloaded',
    ],
    [
      'fails in the middle',
      { events: [start(), { type: 'error', error: { type: 'api_error', message: 'x' } }] },
      'unavailable',
    ],
  ])('a service that %s', async (_, reply, kind) => {
    const { failure } = await outcome(reply, { maxRetries: 0 });
    expect(failure).toMatchObject({ name: 'ModelFailure', kind, retryable: true });
    expect(inspect(failure, { depth: 9 })).not.toMatch(new RegExp(`${KEY}|secret-diff`));
  });

  it('a service that never answers is a timeout', async () => {
    const { failure, asked } = await outcome('silent', { attemptTimeoutMs: 50, maxRetries: 0 });
    expect(failure).toMatchObject({ kind: 'timeout', message: expect.stringContaining('did not begin') });
    expect(asked).toHaveLength(1);
  });

  it('an answer that stalls in the middle is a timeout, though the client itself would wait for ever', async () => {
    const { failure, asked } = await outcome({ events: [start(), ping], after: 'hang' }, { stallTimeoutMs: 50 });
    expect(failure).toMatchObject({ kind: 'timeout', message: expect.stringContaining('stalled') });
    expect(asked).toHaveLength(1);
  });

  it('so is one of which nothing comes but the headers', async () => {
    const { failure } = await outcome({ events: [], after: 'hang' }, { stallTimeoutMs: 50 });
    expect(failure).toMatchObject({ kind: 'timeout' });
  });

  it('an answer that goes on for ever is a timeout', async () => {
    const { failure } = await outcome({ events: [start()], after: 'hang' }, { deadlineMs: 50 });
    expect(failure).toMatchObject({ kind: 'timeout', message: expect.stringContaining('0.05 s') });
  });

  it('a service that asks to wait longer than the deadline is overloaded, not slow', async () => {
    const busy = fault(429, 'rate_limit_error', 'no', { 'retry-after-ms': '60000' });
    const { failure, asked } = await outcome(busy, { deadlineMs: 2_000 });
    expect(failure).toMatchObject({ kind: 'overloaded' });
    expect(asked).toHaveLength(1);
  });

  it('waiting between retries is no stall', async () => {
    const { model } = await served(
      (_, number) =>
        number === 1 ? fault(429, 'rate_limit_error', 'no', { 'retry-after-ms': '2000' }) : answer({ risk: 0 }),
      { stallTimeoutMs: 1_500 },
    );
    expect((await model.ask(request)).stopReason).toBe('tool_use');
  });

  it.each(['silent' as const, { events: [start()], after: 'hang' } as const])(
    'aborting rejects with the signal’s reason (%o)',
    async (reply) => {
      const reason = new Error('shutting down');
      const stop = new AbortController();
      const { model, asked } = await served(() => {
        setImmediate(() => stop.abort(reason));
        return reply;
      });
      await expect(model.ask(request, { signal: stop.signal })).rejects.toBe(reason);
      expect(asked).toHaveLength(1);
    },
  );

  it('does not begin when it is aborted already', async () => {
    const reason = new Error('shutting down');
    const { failure, asked } = await outcome('silent', {}, { signal: AbortSignal.abort(reason) });
    expect(failure).toBe(reason);
    expect(asked).toHaveLength(0);
  });

  it.each([
    ['malformed', '{"risk":0.1}}', 'tool_use'],
    ['cut off but said to be whole', '{"risk":0.1,"flags":[', 'tool_use'],
    ['cut off', '{"risk":0.1,"flags":[', 'max_tokens'],
    ['whole by luck, but cut off', '{"risk":0.1}', 'max_tokens'],
  ])('a tool’s input that is %s is repaired by nobody', async (_, json, stop) => {
    const { model } = await served(() => ({ events: [start(), ...toolUse(json), ...end(stop)] }));
    const reply = await model.ask(request);
    expect(reply.usage.output).toBe(50);
    expect(toolInput(reply, 'submit_review', Input)).toMatchObject({ unusable: 'unreadable' });
  });

  it('a refusal is a reply, with its reason', async () => {
    const details = { stop_details: { type: 'refusal', category: 'cyber', explanation: 'too keen' } };
    const { model } = await served(() => ({ events: [start(), ...end('refusal', 3, details)] }));
    const reply = await model.ask(request);
    expect(reply).toMatchObject({ stopReason: 'refusal', stopDetail: 'cyber: too keen', content: [] });
    expect(toolInput(reply, 'submit_review', Input)).toMatchObject({ unusable: 'refused' });
  });

  it('counts tokens of what would be sent, and of nothing else', async () => {
    const { asked, model } = await served(() => ({ body: { input_tokens: 1234 } }));
    const whole = { ...request, tool_choice: { type: 'auto' as const }, thinking: { type: 'disabled' as const } };
    expect(await model.countTokens(whole)).toBe(1234);
    const { max_tokens: _, ...rest } = whole;
    expect(asked.map(({ path, text }) => ({ path, body: JSON.parse(text) }))).toEqual([
      { path: 'POST /v1/messages/count_tokens', body: rest },
    ]);
  });

  it.each([{ input_tokens: -1 }, { input_tokens: 'many' }, {}])('a count of %o is no count', async (body) => {
    const { model } = await served(() => ({ body }));
    await expect(model.countTokens(request)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('logs nothing, whatever goes wrong', async () => {
    await outcome({ events: [start(), 'event: content_block_stop\ndata: {broken\n\n'] });
    await outcome(fault(500, 'api_error', 'no'));
    expect(said.flatMap(({ mock }) => mock.calls)).toEqual([]);
  });

  it.each([
    [{ apiKey: '' }, /^apiKey/],
    [{ apiKey: `${KEY}\n` }, /^apiKey/],
    [{ baseUrl: 'ftp://x' }, /^baseUrl/],
    [{ deadlineMs: 0 }, /^deadlineMs: .* is 0$/],
    [{ stallTimeoutMs: 2 ** 31 }, /^stallTimeoutMs/],
    [{ maxRetries: -1 }, /^maxRetries/],
    [{ id: '' }, /^id/],
  ])('refuses options %o, without naming the key', (options, message) => {
    const make = () => anthropicModel({ apiKey: KEY, id: 'x', baseUrl: 'http://localhost', ...options });
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
    expect(make).not.toThrow(KEY);
  });
});
