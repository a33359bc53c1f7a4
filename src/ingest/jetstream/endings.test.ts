import { describe, expect, it } from 'vitest';
import { answered, broken, closed } from './endings.ts';

describe('a close code', () => {
  it.each([1000, 1001, 1005, 1006, 1007, 1011, 1012, 1013, 1014, 3000, 4999])('%d may mend', (code) => {
    expect(closed('host', code, '')).toMatchObject({ retryable: true, kind: 'other' });
  });
  it('1008 does not, and the host’s words are told, but not at any length', () => {
    const failure = closed('host', 1008, 'no'.repeat(1000));
    expect(failure.retryable).toBe(false);
    expect(failure.message).toContain('host closed the connection (1008): nono');
    expect(failure.message.length).toBeLessThan(400);
  });
  it('1009 is about a message', () => {
    expect(closed('host', 1009, '')).toMatchObject({ retryable: true, kind: 'oversize' });
  });
});

describe('an answer instead of a stream', () => {
  const answer = (status: number, headers = {}, body = '') => answered('host', { status, headers, body });

  it.each([101, 408, 425, 429, 500, 502, 503, 504])('%d may mend', (status) => {
    expect(answer(status)).toMatchObject({ retryable: true, kind: 'other' });
  });
  it.each([200, 204, 301, 302, 400, 401, 403, 404, 405, 410, 418])('%d does not', (status) => {
    expect(answer(status)).toMatchObject({ retryable: false, message: expect.stringContaining('check the address') });
  });

  it('of an old cursor is about the cursor, by XRPC’s name alone', () => {
    const old = JSON.stringify({ error: 'CursorTooOld', message: 'cursor 3 below lookback floor 11' });
    expect(answer(400, {}, old)).toMatchObject({ retryable: true, kind: 'cursor too old' });
    expect(answer(400, {}, 'CursorTooOld')).toMatchObject({ retryable: false, kind: 'other' });
    expect(answer(400, {}, '{"error":{"toString":1},"message":2}').retryable).toBe(false);
  });

  it.each<[string, object, number | null]>([
    ['seconds', { 'retry-after': '7' }, 7000],
    [
      'a date, by the host’s own clock',
      { 'retry-after': 'Sat, 21 Nov 2026 09:00:30 GMT', date: 'Sat, 21 Nov 2026 09:00:00 GMT' },
      30_000,
    ],
    [
      'a date in the past',
      { 'retry-after': 'Sat, 21 Nov 2026 08:00:00 GMT', date: 'Sat, 21 Nov 2026 09:00:00 GMT' },
      0,
    ],
    ['years', { 'retry-after': '99999999999' }, 900_000],
    ['a date without the host’s clock', { 'retry-after': 'Sat, 21 Nov 2026 09:00:30 GMT' }, null],
    ['nonsense', { 'retry-after': 'soon' }, null],
    ['nothing', {}, null],
  ])('asks for a pause of %s', (_, headers, expected) => {
    expect(answer(503, headers).retryAfterMs).toBe(expected);
  });
});

it('a broken socket may mend, and says what broke where Node does not', () => {
  expect(broken('host', Object.assign(new Error(''), { code: 'ECONNREFUSED' }))).toMatchObject({
    retryable: true,
    kind: 'other',
    message: 'cannot read from host (ECONNREFUSED)',
  });
  const large = Object.assign(new RangeError('Max payload size exceeded'), {
    code: 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH',
  });
  expect(broken('host', large).kind).toBe('oversize');
});
