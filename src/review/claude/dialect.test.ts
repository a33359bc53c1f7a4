import { describe, expect, it } from 'vitest';
import { dialectOf } from './dialect.ts';

describe('dialectOf', () => {
  it.each([
    ['claude-sonnet-5-5', false],
    ['claude-opus-5-5', false],
    ['claude-opus-5-5-20261001', false],
    ['claude-fable-5', false],
    ['claude-fable-5-2', false],
    ['claude-mythos-5-1', false],
    ['claude-mythos-preview', false],
    ['claude-sonnet-6', false],
    ['claude-haiku-5', false],
    ['stand-in-auto-careful', false],
    ['', false],
    ['claude-haiku-5-5', true],
    ['claude-haiku-5-5-20261001', true],
    ['claude-sonnet-5', true],
    ['claude-opus-5-latest', true],
    ['claude-opus-4-8', true],
    ['claude-haiku-4-5-20251001', true],
    ['claude-sonnet-4-20250514', true],
    ['stand-in-careful', true],
  ])('%s: forced tools are taken: %s', (id, forced) => {
    expect(dialectOf(id).forced).toBe(forced);
  });

  it('thinking is switched off where a forced tool needs that, and not mentioned elsewhere', () => {
    expect(dialectOf('claude-haiku-5-5').thinking).toEqual({ type: 'disabled' });
    for (const id of ['claude-opus-4-8', 'claude-sonnet-5-5', 'stand-in-careful']) {
      expect(dialectOf(id)).not.toHaveProperty('thinking');
    }
  });
});
