import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import type { Fault } from './faults.ts';
import { openStandIn, type StandIn } from './stand-in.ts';
import { clientOf, fence, inputOf, numberedDiff, reviewRequest, thrownBy } from './testing.ts';

const request = reviewRequest(fence(numberedDiff('src/a.ts', ['+eval(input);'])));
const streamed = (standIn: StandIn): Promise<Anthropic.Message> =>
  clientOf(standIn).messages.stream(request).finalMessage();

const failing = async (fault: Fault): Promise<StandIn> => {
  const standIn = await openStandIn();
  standIn.faults.push(fault, fault);
  return standIn;
};

describe('an HTTP error', () => {
  it.each([
    [400, Anthropic.BadRequestError, 'invalid_request_error'],
    [401, Anthropic.AuthenticationError, 'authentication_error'],
    [403, Anthropic.PermissionDeniedError, 'permission_error'],
    [404, Anthropic.NotFoundError, 'not_found_error'],
    [413, Anthropic.ContentTooLargeError, 'request_too_large'],
    [429, Anthropic.RateLimitError, 'rate_limit_error'],
    [500, Anthropic.InternalServerError, 'api_error'],
    [529, Anthropic.OverloadedError, 'overloaded_error'],
  ])('%i is what the SDK makes of it', async (status, type, name) => {
    await using standIn = await failing({ kind: 'status', status });
    const thrown = await thrownBy(clientOf(standIn).messages.create(request));
    expect(thrown).toBeInstanceOf(type);
    expect(thrown.type).toBe(name);
    expect(thrown.requestID).toMatch(/^req_/);
  });

  it('is over after the one request it was for; retry-after is heeded', async () => {
    await using standIn = await openStandIn();
    standIn.faults.push({ kind: 'status', status: 429, retryAfterSeconds: 0 });
    const message = await clientOf(standIn, 1).messages.create(request);
    expect(message.stop_reason).toBe('tool_use');
    expect(standIn.requests).toHaveLength(2);
    expect(standIn.faults.waiting).toBe(0);
  });

  it('can be anything a proxy says', async () => {
    await using standIn = await failing({ kind: 'status', status: 502, body: '<html>bad gateway</html>' });
    expect((await thrownBy(clientOf(standIn).messages.create(request))).status).toBe(502);
  });
});

describe('the queue and the script', () => {
  it('leave counts alone unless the script wants them', async () => {
    await using standIn = await openStandIn({
      faults: ({ path }) => (path.endsWith('count_tokens') ? { kind: 'status', status: 500 } : null),
    });
    standIn.faults.push({ kind: 'refusal' });
    const { max_tokens: _, ...counted } = request;
    expect((await thrownBy(clientOf(standIn).messages.countTokens(counted))).status).toBe(500);
    expect((await clientOf(standIn).messages.create(request)).stop_reason).toBe('refusal');
    expect((await clientOf(standIn).messages.create(request)).stop_reason).toBe('tool_use');
  });
});

describe('a way that fails', () => {
  it.each<[string, Fault]>([
    ['reset before the answer', { kind: 'reset' }],
    ['cut amid the stream', { kind: 'cut' }],
    ['cut after the first event', { kind: 'cut', afterEvents: 1 }],
    ['ended amid the stream as if it were whole', { kind: 'cut', clean: true }],
    ['malformed', { kind: 'garbage' }],
    ['an error event', { kind: 'stream-error' }],
  ])('%s: no message comes of a stream', async (_, fault) => {
    await using standIn = await failing(fault);
    expect(await thrownBy(streamed(standIn))).toBeInstanceOf(Error);
  });

  it.each<[string, Fault]>([
    ['reset', { kind: 'reset' }],
    ['cut', { kind: 'cut' }],
    ['cut clean', { kind: 'cut', clean: true }],
    ['malformed', { kind: 'garbage' }],
    ['an error', { kind: 'stream-error' }],
  ])('%s: no message comes of a whole reply', async (_, fault) => {
    await using standIn = await failing(fault);
    expect(await thrownBy(clientOf(standIn).messages.create(request))).toBeInstanceOf(Error);
  });

  it('an error event names its type', async () => {
    await using standIn = await failing({ kind: 'stream-error', status: 529 });
    expect((await thrownBy(streamed(standIn))).type).toBe('overloaded_error');
  });

  it('one that hangs or stalls is given up by whoever waits, and closing does not wait for it', async () => {
    for (const fault of [{ kind: 'hang' }, { kind: 'stall' }, { kind: 'stall', afterEvents: 0 }] as const) {
      await using standIn = await failing(fault);
      const stream = clientOf(standIn).messages.stream(request);
      const ended = thrownBy(stream.finalMessage());
      while (standIn.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
      stream.abort();
      expect(await ended).toBeInstanceOf(Anthropic.APIUserAbortError);
    }
  });

  it('one that drips arrives whole', async () => {
    await using standIn = await failing({ kind: 'drip', pauseMs: 0 });
    expect((await streamed(standIn)).stop_reason).toBe('tool_use');
    expect((await clientOf(standIn).messages.create(request)).stop_reason).toBe('tool_use');
  });
});

describe('a reply that is not what was asked for', () => {
  it('truncated: stopped by max_tokens in the middle of the input', async () => {
    await using standIn = await failing({ kind: 'truncated' });
    const message = await streamed(standIn);
    expect(message.stop_reason).toBe('max_tokens');
    expect(inputOf(message).summary).toBeUndefined();
    expect((await clientOf(standIn).messages.create(request)).stop_reason).toBe('max_tokens');
  });

  it('refused: nothing said, and why', async () => {
    await using standIn = await failing({ kind: 'refusal', category: 'cyber', explanation: 'no' });
    expect(await streamed(standIn)).toMatchObject({
      content: [],
      stop_reason: 'refusal',
      stop_details: { type: 'refusal', category: 'cyber', explanation: 'no' },
    });
  });

  it('prose, two calls, another call, another stop', async () => {
    await using standIn = await openStandIn();
    standIn.faults.push(
      { kind: 'prose', text: 'fine' },
      { kind: 'two-calls' },
      { kind: 'call', name: 'other', input: { x: 1 } },
      { kind: 'stop', reason: 'pause_turn' },
    );
    expect(await streamed(standIn)).toMatchObject({
      stop_reason: 'end_turn',
      content: [{ type: 'text', text: 'fine' }],
    });
    const two = (await streamed(standIn)).content;
    expect(new Set(two.map((block) => (block.type === 'tool_use' ? block.id : ''))).size).toBe(2);
    expect((await streamed(standIn)).content).toMatchObject([{ name: 'other', input: { x: 1 } }]);
    expect((await streamed(standIn)).stop_reason).toBe('pause_turn');
  });
});
