import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anthropicModel } from './anthropic-model.ts';
import { openBudget } from './budget.ts';
import { type Journal, memoryJournal } from './journal.ts';
import type { AskOptions, ModelRequest } from './model.ts';
import { paidModel } from './paid-model.ts';
import { toolInput } from './reply.ts';
import { requestHash } from './request-hash.ts';
import {
  type Asked,
  answer,
  end,
  fault,
  KEY,
  type Reply,
  request,
  start,
  testService,
  toolUse,
} from './test-service.ts';

const Verdict = z.object({ risk: z.number() });

/** 100 tokens counted: 105 written to the cache at $2.50, and 1,000 answered at $10. */
const ESTIMATE = 10_263;
/** 100 in, 20 written, 30 read, 50 out. */
const COST = 200 + 50 + 6 + 500;

const asking = async (
  script: (asked: Asked, number: number) => Reply | Promise<Reply>,
  { journal = memoryJournal(), runMicros = Infinity, dayMicros = Infinity, stallTimeoutMs = 20_000 } = {},
) => {
  let number = 0;
  const { asked, baseUrl } = await testService((one) =>
    one.path.endsWith('count_tokens') ? { body: { input_tokens: 100 } } : script(one, ++number),
  );
  const model = anthropicModel({ apiKey: KEY, id: 'claude-sonnet-5-5', baseUrl, stallTimeoutMs });
  const budget = openBudget({ runMicros, dayMicros, journal });
  const paid = paidModel({ model, journal, budget });
  const ask = (options: AskOptions = {}, content = 'diff') => {
    const one: ModelRequest = { ...request, model: model.id, messages: [{ role: 'user', content }] };
    const call = { request: one, purpose: 'review' as const, promptHash: 'p', diffHash: 'd' };
    return paid.ask({ ...call, read: (reply) => toolInput(reply, 'submit_review', Verdict) }, options);
  };
  const sent = () => asked.filter(({ path }) => !path.endsWith('count_tokens')).length;
  return { ask, paid, sent, journal, budget, spent: () => journal.spentTodayMicros() };
};

const stalled: Reply = { events: [start(), ...toolUse('{"risk":0.5}').slice(0, 2)], after: 'hang' };

describe('paidModel', () => {
  it('pays the cost of an answer, and nothing for the same question again', async () => {
    const { ask, sent, spent, budget } = await asking(() => answer({ risk: 0.5 }));
    const first = await ask();
    expect(first).toMatchObject({ value: { risk: 0.5 }, fromJournal: false, costMicros: COST });
    expect(first.requestHash).toBe(
      requestHash({ ...request, model: 'claude-sonnet-5-5', messages: [{ role: 'user', content: 'diff' }] }),
    );
    expect(await ask()).toEqual({ ...first, fromJournal: true, costMicros: 0 });
    expect([sent(), await spent(), budget.takenMicros]).toEqual([1, COST, COST]);
  });

  it('asks once what is asked four times at once', async () => {
    const { ask, sent, spent } = await asking(() => answer({ risk: 0.5 }));
    const all = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(all.map(({ fromJournal }) => fromJournal)).toEqual([false, true, true, true]);
    expect([sent(), await spent()]).toEqual([1, COST]);
  });

  it('writes a call down with the most it can cost before it goes out', async () => {
    const journal = memoryJournal();
    const during: number[] = [];
    const { ask } = await asking(
      async () => {
        during.push(await journal.spentTodayMicros());
        return answer({ risk: 0.5 });
      },
      { journal },
    );
    await ask();
    expect(during).toEqual([ESTIMATE]);
  });

  it('a retry is not paid for twice', async () => {
    const { ask, sent, spent } = await asking((_, number) =>
      number === 1 ? fault(529, 'overloaded_error', 'x') : answer({ risk: 0.5 }),
    );
    expect((await ask()).costMicros).toBe(COST);
    expect([sent(), await spent()]).toEqual([2, COST]);
  });

  it.each<[string, Reply]>([
    ['cut off', { events: [start(), ...toolUse('{"risk":0.5}'), ...end('max_tokens')] }],
    ['malformed', { events: [start(), ...toolUse('{"risk":0.5}}'), ...end()] }],
    ['out of bounds', answer({ risk: 'none' })],
    ['refused', { events: [start(), ...end('refusal')] }],
  ])('an answer that is %s is paid, and not used again', async (_, bad) => {
    const { ask, sent, spent } = await asking((__, number) => (number === 1 ? bad : answer({ risk: 0.5 })));
    expect(await ask()).toMatchObject({ value: { unusable: expect.any(String) }, costMicros: COST });
    expect(await ask()).toMatchObject({ value: { risk: 0.5 }, fromJournal: false });
    expect([sent(), await spent()]).toEqual([2, 2 * COST]);
  });

  it.each<[string, Reply, string]>([
    ['refused with 400', fault(400, 'invalid_request_error', 'x'), 'unavailable'],
    ['hung up on', { events: [] }, 'unavailable'],
  ])('a call that is %s before an answer costs nothing', async (_, reply, kind) => {
    const { ask, spent, budget } = await asking(() => reply);
    await expect(ask()).rejects.toMatchObject({ kind, costMicros: 0 });
    expect([await spent(), budget.takenMicros]).toEqual([0, 0]);
  });

  it.each<[string, Reply, string]>([
    ['stalls', stalled, 'timeout'],
    ['breaks off', { ...stalled, after: 'break' }, 'unavailable'],
    [
      'fails',
      { events: [start(), { type: 'error', error: { type: 'overloaded_error', message: 'x' } }] },
      'overloaded',
    ],
  ])('an answer that %s in the middle may have cost the most it can', async (_, reply, kind) => {
    const { ask, spent, budget } = await asking(() => reply, { stallTimeoutMs: 300 });
    await expect(ask()).rejects.toMatchObject({ name: 'ModelFailure', kind, costMicros: ESTIMATE });
    expect([await spent(), budget.takenMicros]).toEqual([ESTIMATE, ESTIMATE]);
  });

  it('so may one that was aborted in the middle; before, it cost nothing', async () => {
    const reason = new Error('shutting down');
    const early = new AbortController();
    const { ask, spent } = await asking((_, number) => {
      if (number > 1) return stalled;
      setImmediate(() => early.abort(reason));
      return 'silent';
    });
    await expect(ask({ signal: early.signal })).rejects.toBe(reason);
    expect(await spent()).toBe(0);
    const late = new AbortController();
    await expect(ask({ signal: late.signal, onProgress: () => late.abort(reason) })).rejects.toBe(reason);
    expect(await spent()).toBe(ESTIMATE);
  });

  it('asks again after a process was killed in the middle, and forgets no money', async () => {
    const journal = memoryJournal();
    const killed: Journal = { ...journal, settle: () => new Promise(() => {}) };
    const before = await asking(() => answer({ risk: 0.5 }), { journal: killed });
    void before.ask();
    const { ask, spent } = await asking(() => answer({ risk: 0.5 }), { journal });
    while (before.sent() === 0) await new Promise((resolve) => setImmediate(resolve));
    await ask();
    expect(await spent()).toBe(ESTIMATE + COST);
  });

  it.each([
    ['run', { runMicros: ESTIMATE - 1 }],
    ['day', { dayMicros: ESTIMATE - 1 }],
  ])('asks nothing that the budget of the %s does not hold', async (scope, limits) => {
    const { ask, sent, spent } = await asking(() => answer({ risk: 0.5 }), limits);
    await expect(ask()).rejects.toMatchObject({ kind: 'budget', message: expect.stringContaining(scope) });
    expect([sent(), await spent()]).toEqual([0, 0]);
  });

  it.each([
    ['run', { runMicros: 2 * ESTIMATE }],
    ['day', { dayMicros: 2 * ESTIMATE }],
  ])('four different questions at once never overspend the %s', async (_, limits) => {
    const journal = memoryJournal();
    const taken: number[] = [];
    const { ask, sent } = await asking(
      async () => {
        taken.push(await journal.spentTodayMicros());
        return answer({ risk: 0.5 });
      },
      { journal, ...limits },
    );
    const all = await Promise.allSettled(['a', 'b', 'c', 'd'].map((content) => ask({}, content)));
    const kept = all.filter(({ status }) => status === 'fulfilled').length;
    expect([kept, sent()]).toEqual([4, 4]);
    expect(Math.max(...taken)).toBeLessThanOrEqual(2 * ESTIMATE);
  });

  it('an answer that is larger than any may be is unreadable, and may have cost the most it can', async () => {
    const flood = Array.from({ length: 9 }, () => ({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'input_json_delta', partial_json: 'x'.repeat(2 ** 20) },
    }));
    const { ask, spent } = await asking(() => ({ events: [start(), ...toolUse('').slice(0, 1), ...flood, ...end()] }));
    await expect(ask()).rejects.toMatchObject({ kind: 'unreadable', costMicros: ESTIMATE, retryable: false });
    expect(await spent()).toBe(ESTIMATE);
  });

  it('an answer that is large, but whole, is unreadable at its price, and nothing of it is kept', async () => {
    const { ask, spent, journal } = await asking(() => answer({ risk: 0.5, note: 'x'.repeat(2 ** 20) }));
    const { value, reply, costMicros, requestHash: hash } = await ask();
    expect(value).toMatchObject({ unusable: 'unreadable' });
    expect(JSON.stringify(reply).length).toBeLessThan(1000);
    expect([costMicros, await spent(), await journal.find(hash)]).toEqual([COST, COST, null]);
  });

  it.each<[string, object]>([
    ['a name that is no text', { name: 7 }],
    ['no name', { name: null }],
    ['an id that is no text', { id: 3 }],
  ])('an answer that calls a tool with %s is paid, and asked for again', async (_, call) => {
    const { ask, sent, spent } = await asking((__, number) =>
      number === 1 ? { events: [start(), ...toolUse('{"risk":0.5}', 0, call), ...end()] } : answer({ risk: 0.5 }),
    );
    expect(await ask()).toMatchObject({ value: { unusable: 'unreadable' }, costMicros: COST });
    expect(await ask()).toMatchObject({ value: { risk: 0.5 }, fromJournal: false });
    expect([sent(), await spent()]).toEqual([2, 2 * COST]);
  });

  it('an answer that its reader fails on is unreadable, paid, and asked for again', async () => {
    const journal = memoryJournal();
    const { paid, sent } = await asking(() => answer({ risk: 0.5 }), { journal });
    const call = { request: { ...request }, purpose: 'review' as const, promptHash: 'p', diffHash: 'd' };
    const fails = () => {
      throw new TypeError('secret-text is not a function');
    };
    const value = { unusable: 'unreadable', reason: 'reading the answer failed (TypeError)' };
    expect(await paid.ask({ ...call, read: fails })).toMatchObject({ value, costMicros: COST });
    expect(await paid.ask({ ...call, read: () => 'fine' })).toMatchObject({ value: 'fine', fromJournal: false });
    expect(await paid.ask({ ...call, read: fails })).toMatchObject({ value, fromJournal: false });
    expect(sent()).toBe(3);
  });

  it('answers from the journal with an empty budget', async () => {
    const { ask, journal } = await asking(() => answer({ risk: 0.5 }));
    await ask();
    const poor = await asking(() => 'silent', { journal, runMicros: 0, dayMicros: 0 });
    expect(await poor.ask()).toMatchObject({ value: { risk: 0.5 }, fromJournal: true });
  });

  it('asks again what was kept as usable and cannot be used any more', async () => {
    const { ask, journal, sent } = await asking(() => answer({ risk: 0.5 }));
    const first = await ask();
    const reply = { ...first.reply, content: [] };
    await journal.begin({
      requestHash: first.requestHash,
      model: '',
      promptHash: '',
      purpose: 'review',
      diffHash: '',
      estimateMicros: 0,
    });
    await journal.settle({ requestHash: first.requestHash, reply, usable: true, costMicros: 0 });
    expect(await ask()).toMatchObject({ value: { risk: 0.5 }, fromJournal: false });
    expect(sent()).toBe(2);
  });
});
