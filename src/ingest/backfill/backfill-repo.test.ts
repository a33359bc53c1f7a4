import { describe, expect, it } from 'vitest';
import { AppError } from '../../domain/index.ts';
import { parseEvent } from '../parse-event.ts';
import { tidBefore } from '../tid.ts';
import { type BackfillParts, backfillRepo } from './backfill-repo.ts';
import { SourceError } from './source-error.ts';
import { Tally } from './tally.ts';
import { cidOf, didOf, localGet, ModelRepo, ModelStore, pdsWith, type Said, T0, tidAt, xrpcHost } from './testing.ts';

const VOUCH = 'sh.tangled.graph.vouch';
const STRING = 'sh.tangled.string';
const mira = didOf('mira');
const text = (contents: string) => ({
  filename: 'a.txt',
  description: 'd',
  contents,
  createdAt: '2026-06-24T04:18:32Z',
});
const vouch = { kind: 'vouch', createdAt: '2026-06-24T04:18:32+03:00' };

type Override = (method: string, asked: URLSearchParams) => Said | undefined;

/** A PDS with one repository, which may answer some questions otherwise, and what reading it needs. */
const scene = async (override: Override = () => undefined) => {
  const repo = new ModelRepo(mira);
  const answers = pdsWith(repo);
  const pds = await xrpcHost((method, asked) => override(method, asked) ?? answers(method, asked));
  const store = new ModelStore();
  const tally = new Tally();
  const parts: BackfillParts = {
    network: { get: localGet(), pdsOf: async () => pds.base },
    store,
    tally,
    nowUs: () => T0 + 3_600_000_000,
    signal: new AbortController().signal,
    force: false,
  };
  const read = (more: Partial<BackfillParts> = {}) => backfillRepo(mira, { ...parts, ...more });
  return { repo, pds, store, tally, parts, read };
};

const filled = async (override?: Override) => {
  const here = await scene(override);
  for (let index = 0; index < 250; index += 1) here.repo.put(STRING, `s${1000 + index}`, text(`number ${index}`));
  here.repo.put(VOUCH, didOf('alice'), vouch);
  return here;
};

const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SourceError);
  return (error as SourceError).reason;
};

describe('reading a repository', () => {
  it('keeps every record as a create right before the revision that was asked for before the listing', async () => {
    const { repo, store, tally, read } = await filled();
    repo.put('app.bsky.feed.post', 'p', { text: 'not Tangled’s' });
    expect(await read()).toBe('read');
    expect(Object.keys(store.state())).toHaveLength(251);
    for (const { event } of store.events.values()) {
      expect(event).toMatchObject({
        operation: 'create',
        rev: tidBefore(repo.rev),
        positionUs: repo.atUs - 1,
        timeUs: T0 + 3_600_000_000,
      });
    }
    expect(tally.report(0)).toMatchObject({
      repositories: { read: 1, unchanged: 0, gone: 0, failed: {} },
      records: { listed: 251, fresh: 251, deleted: 0, rejected: {} },
    });
  });

  it('leaves it alone while its revision is as it was, and forced keeps nothing new', async () => {
    const { store, pds, tally, read } = await filled();
    await read();
    const before = pds.asked.length;
    expect(await read()).toBe('unchanged');
    expect(pds.asked.length - before).toBe(1);
    expect(await read({ force: true })).toBe('read');
    expect(store.events.size).toBe(251);
    expect(tally.records.fresh).toBe(251);
  });

  it('asks for Tangled’s collections that are there, and for those of which records are held', async () => {
    const { repo, pds, store, read } = await filled();
    await read();
    const listedIn = (): (string | null)[] => [
      ...new Set(pds.asked.splice(0).map((url) => url.searchParams.get('collection'))),
    ];
    expect(listedIn()).toEqual([null, VOUCH, STRING]);
    repo.remove(VOUCH, didOf('alice'));
    await read();
    expect(listedIn()).toEqual([null, STRING, VOUCH]);
    expect(Object.keys(store.state())).toHaveLength(250);
  });

  it('asks for all it knows where the PDS does not say which there are', async () => {
    const { store, pds, read } = await filled((method) =>
      method === 'com.atproto.repo.describeRepo' ? { status: 400, json: { error: 'InvalidRequest' } } : undefined,
    );
    await read();
    expect(Object.keys(store.state())).toHaveLength(251);
    expect(new Set(pds.asked.map((url) => url.searchParams.get('collection'))).size).toBeGreaterThan(25);
  });

  it('keeps collections nobody has heard of, raw', async () => {
    const { repo, store, tally, read } = await scene();
    repo.put('sh.tangled.new.thing', 'x', { a: 1 });
    await read();
    expect(store.state()).toEqual({ [`at://${mira}/sh.tangled.new.thing/x`]: expect.any(String) });
    expect(tally.records.rejected).toEqual({ 'unknown collection': 1 });
  });

  it('takes records held that a whole listing lacks for deleted, and those alone', async () => {
    const { repo, store, tally, read } = await filled();
    await read();
    for (const rkey of ['s1000', 's1100', 's1249']) repo.remove(STRING, rkey);
    repo.put(STRING, 's1001', text('changed'));
    await read();
    expect(tally.records).toMatchObject({ deleted: 3, fresh: 251 + 3 + 1 });
    expect(Object.keys(store.state())).toHaveLength(248);
    expect(store.state()[`at://${mira}/${STRING}/s1001`]).toContain('changed');
  });

  it('keeps what no event can be made of once, with the reason', async () => {
    const deep = JSON.parse('[['.repeat(150) + ']]'.repeat(150));
    const { repo, store, tally, read } = await scene();
    repo.put(STRING, 'deep', { deep });
    repo.put(STRING, 'fine', text('x'));
    await read();
    await read({ force: true });
    expect([...store.letters.values()]).toEqual(['nested too deeply']);
    expect(tally.records.rejected).toEqual({ 'nested too deeply': 2 });
    expect(Object.keys(store.state())).toEqual([`at://${mira}/${STRING}/fine`]);
  });

  it('refuses records that cannot even be written as text, and reads the rest', async () => {
    const abyss = `{"records":[{"uri":"at://${mira}/${STRING}/a","cid":"bafyreiaaaaaaaa","value":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}]}`;
    const { repo, store, tally, read } = await scene((method, asked) =>
      method === 'com.atproto.repo.listRecords' && asked.get('collection') === STRING ? { text: abyss } : undefined,
    );
    repo.put(STRING, 'a', text('x'));
    repo.put(VOUCH, didOf('alice'), vouch);
    expect(await read()).toBe('read');
    expect(tally.records.rejected).toEqual({ 'listed record that no repository can hold': 1 });
    expect(Object.keys(store.state())).toEqual([`at://${mira}/${VOUCH}/${didOf('alice')}`]);
  });
});

describe('an account', () => {
  it.each<[string, Said, string | null]>([
    ['deactivated', { json: { did: mira, active: false, status: 'deactivated' } }, 'deactivated'],
    ['out of step', { json: { did: mira, active: false, status: 'desynchronized' } }, 'desynchronized'],
    ['taken down, without a word why', { json: { did: mira, active: false } }, null],
    ['taken down, by refusal', { status: 400, json: { error: 'RepoTakendown' } }, 'takendown'],
    ['suspended, by refusal', { status: 403, json: { error: 'RepoSuspended' } }, 'suspended'],
    ['deactivated, by refusal', { status: 401, json: { error: 'RepoDeactivated' } }, 'deactivated'],
    [
      'deleted, where the DID document still names this PDS',
      { status: 400, json: { error: 'RepoNotFound' } },
      'deleted',
    ],
  ])('that is %s is news, once', async (_, said, status) => {
    const { store, tally, read } = await filled((method) =>
      method === 'com.atproto.sync.getRepoStatus' ? said : undefined,
    );
    expect(await read()).toBe('gone');
    expect(store.account).toMatchObject({ active: false, status });
    await read();
    expect(store.events.size).toBe(1);
    expect(tally.repositories.gone).toBe(2);
  });

  it('is gone by the word of getLatestCommit where that is all the PDS knows', async () => {
    const old = (method: string): Said | undefined => {
      if (method === 'com.atproto.sync.getRepoStatus') return { status: 404, text: 'Not Found' };
      if (method === 'com.atproto.sync.getLatestCommit') return { status: 400, json: { error: 'RepoTakendown' } };
      return undefined;
    };
    const { store, read } = await filled(old);
    expect(await read()).toBe('gone');
    expect(store.account).toMatchObject({ active: false, status: 'takendown' });
  });

  it('is read by the revision of getLatestCommit where there is no other', async () => {
    const { repo, store, read } = await filled((method) =>
      method === 'com.atproto.sync.getRepoStatus' ? { json: { did: mira, active: true } } : undefined,
    );
    expect(await read()).toBe('read');
    expect(store.revs.get(mira)).toBe(repo.rev);
  });

  it('that came back is news too, though its revision is as it was', async () => {
    const { repo, store, read } = await filled();
    await read();
    repo.active = false;
    repo.status = 'deactivated';
    await read();
    expect(store.account).toMatchObject({ active: false, status: 'deactivated' });
    repo.active = true;
    expect(await read()).toBe('unchanged');
    expect(store.account).toMatchObject({ active: true, status: null });
  });

  it.each<[string | null, boolean]>([
    ['takendown', false],
    ['suspended', false],
    [null, false],
    ['deactivated', true],
    ['deleted', true],
  ])('of which the live stream said %s is back by its PDS’s word: %s', async (status, isBack) => {
    const { store, read } = await filled();
    store.account = { active: false, status, source: 'a relay' };
    await read();
    expect(store.account.active).toBe(isBack);
  });

  it('that a relay took down does not come back by leaving and returning', async () => {
    const { repo, store, read } = await filled();
    store.account = { active: false, status: 'takendown', source: 'a relay' };
    repo.active = false;
    repo.status = 'deactivated';
    await read();
    repo.active = true;
    await read();
    expect(store.account).toEqual({ active: false, status: 'takendown', source: 'a relay' });
  });

  it('that moved is read at its new home, and not taken for deleted by the old one', async () => {
    const { repo, pds, store, parts } = await filled();
    const old = await xrpcHost(pdsWith());
    const network = {
      ...parts.network,
      pdsOf: async (_: unknown, options?: { readonly fresh?: boolean }) => (options?.fresh ? pds.base : old.base),
    };
    expect(await backfillRepo(mira, { ...parts, network })).toBe('read');
    expect(store.account).toBeNull();
    expect(store.revs.get(mira)).toBe(repo.rev);
  });
});

/** Answers that the first page of strings is followed by. */
const secondPage =
  (said: Said | ((cursor: string) => Said)): Override =>
  (method, asked) => {
    const cursor = asked.get('cursor');
    if (method !== 'com.atproto.repo.listRecords' || asked.get('collection') !== STRING || cursor === null)
      return undefined;
    return typeof said === 'function' ? said(cursor) : said;
  };
const entry = (rkey: string, uri = `at://${mira}/${STRING}/${rkey}`) => {
  const value = { $type: STRING, ...text(rkey) };
  return { uri, cid: cidOf(value), value };
};
const entryOf = (value: Record<string, unknown>, cid: string = cidOf(value)) => ({ ...entry('x'), cid, value });

describe('a PDS that fails, lies or breaks off', () => {
  it.each<[string, Said | ((cursor: string) => Said), string]>([
    ['a failure', { status: 500, text: 'oops' }, 'the PDS gave no answer'],
    ['HTML', { text: '<!doctype html><title>back soon</title>' }, 'the PDS makes no sense'],
    ['a list of something else', { json: { records: 'none' } }, 'the PDS makes no sense'],
    ['a refusal', { status: 401, json: { error: 'AuthRequired' } }, 'the PDS refused'],
    ['the same cursor for ever', (cursor) => ({ json: { records: [], cursor } }), 'the PDS’s list runs in circles'],
    [
      'the same page under ever new cursors',
      (cursor) => ({ json: { records: [entry('x')], cursor: `${cursor}x` } }),
      'the PDS’s list runs in circles',
    ],
    [
      'a cursor from before',
      (cursor) => ({ json: { records: [], cursor: cursor === 'a' ? 'b' : 'a' } }),
      'the PDS’s list runs in circles',
    ],
    [
      'ever more entries that are none',
      (cursor) => ({ json: { records: Array(400).fill(7), cursor: `${cursor}x` } }),
      'the PDS makes no sense',
    ],
  ])('%s after the first page: what came is kept, nothing is deleted, the rest is read', async (_, said, reason) => {
    const { repo, store, tally, parts } = await filled(secondPage(said));
    const held = JSON.stringify({
      did: mira,
      time_us: T0,
      kind: 'commit',
      commit: {
        rev: tidAt(T0),
        operation: 'create',
        collection: STRING,
        rkey: 'a-held',
        record: text('held'),
        cid: 'bafyreiheldheld',
      },
    });
    const parsed = parseEvent(held);
    if (parsed.kind !== 'event') throw new Error('unusable');
    store.take({ event: parsed.event, facts: [], rejection: null });
    expect(await reasonOf(backfillRepo(mira, parts))).toBe(reason);
    expect(Object.keys(store.state()).length).toBeGreaterThanOrEqual(102);
    expect(store.state()[`at://${mira}/${VOUCH}/${didOf('alice')}`]).toBeDefined();
    expect(store.state()[`at://${mira}/${STRING}/a-held`]).toBeDefined();
    expect(tally.records.deleted).toBe(0);
    expect(store.revs.has(repo.did)).toBe(false);
  });

  it('endless fresh cursors come to an end', async () => {
    const { store, parts } = await filled(
      secondPage((cursor) => ({ json: { records: [], cursor: `${cursor}x`.slice(-9) + Math.random() } })),
    );
    expect(await reasonOf(backfillRepo(mira, parts))).toBe('the PDS’s list has no end');
    expect(store.revs.size).toBe(0);
  });

  it.each<[string, unknown, string]>([
    ['of another account', entry('x', `at://${didOf('alice')}/${STRING}/x`), 'listed record of another collection'],
    [
      'of another collection',
      entry('x', `at://${mira}/${VOUCH}/${didOf('alice')}`),
      'listed record of another collection',
    ],
    ['with a longer address', entry('x', `at://${mira}/${STRING}/x/y`), 'listed record of another collection'],
    ['without a CID', { ...entry('x'), cid: undefined }, 'listed record without a CID'],
    ['with a CID that is none', { ...entry('x'), cid: 'nonsense' }, 'listed record without a CID'],
    ['with the CID of another content', { ...entry('x'), cid: entry('y').cid }, 'listed record under another CID'],
    ['with a fraction', entryOf({ size: 0.5 }), 'listed record that no repository can hold'],
    ['with a lone surrogate', entryOf({ a: '\ud800' }), 'listed record that no repository can hold'],
    ['over 1 MiB', entryOf({ a: 'x'.repeat(1_048_576) }), 'listed record over 1 MiB'],
    ['without a value', { ...entry('x'), value: null }, 'listed entry is no record'],
    ['that is no object', 7, 'listed entry is no record'],
  ])('an entry %s is refused and counted, and nothing counts as deleted', async (_, odd, reason) => {
    const { repo, store, tally, read } = await filled();
    await read();
    repo.remove(STRING, 's1000');
    const { parts } = await scene();
    const liar = await xrpcHost((method, asked) => {
      const said = pdsWith(repo)(method, asked) as { json: { records: unknown[] } };
      if (method === 'com.atproto.repo.listRecords' && asked.get('collection') === STRING) said.json.records.push(odd);
      return said;
    });
    await backfillRepo(mira, { ...parts, store, tally, network: { ...parts.network, pdsOf: async () => liar.base } });
    expect(tally.records.rejected[reason]).toBeGreaterThan(0);
    expect(tally.records.deleted).toBe(0);
    expect(Object.keys(store.state())).toHaveLength(251);
  });

  it.each<[string, Said, string]>([
    [
      'a revision from the future',
      { json: { did: mira, active: true, rev: tidAt(T0 * 2) } },
      'the PDS’s revision is from the future',
    ],
    ['a revision that is none', { json: { did: mira, active: true, rev: 'zzz' } }, 'the PDS makes no sense'],
    ['another account’s state', { json: { did: didOf('alice'), active: false } }, 'the PDS makes no sense'],
    ['a state of wrong types', { json: { did: mira, active: 'yes' } }, 'the PDS makes no sense'],
    ['nothing but HTML', { text: '<html>' }, 'the PDS makes no sense'],
    ['a redirection', { status: 302, text: '' }, 'the PDS is out of order'],
  ])('%s: nothing is read', async (_, said, reason) => {
    const { store, read } = await filled((method) => (method.startsWith('com.atproto.sync.') ? said : undefined));
    expect(await reasonOf(read())).toBe(reason);
    expect(store.events.size).toBe(0);
  });

  it('a whole listing that is empty, of a collection that is there, deletes nothing', async () => {
    let emptied = false;
    const { repo, store, read } = await filled((method, asked) =>
      emptied && method === 'com.atproto.repo.listRecords' && asked.get('collection') === VOUCH
        ? { json: { records: [] } }
        : undefined,
    );
    await read();
    emptied = true;
    repo.put(STRING, 's1', text('so that there is something to read'));
    expect(await reasonOf(read())).toBe('the PDS contradicts itself');
    expect(store.state()[`at://${mira}/${VOUCH}/${didOf('alice')}`]).toBeDefined();
  });

  it('pages that are too large are asked for in smaller ones', async () => {
    const { repo, pds, store, read } = await scene();
    for (let index = 0; index < 25; index += 1) repo.put(STRING, `big${index + 10}`, text('x'.repeat(800_000)));
    await read();
    expect(Object.keys(store.state())).toHaveLength(25);
    expect(
      pds.asked
        .map((url) => url.searchParams.get('limit'))
        .filter(Boolean)
        .slice(0, 9),
    ).toEqual(['100', '25', '6', '1', '2', '4', '8', '2', '4']);
  });

  it('pages of too many small things are asked for in smaller ones too, and none is parsed', async () => {
    const { repo, pds, store, read } = await scene();
    for (let index = 0; index < 30; index += 1) {
      repo.put(STRING, `many${index + 10}`, { ...text('x'), numbers: Array(10_000).fill(index) });
    }
    await read();
    expect(Object.keys(store.state())).toHaveLength(30);
    expect(
      pds.asked
        .map((url) => url.searchParams.get('limit'))
        .filter(Boolean)
        .slice(0, 3),
    ).toEqual(['100', '25', '6']);
  });

  it('a page of very many keys is refused before it is parsed', async () => {
    const keys = Array.from({ length: 200_000 }, (_, index) => `"${index}":0`).join();
    const flood = { text: `{"records":[],"x":{${keys}}}` };
    const { store, read } = await filled((method, asked) =>
      method === 'com.atproto.repo.listRecords' && asked.get('collection') === VOUCH ? flood : undefined,
    );
    expect(await reasonOf(read())).toBe('the PDS makes no sense');
    expect(Object.keys(store.state())).toHaveLength(250);
  });

  it('content listed under the CID of a commit to come does not keep that commit out', async () => {
    const { repo, store, parts } = await filled();
    const good = { $type: STRING, ...text('good') };
    const evil = { $type: STRING, ...text('evil') };
    const liar = await xrpcHost((method, asked) => {
      const said = pdsWith(repo)(method, asked) as { json: { records: unknown[] } };
      if (method === 'com.atproto.repo.listRecords' && asked.get('collection') === STRING)
        said.json.records.push({ uri: `at://${mira}/${STRING}/x`, cid: cidOf(evil), value: good });
      return said;
    });
    await backfillRepo(mira, { ...parts, network: { ...parts.network, pdsOf: async () => liar.base } });
    const commit = {
      rev: repo.rev,
      operation: 'create',
      collection: STRING,
      rkey: 'x',
      record: evil,
      cid: cidOf(evil),
    };
    const parsed = parseEvent(JSON.stringify({ did: mira, time_us: repo.atUs, kind: 'commit', commit }));
    if (parsed.kind !== 'event') throw new Error(parsed.reason);
    expect(store.events.has(parsed.event.id)).toBe(false);
  });

  it.each([
    [11_000_000, 'stays'],
    [300_000, 'is not reached'],
  ])('a revision %i µs ahead of a clock that %s is no revision yet, and can be tried again', async (aheadUs) => {
    const { repo, store, parts } = await filled();
    const error = await backfillRepo(mira, { ...parts, nowUs: () => repo.atUs - aheadUs }).catch((thrown) => thrown);
    expect(error).toMatchObject({ reason: 'the PDS’s revision is from the future', retryable: true });
    expect(store.events.size).toBe(0);
  });

  it('a revision that our clock soon reaches is waited for', async () => {
    const { repo, store, read } = await filled();
    const began = performance.now();
    const nowUs = () => repo.atUs - 300_000 + Math.floor((performance.now() - began) * 1000);
    expect(await read({ nowUs })).toBe('read');
    expect(store.events.size).toBe(251);
    for (const { event } of store.events.values()) expect(event.positionUs).toBeLessThanOrEqual(event.timeUs);
  });

  it('a page that stays too large is an end to that collection alone', async () => {
    const flood = { text: `{"records":[${'[],'.repeat(1_100_000)}[]]}` };
    const { store, read } = await filled((method, asked) =>
      method === 'com.atproto.repo.listRecords' && asked.get('collection') === VOUCH ? flood : undefined,
    );
    expect(await reasonOf(read())).toBe('the PDS makes no sense');
    expect(Object.keys(store.state())).toHaveLength(250);
  });

  it('a PDS that is not there, a DID without one, and a directory that fails are told apart', async () => {
    const { pds, parts, read } = await filled();
    pds.close();
    expect(await reasonOf(read())).toBe('the PDS gave no answer');
    const found = (pdsOf: BackfillParts['network']['pdsOf']) => read({ network: { ...parts.network, pdsOf } });
    expect(await reasonOf(found(async () => null))).toBe('no PDS');
    expect(await reasonOf(found(async () => 'nonsense'))).toBe('no PDS');
    const away = async (): Promise<never> => {
      throw new AppError('away', { retryable: true });
    };
    expect(await reasonOf(found(away))).toBe('the DID could not be resolved');
  });

  it('what is no failure of the other side is thrown as it is', async () => {
    const { parts, read } = await filled();
    const get = async (): Promise<never> => {
      throw new TypeError('ours');
    };
    await expect(read({ network: { ...parts.network, get } })).rejects.toThrow(TypeError);
  });

  it('stops when asked to', async () => {
    const stop = new AbortController();
    const { store, read } = await filled(
      secondPage(() => {
        stop.abort();
        return { json: { records: [] } };
      }),
    );
    expect(await reasonOf(read({ signal: stop.signal }))).toBe('the PDS took too long');
    expect(store.revs.size).toBe(0);
  });
});
