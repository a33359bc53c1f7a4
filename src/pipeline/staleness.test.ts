import { describe, expect, it } from 'vitest';
import type { Decision } from '../domain/index.ts';
import { DEFAULT_POLICY, decide } from '../gate/index.ts';
import { staleAt, whileStale } from './staleness.ts';

const SECOND = 1_000_000;
const NOW = 1_800_000_000 * SECOND;
const fresh = { undecidedSinceUs: null, streamUpToUs: null };

describe('whether decisions are out of date', () => {
  it.each([
    ['nothing waits, and no stream is followed', fresh, null],
    ['facts wait, but not for long', { ...fresh, undecidedSinceUs: NOW - 60 * SECOND }, null],
    ['facts wait for over a minute', { ...fresh, undecidedSinceUs: NOW - 60 * SECOND - 1 }, NOW - 60 * SECOND - 1],
    ['the stream is a quarter of an hour behind', { ...fresh, streamUpToUs: NOW - 900 * SECOND }, null],
    ['the stream is further behind', { ...fresh, streamUpToUs: NOW - 900 * SECOND - 1 }, NOW - 900 * SECOND - 1],
    ['a stream whose clock is ahead', { ...fresh, streamUpToUs: NOW + SECOND }, null],
  ])('%s', (_, freshness, sinceUs) => {
    expect(staleAt(freshness, NOW)?.sinceUs ?? null).toBe(sinceUs);
  });
});

const decisionWith = (structural: number): Decision => {
  const inputs: Decision['inputs'] = {
    tier: 'public',
    attested: false,
    structural,
    content: null,
    guards: [],
    caps: [],
  };
  const outcome = decide(inputs, DEFAULT_POLICY);
  const explanation = { badge: 'b', sentence: 's', reasons: ['r'], full: ['f'], changes: ['c'] };
  return { inputs, outcome, explanation, policy: DEFAULT_POLICY, inputsHash: 'h' } as unknown as Decision;
};

describe('a decision that is out of date', () => {
  it('keeps nobody in the fast lane, and says why', () => {
    const capped = whileStale(decisionWith(1));
    expect(capped.outcome).toMatchObject({ lane: 'normal_queue', reasons: ['the scores are out of date'] });
    expect(capped.explanation).toMatchObject({
      badge: 'scores outdated',
      sentence: 'Normal queue: the scores are out of date.',
      full: ['f'],
    });
    expect(capped.inputs.caps).toEqual(['stale']);
  });

  it.each([0.5, 0.1])('leaves the other lanes as they are: trust %d', (structural) => {
    const decision = decisionWith(structural);
    expect(whileStale(decision)).toBe(decision);
  });
});
