import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HostedOptions, hostedEmbedder, hostedSpace } from './hosted-embedder.ts';

const KEY = 'sk-test-0123456789';

interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly model: string; readonly input: readonly string[]; readonly encoding_format: string };
}
interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Never answers. */
  readonly silent?: true;
}

/** The text's length and its first character: enough to tell vectors apart. */
const vectorOf = (text: string): number[] => [text.length, text.charCodeAt(0) || 1, 3];
const listOf = (input: readonly string[], embed = vectorOf): Reply => ({
  body: {
    object: 'list',
    data: input.map((text, index) => ({ object: 'embedding', index, embedding: embed(text) })).reverse(),
    model: 'a',
    usage: { prompt_tokens: 1, total_tokens: 1 },
  },
});
const errorOf = (status: number, code: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  body: { error: { message: `you sent ${KEY}`, type: 'some_error', param: null, code } },
});

/** A service with the wire format of OpenAI's, and an embedder that asks it, on a clock that only sleeping moves. */
const service = async (answer: (asked: Asked, number: number) => Reply, options: Partial<HostedOptions> = {}) => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    asked.push({ path: `${request.method} ${request.url}`, headers: request.headers, body });
    const { status = 200, headers = {}, body: said, silent } = answer(asked.at(-1) as Asked, asked.length);
    if (silent) return;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof said === 'string' ? said : JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const slept: number[] = [];
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`;
  const embedder = hostedEmbedder({
    apiKey: KEY,
    baseUrl,
    model: 'small-1',
    random: () => 0,
    nowMs: () => 1_750_000_000_000,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
    },
    ...options,
  });
  return { asked, slept, embedder, baseUrl };
};

const fine = ({ body }: Asked): Reply => listOf(body.input);

describe('the hosted embedder', () => {
  it('sends the model and the texts, and nothing else', async () => {
    const { asked, embedder } = await service(fine);
    await embedder.embed(['+one', '-two']);
    expect(asked).toMatchObject([
      { path: 'POST /v1/embeddings', headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' } },
    ]);
    expect(asked[0]?.body).toEqual({ model: 'small-1', input: ['+one', '-two'], encoding_format: 'float' });
  });

  it('answers each text with its own vector, of length 1, whatever their order in the reply', async () => {
    const { embedder } = await service(fine);
    const answers = await embedder.embed(['+a', '-bcd']);
    const expected = ['+a', '-bcd'].map((text) => {
      const vector = vectorOf(text);
      return Float32Array.from(vector, (value) => value / Math.hypot(...vector));
    });
    expect(answers).toEqual(
      expected.map((vector, index) => ({ kind: 'vector', vector, chars: [2, 4][index], truncated: false })),
    );
  });

  it('asks in batches', async () => {
    const { asked, embedder } = await service(fine, { batch: 2 });
    expect(await embedder.embed(['1', '2', '3', '4', '5'])).toHaveLength(5);
    expect(asked.map(({ body }) => body.input)).toEqual([['1', '2'], ['3', '4'], ['5']]);
    expect(await embedder.embed([])).toEqual([]);
    expect(asked).toHaveLength(3);
  });

  it('cuts a long text, never within a character, and says so', async () => {
    const { asked, embedder } = await service(fine, { maxChars: 4 });
    const answers = await embedder.embed(['+abc', '+abcd', '+ab😀']);
    expect(asked[0]?.body.input).toEqual(['+abc', '+abc', '+ab']);
    expect(answers).toMatchObject([
      { chars: 4, truncated: false },
      { chars: 4, truncated: true },
      { chars: 3, truncated: true },
    ]);
  });

  it.each<[string, Reply, number[]]>([
    ['a busy service, as long as it asks', errorOf(429, 'rate_limit', { 'retry-after': '7' }), [7000]],
    ['until the date that it names', errorOf(503, 'x', { 'retry-after': 'Sun, 15 Jun 2025 15:06:43 GMT' }), [3000]],
    ['at most a minute', errorOf(429, 'rate_limit', { 'retry-after': '86400' }), [60_000]],
    ['a failing service, by its own clock', errorOf(500, 'server_error'), [500]],
  ])('waits for %s', async (_, reply, slept) => {
    const run = await service((asked, number) => (number === 1 ? reply : fine(asked)));
    expect(await run.embedder.embed(['+a'])).toHaveLength(1);
    expect(run.slept).toEqual(slept);
  });

  it('waits longer each time, by chance up to half shorter, and gives up in the end', async () => {
    const run = await service(() => errorOf(502, 'bad_gateway'), { random: () => 0.5 });
    const error = await run.embedder.embed(['+a']).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'AppError', retryable: true });
    expect(error.message).toMatch(/^the embeddings service 127\.0\.0\.1:\d+ answered 502 \(bad_gateway\)$/);
    expect(run.slept).toEqual([375, 750, 1500, 3000]);
    expect(run.asked).toHaveLength(5);
  });

  it.each<[string, Reply, RegExp]>([
    ['a key that is refused', errorOf(401, 'invalid_api_key'), /refuses the key: 401 \(invalid_api_key\); check EMB/],
    ['an address that is none', errorOf(404, 'model_not_found'), /answered 404 \(model_not_found\) for model small-1/],
    ['a redirect', { status: 307, headers: { location: 'http://127.0.0.1:9/' } }, /answered 307 for model/],
    ['a reply that is no JSON', { body: '<html>' }, /answered something that is no JSON/],
    ['a reply of another shape', { body: { data: [{ embedding: [1] }] } }, /no list of vectors \(data\.0\.index/],
    ['fewer vectors than texts', listOf(['+a']), /answered 1 vectors for 2 texts/],
    ['vectors of different lengths', listOf(['+a', '-']), /vectors of \d and of \d numbers/],
    ['a vector of zeros', listOf(['+a', '+b'], () => [0, 0]), /a vector of length 0/],
    ['a vector of nothing', listOf(['+a', '+b'], () => []), /a vector of 0 numbers/],
    ['numbers that are none', { body: '{"data":[{"index":0,"embedding":[NaN]}]}' }, /no JSON/],
    ['numbers past all bounds', { body: '{"data":[{"index":0,"embedding":[1e999]}]}' }, /no list of vectors/],
    ['numbers as text', { body: '{"data":[{"index":0,"embedding":"AAAAAA=="}]}' }, /no list of vectors/],
    [
      'two vectors for one text',
      { body: { data: [0, 0].map((index) => ({ index, embedding: [1] })) } },
      /no vector for text 2/,
    ],
  ])('stops at once, in clear words and without a secret, at %s', async (name, reply, message) => {
    const uneven = name === 'vectors of different lengths';
    const embed = (text: string) => (text === '-' ? [1, 2] : [1, 2, 3]);
    const run = await service(() => (uneven ? listOf(['+a', '-'], embed) : reply));
    const error = await run.embedder.embed(['+a', '+b']).catch((thrown) => thrown);
    expect(error).toMatchObject({ retryable: false });
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain(KEY);
    expect(run.asked).toHaveLength(1);
  });

  it('stops when a model answers longer vectors than before', async () => {
    const { embedder } = await service(fine, { dimensions: 1536 });
    await expect(embedder.embed(['+a'])).rejects.toThrow('answered 3 numbers where its other vectors have 1536');
  });

  it('does not read a reply without end', async () => {
    const { embedder } = await service(() => ({ body: 'x'.repeat(2_000_000) }));
    await expect(embedder.embed(['+a'])).rejects.toThrow(/answered more than \d+ bytes/);
  });

  it('takes a text that is too long for the service shortened, and the others whole', async () => {
    const tooLong = ({ body }: Asked): Reply =>
      body.input.some((text) => text.length > 100) ? errorOf(400, 'context_length_exceeded') : listOf(body.input);
    const { embedder } = await service(tooLong, { maxChars: 800 });
    const answers = await embedder.embed(['+a', `+${'漢'.repeat(700)}`, '+b', '+c']);
    expect(answers).toMatchObject([
      { chars: 2, truncated: false },
      { chars: 50, truncated: true },
      { chars: 2, truncated: false },
      { chars: 2, truncated: false },
    ]);
  });

  it('leaves out a text that is refused however short, once others are taken', async () => {
    const picky = ({ body }: Asked): Reply =>
      body.input.some((text) => text.includes('bad')) ? errorOf(400, 'content_policy') : listOf(body.input);
    const { embedder } = await service(picky);
    expect(await embedder.embed(['+bad'])).toEqual([{ kind: 'none', reason: 'refused' }]);
    expect(await embedder.embed(['+a', '+bad'])).toMatchObject([{ kind: 'vector' }, { kind: 'none' }]);
  });

  it('blames the request where every text is refused', async () => {
    const { embedder } = await service(() => errorOf(400, 'unknown_model'));
    await expect(embedder.embed(['+a', '+b'])).rejects.toThrow(
      /refuses the request for model small-1: 400 \(unknown_model\)/,
    );
  });

  it('tries again when no answer comes, and ends with the signal’s reason when aborted', async () => {
    const slow = await service((asked, number) => (number === 1 ? { silent: true } : fine(asked)), { timeoutMs: 50 });
    expect(await slow.embedder.embed(['+a'])).toHaveLength(1);
    const stop = new AbortController();
    const stuck = await service(() => {
      stop.abort(new Error('stopped'));
      return { silent: true };
    });
    await expect(stuck.embedder.embed(['+a'], stop.signal)).rejects.toThrow('stopped');
  });

  it('says who cannot be reached', async () => {
    const gone = hostedEmbedder({ apiKey: KEY, baseUrl: 'http://127.0.0.1:1/v1', tries: 1 });
    await expect(gone.embed(['+a'])).rejects.toThrow(/^the embeddings service 127\.0\.0\.1:1 could not be asked: .+/);
  });

  it.each([
    [{ apiKey: 'line\nbreak' }, /^EMBEDDINGS_API_KEY has characters that no key has$/],
    [{ baseUrl: 'https://me:break@example.com' }, /^EMBEDDINGS_BASE_URL has a user or a password/],
  ])('refuses what cannot be sent without repeating it: %#', (options, message) => {
    expect(() => hostedEmbedder({ apiKey: KEY, ...options })).toThrow(message);
  });

  it.each([{ maxChars: 0 }, { batch: 1.5 }])('refuses the options %j', (options) => {
    expect(() => hostedEmbedder({ apiKey: KEY, ...options })).toThrow(/must be a positive integer, got/);
  });
});

describe('the space of hosted vectors', () => {
  it('names the endpoint without credentials, and the model', () => {
    expect(hostedSpace({ baseUrl: 'https://me:pass@api.example.com/v1/?key=1', model: 'm' })).toEqual({
      provider: 'https://api.example.com/v1',
      model: 'm',
    });
    expect(hostedSpace({ baseUrl: null, model: null })).toEqual({
      provider: 'https://api.openai.com/v1',
      model: 'text-embedding-3-small',
    });
  });
});
