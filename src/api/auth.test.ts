import { describe, expect, it } from 'vitest';
import { ADMIN, CAROL, deskApp, SERVICE } from './desk.testing.ts';

/** Every route that writes for the operator, with a body it takes. */
const WRITES: readonly (readonly [string, unknown])[] = [
  ['PUT /trust/overrides/source/sast', { confidence: 1, strength: 1 }],
  ['DELETE /trust/overrides/source/sast', undefined],
  ['POST /tools/observe', { tool: 'sast', success: true }],
  ['POST /trust/findings/verdict', { pull: 'live/one', source: 'sast', verdict: 'confirmed' }],
  ['POST /trust/circuits/p1/terminate', undefined],
  ['POST /trust/circuits/p1/reset', undefined],
  ['PUT /trust/weights', { policy_compliance: 0.25 }],
  [`POST /trust/eligibility/${CAROL}/reinstate`, undefined],
];

/** Every route that only reads. */
const READS = [
  'GET /trust/overrides',
  'GET /trust/overrides/source/sast',
  'GET /tools/priors',
  'GET /trust/circuits',
  'GET /trust/weights',
  `GET /agents/${CAROL}/explanation`,
  'GET /health-report',
];

const WRONG: readonly (readonly [string, Record<string, string>, number])[] = [
  ['no key', {}, 401],
  ['a wrong key', { Authorization: 'Bearer wrong' }, 401],
  ['an empty key', { Authorization: 'Bearer ' }, 401],
  ['a wrong admin key', { 'X-Admin-Key': 'wrong' }, 401],
  ['the key with more behind it', { 'X-Admin-Key': 'admin-key2' }, 401],
  ['the right key by another scheme', { Authorization: 'Basic admin-key' }, 401],
  ['the operator’s key as a service’s', { 'X-API-Key': 'admin-key' }, 401],
  ['a service’s key as the operator’s', { Authorization: 'Bearer events-key' }, 401],
  ['a service’s key', SERVICE, 403],
];

describe('a write', () => {
  it.each(WRITES)('%s is the operator’s', async (route, body) => {
    for (const headers of [ADMIN, { 'X-Admin-Key': 'admin-key' }, { ...ADMIN, ...SERVICE }])
      expect((await deskApp().ask(route, headers, body)).status).toBe(200);
  });

  it.each(WRITES)('%s does nothing for anybody else', async (route, body) => {
    for (const [name, headers, status] of WRONG) {
      const { ask, acts } = deskApp();
      const answer = await ask(route, headers, body);
      expect([name, answer.status]).toEqual([name, status]);
      expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
      expect(acts).toEqual([]);
    }
  });

  it.each(WRITES)('%s is refused while no key is configured, whatever is shown', async (route, body) => {
    for (const credentials of [undefined, { adminKey: null, eventsApiKey: null }, { adminKey: '', eventsApiKey: '' }])
      for (const headers of [{}, ADMIN, SERVICE, { 'X-Admin-Key': '' }, { 'X-API-Key': '' }]) {
        const { ask, acts } = deskApp({ ...(credentials && { credentials }), ...(!credentials && NONE) });
        const { status, body: said } = await ask(route, headers, body);
        expect([status, said.error]).toEqual([403, 'Forbidden']);
        expect(acts).toEqual([]);
      }
  });

  it.each(WRITES)('%s says what to do where there is no reputation', async (route, body) => {
    const { ask } = deskApp({ reputation: null });
    const { status, body: said } = await ask(route, ADMIN, body);
    expect([status, said.message]).toEqual([503, expect.stringContaining('`up` or `api`')]);
    expect((await ask(route, {}, body)).status).toBe(401);
  });

  it.each(WRITES)('%s refuses a body that is too long or none', async (route, body) => {
    const { ask, acts } = deskApp();
    expect((await ask(route, ADMIN, `"${'x'.repeat(70_000)}"`)).status).toBe(413);
    if (body !== undefined || !route.includes('circuits')) expect((await ask(route, ADMIN, '{')).status).toBe(400);
    expect((await ask(route, ADMIN, { ...Object(body), more: 1 })).status).toBe(400);
    expect(acts).toEqual([]);
  });
});

const NONE = { credentials: { adminKey: null, eventsApiKey: null } };

describe('a read', () => {
  it.each(READS)('%s asks for no key', async (route) => {
    expect((await deskApp().ask(route)).status).toBe(200);
    expect((await deskApp(NONE).ask(route)).status).toBe(200);
  });

  it.each(READS)('%s says what to do where there is no reputation', async (route) => {
    const { status, body } = await deskApp({ reputation: null }).ask(route);
    expect([status, body.error]).toEqual([503, 'NotAvailable']);
  });
});

describe('a key that is not ASCII', () => {
  // As clients that send UTF-8 put it on the wire, and node reads it: a character for each byte.
  const onTheWire = (key: string): string => Buffer.from(key, 'utf8').toString('latin1');
  const ROUTE = 'DELETE /trust/overrides/source/sast';
  const adminKey = 'schlüssel-à-ключ-鍵';
  const eventsApiKey = 'é-events';
  const { ask } = deskApp({ credentials: { adminKey, eventsApiKey } });

  it.each(['Authorization', 'X-Admin-Key'])('is known by its UTF-8 in %s', async (name) => {
    const shown = (key: string): Record<string, string> => ({
      [name]: name === 'Authorization' ? `Bearer ${key}` : key,
    });
    expect((await ask(ROUTE, shown(onTheWire(adminKey)))).status).toBe(200);
    for (const other of ['schlüssel-à-ключ-錠', 'schlüssel-à-ключ', 'schlussel-a-ключ-鍵'])
      expect((await ask(ROUTE, shown(onTheWire(other)))).status).toBe(401);
  });

  it('is known so of a service, too', async () => {
    const told = [{ pair_id: 'p', event_type: 'TRUST_STATE_DELETED' }];
    const tell = (key: string) => ask('POST /api/trust/events', { 'X-API-Key': key }, told);
    expect((await tell(onTheWire(eventsApiKey))).status).toBe(202);
    expect((await tell(eventsApiKey)).status).toBe(401);
  });
});

it('other origins may be told to send keys, and are never sent any by themselves', async () => {
  const { app } = deskApp();
  const preflight = await app.request('/trust/overrides/source/sast', {
    method: 'OPTIONS',
    headers: {
      Origin: 'https://tangled.org',
      'Access-Control-Request-Method': 'PUT',
      'Access-Control-Request-Headers': 'authorization,content-type',
    },
  });
  expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,POST,PUT,DELETE');
  for (const name of ['Authorization', 'X-Admin-Key', 'X-API-Key', 'Idempotency-Key', 'Content-Type'])
    expect(preflight.headers.get('access-control-allow-headers')).toContain(name);
  expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
});
