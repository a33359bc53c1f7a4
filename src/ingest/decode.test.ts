import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact, StreamEvent } from '../domain/index.ts';
import { EXAMPLES } from './collections/examples.ts';
import { decoded, KEY, me, other, pullUri } from './collections/testing.ts';
import { DECODERS_VERSION, decode, KNOWN_COLLECTIONS } from './decode.ts';
import { parseEvent } from './parse-event.ts';
import { REJECTIONS } from './rejections.ts';

const event: StreamEvent = {
  id: 'x',
  uri: pullUri as StreamEvent['uri'],
  did: me as StreamEvent['did'],
  collection: 'sh.tangled.graph.vouch',
  rkey: other,
  operation: 'create',
  timeUs: 1,
  rev: null,
  positionUs: 1,
  cid: null,
  record: null,
};

describe('decode', () => {
  it('says nothing of a delete, and does not reject it', () => {
    expect(decode({ ...event, operation: 'delete' })).toMatchObject({ facts: [], rejection: null });
  });

  it.each(['sh.tangled.unheard.of', 'com.example.other', '__proto__', 'constructor'])(
    'does not know %s',
    (collection) => {
      expect(decode({ ...event, collection, record: '{}' })).toMatchObject({
        facts: [],
        rejection: 'unknown collection',
      });
    },
  );

  it('knows news of accounts', () => {
    const says = (collection: string, record: object) =>
      decode({ ...event, collection, record: JSON.stringify(record) });
    expect(says('#identity', { handle: 'Mira.Example.com' }).facts).toEqual([
      { kind: 'identity', handle: 'mira.example.com' },
    ]);
    expect(says('#identity', { handle: 'no handle' }).facts).toEqual([{ kind: 'identity', handle: null }]);
    expect(says('#account', { active: false, status: 'deleted' }).facts).toEqual([
      { kind: 'account', active: false, status: 'deleted' },
    ]);
    expect(says('#account', { active: true, status: 7 }).facts).toEqual([
      { kind: 'account', active: true, status: null },
    ]);
    expect(says('#account', { active: 'no' }).rejection).toBe('malformed account');
    expect(says('#sync', { rev: KEY })).toMatchObject({ facts: [], rejection: null });
  });

  it('reads our own collections', () => {
    const ours = (name: string, record: object) => decoded(`sh.tangled.trust.${name}`, record);
    expect(ours('attestation', { kind: 'dco', statement: 'mine' })).toMatchObject([{ attestationKind: 'dco' }]);
    expect(ours('attestation', { kind: 'dco', expiresAt: 'some day' })).toBe('malformed attestation');
    expect(ours('attestation', { kind: 'dco', expiresAt: null })).toMatchObject([{ expiresAtUs: null }]);
    expect(ours('repoTier', { repo: other, tier: 'sensitive' })).toMatchObject([{ tier: 'sensitive', repo: other }]);
    expect(ours('repoTier', { repo: other, tier: 'secret' })).toBe('malformed repository tier');
    expect(ours('policy', { repo: other, tHigh: 850_000, rLow: 0.1, later: 1 })).toMatchObject([
      {
        repo: other,
        tLowMillionths: null,
        tHighMillionths: 850_000,
        rLowMillionths: 0,
        problems: [expect.any(String)],
      },
    ]);
    expect(ours('policy', { repo: 'mira/anvil', tHigh: 850_000 })).toBe('malformed repository policy');
    expect(ours('outcome', { subject: pullUri, clean: true })).toMatchObject([{ subject: pullUri, clean: true }]);
    expect(ours('outcome', { subject: pullUri, clean: 'yes' })).toBe('malformed outcome');
    expect(ours('outcome', { subject: other, clean: true })).toBe('malformed outcome');
  });

  it('takes a huge record for what it is, in little', () => {
    const huge = 'ü'.repeat(1 << 20);
    const target = { repo: other, branch: huge };
    const [pull] = decoded('sh.tangled.repo.pull', { target, title: huge, body: huge }) as readonly Fact[];
    if (pull?.kind !== 'pull') throw new Error('no pull request');
    expect(Buffer.byteLength(pull.title)).toBeLessThanOrEqual(5120);
    expect(Buffer.byteLength(pull.body ?? '')).toBeLessThanOrEqual(65_536);
    expect(pull.targetBranch).toBeNull();
    const add = Array.from({ length: 100_000 }, () => ({ key: pullUri, value: '' }));
    expect(decoded('sh.tangled.label.op', { subject: pullUri, add })).toHaveLength(100);
  });

  it('has an example of every collection it knows, and reads each', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual([...KNOWN_COLLECTIONS].sort());
    for (const [collection, { rkey, record }] of Object.entries(EXAMPLES)) {
      const { facts, rejection } = decode({ ...event, collection, rkey, record: JSON.stringify(record) });
      expect([collection, rejection]).toEqual([collection, null]);
      expect(facts.length > 0 || collection === '#sync').toBe(true);
    }
  });

  it('says of the examples what it said under this version: who changes what is read raises DECODERS_VERSION', () => {
    const said = Object.entries(EXAMPLES).map(([collection, { rkey, record }]) => [
      collection,
      decode({ ...event, collection, rkey, record: JSON.stringify(record) }).facts,
    ]);
    const digest = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 12);
    expect([DECODERS_VERSION, digest]).toEqual(['6', 'e3e872091cef']);
  });
});

describe('decode, whatever comes', () => {
  const hostile = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(me, other, pullUri, '', null, '9'.repeat(30), -1, 1e300, '2026-06-24T04:18:32Z', [], {}),
    fc.string({ unit: fc.constantFrom('a', '\0', '\ud83d', '\u200d', '/') }),
    fc.dictionary(fc.constantFrom('uri', 'did', '$link', '__proto__', 'toJSON', 'length'), fc.jsonValue()),
  );
  const strange = fc.constantFrom('__proto__', 'constructor', 'Rounds', 'toJSON', '');
  /** An example in which one field, or one inside it, is something else. */
  const bent = fc
    .tuple(fc.constantFrom(...Object.keys(EXAMPLES)), fc.nat(20), fc.option(fc.nat(5)), hostile, strange)
    .map(([collection, nth, inner, value, name]) => {
      const { rkey, record } = EXAMPLES[collection] ?? { rkey: 'x', record: {} };
      const fields = Object.entries(JSON.parse(JSON.stringify(record)) as Record<string, unknown>);
      const [key, old] = fields[nth] ?? [name, null];
      const parts = Object.entries(Object(old) as object);
      const part = inner === null ? undefined : parts[inner]?.[0];
      const put = part === undefined ? value : Object.fromEntries([...parts, [part, value]]);
      return { collection, rkey, json: Object.fromEntries([...fields, [key, put]]) };
    });
  const anything = fc.record({
    collection: fc.constantFrom(...KNOWN_COLLECTIONS, 'sh.tangled.unheard.of'),
    rkey: fc.constantFrom(other, KEY, 'self'),
    json: fc.jsonValue(),
  });

  it('gives facts that every database keeps alike, or a reason out of the list', () => {
    let factCount = 0;
    fc.assert(
      fc.property(fc.oneof(bent, anything), ({ collection, rkey, json }) => {
        const { facts, rejection } = decode({ ...event, collection, rkey, record: JSON.stringify(json) });
        expect(rejection === null || (REJECTIONS as readonly string[]).includes(rejection)).toBe(true);
        expect(rejection === null || facts.length === 0).toBe(true);
        factCount += facts.length;
        for (const fact of facts) {
          for (const [name, value] of Object.entries(fact).flatMap(([key, each]) =>
            [each].flat().map((one) => [key, one]),
          )) {
            if (name === 'patchText') continue;
            if (typeof value === 'string') expect(value.isWellFormed() && !value.includes('\0')).toBe(true);
            else if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true);
            else expect(value === null || typeof value === 'boolean').toBe(true);
          }
        }
      }),
      { numRuns: 5_000 },
    );
    expect(factCount).toBeGreaterThan(500);
  });
});

describe('parseEvent', () => {
  it.each<[string, string]>([
    ['{', 'not JSON'],
    ['[]', 'not a Jetstream event'],
    ['{"did":"did:plc:x","kind":"commit"}', 'not a Jetstream event'],
    ['{"did":"x","time_us":1,"kind":"commit"}', 'author is not a DID'],
    ['{"did":"did:plc:x","time_us":1,"kind":"commit"}', 'malformed commit'],
    [
      '{"did":"did:plc:x","time_us":1,"kind":"commit","commit":{"operation":"create","collection":"a b","rkey":"x","record":{}}}',
      'collection is not an NSID',
    ],
    [
      '{"did":"did:plc:x","time_us":1,"kind":"commit","commit":{"operation":"create","collection":"a.b","rkey":"x/y","record":{}}}',
      'record key is not one',
    ],
    [
      '{"did":"did:plc:x","time_us":1,"kind":"commit","commit":{"operation":"create","collection":"a.b","rkey":"x"}}',
      'commit without a record',
    ],
    ['{"did":"did:plc:x","time_us":1,"kind":"sync"}', 'unknown kind of event'],
  ])('%s is unusable', (line, reason) => {
    expect(parseEvent(line)).toEqual({ kind: 'unusable', reason });
  });

  it('a record nested deeper than any real one is unusable, not the end', () => {
    const deep = (depth: number): string =>
      `{"did":"did:plc:x","time_us":1,"kind":"commit","commit":{"operation":"create","collection":"a.b","rkey":"x","record":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}}`;
    expect(parseEvent(deep(50)).kind).toBe('event');
    for (const depth of [300, 5_000, 1_000_000]) expect(parseEvent(deep(depth)).kind).toBe('unusable');
  });

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => parseEvent(line).kind !== undefined));
  });
});
