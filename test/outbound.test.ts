import { getEventListeners } from 'node:events';
import type { RequestListener } from 'node:http';
import type { Writable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Outbound, OutboundError, type OutboundOptions, outbound, txtRecords } from '../src/outbound/index.ts';
import { dnsServer, type TxtAnswer } from './dns-server.ts';
import { type HttpServer, httpServer } from './http-server.ts';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

const serve = async (answer: RequestListener): Promise<HttpServer> => stack.use(await httpServer(answer));

/** Quick and impolite, on this machine; sleeps take no time and are noted. */
const out = (
  options: Partial<OutboundOptions> = {},
): Outbound & { readonly slept: number[]; clock: { nowMs: number } } => {
  const slept: number[] = [];
  const clock = { nowMs: Date.parse('2026-11-21T09:00:00Z') };
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms);
    clock.nowMs += ms;
  };
  const defaults = {
    userAgent: 'test/1',
    allowLocal: true,
    spacingMs: 0,
    nowMs: () => clock.nowMs,
    sleep,
    random: () => 0.5,
  };
  return Object.assign(stack.use(outbound({ ...defaults, ...options })), { slept, clock });
};

const failureOf = async (asked: Promise<unknown>): Promise<OutboundError> => {
  const error: unknown = await asked.then(
    () => 'an answer',
    (thrown: unknown) => thrown,
  );
  if (error instanceof OutboundError) return error;
  throw error;
};

/** Answers each request with the next of the listeners, the last one for ever. */
const inTurn = (...listeners: readonly RequestListener[]): RequestListener => {
  let turn = 0;
  return (request, response) => {
    listeners[Math.min(turn, listeners.length - 1)]?.(request, response);
    turn += 1;
  };
};

const status =
  (code: number, headers: Record<string, string> = {}, body = ''): RequestListener =>
  (_, response) => {
    response.writeHead(code, headers).end(body);
  };

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Writes for ever, as fast as it is read. */
const endless = (stream: Writable): void => {
  const more = (): void => {
    while (!stream.destroyed && stream.write(Buffer.alloc(65_536, 'x')));
  };
  stream.on('drain', more);
  more();
};

describe('an answer', () => {
  it('is a value with its status, headers and bytes, whatever the request did wrong', async () => {
    const server = await serve((request, response) => {
      response.writeHead(Number(request.url?.slice(1)), { 'x-one': 'two' }).end('körper');
    });
    const { get } = out();
    for (const code of [200, 400, 401, 404, 410, 418, 501]) {
      const answer = await get(`${server.url}/${code}`);
      expect([answer.status, answer.headers.get('x-one'), text(answer.bytes)]).toEqual([code, 'two', 'körper']);
    }
    expect(server.requests).toHaveLength(7);
  });

  it('is asked for under our name, with the headers given', async () => {
    const server = await serve(status(200));
    await out().get(server.url, { accept: 'application/json', headers: { 'x-more': '1' } });
    expect(server.requests[0]?.headers).toMatchObject({
      'user-agent': 'test/1',
      accept: 'application/json',
      'x-more': '1',
    });
  });

  it('comes unpacked', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'));
    });
    expect(text((await out().get(server.url)).bytes)).toBe('hello');
  });
});

describe('the other side’s failures', () => {
  it.each([500, 502, 503, 504, 520])('a %i is tried again, and is an answer once it works', async (code) => {
    const server = await serve(inTurn(status(code), status(code), status(200)));
    const away = out();
    expect((await away.get(server.url)).status).toBe(200);
    expect(away.slept).toEqual([250, 500]);
  });

  it('are an error that may be tried later, with the status and without the query', async () => {
    const server = await serve(status(502));
    const error = await failureOf(out().get(`${server.url}/some/path?token=secret`));
    expect(error).toMatchObject({ retryable: true, status: 502, host: `127.0.0.1:${server.port}` });
    expect(error.message).toBe(`127.0.0.1:${server.port}/some/path: answered 502`);
    expect(server.requests).toHaveLength(3);
  });

  it('a broken connection is tried again', async () => {
    const broken: RequestListener = (_, response) => void response.socket?.destroy();
    const half: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.socket?.destroy());
    };
    const server = await serve(inTurn(broken, half, status(200)));
    expect((await out().get(server.url)).status).toBe(200);
  });

  it.each<[string, RequestListener]>([
    ['nobody there', (_, response) => void response.socket?.destroy()],
    ['no HTTP', (_, response) => void response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n')],
    ['headers without end', (_, response) => void response.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end()],
    ['a packing it is not', (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain')],
  ])('%s is an error that may be tried later', async (_, listener) => {
    const server = await serve(listener);
    expect(await failureOf(out({ tries: 2 }).get(server.url))).toMatchObject({ retryable: true, status: null });
    expect(server.requests).toHaveLength(2);
  });

  it.each<[string, RequestListener]>([
    ['nothing', () => undefined],
    [
      'a byte now and then',
      (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('x'), 10);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('%s until the time is over is one, and the connection goes', async (_, listener) => {
    const server = await serve(listener);
    const error = await failureOf(out({ tries: 1 }).get(server.url, { timeoutMs: 80 }));
    expect(error.retryable).toBe(true);
    expect(error.message).toMatch(/: no whole answer in 80 ms$/);
    await expect.poll(() => server.connections.open).toBe(0);
  });

  it('a host that keeps failing is left alone for a while, and asked again after that', async () => {
    let code = 503;
    const server = await serve((_, response) => void response.writeHead(code).end());
    const away = out();
    await failureOf(away.get(server.url));
    await failureOf(away.get(server.url));
    expect(server.requests).toHaveLength(5);
    const error = await failureOf(away.get(server.url));
    expect(error).toMatchObject({ retryable: true, status: null });
    expect(error.retryAtMs).toBeGreaterThan(away.clock.nowMs);
    expect(error.message).toMatch(
      /^127\.0\.0\.1:\d+ failed 5 times in a row and is left alone until 2026-11-21T09:01:/,
    );
    expect(server.requests).toHaveLength(5);
    code = 200;
    away.clock.nowMs += 60_000;
    expect((await away.get(server.url)).status).toBe(200);
  });

  it('a plain 500 is the failure of a request and gives up no host', async () => {
    const server = await serve((request, response) => void response.writeHead(request.url === '/' ? 200 : 500).end());
    const away = out();
    for (let round = 0; round < 5; round++) await failureOf(away.get(`${server.url}/broken`));
    expect((await away.get(server.url)).status).toBe(200);
  });
});

describe('a host that asks for patience', () => {
  it.each([
    [429, '7'],
    [503, '7'],
    [429, 'Sat, 21 Nov 2026 09:00:07 GMT'],
  ])('by %i with %j gets it', async (code, value) => {
    const server = await serve(inTurn(status(code, { 'retry-after': value }), status(200)));
    const away = out();
    expect((await away.get(server.url)).status).toBe(200);
    expect(away.slept).toEqual([7000]);
  });

  it('by a bare 429 gets a pause, and an error in the end', async () => {
    const server = await serve(status(429));
    const away = out();
    const error = await failureOf(away.get(server.url));
    expect(error).toMatchObject({ retryable: true, status: 429 });
    expect(server.requests).toHaveLength(3);
    expect(away.slept).toEqual([250, 500]);
  });

  it.each(['86400', '9'.repeat(400), 'Sat, 21 Nov 2099 09:00:07 GMT'])(
    'for absurdly long (%s) gets five minutes',
    async (value) => {
      const server = await serve(status(429, { 'retry-after': value }));
      const away = out();
      const error = await failureOf(away.get(server.url));
      expect(error).toMatchObject({ retryable: true, status: 429, retryAtMs: away.clock.nowMs + 300_000 });
      expect(await failureOf(away.get(`${server.url}/other`))).toMatchObject({
        status: null,
        retryAtMs: error.retryAtMs,
      });
      expect(server.requests).toHaveLength(1);
      away.clock.nowMs += 300_000;
      await failureOf(away.get(server.url));
      expect(server.requests).toHaveLength(2);
    },
  );
});

describe('a body', () => {
  it.each<[string, RequestListener]>([
    ['without end', (_, response) => endless(response.writeHead(200))],
    [
      'that unpacks without end',
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        const zipped = createGzip();
        zipped.pipe(response);
        endless(zipped);
      },
    ],
    ['of 10 MB', (_, response) => void response.end(JSON.stringify('x'.repeat(10_000_000)))],
    [
      'that says it will be large',
      (_, response) => void response.writeHead(200, { 'content-length': '1000000000' }).write('x'),
    ],
    ['that is an endless error', (_, response) => endless(response.writeHead(404))],
  ])('%s ends at the limit, for good, with its connection', async (_, listener) => {
    const server = await serve(listener);
    const error = await failureOf(out().get(server.url, { maxBytes: 200_000 }));
    expect(error).toMatchObject({ reason: 'too-large', retryable: false, host: `127.0.0.1:${server.port}` });
    expect(error.message).toMatch(/answered more than 200000 bytes$/);
    expect(server.requests).toHaveLength(1);
    await expect.poll(() => server.connections.open).toBe(0);
  });

  it.each([1, 2])('of a few bytes that unpacks to 256 MiB, packed %i times, ends there', async (times) => {
    let packed = gzipSync(Buffer.alloc(256 * 1024 * 1024));
    if (times === 2) packed = gzipSync(packed);
    const encoding = Array(times).fill('gzip').join(', ');
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(packed);
    });
    const error = await failureOf(out().get(server.url, { maxBytes: 200_000 }));
    expect(error.message).toMatch(/answered more than 200000 bytes$/);
    expect(error.retryable).toBe(false);
  });

  it('of exactly the limit is an answer', async () => {
    const server = await serve((_, response) => void response.end(Buffer.alloc(1000)));
    const { get } = out();
    expect((await get(server.url, { maxBytes: 1000 })).bytes).toHaveLength(1000);
    expect((await failureOf(get(server.url, { maxBytes: 999 }))).reason).toBe('too-large');
    const unannounced = await serve((_, response) => {
      response.write(Buffer.alloc(600));
      response.end(Buffer.alloc(400));
    });
    expect((await get(unannounced.url, { maxBytes: 1000 })).bytes).toHaveLength(1000);
    expect((await failureOf(get(unannounced.url, { maxBytes: 999 }))).reason).toBe('too-large');
  });

  it('of a failure or a redirect is not read', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/here') response.end('here');
      else endless(response.writeHead(request.url === '/fails' ? 503 : 302, { location: '/here' }));
    });
    const { get } = out();
    expect((await failureOf(get(`${server.url}/fails`))).status).toBe(503);
    expect(text((await get(`${server.url}/goes`)).bytes)).toBe('here');
    await expect.poll(() => server.connections.open).toBeLessThanOrEqual(1);
  });
});

describe('where it may go', () => {
  const spelled = (port: number): string[] => [
    `https://localhost:${port}/`,
    `https://LocalHost:${port}/`,
    `https://a.localhost:${port}/`,
    `https://127.0.0.1:${port}/`,
    `https://0x7f.1:${port}/`,
    `https://2130706433:${port}/`,
    `https://0177.0.0.1:${port}/`,
    `https://[::1]:${port}/`,
    `https://[::ffff:127.0.0.1]:${port}/`,
    `https://[::]:${port}/`,
    `https://0.0.0.0:${port}/`,
    `http://127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
  ];

  it('is not this machine, however it is spelled', async () => {
    const server = await serve(status(200));
    const { get } = out({ allowLocal: false });
    for (const url of spelled(server.port)) {
      expect(await failureOf(get(url)), url).toMatchObject({ reason: 'refused', retryable: false, status: null });
    }
    expect(server.connections.made).toBe(0);
  });

  it.each([false, true])(
    'is no private network, no plain http and nothing but http (local: %s)',
    async (allowLocal) => {
      const { get } = out({ allowLocal });
      for (const url of [
        'https://10.0.0.1/',
        'https://192.168.1.1:8443/',
        'http://169.254.169.254/latest/meta-data/',
        'https://169.254.169.254/',
        'https://[fd00::1]/',
        'https://[fe80::1]/',
        'https://100.64.0.1/',
        'https://1.1.1.1/',
        'http://example.org/',
        'https://intranet/',
        'https://knot.test/',
        'https://knot.local/',
        'https://knot.invalid/',
        'https://knot.example.org./',
        'https://user:password@example.org/',
        'https://example.org:25/',
        'ftp://example.org/',
        'file:///etc/passwd',
        'data:text/plain,hello',
        'javascript:alert(1)',
        'no url',
        '',
      ]) {
        const error = await failureOf(get(url));
        expect(error, url).toMatchObject({ reason: 'refused', retryable: false, status: null });
        expect(error.message).not.toContain('password@');
      }
    },
  );

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'http://[fd00::1]/',
    'http://0.0.0.0:80/',
    'http://example.org/',
    'file:///etc/passwd',
    'https://user:password@example.org/',
    'https://localhost.:8443/',
  ])('is not %s by a redirect', async (location) => {
    const server = await serve(status(302, { location }));
    expect(await failureOf(out().get(server.url))).toMatchObject({ reason: 'refused' });
  });

  it('is where redirects lead, a few hops, without the headers on another origin', async () => {
    const end = await serve(status(200, {}, 'end'));
    const server = await serve((request, response) => {
      const location = { '/': '/one', '/one': `${end.url}/two` }[request.url ?? ''] ?? '/again';
      response.writeHead(307, { location }).end();
    });
    const { get } = out();
    expect(text((await get(server.url, { headers: { authorization: 'secret' } })).bytes)).toBe('end');
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['secret', 'secret']);
    expect(end.requests[0]?.headers.authorization).toBeUndefined();
    const loop = await get(`${server.url}/again`);
    expect([loop.status, server.requests.length]).toEqual([307, 6]);
    expect((await get(server.url, { maxRedirects: 0 })).headers.get('location')).toBe('/one');
  });
});

describe('stopping', () => {
  it('ends a request, the wait for a turn and the wait for a pause with the reason given', async () => {
    const server = await serve(() => undefined);
    const stop = new AbortController();
    const away = out({
      perHost: 1,
      sleep: (_, signal) => new Promise((_, no) => signal.addEventListener('abort', () => no(signal.reason))),
    });
    const paused = await serve(status(429, { 'retry-after': '5' }));
    const asked = [server.url, server.url, paused.url].map((url) => away.get(url, { signal: stop.signal }));
    await expect.poll(() => [server.requests.length, paused.requests.length]).toEqual([1, 1]);
    stop.abort(new Error('enough'));
    for (const one of asked) await expect(one).rejects.toThrow('enough');
    await expect(away.get(server.url, { signal: stop.signal })).rejects.toThrow('enough');
    await expect.poll(() => server.connections.open).toBe(0);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });

  it('is no failure of the host', async () => {
    const server = await serve((request, response) => void (request.url === '/works' && response.end()));
    const away = out();
    for (let round = 0; round < 6; round++) {
      const stop = new AbortController();
      const asked = away.get(server.url, { signal: stop.signal });
      await expect.poll(() => server.requests.length).toBe(round + 1);
      stop.abort(new Error('enough'));
      await expect(asked).rejects.toThrow('enough');
    }
    expect((await away.get(`${server.url}/works`)).status).toBe(200);
  });

  it.each([429, 502])('after a %i gives the reason as well when the clock is the real one', async (code) => {
    const server = await serve(status(code, { 'retry-after': '5' }));
    const stop = new AbortController();
    const away = stack.use(outbound({ userAgent: 'test/1', allowLocal: true, random: () => 1 }));
    const asked = away.get(server.url, { signal: stop.signal });
    await expect.poll(() => server.requests.length).toBe(1);
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });

  it('is not needed for what is over: no timer runs on', async () => {
    const server = await serve(status(200));
    const away = out();
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    await away.get(server.url);
    const before = timers();
    for (let round = 0; round < 20; round++) await away.get(server.url);
    expect(timers() - before).toBeLessThan(10);
  });

  it('leaves nothing on a signal that lives long', async () => {
    const server = await serve(status(200));
    const { signal } = new AbortController();
    const { get } = out();
    await Promise.all(Array.from({ length: 50 }, () => get(server.url, { signal })));
    for (const url of ['no url', 'https://10.0.0.1/', 'file:///etc/passwd']) await failureOf(get(url, { signal }));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('is what disposing does to all that is under way', async () => {
    const server = await serve(() => undefined);
    const away = out();
    const ended: string[] = [];
    const asked = away.get(server.url).catch((error: Error) => ended.push(error.message));
    await expect.poll(() => server.requests.length).toBe(1);
    await away[Symbol.asyncDispose]();
    expect(ended).toEqual(['requests are no longer sent']);
    await asked;
    await expect(away.get(server.url)).rejects.toThrow('requests are no longer sent');
    await expect.poll(() => server.connections.open).toBe(0);
  });
});

describe('options', () => {
  it.each([{ perHost: 0 }, { atOnce: 1.5 }, { tries: -1 }])('%j is refused', async (options) => {
    expect(() => outbound({ userAgent: 'test/1', ...options })).toThrow(RangeError);
  });
});

describe('in the shape of fetch', () => {
  it('answers, follows or refuses redirects as asked, and sends nothing but GET', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/goes') response.writeHead(302, { location: '/here' }).end();
      else if (request.url === '/none') response.writeHead(204).end();
      else response.end(JSON.stringify({ accept: request.headers.accept }));
    });
    const { fetch } = out();
    const response = await fetch(new URL(`${server.url}/here`), { headers: { accept: 'text/x' } });
    expect([response.ok, await response.json()]).toEqual([true, { accept: 'text/x' }]);
    expect((await fetch(`${server.url}/none`)).status).toBe(204);
    expect((await fetch(`${server.url}/goes`)).status).toBe(200);
    expect((await fetch(`${server.url}/goes`, { redirect: 'manual' })).status).toBe(302);
    await expect(fetch(`${server.url}/goes`, { redirect: 'error' })).rejects.toThrow(TypeError);
    await expect(fetch(server.url, { method: 'POST', body: 'x' })).rejects.toThrow(TypeError);
  });
});

describe('TXT records', () => {
  const ask = async (answer: TxtAnswer): Promise<readonly string[]> => {
    const server = stack.use(await dnsServer(() => answer));
    return txtRecords({ servers: [server.address], timeoutMs: 60, tries: 1 })('_atproto.alice.example.org');
  };

  it('are texts, joined from their pieces', async () => {
    expect(await ask([['did=did:plc:', 'abc'], ['v=spf1 -all']])).toEqual(['did=did:plc:abc', 'v=spf1 -all']);
  });

  it.each(['no-name', 'no-data'] as const)('are none where DNS says so (%s)', async (answer) => {
    expect(await ask(answer)).toEqual([]);
  });

  it.each(['failed', 'silent'] as const)('are not said to be none where DNS could not tell (%s)', async (answer) => {
    await expect(ask(answer)).rejects.toMatchObject({ name: 'AppError', retryable: true });
  });

  it('are given up when told to, at once', { timeout: 4000 }, async () => {
    const server = stack.use(await dnsServer(() => 'silent'));
    const stop = new AbortController();
    const resolve = txtRecords({ servers: [server.address], timeoutMs: 100_000, tries: 1 });
    const asked = resolve('_atproto.alice.example.org', stop.signal);
    await expect.poll(() => server.asked).toEqual(['_atproto.alice.example.org']);
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    await expect(resolve('_atproto.alice.example.org', stop.signal)).rejects.toThrow('enough');
  });
});
