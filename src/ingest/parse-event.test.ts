import { describe, expect, it } from 'vitest';
import { parseEvent } from './parse-event.ts';

const did = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';
const commit = {
  rev: '3mmoojp7vgo2g',
  operation: 'update',
  collection: 'sh.tangled.string',
  rkey: '3mmoojp7etg2g',
  record: { $type: 'sh.tangled.string', filename: 'a' },
  cid: 'bafyreidqpc7si3dbimffi64lz3xsx2qt45ip7rpna2qpslcddp23itjjzm',
};
const v1 = (body: object): string => JSON.stringify({ did, time_us: 1_779_719_009_132_431, ...body });
const v2 = (kind: string, body: object): string =>
  JSON.stringify({
    $type: 'message',
    payload: {
      $type: `network.bsky.jetstream.subscribeEvents#${kind}`,
      seq: 24_647_190_112,
      did,
      time: '2026-05-25T14:23:29.132431Z',
      ...body,
    },
  });

describe('an event', () => {
  it('is the same on both wires, but for where it stands in its host’s stream', () => {
    const [one, other] = [parseEvent(v1({ kind: 'commit', commit })), parseEvent(v2('commit', commit))];
    expect(one).toMatchObject({ kind: 'event', position: { timeUs: 1_779_719_009_132_431, seq: null } });
    expect(other).toMatchObject({ kind: 'event', position: { timeUs: 1_779_719_009_132_431, seq: 24_647_190_112 } });
    expect('event' in other && other.event).toEqual('event' in one && one.event);
  });

  it.each(['identity', 'account'])('of kind %s is the same from whatever host, in whatever order of fields', (kind) => {
    const [time, seq] = ['2026-05-25T14:23:29.000Z', 5];
    const here = parseEvent(v1({ kind, [kind]: { did, seq, time } }));
    const there = parseEvent(v2(kind, { time: '2026-05-25T14:23:31.000000Z', [kind]: { time, seq, did } }));
    expect(here).toMatchObject({ event: { collection: `#${kind}`, rkey: 'self', operation: 'update' } });
    expect('event' in there && there.event.id).toBe('event' in here && here.event.id);
  });

  it('of one kind twice is two events', () => {
    const news = (seq: number, time?: string) =>
      parseEvent(JSON.stringify({ did, time_us: seq, kind: 'account', account: { active: true, time } }));
    const ids = [news(1), news(2), news(1, '2026-05-25T14:23:29Z'), news(2, '2026-05-25T14:23:30Z')].map((parsed) =>
      'event' in parsed ? parsed.event.id : null,
    );
    expect(new Set(ids).size).toBe(4);
  });

  it('stands where its revision says, not where the host saw it', () => {
    const parsed = parseEvent(v1({ kind: 'commit', commit }));
    expect(parsed).toMatchObject({ event: { timeUs: 1_779_719_009_132_431, positionUs: 1_779_719_008_873_876 } });
  });
});

it.each([
  ['not JSON', '{'],
  ['not a Jetstream event', '[]'],
  ['not a Jetstream event', v1({ kind: 7 })],
  ['not a Jetstream event', v1({ kind: 'commit', time_us: 1.5, commit })],
  ['not a Jetstream event', v1({ kind: 'commit', time_us: 7_258_118_400_000_000, commit })],
  ['not a Jetstream event', v2('commit', { ...commit, time: 'yesterday' })],
  ['not a Jetstream event', v2('commit', { ...commit, time: '2200-01-01T00:00:00.000000Z' })],
  ['not a Jetstream event', v2('commit', { ...commit, seq: -1 })],
  ['author is not a DID', v1({ kind: 'commit', did: 'alice', commit })],
  ['author is not a DID', v2('commit', { ...commit, did: 'alice' })],
  ['malformed commit', v1({ kind: 'commit' })],
  ['malformed commit', v2('commit', { ...commit, operation: 'fly' })],
  ['malformed commit', v1({ kind: 'commit', commit: { ...commit, rev: 'x'.repeat(200) } })],
  ['malformed commit', v1({ kind: 'commit', commit: { ...commit, cid: 'a\u0000b' } })],
  ['malformed commit', v1({ kind: 'commit', commit: { ...commit, record: [] } })],
  ['commit without a record', v1({ kind: 'commit', commit: { ...commit, record: undefined } })],
  ['collection is not an NSID', v1({ kind: 'commit', commit: { ...commit, collection: '#identity' } })],
  ['record key is not one', v2('commit', { ...commit, rkey: 'a/b' })],
  ['unknown kind of event', v1({ kind: 'sync2' })],
  ['unknown kind of event', v1({ kind: 'identity', identity: [] })],
  ['unknown kind of event', v2('label', {})],
  ['unknown kind of event', v2('account', {})],
])('says %s of %s', (reason, text) => {
  expect(parseEvent(text)).toEqual({ kind: 'unusable', reason });
});
