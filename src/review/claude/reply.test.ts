import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ModelReply } from './model.ts';
import { readMessage } from './read-message.ts';
import { toolCall, toolInput } from './reply.ts';
import { message } from './test-service.ts';

const Verdict = z.object({ risk: z.number().min(0).max(1), note: z.string() });
const whole = { risk: 0.5, note: 'fine' };

const reply = (input: unknown, stop?: string, change: object = {}) => {
  const read = readMessage({ ...message(input, stop), ...change }, null);
  if (!read) throw new Error('no message');
  return read;
};
const call = (name: string, input: unknown = whole) => ({ type: 'tool_use', id: name, name, input });

describe('toolInput', () => {
  it('is what the tool was called with', () => {
    expect(toolInput(reply(whole), 'submit_review', Verdict)).toEqual(whole);
    expect(toolCall(reply(whole))).toEqual({ id: 'toolu_0', name: 'submit_review', input: whole });
  });

  it('passes text and thinking beside the call over', () => {
    const content = [
      { type: 'thinking', thinking: 'x', signature: 'y' },
      { type: 'text', text: 'so' },
      call('submit_review'),
    ];
    expect(toolInput(reply(whole, 'tool_use', { content }), 'submit_review', Verdict)).toEqual(whole);
  });

  it.each([
    ['max_tokens', 'longest length'],
    ['model_context_window_exceeded', 'context window'],
    ['end_turn', 'end_turn'],
    ['pause_turn', 'pause_turn'],
    ['of_tomorrow', 'of_tomorrow'],
  ])('an answer that ended with %s is unreadable, though a whole call is in it', (stop, reason) => {
    expect(toolInput(reply(whole, stop), 'submit_review', Verdict)).toEqual({
      unusable: 'unreadable',
      reason: expect.stringContaining(reason),
    });
  });

  it('an answer that says not why it ended is unreadable', () => {
    expect(toolInput(reply(whole, 'tool_use', { stop_reason: null }), 'submit_review', Verdict)).toMatchObject({
      unusable: 'unreadable',
    });
  });

  it.each([
    [{ category: 'cyber', explanation: null }, 'the model declined: cyber'],
    [null, 'the model declined: it gave no reason'],
    [7, 'the model declined: it gave no reason'],
  ])('a refusal (%o) is refused', (stop_details, reason) => {
    const refused = reply(whole, 'refusal', { stop_details });
    expect(toolInput(refused, 'submit_review', Verdict)).toEqual({ unusable: 'refused', reason });
  });

  it.each([
    ['no call', []],
    ['two calls', [call('submit_review'), call('submit_review')]],
    ['another tool', [call('approve')]],
    ['no object', [call('submit_review', '{"risk":0.5')]],
    ['out of bounds', [call('submit_review', { ...whole, risk: 1.5 })]],
    ['a part missing', [call('submit_review', { risk: 0.5 })]],
  ])('%s is unreadable', (_, content) => {
    const said = toolInput(reply(whole, 'tool_use', { content }), 'submit_review', Verdict);
    expect(said).toMatchObject({ unusable: 'unreadable' });
  });

  it('says what does not fit, and not what was written', () => {
    const said = toolInput(reply({ risk: 'hidden', note: 7 }), 'submit_review', Verdict);
    expect(said).toMatchObject({
      reason: 'the input of submit_review does not fit: risk (invalid_type), note (invalid_type)',
    });
  });
});

/** A list in a list, so many deep. */
const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
const text = (length: number): object => ({ type: 'text', text: 'x'.repeat(length) });

describe('a reply whose content holds what no answer does', () => {
  const wrong: [string, unknown, string][] = [
    ['a name that is no text', [{ ...call('submit_review'), name: 7 }], 'without a name'],
    ['no name', [{ ...call('submit_review'), name: null }], 'without a name'],
    ['an empty name', [{ ...call('submit_review'), name: '' }], 'without a name'],
    ['a long name', [{ ...call('submit_review'), name: 'n'.repeat(129) }], 'without a name'],
    ['an id that is no text', [{ ...call('submit_review'), id: { a: 1 } }], 'without a name or an id'],
    ['a long id', [{ ...call('submit_review'), id: 'n'.repeat(129) }], 'without a name or an id'],
    ['a deep input', [call('submit_review', nested(100_000))], 'nested deeper than 64'],
    ['a deep block of another kind', [call('submit_review'), { type: 'x', x: nested(64) }], 'nested deeper than 64'],
    ['a long text', [call('submit_review'), text(2 ** 20)], 'more than 1048576 characters'],
    ['long keys', [call('submit_review', { ['k'.repeat(2 ** 20)]: 1 })], 'more than 1048576 characters'],
    ['a long list', [call('submit_review', [...Array(10_001).keys()])], 'more than 10000 values'],
    ['many values', [call('submit_review', Array(101).fill(Array(100).fill(0)))], 'more than 10000 values'],
  ];

  it.each(wrong)('%s: it is unreadable, and nothing of it is kept', (_, content, reason) => {
    const read = reply(whole, 'tool_use', { content });
    expect(read.content).toEqual([]);
    expect(toolCall(read)).toEqual({ unusable: 'unreadable', reason: expect.stringContaining(reason) });
    expect(toolCall(JSON.parse(JSON.stringify(read)))).toEqual(toolCall(read));
  });

  it.each(wrong)('%s, kept by a reading that was less strict: it is unreadable', (_, content, reason) => {
    const kept = { ...reply(whole), content: content as ModelReply['content'] };
    expect(toolCall(kept)).toEqual({ unusable: 'unreadable', reason: expect.stringContaining(reason) });
  });

  it.each([[null], [[null]], [[7]], ['x'], [undefined], [[{ type: 7 }]]])(
    '%o kept as content is unreadable',
    (content) => {
      const kept = { ...reply(whole), content: content as unknown as ModelReply['content'] };
      expect(toolCall(kept)).toMatchObject({ unusable: 'unreadable' });
    },
  );

  it('as much as may be is read', () => {
    const content = [call('submit_review', { a: nested(62) }), text(2 ** 20 - 1000)];
    expect(toolCall(reply(whole, 'tool_use', { content }))).toMatchObject({ input: { a: nested(62) } });
  });

  it('why it ended goes before what it holds', () => {
    const content = [{ ...call('submit_review'), name: 7 }];
    expect(toolCall(reply(whole, 'refusal', { content }))).toMatchObject({ unusable: 'refused' });
    expect(toolCall(reply(whole, 'max_tokens', { content }))).toMatchObject({
      reason: expect.stringContaining('cut off'),
    });
  });
});

it.each([
  ['end\u001b[2J', {}],
  ['refusal', { stop_details: { category: 'cy\u001b[2Jber', explanation: 'a\u202eb\nc' } }],
])('what a reason repeats of an answer is on one line, and moves no cursor (%j)', (stop, change) => {
  const said = toolCall(reply(whole, stop, change));
  expect(JSON.stringify(said)).not.toMatch(/\\u001b|\\n|\u202e/);
});

describe('readMessage', () => {
  it.each([
    null,
    'x',
    [],
    {},
    { ...message(whole), usage: undefined },
    { ...message(whole), content: [1] },
    { ...message(whole), role: 'user' },
  ])('is null for %o', (raw) => {
    expect(readMessage(raw, null)).toBeNull();
  });
});
