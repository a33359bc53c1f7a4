import { describe, expect, it } from 'vitest';
import { ADMIN, deskApp, SERVICE } from '../desk.testing.ts';

const ROUTE = 'POST /api/trust/events';

const eventOf = (pairId: string, state: object = {}, over: object = {}) => ({
  pair_id: pairId,
  event_type: 'TRUST_STATE_UPDATED',
  trust_score: 0.25,
  payload: {
    state: {
      ...{ pair_id: pairId, agent_a: 'a', agent_b: 'b', alpha: 1, beta_val: 3, last_updated: 1_700_000_000.5 },
      ...{ interaction_count: 2, circuit_state: 'OPEN', opened_at: 1_700_000_000, ...state },
    },
  },
  ...over,
});

describe('trust events of other services', () => {
  it('are kept as they are told', async () => {
    const { ask, received } = deskApp();
    const headers = { ...SERVICE, 'Idempotency-Key': 'k1' };
    const { status, body } = await ask(ROUTE, headers, eventOf('p', {}, { tenant_id: 't' }));
    expect([status, body]).toEqual([202, { accepted: 1, duplicates: 0 }]);
    expect(received).toEqual([
      {
        ...{ idempotencyKey: 'k1', tenantId: 't', pairId: 'p' },
        state: {
          ...{ pairId: 'p', agentA: 'a', agentB: 'b', alpha: 1, beta: 3, interactions: 2, circuit: 'OPEN' },
          ...{ updatedAtUs: 1_700_000_000_500_000, openedAtUs: 1_700_000_000_000_000 },
        },
      },
    ]);
  });

  it('are counted once for each key, and refused with another body', async () => {
    const { ask, received } = deskApp();
    const headers = { ...SERVICE, 'Idempotency-Key': 'k1' };
    await ask(ROUTE, headers, eventOf('p'));
    expect((await ask(ROUTE, headers, eventOf('p'))).body).toEqual({ accepted: 0, duplicates: 1 });
    expect((await ask(ROUTE, headers, eventOf('p', { alpha: 2 }))).status).toBe(409);
    expect(received).toHaveLength(1);
  });

  it('come in arrays of up to 100, each under its own key', async () => {
    const { ask, received } = deskApp();
    const batch = ['p', 'q'].map((name) => eventOf(name, {}, { idempotency_key: `k-${name}` }));
    expect((await ask(ROUTE, SERVICE, batch)).body).toEqual({ accepted: 2, duplicates: 0 });
    expect((await ask(ROUTE, SERVICE, [...batch].reverse())).body).toEqual({ accepted: 0, duplicates: 2 });
    expect(received.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['k-p', 'k-q']);
    for (const count of [0, 101])
      expect(
        (
          await ask(
            ROUTE,
            SERVICE,
            Array.from({ length: count }, () => eventOf('p')),
          )
        ).status,
      ).toBe(400);
    const hundred = Array.from({ length: 100 }, (_, n) => eventOf(`p${n}`));
    expect((await ask(ROUTE, { ...SERVICE, 'Idempotency-Key': 'k' }, hundred)).body.accepted).toBe(100);
    expect(received.at(-1)?.idempotencyKey).toBe('k:99');
  });

  it('need no key: the same words are the same event', async () => {
    const { ask } = deskApp();
    expect((await ask(ROUTE, SERVICE, eventOf('p'))).body).toEqual({ accepted: 1, duplicates: 0 });
    expect((await ask(ROUTE, SERVICE, eventOf('p'))).body).toEqual({ accepted: 0, duplicates: 1 });
    expect((await ask(ROUTE, SERVICE, eventOf('p', { alpha: 2 }))).body).toEqual({ accepted: 1, duplicates: 0 });
    expect((await ask(ROUTE, SERVICE, eventOf('p', {}, { tenant_id: 't' }))).body.accepted).toBe(1);
  });

  it('tell of pairs that were deleted', async () => {
    const { ask, received } = deskApp();
    const gone = { pair_id: 'p', event_type: 'TRUST_STATE_DELETED', payload: {} };
    expect((await ask(ROUTE, SERVICE, gone)).status).toBe(202);
    expect(received).toMatchObject([{ pairId: 'p', state: null }]);
  });

  it.each(['broken', '', 'closed', 'CLOSED ', null, 0])(
    'cut off by a state that is not understood: %j',
    async (word) => {
      const { ask, received } = deskApp();
      expect((await ask(ROUTE, SERVICE, eventOf('p', { circuit_state: word }))).status).toBe(202);
      expect(received).toMatchObject([{ state: { circuit: 'TERMINATED' } }]);
    },
  );

  it('may leave out when the circuit opened', async () => {
    const { ask, received } = deskApp();
    await ask(ROUTE, SERVICE, eventOf('p', { opened_at: undefined }));
    expect(received).toMatchObject([{ state: { openedAtUs: null } }]);
  });

  it.each<[string, unknown, string]>([
    ['another type', eventOf('p', {}, { event_type: 'SOMETHING' }), 'event_type'],
    ['no type', { pair_id: 'p' }, 'event_type'],
    ['another pair inside', eventOf('p', { pair_id: 'q' }), 'payload.state.pair_id'],
    ['no α', eventOf('p', { alpha: undefined }), 'payload.state.alpha'],
    ['α of 0', eventOf('p', { alpha: 0 }), 'payload.state.alpha'],
    ['a negative β', eventOf('p', { beta_val: -1 }), 'payload.state.beta_val'],
    ['half an interaction', eventOf('p', { interaction_count: 0.5 }), 'interaction_count'],
    ['a time beyond all', eventOf('p', { last_updated: 1e300 }), 'last_updated'],
    ['a score over 1', eventOf('p', {}, { trust_score: 1.1 }), 'trust_score'],
    ['an empty pair', eventOf(''), 'pair_id'],
    ['a key with a space', eventOf('p', {}, { idempotency_key: 'a b' }), 'idempotency_key'],
    ['no event', 'null', 'the event'],
    ['no JSON', '{"pair_id":', 'must be JSON'],
  ])('are refused with %s', async (_, body, problem) => {
    const { ask, received } = deskApp();
    const answer = await ask(ROUTE, SERVICE, body);
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(problem)]);
    expect(received).toEqual([]);
  });

  it('are refused all together with one that is wrong, which is named', async () => {
    const { ask, received } = deskApp();
    const answer = await ask(ROUTE, SERVICE, [eventOf('p'), eventOf('q', { alpha: -1 })]);
    expect([answer.status, answer.body.message]).toEqual([
      400,
      expect.stringContaining('event 1: payload.state.alpha'),
    ]);
    expect(received).toEqual([]);
  });

  it('are refused over 1 MiB', async () => {
    const { ask } = deskApp();
    const body = JSON.stringify(eventOf('p', { agent_a: 'x'.repeat(2 ** 20) }));
    expect((await ask(ROUTE, SERVICE, body)).status).toBe(413);
  });

  it.each<[string, Record<string, string>, number]>([
    ['a service', SERVICE, 202],
    ['the operator', ADMIN, 202],
    ['nobody', {}, 401],
    ['a wrong key', { 'X-API-Key': 'wrong' }, 401],
    ['an empty key', { 'X-API-Key': '' }, 401],
  ])('are taken from %s: %o', async (_, headers, status) => {
    expect((await deskApp().ask(ROUTE, headers, eventOf('p'))).status).toBe(status);
  });

  it.each<[string, { adminKey: string | null; eventsApiKey: string | null }, Record<string, string>, number]>([
    ['no key is configured', { adminKey: null, eventsApiKey: null }, SERVICE, 403],
    ['only the operator’s is, and a service asks', { adminKey: 'admin-key', eventsApiKey: null }, SERVICE, 401],
    ['only a service’s is, and it asks', { adminKey: null, eventsApiKey: 'events-key' }, SERVICE, 202],
    ['only a service’s is, and an operator asks', { adminKey: null, eventsApiKey: 'events-key' }, ADMIN, 401],
  ])('where %s: %o', async (_, credentials, headers, status) => {
    expect((await deskApp({ credentials }).ask(ROUTE, headers, eventOf('p'))).status).toBe(status);
  });
});
