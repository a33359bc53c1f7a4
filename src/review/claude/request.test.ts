import { describe, expect, it } from 'vitest';
import { dialectOf } from './dialect.ts';
import { request } from './request.ts';

const tool = { name: 'submit_review', strict: true, input_schema: { type: 'object' as const } };
const parts = {
  dialect: dialectOf('claude-haiku-5-5'),
  model: 'claude-haiku-5-5',
  system: 'rubric',
  tools: [tool],
  choose: 'submit_review' as string | null,
  messages: [{ role: 'user' as const, content: 'diff' }],
  maxTokens: 500,
};

describe('request', () => {
  it('is written to the letter in the dialect that forces', () => {
    expect(request(parts)).toEqual({
      model: 'claude-haiku-5-5',
      max_tokens: 500,
      system: [{ type: 'text', text: 'rubric', cache_control: { type: 'ephemeral' } }],
      tools: [tool],
      tool_choice: { type: 'tool', name: 'submit_review', disable_parallel_tool_use: true },
      thinking: { type: 'disabled' },
      messages: parts.messages,
    });
  });

  it.each([
    ['claude-opus-4-8', 'submit_review', { type: 'tool', name: 'submit_review', disable_parallel_tool_use: true }],
    ['claude-opus-4-8', null, { type: 'any', disable_parallel_tool_use: true }],
    ['claude-sonnet-5-5', 'submit_review', { type: 'auto', disable_parallel_tool_use: true }],
    ['claude-sonnet-5-5', null, { type: 'auto', disable_parallel_tool_use: true }],
  ])('for %s and the tool %s chooses %o', (model, choose, choice) => {
    const made = request({ ...parts, model, choose, dialect: dialectOf(model) });
    expect(made.tool_choice).toEqual(choice);
    expect(made).not.toHaveProperty('thinking');
    expect(made).not.toHaveProperty('output_config');
  });

  it('marks the last system block alone to be cached, and leaves what it was given as it was', () => {
    const system = [
      { type: 'text' as const, text: 'a' },
      { type: 'text' as const, text: 'b' },
    ];
    expect(request({ ...parts, system }).system).toEqual([
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b', cache_control: { type: 'ephemeral' } },
    ]);
    expect(system[1]).toEqual({ type: 'text', text: 'b' });
  });

  it('passes effort on where the dialect has one', () => {
    expect(request({ ...parts, dialect: { forced: false, effort: 'low' } }).output_config).toEqual({ effort: 'low' });
  });

  it.each([
    [{ choose: 'approve' }, /^choose: .* is approve$/],
    [{ maxTokens: 0 }, /^maxTokens: .* is 0$/],
    [{ maxTokens: 1.5 }, /^maxTokens/],
  ])('refuses %o', (wrong, message) => {
    expect(() => request({ ...parts, ...wrong })).toThrow(message);
  });
});
