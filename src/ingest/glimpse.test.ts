import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glimpse } from './glimpse.ts';
import { parseEvent } from './parse-event.ts';

const T0 = 1_760_000_000_000_000;
const did = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';
const body = { did, seq: 3, time: '2025-10-09T08:53:20.000Z' };
const v1 = (kind: string, more = {}): string => JSON.stringify({ did, time_us: T0, ...more, kind, [kind]: body });
const v2 = (kind: string): string =>
  JSON.stringify({
    $type: 'message',
    payload: {
      $type: `network.bsky.jetstream.subscribeEvents#${kind}`,
      seq: 77,
      did,
      time: '2025-10-09T08:53:20.000001Z',
      [kind]: body,
    },
  });

describe('a glimpse of a message', () => {
  it.each([
    ['an identity on v1', v1('identity')],
    ['an account on v1', v1('account')],
    ['an account from a v2 host on v1', v1('account', { cursor: 5 })],
    ['an identity on v2', v2('identity')],
    ['an account on v2', v2('account')],
    ['a broken repository on v2', v2('sync')],
  ])('sees what parsing sees: %s', (_, text) => {
    const seen = glimpse(text);
    const parsed = parseEvent(text);
    expect(parsed).toMatchObject({ kind: 'event', event: seen?.news, position: seen?.position });
  });

  const commit = { operation: 'create', collection: 'sh.tangled.string', rkey: 'a', record: {} };
  it.each([
    ['a commit', JSON.stringify({ did, time_us: T0, kind: 'commit', commit })],
    [
      'a commit that first says it is news',
      `${v1('identity').slice(0, -1)},"kind":"commit","commit":${JSON.stringify(commit)}}`,
    ],
    ['the same, escaped', `${v1('identity').slice(0, -1)},"k\\u0069nd":"commi\\u0074"}`],
    [
      'a v2 commit that first says it is news',
      `${v2('account').slice(0, -2)},"$type":"network.bsky.jetstream.subscribeEvents#commit"}}`,
    ],
    ['a time after the year 2199', v1('identity').replace(String(T0), '9999999999999999')],
    ['a time that is none', v2('identity').replace('T08:53:20.000001', 'T99:53:20')],
    ['other spacing', v1('identity').replace('"time_us":', '"time_us": ')],
    ['another order of fields', JSON.stringify({ kind: 'identity', did, time_us: T0, identity: body })],
    ['a DID that is none', v1('identity').replaceAll(did, 'nobody')],
  ])('is not certain of %s', (_, text) => {
    expect(glimpse(text)).toBeNull();
  });

  it('never sees news in what parsing takes for a commit', () => {
    const pieces = fc.constantFrom(
      `{"did":"${did}"`,
      `,"time_us":${T0}`,
      ',"kind":"identity"',
      ',"kind":"commit"',
      ',"kind":"\\u0063ommit"',
      `,"identity":${JSON.stringify(body)}`,
      `,"commit":${JSON.stringify(commit)}`,
      `,"\\u0063ommit":${JSON.stringify(commit)}`,
      '}',
    );
    const parts = fc.array(pieces, { maxLength: 8 });
    fc.assert(
      fc.property(parts, (some) => {
        const text = [`{"did":"${did}","time_us":${T0},"kind":"identity",`, ...some].join('').replace(',,', ',');
        const parsed = parseEvent(text);
        if (parsed.kind === 'event' && parsed.event.collection === 'sh.tangled.string')
          expect(glimpse(text)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });
});
