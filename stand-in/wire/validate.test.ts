import type Anthropic from '@anthropic-ai/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStandIn, type StandIn } from '../stand-in.ts';
import { clientOf, reviewRequest, SUBMIT, thrownBy } from '../testing.ts';

type Params = Anthropic.MessageCreateParamsNonStreaming;

const call = (id: string): Anthropic.MessageParam => ({
  role: 'assistant',
  content: [{ type: 'tool_use', id, name: 'submit_review', input: {} }],
});
const result = (id: string): Anthropic.ToolResultBlockParam => ({
  type: 'tool_result',
  tool_use_id: id,
  content: 'ok',
});
const user = (content: Anthropic.MessageParam['content']): Anthropic.MessageParam => ({ role: 'user', content });
const marked = (text: string): Anthropic.TextBlockParam => ({
  type: 'text',
  text,
  cache_control: { type: 'ephemeral' },
});
const closed = (change: Record<string, unknown>): Anthropic.Tool => ({
  ...SUBMIT,
  input_schema: { ...SUBMIT.input_schema, ...change },
});
const forced = { type: 'tool', name: 'submit_review' } as const;

/** What is wrong, and how the service says so. */
const REFUSED: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
  ['an unknown field', { prompt: 'x' }, /^prompt: Extra inputs are not permitted/],
  ['a temperature', { temperature: 0 }, /temperature: Extra inputs are not permitted/],
  ['no max_tokens', { max_tokens: undefined }, /max_tokens: Field required/],
  ['too large a max_tokens', { max_tokens: 1_000_000 }, /max_tokens: 1000000 > 128000/],
  ['no messages', { messages: [] }, /messages: at least one message is required/],
  ['an empty text', { messages: [user([{ type: 'text', text: '' }])] }, /messages\.0\..*must be non-empty|messages\.0/],
  ['a tool that is not there', { tool_choice: { type: 'tool', name: 'x' } }, /Tool 'x' not found in provided tools/],
  ['a choice without tools', { tools: undefined }, /may only be specified while providing tools/],
  ['two tools of one name', { tools: [SUBMIT, SUBMIT] }, /Tool names must be unique/],
  ['an unknown thinking', { thinking: { type: 'deep' } }, /thinking/],
  ['thinking with a forced tool', { thinking: { type: 'adaptive' } }, /Thinking may not be enabled/],
  ['five breakpoints', { system: ['a', 'b', 'c', 'd', 'e'].map(marked) }, /maximum of 4 blocks with cache_control/],
  ['an open object', { tools: [closed({ additionalProperties: true })] }, /'additionalProperties' must be explicitly/],
  ['an optional property', { tools: [closed({ required: ['summary'] })] }, /must list every property; 'contentRisk'/],
  [
    'a bound in a strict schema',
    { tools: [closed({ properties: { a: { type: 'number', maximum: 1 } }, required: ['a'] })] },
    /property 'maximum' is not supported/,
  ],
  ['an assistant first', { messages: [call('a'), user([result('a')])] }, /first message must use the "user" role/],
  ['a prefill', { messages: [user('x'), { role: 'assistant', content: 'y' }] }, /must end with a user message/],
  ['a call unanswered', { messages: [user('x'), call('a'), user('y')] }, /without `tool_result` blocks.*: a\./],
  ['an answer to nothing', { messages: [user([result('a')])] }, /unexpected `tool_use_id`.*: a\./],
  [
    'an answer twice',
    { messages: [user('x'), call('a'), user([result('a'), result('a')])] },
    /unexpected `tool_use_id`/,
  ],
  [
    'text before the answer',
    { messages: [user('x'), call('a'), user([{ type: 'text', text: 'y' }, result('a')])] },
    /must come before text/,
  ],
  [
    'a thinking always on that is switched off',
    { model: 'stand-in-auto-yes-1', tool_choice: { type: 'auto' }, thinking: { type: 'disabled' } },
    /`disabled` is not supported/,
  ],
  [
    'a tool forced on a model that always thinks',
    { model: 'stand-in-auto-yes-1', tool_choice: forced },
    /not supported by this model/,
  ],
  [
    'any tool demanded of one',
    { model: 'stand-in-auto-yes-1', tool_choice: { type: 'any' } },
    /not supported by this model/,
  ],
];

let standIn: StandIn;
beforeAll(async () => {
  standIn = await openStandIn({ contextTokens: 5_000 });
});
afterAll(() => standIn[Symbol.asyncDispose]());

describe('a request', () => {
  it.each(REFUSED)('with %s is refused with 400', async (_, change, message) => {
    const thrown = await thrownBy(clientOf(standIn).messages.create({ ...reviewRequest('x'), ...change } as Params));
    expect(thrown).toMatchObject({ status: 400, type: 'invalid_request_error' });
    expect(thrown.apiMessage).toMatch(message);
  });

  it('that is refused is refused when counted as well', async () => {
    const { max_tokens: _, ...counted } = reviewRequest('x', { tool_choice: { type: 'tool', name: 'x' } });
    expect((await thrownBy(clientOf(standIn).messages.countTokens(counted))).status).toBe(400);
  });

  it('for a model that there is not is refused with 404', async () => {
    expect((await thrownBy(clientOf(standIn).messages.create(reviewRequest('x', { model: 'no' })))).status).toBe(404);
  });

  it('longer than the context is refused', async () => {
    const thrown = await thrownBy(clientOf(standIn).messages.create(reviewRequest('a b '.repeat(5_000))));
    expect(thrown.message).toMatch(/prompt is too long: \d+ tokens > 5000 maximum/);
  });

  it('that goes on after a thought takes it back unchanged, and no other', async () => {
    const client = clientOf(standIn);
    const first = reviewRequest('x', { model: 'stand-in-auto-careful-1', tool_choice: { type: 'auto' } });
    const { content } = await client.messages.create(first);
    const id = content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))[0] ?? '';
    const goOn = (said: Anthropic.ContentBlock[]): Params => ({
      ...first,
      messages: [...first.messages, { role: 'assistant', content: said }, user([result(id)])],
    });
    expect((await client.messages.create(goOn(content))).stop_reason).toBe('tool_use');
    const changed = content.map((block) => (block.type === 'thinking' ? { ...block, thinking: 'x' } : block));
    expect((await thrownBy(client.messages.create(goOn(changed)))).message).toMatch(/Invalid `signature`/);
  });
});
