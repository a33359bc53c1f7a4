import { describe, expect, it } from 'vitest';
import { ConflictError, UsageError } from '../../domain/index.ts';
import { ADMIN, CAROL, deskApp, fakeDesk, PULL } from '../desk.testing.ts';

describe('overrides', () => {
  const SET = {
    ...{ entity: { kind: 'source', id: 'sast' }, confidence: 0.4, strength: 25, locked: false },
    updatedAt: '2023-11-14T22:13:20.000Z',
  };

  it('are set, read, listed and taken back', async () => {
    const { ask, acts } = deskApp();
    const body = { confidence: 0.4, strength: 25, reason: ' too loud ' };
    expect((await ask('PUT /trust/overrides/source/sast', ADMIN, body)).body).toEqual(SET);
    expect(acts[0]).toMatchObject({ what: 'setOverride', act: { by: 'operator', reason: 'too loud' } });
    expect((await ask('GET /trust/overrides/source/sast')).body).toEqual(SET);
    expect((await ask('GET /trust/overrides')).body).toEqual([SET]);
    expect((await ask('GET /trust/overrides?kind=source')).body).toEqual([SET]);
    expect((await ask('GET /trust/overrides?kind=agent')).body).toEqual([]);
    expect((await ask('DELETE /trust/overrides/source/sast', ADMIN)).body).toEqual({ removed: true });
    expect((await ask('DELETE /trust/overrides/source/sast', ADMIN)).body).toEqual({ removed: false });
    expect((await ask('GET /trust/overrides/source/sast')).body).toBeNull();
  });

  it.each([CAROL, 'at://did:plc:a/sh.tangled.repo/1', 'a%b', 'ü/?#'])('are for an id such as %s', async (id) => {
    const { ask } = deskApp();
    const path = `/trust/overrides/agent/${encodeURIComponent(id)}`;
    const { body } = await ask(`PUT ${path}`, ADMIN, { confidence: 0, strength: 100, lock: true });
    expect(body).toMatchObject({ entity: { kind: 'agent', id }, locked: true });
    expect((await ask(`GET ${path}`)).body).toMatchObject({ entity: { id } });
  });

  it.each([
    ['agent', '{"confidence":-0.01,"strength":1}', 'confidence'],
    ['agent', '{"confidence":1.01,"strength":1}', 'confidence'],
    ['agent', '{"confidence":null,"strength":1}', 'confidence'],
    ['agent', '{"confidence":1e999,"strength":1}', 'confidence'],
    ['agent', '{"confidence":1,"strength":-1}', 'strength'],
    ['agent', '{"confidence":1,"strength":1e999}', 'strength'],
    ['agent', '{"confidence":1}', 'strength'],
    ['agent', '{"confidence":1,"strength":1,"lock":"yes"}', 'lock'],
    ['agent', '{"confidence":1,"strength":1,"locked":true}', 'locked'],
    ['tool', '{"confidence":1,"strength":1}', 'kind: must be agent or source'],
    ['agent', '[]', 'the body'],
  ])('are refused before any effect: %s %s', async (kind, body, problem) => {
    const { ask, acts } = deskApp();
    const answer = await ask(`PUT /trust/overrides/${kind}/x`, ADMIN, body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(problem);
    expect(acts).toEqual([]);
  });

  it.each(['%20', '%09'])('need an id: %s', async (id) => {
    const { ask } = deskApp();
    expect((await ask(`PUT /trust/overrides/agent/${id}`, ADMIN, { confidence: 1, strength: 1 })).status).toBe(400);
  });

  it.each([
    [0, 0],
    [1, 0],
    [0, 500],
  ])('may be of confidence %d and strength %d', async (confidence, strength) => {
    const { ask } = deskApp();
    expect((await ask('PUT /trust/overrides/agent/x', ADMIN, { confidence, strength })).status).toBe(200);
  });

  it('are refused as the desk says', async () => {
    const setOverride = async (): Promise<never> => {
      throw new UsageError('no source is called nothing');
    };
    const { ask, faults } = deskApp({ reputation: { ...fakeDesk().desk, setOverride } });
    const answer = await ask('PUT /trust/overrides/source/nothing', ADMIN, { confidence: 1, strength: 1 });
    expect([answer.status, answer.body.message]).toEqual([400, 'no source is called nothing']);
    expect(faults).toEqual([]);
  });
});

describe('tools', () => {
  it('are observed once for each key', async () => {
    const { ask, acts } = deskApp();
    const body = { tool: 'sast', success: false, contextClass: 'ts/public/s', weight: 2, agentId: 'a1' };
    await ask('POST /tools/observe', { ...ADMIN, 'Idempotency-Key': 'k1' }, body);
    await ask('POST /tools/observe', ADMIN, { tool: 'sast', success: true });
    await ask('POST /tools/observe', ADMIN, { tool: 'sast', success: true });
    const [first, second, third] = acts.map(({ about }) => about as Record<string, unknown>);
    expect(first).toEqual({ ...body, key: 'k1' });
    expect(second).toMatchObject({ contextClass: '', weight: 1, agentId: null });
    expect(second?.key).not.toBe(third?.key);
  });

  it.each([
    [{ success: true }, 'tool'],
    [{ tool: '', success: true }, 'tool'],
    [{ tool: 'x' }, 'success'],
    [{ tool: 'x', success: 'true' }, 'success'],
    [{ tool: 'x', success: true, weight: -1 }, 'weight'],
    [{ tool: 'x', success: true, weight: 1_000_001 }, 'weight'],
  ])('are not observed by %o', async (body, problem) => {
    const answer = await deskApp().ask('POST /tools/observe', ADMIN, body);
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(problem)]);
  });

  it('conflict where the desk says so', async () => {
    const observe = async (): Promise<never> => {
      throw new ConflictError('the key k1 came before with another observation; nothing was kept');
    };
    const { ask, faults } = deskApp({ reputation: { ...fakeDesk().desk, observe } });
    const answer = await ask('POST /tools/observe', ADMIN, { tool: 'sast', success: true, weight: 1_000_000 });
    expect([answer.status, answer.body]).toEqual([409, { error: 'Conflict', message: expect.stringContaining('k1') }]);
    expect(faults).toEqual([]);
  });

  it('are listed as asked', async () => {
    const { ask } = deskApp();
    expect((await ask('GET /tools/priors?tool=sast&contextClass=ts/public/s&limit=2')).body).toEqual([
      { tool: 'sast', contextClass: 'ts/public/s', limit: 2 },
    ]);
    expect((await ask('GET /tools/priors?contextClass=')).body).toEqual([{ tool: null, contextClass: '', limit: 100 }]);
    expect((await ask('GET /tools/priors?limit=0')).status).toBe(400);
  });
});

describe('a verdict on a finding', () => {
  it.each([PULL, 'live/one'])('is kept with whose change it is: %s', async (pull) => {
    const { ask } = deskApp();
    const said = { pull, source: 'sast', rule: 'r1', file: 'a.ts', line: 3, verdict: 'false-alarm', note: 'a test' };
    expect((await ask('POST /trust/findings/verdict', ADMIN, said)).body).toEqual({
      ...{ pull: PULL, repo: 'at://did:plc:mira/sh.tangled.repo/core', author: CAROL, source: 'sast', rule: 'r1' },
      ...{ file: 'a.ts', line: 3, verdict: 'false-alarm', by: 'operator', at: '2023-11-14T22:13:20.000Z' },
    });
  });

  it.each([
    [{ pull: 'other', source: 'sast', verdict: 'missed' }, 404],
    [{ pull: 'no-repo', source: 'sast', verdict: 'missed' }, 422],
    [{ pull: PULL, source: '', verdict: 'missed' }, 400],
    [{ pull: PULL, source: 'sast', verdict: 'maybe' }, 400],
    [{ pull: PULL, source: 'sast', verdict: 'missed', line: -1 }, 400],
    [{ pull: PULL, source: 'sast', verdict: 'missed', line: 1.5 }, 400],
  ])('is refused: %o', async (body, status) => {
    const { ask, acts } = deskApp();
    expect((await ask('POST /trust/findings/verdict', ADMIN, body)).status).toBe(status);
    expect(acts).toEqual([]);
  });
});

describe('circuits', () => {
  it('are listed with their counts', async () => {
    const { ask } = deskApp();
    const counts = { CLOSED: 0, HALF_OPEN: 0, OPEN: 1, TERMINATED: 0 };
    const { body } = await ask('GET /trust/circuits');
    expect(body).toMatchObject({ items: [{ pairId: 'p1', circuit: 'OPEN', score: 0.2 }], counts });
    expect(body.items[0].openedAt).toBe('2023-11-14T22:13:20.000Z');
    expect((await ask('GET /trust/circuits?state=CLOSED')).body).toEqual({ items: [], counts });
    expect((await ask('GET /trust/circuits?state=BROKEN')).status).toBe(400);
  });

  it('are ended and reset, where they are known', async () => {
    const { ask, acts } = deskApp();
    const ended = await ask('POST /trust/circuits/p1/terminate', ADMIN, { reason: 'kept being wrong' });
    expect(ended.body).toMatchObject({ pairId: 'p1', circuit: 'TERMINATED' });
    expect(acts[0]?.act).toEqual({ by: 'operator', reason: 'kept being wrong' });
    expect((await ask('POST /trust/circuits/p1/reset', ADMIN)).body).toEqual({ pairId: 'p1', reset: true });
    expect((await ask('POST /trust/circuits/p2/terminate', ADMIN)).status).toBe(404);
    expect((await ask('POST /trust/circuits/p2/reset', ADMIN)).status).toBe(404);
  });
});

describe('conduct', () => {
  it('is weighed as set, and as before where the set does not sum to 1', async () => {
    const { ask } = deskApp();
    const before = (await ask('GET /trust/weights')).body;
    expect(before).toMatchObject({ policy_compliance: 0.25, collaboration_health: 0.15 });
    expect((await ask('PUT /trust/weights', ADMIN, { policy_compliance: 0.2511 })).status).toBe(422);
    expect((await ask('GET /trust/weights')).body).toEqual(before);
    const changed = await ask('PUT /trust/weights', ADMIN, { policy_compliance: 0.2, security_posture: 0.3 });
    expect(changed.body).toEqual({ ...before, policy_compliance: 0.2, security_posture: 0.3 });
    expect((await ask('GET /trust/weights')).body).toEqual(changed.body);
  });

  it.each([{}, { reason: 'none' }, { policy: 0.25 }, { policy_compliance: -0.1 }, { policy_compliance: 2 }])(
    'is not weighed by %o',
    async (body) => {
      const { ask, acts } = deskApp();
      expect((await ask('PUT /trust/weights', ADMIN, body)).status).toBe(400);
      expect(acts).toEqual([]);
    },
  );

  it('is explained, and reported on over days', async () => {
    const { ask } = deskApp();
    expect((await ask(`GET /agents/${encodeURIComponent(CAROL)}/explanation`)).body).toMatchObject({
      agent_did: CAROL,
    });
    expect((await ask('GET /agents/carol/explanation')).status).toBe(400);
    expect((await ask('GET /health-report')).body).toEqual({ period_days: 7 });
    expect((await ask('GET /health-report?days=30')).body).toEqual({ period_days: 30 });
    for (const days of ['0', '367', '1.5', 'x'])
      expect((await ask(`GET /health-report?days=${days}`)).status).toBe(400);
  });

  it('is forgiven, where there is something to forgive', async () => {
    const { ask } = deskApp();
    const given = await ask(`POST /trust/eligibility/${CAROL}/reinstate`, ADMIN, { reason: 'we spoke' });
    expect(given.body).toEqual({ did: CAROL, reinstated: true });
    expect((await ask('POST /trust/eligibility/did:plc:dave/reinstate', ADMIN)).status).toBe(409);
    expect((await ask('POST /trust/eligibility/dave/reinstate', ADMIN)).status).toBe(400);
  });
});
