import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { openStandIn } from './stand-in.ts';
import { clientOf, fence, inputOf, numberedDiff, reviewRequest, SUBMIT, strictTool, thrownBy } from './testing.ts';

const DANGER = numberedDiff('src/sign.ts', [' a();', '-return timingSafeEqual(a, b);', '+return a == b;']);
const request = reviewRequest(fence(DANGER));
const auto = reviewRequest(fence(DANGER), { model: 'stand-in-auto-careful-1', tool_choice: { type: 'auto' } });

describe('a message', () => {
  it.each([
    ['forced', request],
    ['of a model that always thinks', auto],
  ])('%s is the same streamed and whole, with its input in pieces', async (_, params) => {
    await using standIn = await openStandIn();
    const client = clientOf(standIn);
    const whole = await client.messages.create(params);
    const stream = client.messages.stream(params);
    let pieces = 0;
    stream.on('inputJson', () => pieces++);
    const streamed = await stream.finalMessage();
    expect(streamed).toEqual({ ...whole, parsed_output: null });
    expect(pieces).toBeGreaterThan(5);
    expect(whole.stop_reason).toBe('tool_use');
    expect(whole._request_id).toMatch(/^req_/);
  });

  it('of a model that always thinks begins with a signed thought', async () => {
    await using standIn = await openStandIn();
    const { content } = await clientOf(standIn).messages.create(auto);
    expect(content.map(({ type }) => type)).toEqual(['thinking', 'tool_use']);
  });

  it('that is longer than max_tokens is cut, whole and streamed', async () => {
    await using standIn = await openStandIn();
    const client = clientOf(standIn);
    const whole = await client.messages.create({ ...request, max_tokens: 20 });
    const streamed = await client.messages.stream({ ...request, max_tokens: 20 }).finalMessage();
    expect(whole.stop_reason).toBe('max_tokens');
    expect(streamed.stop_reason).toBe('max_tokens');
    expect(whole.usage.output_tokens).toBe(20);
    expect(inputOf(whole).summary).toBeUndefined();
  });

  it('is words where no tool is offered', async () => {
    await using standIn = await openStandIn();
    const { tools: _, tool_choice: __, ...bare } = request;
    const message = await clientOf(standIn).messages.create(bare);
    expect(message).toMatchObject({ stop_reason: 'end_turn', content: [{ type: 'text' }] });
  });
});

describe('usage', () => {
  it('adds up to what count_tokens says', async () => {
    await using standIn = await openStandIn();
    const client = clientOf(standIn);
    const { usage } = await client.messages.create(request);
    const { max_tokens: _, ...counted } = request;
    expect(usage.input_tokens).toBe((await client.messages.countTokens(counted)).input_tokens);
  });

  it('is read from the cache up to a breakpoint that was seen, written up to one that was not', async () => {
    await using standIn = await openStandIn({ cacheLeastTokens: 50 });
    const client = clientOf(standIn);
    const asked = (tail: string): Anthropic.MessageCreateParamsNonStreaming => ({
      ...request,
      system: [{ type: 'text', text: 'word '.repeat(200), cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user', content: tail }],
    });
    const first = (await client.messages.create(asked('one'))).usage;
    const second = (await client.messages.create(asked('two'))).usage;
    expect(first.cache_creation_input_tokens).toBeGreaterThan(200);
    expect(first.cache_read_input_tokens).toBe(0);
    expect(second.cache_read_input_tokens).toBe(first.cache_creation_input_tokens);
    expect(second.cache_creation_input_tokens).toBe(0);
    expect(second.input_tokens).toBe(first.input_tokens);
    const { usage } = await client.messages.create({ ...asked('two'), tools: [SUBMIT, strictTool('other', {})] });
    expect(usage.cache_read_input_tokens).toBe(0);
  });
});

describe('a key', () => {
  it('that is wrong is refused with 401, as is none', async () => {
    await using standIn = await openStandIn();
    const wrong = new Anthropic({ apiKey: 'other', baseURL: standIn.url, maxRetries: 0 });
    expect(await thrownBy(wrong.messages.create(request))).toBeInstanceOf(Anthropic.AuthenticationError);
    const bare = await fetch(`${standIn.url}/v1/models`, { headers: { 'anthropic-version': '2026-10-21' } });
    expect(bare.status).toBe(401);
    const versionless = await fetch(`${standIn.url}/v1/models`, { headers: { authorization: 'Bearer stand-in-key' } });
    expect(versionless.status).toBe(400);
  });
});

describe('models', () => {
  it('are listed page by page', async () => {
    await using standIn = await openStandIn();
    const client = clientOf(standIn);
    const ids: string[] = [];
    for await (const model of client.models.list({ limit: 3 })) ids.push(model.id);
    expect(ids).toContain('stand-in-careful-1');
    expect(ids).toContain('stand-in-auto-obedient-1');
    expect(new Set(ids).size).toBe(ids.length);
    expect((await client.models.retrieve('stand-in-yes-1')).id).toBe('stand-in-yes-1');
    expect((await thrownBy(client.models.retrieve('claude-nobody'))).status).toBe(404);
  });

  it('can stand in for any id', async () => {
    await using standIn = await openStandIn({ model: 'stand-in-yes-1' });
    const message = await clientOf(standIn).messages.create({ ...request, model: 'claude-sonnet-5' });
    expect(message.model).toBe('claude-sonnet-5');
    expect(inputOf(message).contentRisk).toBe(0);
  });

  it('jitter by seed, by request and by repeat, within 0 and 1', async () => {
    const risks = async (seed: string): Promise<unknown[]> => {
      await using standIn = await openStandIn({ jitter: { seed, spread: 0.3 } });
      const said: unknown[] = [];
      for (let at = 0; at < 4; at++) said.push(inputOf(await clientOf(standIn).messages.create(request)).contentRisk);
      return said;
    };
    const first = await risks('a');
    expect(new Set(first).size).toBeGreaterThan(1);
    expect(await risks('a')).toEqual(first);
    expect(await risks('b')).not.toEqual(first);
    expect(first.every((risk) => Number(risk) >= 0.6 && Number(risk) <= 1)).toBe(true);
  });
});

describe('what was sent', () => {
  it('is kept to the byte, in order, refused or not', async () => {
    await using standIn = await openStandIn();
    const client = clientOf(standIn);
    await client.messages.create(request);
    await thrownBy(client.messages.create({ ...request, model: 'claude-nobody' }));
    expect(standIn.requests.map(({ n, path }) => [n, path])).toEqual([
      [0, '/v1/messages'],
      [1, '/v1/messages'],
    ]);
    expect(JSON.parse(new TextDecoder().decode(standIn.requests[0]?.body))).toEqual(request);
    expect(standIn.requests[0]?.headers['anthropic-version']).toBe('2026-10-21');
  });

  it.each([
    ['a DID', `by ${'did'}:plc:ewvi7nxzyoun6zhxrhs64oiz`, 'a DID'],
    ['an at-uri', `see ${'at'}://alice.example.com/x`, 'an at-uri'],
    ['a handle', 'thanks\n@alice.example.social!', 'a handle'],
    ['a mail address', 'alice@example.org', 'a handle'],
    ['a word', 'for Wonder"land', 'the word'],
  ])('fails the scan when it holds %s', async (_, text, found) => {
    const standIn = await openStandIn({ words: ['wonder"LAND'] });
    await clientOf(standIn).messages.create(reviewRequest(fence(`${DANGER}\n+9|${text}`)));
    expect(() => standIn.scan()).toThrow(`request 0 (POST /v1/messages) holds ${found}`);
    await expect(standIn[Symbol.asyncDispose]()).rejects.toThrow(found);
  });

  it('passes the scan with decorators, packages and times in it', async () => {
    await using standIn = await openStandIn({ words: ['alice'] });
    const text = '+1|@app.route("/") import "@scope/pkg.js"; git@ done: at 10:00 did: it';
    await clientOf(standIn).messages.create(reviewRequest(fence(text)));
    expect(() => standIn.scan(['bob'])).not.toThrow();
    expect(() => standIn.scan([''])).toThrow(RangeError);
  });

  it('is scanned when the stand-in is closed', async () => {
    const standIn = await openStandIn({ words: ['alice'] });
    await clientOf(standIn).messages.create(reviewRequest(fence('+1|const Alice = 1;')));
    await expect(standIn[Symbol.asyncDispose]()).rejects.toThrow('the word "alice"');
  });
});
