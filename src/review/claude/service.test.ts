import { describe, expect, it } from 'vitest';
import { anthropicService } from './service.ts';
import { answer, fault, KEY, ping, request, start, testService } from './test-service.ts';

describe('anthropicService', () => {
  it('reads no more than it is told to', async () => {
    const { baseUrl } = await testService(() => ({ events: [start(), ...Array(100).fill(ping)], after: 'hang' }));
    const service = anthropicService({ apiKey: KEY, baseUrl });
    const flood = service.call({ what: 'x', maxBytes: 1000 }, async (client, signal) => {
      const stream = await client.messages.create({ ...request, stream: true }, { signal });
      for await (const event of stream) expect(event.type).toBe('message_start');
      throw new TypeError('ended');
    });
    await expect(flood).rejects.toMatchObject({ kind: 'unreadable', message: expect.stringContaining('1000 bytes') });
  });

  it('pings keep an answer from counting as stalled', async () => {
    const { baseUrl } = await testService(async (_, number) => {
      if (number > 1) throw new Error('asked twice');
      return { events: Array(10).fill(ping), everyMs: 250 };
    });
    const service = anthropicService({ apiKey: KEY, baseUrl, stallTimeoutMs: 2_000 });
    const seen = await service.call({ what: 'x' }, async (client, signal) => {
      const stream = await client.messages.create({ ...request, stream: true }, { signal });
      for await (const event of stream) expect(event).toBeUndefined();
      return signal.aborted;
    });
    expect(seen).toBe(false);
  });

  it('takes neither key nor address from the environment', async () => {
    const { asked, baseUrl } = await testService(() => answer({}));
    process.env.ANTHROPIC_BASE_URL = 'http://127.0.0.1:1';
    process.env.ANTHROPIC_AUTH_TOKEN = 'other';
    try {
      const service = anthropicService({ apiKey: KEY, baseUrl });
      await service.call({ what: 'x' }, (client, signal) =>
        client.messages.create({ ...request, stream: true }, { signal }),
      );
      expect(asked[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
      expect(anthropicService({ apiKey: KEY }).baseUrl).toBe('https://api.anthropic.com/');
    } finally {
      delete process.env.ANTHROPIC_BASE_URL;
      delete process.env.ANTHROPIC_AUTH_TOKEN;
    }
  });

  it('names host and errand of a connection that cannot be made, never the password of an address', async () => {
    const service = anthropicService({ apiKey: KEY, baseUrl: 'http://user:hidden@127.0.0.1:9', maxRetries: 0 });
    const call = service.call({ what: 'a count' }, (client, signal) =>
      client.messages.countTokens(request, { signal }),
    );
    await expect(call).rejects.toThrow(/^could not reach 127\.0\.0\.1:9 for a count/);
    await expect(call).rejects.not.toThrow('hidden');
  });

  it('the service’s own word on trying again is obeyed', async () => {
    const { asked, baseUrl } = await testService(() =>
      fault(529, 'overloaded_error', 'x', { 'x-should-retry': 'false' }),
    );
    const service = anthropicService({ apiKey: KEY, baseUrl });
    const call = service.call({ what: 'x' }, (client, signal) => client.messages.countTokens(request, { signal }));
    await expect(call).rejects.toMatchObject({ kind: 'overloaded' });
    expect(asked).toHaveLength(1);
  });
});
