import type Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { openStandIn } from '../stand-in.ts';
import { clientOf, reviewRequest, thrownBy } from '../testing.ts';

const requests = ['a', 'b', 'c'].map((custom_id) => ({ custom_id, params: reviewRequest(`say ${custom_id}`) }));
const now = (): Date => new Date('2026-11-21T12:00:00Z');

const resultsOf = async (client: Anthropic, id: string): Promise<Map<string, string>> => {
  const results = new Map<string, string>();
  for await (const line of await client.messages.batches.results(id)) results.set(line.custom_id, line.result.type);
  return results;
};

describe('a batch', () => {
  it('is in progress for as many looks as asked, then ends with a result for each request', async () => {
    await using standIn = await openStandIn({ batchPolls: 2, now });
    const { batches } = clientOf(standIn).messages;
    const batch = await batches.create({ requests });
    expect(batch).toMatchObject({
      processing_status: 'in_progress',
      results_url: null,
      created_at: now().toISOString(),
    });
    expect((await batches.retrieve(batch.id)).processing_status).toBe('in_progress');
    expect((await batches.retrieve(batch.id)).request_counts.processing).toBe(3);
    const ended = await batches.retrieve(batch.id);
    expect(ended).toMatchObject({ processing_status: 'ended', request_counts: { succeeded: 3, processing: 0 } });
    const results = await resultsOf(clientOf(standIn), batch.id);
    expect([...results.keys()]).toEqual(['c', 'b', 'a']);
  });

  it('answers as a single request would, at the batch tier', async () => {
    await using standIn = await openStandIn({ batchPolls: 0 });
    const client = clientOf(standIn);
    const { id } = await client.messages.batches.create({ requests: requests.slice(0, 1) });
    const single = await client.messages.create(reviewRequest('say a'));
    for await (const { result } of await client.messages.batches.results(id)) {
      expect(result).toMatchObject({ message: { content: single.content, usage: { service_tier: 'batch' } } });
    }
  });

  it('gives each request that is wrong or made to fail its own error', async () => {
    await using standIn = await openStandIn({
      batchPolls: 0,
      batchFault: (id) => (id === 'b' ? 'expired' : id === 'c' ? 'errored' : null),
    });
    const client = clientOf(standIn);
    const wrong = { custom_id: 'w', params: reviewRequest('x', { model: 'no' }) };
    const { id } = await client.messages.batches.create({ requests: [...requests, wrong] });
    expect(Object.fromEntries(await resultsOf(client, id))).toEqual({
      a: 'succeeded',
      b: 'expired',
      c: 'errored',
      w: 'errored',
    });
  });

  it('that is cancelled ends with nothing answered; one that ended can be deleted', async () => {
    await using standIn = await openStandIn({ batchPolls: 9 });
    const client = clientOf(standIn);
    const { id } = await client.messages.batches.create({ requests });
    expect((await thrownBy(client.messages.batches.delete(id))).status).toBe(400);
    expect((await client.messages.batches.cancel(id)).processing_status).toBe('canceling');
    expect((await client.messages.batches.retrieve(id)).request_counts.canceled).toBe(3);
    expect(new Set((await resultsOf(client, id)).values())).toEqual(new Set(['canceled']));
    await client.messages.batches.delete(id);
    expect((await thrownBy(client.messages.batches.retrieve(id))).status).toBe(404);
  });

  it('is refused with ids that are too long or come twice', async () => {
    await using standIn = await openStandIn();
    const { batches } = clientOf(standIn).messages;
    const [first] = requests;
    const params = first?.params ?? reviewRequest('x');
    expect((await thrownBy(batches.create({ requests: [{ custom_id: 'x'.repeat(65), params }] }))).status).toBe(400);
    expect((await thrownBy(batches.create({ requests: [...requests, ...requests] }))).status).toBe(400);
    expect((await thrownBy(batches.create({ requests: [] }))).status).toBe(400);
  });

  it('is listed, newest first', async () => {
    await using standIn = await openStandIn();
    const { batches } = clientOf(standIn).messages;
    const made = [await batches.create({ requests }), await batches.create({ requests })].map(({ id }) => id);
    const listed: string[] = [];
    for await (const { id } of batches.list({ limit: 1 })) listed.push(id);
    expect(listed).toEqual(made.toReversed());
  });
});
