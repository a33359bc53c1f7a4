import { describe, expect, it } from 'vitest';
import { anthropicModel } from './anthropic-model.ts';
import { batchResults, pollBatch } from './batch-results.ts';
import { openBudget } from './budget.ts';
import { memoryJournal } from './journal.ts';
import { requestHash } from './request-hash.ts';
import { type BatchCall, type SentBatch, sendBatch } from './send-batch.ts';
import { anthropicService } from './service.ts';
import { begun, replyOf } from './test-journal.ts';
import { type Asked, fault, KEY, message, type Reply, request, testService } from './test-service.ts';

/** Half of 105 tokens written to the cache at $2.50 and 1,000 answered at $10. */
const ESTIMATE = 5_132;
/** Half of 100 in, 20 written, 30 read, 50 out. */
const COST = 378;

const call = (content: string): BatchCall => ({
  request: { ...request, model: 'claude-sonnet-5-5', messages: [{ role: 'user', content }] },
  purpose: 'part',
  promptHash: 'p',
  diffHash: 'd',
});
const hashOf = (content: string): string => requestHash(call(content).request);

/** Bytes of one call within a batch. */
const SIZE = JSON.stringify({ custom_id: hashOf('a'), params: call('a').request }).length + 1;

const state = (baseUrl: string, change: object = {}): object => ({
  id: 'msgbatch_1',
  type: 'message_batch',
  processing_status: 'ended',
  request_counts: { processing: 0, succeeded: 2, errored: 1, canceled: 0, expired: 0 },
  results_url: `${baseUrl}/v1/messages/batches/msgbatch_1/results`,
  ...change,
});

const succeeded = (content: string, input: unknown = { risk: 0.5 }, stop?: string): object => ({
  custom_id: hashOf(content),
  result: { type: 'succeeded', message: message(input, stop) },
});
const failed = (content: string, type: string): object => ({ custom_id: hashOf(content), result: { type } });

interface World {
  readonly create?: (asked: Asked, number: number) => Reply;
  readonly state?: object;
  readonly lines?: readonly unknown[];
  readonly runMicros?: number;
}

const world = async ({ create, state: change, lines = [], runMicros = Infinity }: World = {}) => {
  let url = '';
  let created = 0;
  const { asked, baseUrl } = await testService((one) => {
    if (one.path.endsWith('count_tokens')) return { body: { input_tokens: 100 } };
    if (one.path === 'POST /v1/messages/batches') {
      created++;
      return (
        create?.(one, created) ?? { body: state(url, { id: `msgbatch_${created}`, processing_status: 'in_progress' }) }
      );
    }
    if (one.path.endsWith('/results')) {
      const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
      return { headers: { 'content-type': 'application/x-jsonl' }, body: text };
    }
    return { body: state(url, change) };
  });
  url = baseUrl;
  const options = { apiKey: KEY, baseUrl };
  const journal = memoryJournal();
  const model = anthropicModel({ ...options, id: 'claude-sonnet-5-5' });
  const service = anthropicService(options);
  const kept: SentBatch[] = [];
  const budget = openBudget({ runMicros, dayMicros: Infinity, journal });
  const parts = { model, journal, budget };
  return {
    service,
    parts,
    journal,
    kept,
    send: (calls: readonly BatchCall[], limits?: { requests: number; bytes: number }) =>
      sendBatch(service, calls, {
        ...parts,
        onSent: async (batch) => {
          kept.push(batch);
        },
        ...(limits && { limits }),
      }),
    created: () =>
      asked.filter(({ path }) => path === 'POST /v1/messages/batches').map(({ text }) => JSON.parse(text).requests),
  };
};

/** A batch that was sent by another process. */
const sentBefore = async (
  journal: ReturnType<typeof memoryJournal>,
  contents: readonly string[],
): Promise<SentBatch> => {
  for (const content of contents)
    await journal.begin(begun({ requestHash: hashOf(content), estimateMicros: ESTIMATE }));
  return { id: 'msgbatch_1', requestHashes: contents.map(hashOf) };
};

describe('sendBatch', () => {
  it('sends each call once, named by its hash, and writes it down at half the price', async () => {
    const { send, created, kept, journal } = await world();
    const { sent, left } = await send([call('a'), call('b'), call('a')]);
    expect(created()).toEqual([
      [
        { custom_id: hashOf('a'), params: call('a').request },
        { custom_id: hashOf('b'), params: call('b').request },
      ],
    ]);
    expect([sent, left]).toEqual([[{ id: 'msgbatch_1', requestHashes: [hashOf('a'), hashOf('b')] }], 0]);
    expect(kept).toEqual(sent);
    expect(await journal.spentTodayMicros()).toBe(2 * ESTIMATE);
  });

  it('sends nothing that the journal answers, and no batch of nothing', async () => {
    const { send, created, journal } = await world();
    await journal.begin(begun({ requestHash: hashOf('a') }));
    await journal.settle({ requestHash: hashOf('a'), reply: replyOf({}), usable: true, costMicros: 1 });
    expect(await send([call('a')])).toEqual({ sent: [], left: 0 });
    expect(created()).toEqual([]);
  });

  it.each([
    ['requests', { requests: 2, bytes: 1e9 }],
    ['bytes', { requests: 100, bytes: 2 * SIZE }],
  ])('parts what is over the limit of %s', async (_, limits) => {
    const { send, created, kept } = await world();
    await send(['a', 'b', 'c', 'd', 'e'].map(call), limits);
    expect(created().map((requests) => requests.length)).toEqual([2, 2, 1]);
    expect(kept.map(({ id }) => id)).toEqual(['msgbatch_1', 'msgbatch_2', 'msgbatch_3']);
    expect(kept.flatMap(({ requestHashes }) => requestHashes)).toEqual(['a', 'b', 'c', 'd', 'e'].map(hashOf));
  });

  it('sends a request alone that is over the limit of bytes by itself', async () => {
    const { send, created } = await world();
    await send([call('a'), call('b')], { requests: 100, bytes: 1 });
    expect(created().map((requests) => requests.length)).toEqual([1, 1]);
  });

  it('leaves what the budget does not hold', async () => {
    const { send, created } = await world({ runMicros: 2 * ESTIMATE + 1 });
    expect(await send(['a', 'b', 'c', 'd', 'e'].map(call))).toMatchObject({ sent: [{}], left: 3 });
    expect(created().map((requests) => requests.length)).toEqual([2]);
  });

  it.each<[string, Reply, string, number]>([
    ['is refused', fault(400, 'invalid_request_error', 'x'), 'unavailable', 0],
    ['comes too early', fault(429, 'rate_limit_error', 'x'), 'overloaded', 0],
    ['may have been taken', fault(500, 'api_error', 'x'), 'unavailable', 2],
    ['is hung up on', 'hang-up', 'unavailable', 2],
  ])('a batch that %s is not sent again by itself, and costs the most it can', async (_, reply, kind, calls) => {
    const { send, created, journal, parts } = await world({ create: () => reply });
    await expect(send([call('a'), call('b')])).rejects.toMatchObject({ kind });
    expect(created()).toHaveLength(1);
    expect(await journal.spentTodayMicros()).toBe(calls * ESTIMATE);
    expect(parts.budget.takenMicros).toBe(calls * ESTIMATE);
  });

  it('what was sent before a failure is known, what was not costs nothing', async () => {
    const fail = fault(400, 'invalid_request_error', 'x');
    const { send, kept, journal } = await world({
      create: (_, number) => (number === 1 ? { body: state('', { id: 'msgbatch_1' }) } : fail),
    });
    await expect(send(['a', 'b', 'c'].map(call), { requests: 1, bytes: 1e9 })).rejects.toMatchObject({ status: 400 });
    expect(kept).toEqual([{ id: 'msgbatch_1', requestHashes: [hashOf('a')] }]);
    expect(await journal.spentTodayMicros()).toBe(ESTIMATE);
  });
});

describe('pollBatch', () => {
  it('says whether a batch ended, and how its requests fared', async () => {
    const { service } = await world();
    expect(await pollBatch(service, 'msgbatch_1')).toMatchObject({ ended: true, counts: { succeeded: 2, errored: 1 } });
    const open = await world({ state: { processing_status: 'in_progress', results_url: null } });
    expect(await pollBatch(open.service, 'msgbatch_1')).toMatchObject({ ended: false });
  });
});

describe('batchResults', () => {
  it('fills the journal in another process, at half the price, with what succeeded', async () => {
    const lines = [
      succeeded('b'),
      failed('c', 'expired'),
      succeeded('a'),
      failed('d', 'errored'),
      failed('e', 'canceled'),
      succeeded('f', {}, 'max_tokens'),
    ];
    const { service, parts, journal } = await world({ lines });
    const batch = await sentBefore(journal, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(await batchResults(service, batch, parts)).toEqual({
      filled: 2,
      unusable: 1,
      failed: 3,
      missing: 1,
      ignored: 0,
    });
    expect(await journal.find(hashOf('a'))).toEqual({ ...replyOf({ risk: 0.5 }), requestId: null });
    for (const content of ['c', 'd', 'e', 'f', 'g']) expect(await journal.find(hashOf(content))).toBeNull();
    expect(await journal.spentTodayMicros()).toBe(3 * COST + ESTIMATE);
  });

  it('passes over results that were not asked for, came twice or are none', async () => {
    const lines = [succeeded('a'), succeeded('a', { risk: 0 }), succeeded('stranger'), { custom_id: 7 }, 'null'];
    const { service, parts, journal } = await world({ lines });
    const batch = await sentBefore(journal, ['a']);
    expect(await batchResults(service, batch, parts)).toEqual({
      filled: 1,
      unusable: 0,
      failed: 0,
      missing: 0,
      ignored: 4,
    });
    expect(await journal.find(hashOf('a'))).toMatchObject({ content: [{ input: { risk: 0.5 } }] });
    expect(await journal.find(hashOf('stranger'))).toBeNull();
  });

  it('a success of no known form keeps its estimate', async () => {
    const { service, parts, journal } = await world({
      lines: [{ ...succeeded('a'), result: { type: 'succeeded', message: {} } }],
    });
    const batch = await sentBefore(journal, ['a']);
    expect(await batchResults(service, batch, parts)).toMatchObject({ filled: 0, failed: 1 });
    expect(await journal.spentTodayMicros()).toBe(ESTIMATE);
  });

  it('goes on where it was broken off', async () => {
    const { service, parts, journal } = await world({ lines: [succeeded('a'), '{"custom', succeeded('b')] });
    const batch = await sentBefore(journal, ['a', 'b']);
    await expect(batchResults(service, batch, parts)).rejects.toMatchObject({ kind: 'unavailable', retryable: true });
    const whole = await world({ lines: [succeeded('b'), succeeded('a', { risk: 0 })] });
    expect(await batchResults(whole.service, batch, parts)).toMatchObject({ filled: 2, missing: 0 });
    expect(await journal.find(hashOf('a'))).toMatchObject({ content: [{ input: { risk: 0.5 } }] });
    expect(await journal.spentTodayMicros()).toBe(2 * COST);
  });

  it('settles what was asked singly meanwhile as well, so that it counts with its cost', async () => {
    const { service, parts, journal } = await world({ lines: [succeeded('a')] });
    const batch = await sentBefore(journal, ['a']);
    const [singly] = batch.requestHashes;
    await journal.begin(begun({ requestHash: singly ?? '', estimateMicros: 5 }));
    await journal.settle({ requestHash: singly ?? '', reply: replyOf({ risk: 0 }), usable: true, costMicros: 3 });
    await batchResults(service, batch, parts);
    expect(await journal.spentTodayMicros()).toBeLessThan(ESTIMATE);
    const spent = await journal.spentTodayMicros();
    await batchResults(service, batch, parts);
    expect(await journal.spentTodayMicros()).toBe(spent);
  });

  it('fetched twice, settles no call that an earlier process left open', async () => {
    const { service, parts, journal } = await world({ lines: [succeeded('a')] });
    await sentBefore(journal, ['a']);
    const batch = await sentBefore(journal, ['a']);
    await batchResults(service, batch, parts);
    expect(await batchResults(service, batch, parts)).toMatchObject({ filled: 1 });
    expect(await journal.spentTodayMicros()).toBe(ESTIMATE + COST);
  });

  it('throws a fault of the journal as it is', async () => {
    const { service, parts, journal } = await world({ lines: [succeeded('a')] });
    const fault = new Error('disk full');
    const broken = { ...journal, settle: () => Promise.reject(fault) };
    const batch = await sentBefore(journal, ['a']);
    await expect(batchResults(service, batch, { ...parts, journal: broken })).rejects.toBe(fault);
  });

  it('carries the key to no other host', async () => {
    const elsewhere = await world();
    let reached = 0;
    const { baseUrl } = await testService(() => {
      reached++;
      return { body: '' };
    });
    const { service, parts } = await world({ state: { results_url: `${baseUrl}/results` } });
    await expect(batchResults(service, { id: 'msgbatch_1', requestHashes: [] }, parts)).rejects.toThrow(/another host/);
    expect(reached).toBe(0);
    expect(await batchResults(elsewhere.service, { id: 'msgbatch_1', requestHashes: [] }, parts)).toMatchObject({
      filled: 0,
    });
  });

  it('a batch that has not ended has no results', async () => {
    const { service, parts } = await world({ state: { results_url: null } });
    await expect(batchResults(service, { id: 'msgbatch_1', requestHashes: [] }, parts)).rejects.toMatchObject({
      kind: 'unavailable',
      retryable: true,
    });
  });
});
