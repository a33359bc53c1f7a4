import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Did } from '../domain/index.ts';
import { decode } from './decode.ts';
import { didOfHost, hostFrame } from './host-frame.ts';
import { parseEvent } from './parse-event.ts';

const did = 'did:web:knot.example.com%3A5555' as Did;
const repo = 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb';
const KEY = '3lvcdsankm222';
const KEY_US = Date.UTC(2025, 7, 1) * 1000 + 123_456;
const NOW_US = KEY_US + 60_000_000;
const push = { ref: 'refs/heads/main', oldSha: '0'.repeat(40), newSha: 'f'.repeat(40), repo, committerDid: repo };
const frame = { rkey: KEY, nsid: 'sh.tangled.git.refUpdate', event: push };
const heard = (json: unknown, nowUs = NOW_US) =>
  hostFrame(typeof json === 'string' ? json : JSON.stringify(json), { did, nowUs }).message;
const eventOf = (json: unknown, nowUs = NOW_US) => {
  const message = heard(json, nowUs);
  if (typeof message !== 'string') throw new Error(message.reason);
  const parsed = parseEvent(message);
  if (parsed.kind !== 'event') throw new Error(parsed.reason);
  return parsed.event;
};

describe('what a host says', () => {
  it('is an event by the host’s own DID', () => {
    const event = eventOf(frame);
    expect(event).toMatchObject({
      uri: `at://${did}/sh.tangled.git.refUpdate/${KEY}`,
      did,
      rkey: KEY,
      operation: 'create',
      timeUs: KEY_US,
      positionUs: KEY_US,
      rev: null,
      cid: null,
    });
    expect(decode(event).facts).toMatchObject([{ kind: 'refUpdate', repo, ref: 'refs/heads/main' }]);
  });

  it.each<[string, object, number]>([
    ['when the host noted it', { ...frame, created: (KEY_US + 7) * 1000 }, KEY_US + 7],
    ['its key’s, where that is in the future', { ...frame, created: (NOW_US + 1_000_000) * 1000 }, KEY_US],
    ['its key’s, where the host does not tell', { ...frame, created: '7' }, KEY_US],
    ['when it came, where its key is no TID', { ...frame, rkey: 'evt' }, NOW_US],
    ['when it came, where its key is of the future', { ...frame, rkey: '3zzzzzzzzz222' }, NOW_US],
  ])('is of the time %s', (_, json, timeUs) => {
    expect(eventOf(json).timeUs).toBe(timeUs);
  });

  it('is the same however often and whenever it comes', () => {
    expect(eventOf(frame, NOW_US + 5_000_000)).toEqual(eventOf(frame));
  });

  it('keeps what nobody knows yet', () => {
    const event = eventOf({ ...frame, nsid: 'sh.tangled.repo.didAssign', event: JSON.parse('{"__proto__":{"a":1}}') });
    expect(event.record).toBe('{"__proto__":{"a":1}}');
    expect(decode(event).rejection).toBe('unknown collection');
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'not JSON'],
    ['a list', [frame], 'not an event of a host'],
    ['no event', { rkey: KEY, nsid: 'a.b' }, 'not an event of a host'],
    ['an event in a text', { ...frame, event: '{}' }, 'not an event of a host'],
    ['a collection that is none', { ...frame, nsid: 'a b' }, 'collection is not an NSID'],
    ['a key that is none', { ...frame, rkey: 'a/b' }, 'record key is not one'],
    [
      'a vouch',
      { rkey: repo, nsid: 'sh.tangled.graph.vouch', event: { kind: 'vouch' } },
      'record of people from a host',
    ],
    [
      'news of an account',
      { rkey: 'self', nsid: '#account', event: { active: false } },
      'record of people from a host',
    ],
    [
      'what is nested beyond measure',
      `{"rkey":"x","nsid":"a.b","event":{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`,
      'nested too deeply',
    ],
  ])('is no event where it is %s', (_, json, reason) => {
    expect(heard(json)).toMatchObject({ reason });
  });

  it('is an event or a dead letter, whatever comes', () => {
    const json = fc.oneof(
      fc.json(),
      fc.string(),
      fc.record({
        rkey: fc.string(),
        nsid: fc.constantFrom('a.b', frame.nsid),
        event: fc.jsonValue(),
        created: fc.jsonValue(),
      }),
    );
    fc.assert(
      fc.property(json, (anything) => {
        const message = heard(anything);
        expect(typeof message !== 'string' || parseEvent(message).kind === 'event').toBe(true);
      }),
    );
  });
});

it.each<[string, string | null]>([
  ['wss://knot.example.com/events', 'did:web:knot.example.com'],
  ['wss://Knot.example.com:443/events', 'did:web:knot.example.com'],
  ['ws://127.0.0.1:5555/events', 'did:web:127.0.0.1%3A5555'],
  ['ws://[::1]:5555/events', null],
])('the host of %s speaks as %s', (url, speaker) => {
  expect(didOfHost(new URL(url))).toBe(speaker);
});
