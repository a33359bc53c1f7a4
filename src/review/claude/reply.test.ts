import { describe, expect, it } from 'vitest';
import { z } from 'zod';
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
