import { describe, expect, it } from 'vitest';
import { EXAMPLES } from './collections/examples.ts';
import { me, other } from './collections/testing.ts';
import { deadBytes } from './dead-letter.ts';
import type { Message } from './message.ts';
import { probe } from './probe.ts';

const line = (collection: string, record: object | null, more: object = {}, rkey = 'self'): string => {
  const operation = record === null ? 'delete' : 'create';
  const commit = { operation, collection, rkey, ...(record === null ? {} : { record }), ...more };
  return JSON.stringify({ did: me, time_us: 1, kind: 'commit', commit });
};
async function* stream(...batches: (readonly Message[])[]) {
  yield* batches;
}
const seen = async (...messages: Message[]) => probe(stream(messages));

describe('a probe', () => {
  it('tells the shapes of fields, how times are written, and what would not be used', async () => {
    const { collections, didMethods } = await seen(
      line('sh.tangled.repo.pull', {
        $type: 'sh.tangled.repo.pull',
        title: '',
        target: { repo: other, repoDid: other },
        rounds: [{ createdAt: '2026-06-24T04:18:32+03:00' }, { createdAt: '2026-06-24T04:18:32.123Z' }],
        delete: null,
        blobs: [],
        pullId: 3,
        createdAt: 'yesterday',
      }),
      line('sh.tangled.repo.pull', { $type: 'x', target: { repo: `at://${other}/sh.tangled.repo/3k` }, createdAt: '' }),
      line('sh.tangled.repo.pull', null, { rev: '3lvcdsankm222' }),
      line('sh.tangled.unheard.of', { a: 1 }, { rev: '3lvcdsankm222', cid: 'bafkreiabcdefgh' }),
    );
    expect(collections).toMatchObject([
      {
        collection: 'sh.tangled.repo.pull',
        known: true,
        create: 2,
        update: 0,
        delete: 1,
        withRev: 1,
        withCid: 0,
        shapes: [
          { what: '$type blobs createdAt delete pullId rounds target title', count: 1 },
          { what: '$type createdAt target', count: 1 },
        ],
        rejected: [{ what: 'malformed pull', count: 2 }],
      },
      {
        collection: 'sh.tangled.unheard.of',
        known: false,
        withRev: 1,
        withCid: 1,
        rejected: [{ what: 'unknown collection' }],
      },
    ]);
    expect(collections[0]?.fields.map(({ what }) => what).sort()).toEqual([
      '$type:foreign',
      'blobs:[]',
      'createdAt:""',
      'createdAt:string',
      'delete:null',
      'pullId:integer',
      'rounds[].createdAt:time',
      'target.repo:at-uri',
      'target.repo:did',
      'target.repoDid:did',
      'title:""',
    ]);
    expect(collections[0]?.times).toEqual([
      { what: 'createdAt: empty', count: 1 },
      { what: 'createdAt: unreadable', count: 1 },
      { what: 'rounds[].createdAt: Z, 3 digits', count: 1 },
      { what: 'rounds[].createdAt: offset', count: 1 },
    ]);
    expect(didMethods).toEqual([{ what: 'did:plc', count: 4 }]);
  });

  it('rejects no example of a collection that is known', async () => {
    const lines = Object.entries(EXAMPLES)
      .filter(([collection]) => !collection.startsWith('#'))
      .map(([collection, { rkey, record }]) => line(collection, { $type: collection, ...record }, {}, rkey));
    const { collections } = await seen(...lines);
    expect(collections).toHaveLength(lines.length);
    for (const { known, rejected, fields } of collections) {
      expect([known, rejected]).toEqual([true, []]);
      expect(fields.filter(({ what }) => what.startsWith('$type'))).toEqual([]);
    }
  });

  it('tells what is no event, and the kinds nobody knows on either wire', async () => {
    const type = 'network.bsky.jetstream.subscribeEvents#handle';
    const report = await seen(
      '{',
      '[]',
      JSON.stringify({ did: me, time_us: 1, kind: 'tombstone' }),
      JSON.stringify({
        $type: 'message',
        payload: { $type: type, seq: 1, did: me, time: '2026-06-24T01:18:32.000000Z' },
      }),
      deadBytes(new Uint8Array([0xff]), 'not UTF-8'),
    );
    expect(report).toMatchObject({
      messages: 5,
      collections: [],
      unusable: [
        { what: 'unknown kind of event', count: 2 },
        { what: 'not JSON', count: 1 },
        { what: 'not UTF-8', count: 1 },
        { what: 'not a Jetstream event', count: 1 },
      ],
      unknownKinds: [
        { what: type, count: 1 },
        { what: 'tombstone', count: 1 },
      ],
    });
  });

  it('stops after so many messages, and asks for no more', async () => {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked += 1;
        yield Array.from({ length: 10 }, () => line('sh.tangled.knot', {}));
      }
    }
    expect(await probe(endless(), 25)).toMatchObject({ messages: 25, collections: [{ create: 25 }] });
    expect(asked).toBe(3);
  });

  it('stays small however many collections, fields, shapes and kinds there are', async () => {
    const names = Array.from({ length: 2_000 }, (_, n) => `n${n}`);
    const report = await seen(
      ...names.map((name) => line(`sh.tangled.${name}`, {})),
      ...names.map((name) => line('sh.tangled.string', { [name]: 1, [`${name}At`]: 'x' })),
      line('sh.tangled.string', Object.fromEntries(names.map((name) => [name.repeat(100), 1]))),
      line('sh.tangled.string', { deep: JSON.parse(`${'['.repeat(150)}${']'.repeat(150)}`) }),
      line('sh.tangled.string', { wide: Array.from({ length: 50_000 }, () => [[[[]]]]) }),
      line('sh.tangled.string', JSON.parse('{"__proto__":{"toString":null},"constructor":1}')),
      ...names.map((name) => JSON.stringify({ did: me, time_us: 1, kind: name })),
    );
    expect(report.collections.length).toBeLessThanOrEqual(201);
    expect(report.collections.find(({ collection }) => collection === '(other)')?.create).toBeGreaterThan(1_000);
    expect(report.unknownKinds).toContainEqual({ what: '(other)', count: 1_950 });
    expect(JSON.stringify(report).length).toBeLessThan(500_000);
  });

  it('looks at so many values of one record at most', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [`n${n}`, Array.from({ length: 50 }, () => n)]),
    );
    const { collections } = await seen(line('sh.tangled.string', wide));
    expect(collections[0]?.fields.length).toBeGreaterThan(30);
    expect(collections[0]?.fields.length).toBeLessThan(60);
  });
});
