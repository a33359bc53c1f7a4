import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AtUri, Did, RepoPolicy } from '../src/domain/index.ts';
import { branchPolicy } from '../src/ingest/index.ts';
import { type UpkeepNetwork, upkeepRound } from '../src/pipeline/index.ts';
import { type DuePatch, repoPolicies, type Store, upkeepStore } from '../src/store/index.ts';
import { broken, type LittleNetwork, littleNetwork, type Page, status } from './little-network.ts';
import { account, commit, person, pull, repo } from './records.ts';
import { ingestInto, scratchStore } from './store-harness.ts';

const anvil = person('anvil') as Did;
const uriOf = (owner: string, name = 'anvil') => `at://${person(owner)}/sh.tangled.repo/${name}` as AtUri;
const mirasRepo = uriOf('mira');
const POLICY = 'sh.tangled.trust.policy';

const said = (by: string, record: Record<string, unknown>, rkey = 'one'): string =>
  commit(person(by), POLICY, rkey, { createdAt: '2026-01-01T00:00:00Z', ...record }, { cid: `bafy${by}${rkey}` });

const resolved = (store: Store, state = 'verified', more: { owner?: string; knot?: string } = {}): Promise<void> =>
  upkeepStore(store).keepRepo(
    {
      repoDid: anvil,
      ownerDid: person(more.owner ?? 'mira') as Did,
      uri: uriOf(more.owner ?? 'mira'),
      knot: more.knot ?? KNOT,
      state,
      problem: null,
      checkedAtUs: 1,
      againAtUs: FAR_US,
      failures: 0,
    },
    [],
  );

const KNOT = 'knot.example.com';
const FAR_US = 9_000_000_000_000_000;
const policies = (store: Store): Promise<readonly RepoPolicy[]> => store.read(repoPolicies);
const namesOf = (all: readonly RepoPolicy[]) => all.map(({ repo: uri, names, tHigh }) => [uri, tHigh, names]);

describe('a record of policy', () => {
  it('counts from the owner, of the repository’s address or its DID, and says whose it is', async () => {
    const store = scratchStore();
    const asks = { tLow: 400_000, tHigh: 850_000, rLow: 100_000, rHigh: 500_000, attestationKinds: ['dco'] };
    const signals = [
      { id: 'size', mode: 'blocking' },
      { id: 'slop', mode: 'advisory' },
    ];
    await ingestInto(store, [repo('mira', 'anvil'), said('mira', { repo: mirasRepo, ...asks, signals })]);
    const by = `at://${person('mira')}/${POLICY}/one`;
    expect(await policies(store)).toEqual([
      {
        repo: mirasRepo,
        source: 'record',
        by,
        cid: 'bafymiraone',
        tLow: 0.4,
        tHigh: 0.85,
        rLow: 0.1,
        rHigh: 0.5,
        signals: { size: 'blocking', slop: 'advisory' },
        attestationKinds: ['dco'],
        sources: [expect.objectContaining({ source: 'record', by, asks: expect.arrayContaining(['signals.size']) })],
        names: [mirasRepo],
      },
    ]);
    await ingestInto(store, [said('mira', { repo: anvil, tHigh: 900_000 }, 'two')]);
    expect(namesOf(await policies(store))).toEqual([[mirasRepo, 0.9, [mirasRepo]]]);
  });

  it('is the newest, and the one before it again once that is deleted', async () => {
    const store = scratchStore();
    await ingestInto(store, [
      repo('mira', 'anvil'),
      said('mira', { repo: mirasRepo, tHigh: 900_000 }),
      said('mira', { repo: anvil, tHigh: 800_000 }, 'two'),
    ]);
    expect((await policies(store)).map(({ tHigh }) => tHigh)).toEqual([0.8]);
    await ingestInto(store, [commit(person('mira'), POLICY, 'two', null)]);
    expect((await policies(store)).map(({ tHigh }) => tHigh)).toEqual([0.9]);
    await ingestInto(store, [commit(person('mira'), POLICY, 'one', null)]);
    expect(await policies(store)).toEqual([]);
  });

  it('is under the DID’s name only once that is verified', async () => {
    const store = scratchStore();
    await ingestInto(store, [repo('mira', 'anvil'), said('mira', { repo: anvil, tHigh: 900_000 })]);
    for (const state of ['unverified', 'verified-by-appview', 'contradicted']) {
      await resolved(store, state);
      expect(namesOf(await policies(store))).toEqual([[mirasRepo, 0.9, [mirasRepo]]]);
    }
    await resolved(store);
    expect(namesOf(await policies(store))).toEqual([[mirasRepo, 0.9, [mirasRepo, anvil]]]);
  });

  it('holds for all records that the owner has of one repository', async () => {
    const store = scratchStore();
    const old = commit(person('mira'), 'sh.tangled.repo', '3kold', { knot: KNOT, repoDid: anvil });
    const oldUri = uriOf('mira', '3kold');
    await ingestInto(store, [repo('mira', 'anvil'), old, said('mira', { repo: oldUri, tHigh: 900_000 })]);
    await resolved(store);
    expect(namesOf(await policies(store))).toEqual([
      [oldUri, 0.9, [oldUri]],
      [mirasRepo, 0.9, [mirasRepo, anvil]],
    ]);
  });

  it.each<[string, string]>([
    ['the address', mirasRepo],
    ['the DID', anvil],
  ])('by a stranger about %s of another’s repository is nothing', async (_, about) => {
    const store = scratchStore();
    await ingestInto(store, [repo('mira', 'anvil'), said('eve', { repo: about, tHigh: 1_000_000 })]);
    expect(await policies(store)).toEqual([]);
    await resolved(store);
    expect(await policies(store)).toEqual([]);
  });

  it.each(['unverified', 'verified', 'contradicted', null])(
    'by a stranger who claims the repository’s DID sets nobody’s but the stranger’s own (%s)',
    async (state) => {
      const store = scratchStore();
      await ingestInto(store, [
        repo('mira', 'anvil'),
        repo('eve', 'anvil'),
        said('eve', { repo: anvil, tHigh: 1_000_000 }),
        pull('carol', '3kone', 'anvil', { target: { repo: anvil, branch: 'main' } }),
      ]);
      if (state !== null) await resolved(store, state);
      expect(namesOf(await policies(store))).toEqual([[uriOf('eve'), 1, [uriOf('eve')]]]);
    },
  );

  it('by the only one who claims a DID nobody verified is not under the DID’s name', async () => {
    const store = scratchStore();
    await ingestInto(store, [repo('eve', 'anvil'), said('eve', { repo: anvil, tHigh: 1_000_000 })]);
    expect(namesOf(await policies(store))).toEqual([[uriOf('eve'), 1, [uriOf('eve')]]]);
  });

  it('is gone with its owner’s account', async () => {
    const store = scratchStore();
    await ingestInto(store, [repo('mira', 'anvil'), said('mira', { repo: mirasRepo, tHigh: 900_000 })]);
    await ingestInto(store, [account(person('mira'), false, 'deleted')]);
    expect(await policies(store)).toEqual([]);
  });

  it('tells what in it cannot be read, and asks for the rest', async () => {
    const store = scratchStore();
    await ingestInto(store, [repo('mira', 'anvil'), said('mira', { repo: mirasRepo, rHigh: 0.9, rLow: 0 })]);
    const [policy] = await policies(store);
    expect(policy).toMatchObject({
      rLow: 0,
      problems: [expect.stringContaining('record: rHigh is not a whole number')],
    });
    expect(policy).not.toHaveProperty('rHigh');
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    ['T_HIGH', { tHigh: 900_000 }, { tHigh: 1 }, 'the fast lane is closed until it can'],
    ['R_LOW', { rLow: 100_000 }, { rLow: 0 }, 'it counts as 0 until it can'],
  ])(
    'closes the fast lane where an update makes its %s unreadable, until it can be read',
    async (word, asks, closed, until) => {
      const store = scratchStore();
      const damaged = Object.fromEntries(Object.keys(asks).map((field) => [field, '0.95']));
      await ingestInto(store, [
        repo('mira', 'anvil'),
        said('mira', { repo: mirasRepo, ...asks }),
        said('mira', { repo: mirasRepo, ...damaged }),
      ]);
      expect(await policies(store)).toMatchObject([
        { ...closed, problems: [expect.stringContaining(`record: ${word} cannot be read in the record: ${until}`)] },
      ]);
      await ingestInto(store, [said('mira', { repo: mirasRepo, ...asks })]);
      expect((await policies(store))[0]).not.toHaveProperty('problems');
    },
  );
});

const BRANCH = `${KNOT}/xrpc/sh.tangled.repo.getDefaultBranch`;
const BLOB = `${KNOT}/xrpc/sh.tangled.repo.blob`;
const PATH = '.tangled/trust-policy.json';
const SHA = 'a'.repeat(40);

const fileOf = (content: string, more: Record<string, unknown> = {}): Page => ({
  ref: 'trunk',
  path: PATH,
  content,
  encoding: 'utf-8',
  lastCommit: { hash: SHA, message: 'stricter', when: '2026-01-01T00:00:00Z' },
  ...more,
});

describe('what a knot answers', () => {
  let net: LittleNetwork;
  beforeEach(async () => {
    net = await littleNetwork();
    net.pages.set(BRANCH, { name: 'trunk', hash: '', when: '1970-01-01T00:00:00Z' });
    net.pages.set(BLOB, fileOf('{"tHigh":0.9}'));
  });
  afterEach(() => net[Symbol.asyncDispose]());
  const ask = (failures = 0) => branchPolicy({ repoDid: anvil, knot: KNOT, failures }, net.network);
  const put = (content: string, more: Record<string, unknown> = {}) => net.pages.set(BLOB, fileOf(content, more));
  const SIX_HOURS_MS = 21_600_000;
  const settled = { failures: 0, againInMs: SIX_HOURS_MS };

  it('is the file, which is good for six hours', async () => {
    expect(await ask(3)).toMatchObject({
      kind: 'read',
      asks: { tHigh: 0.9 },
      branch: 'trunk',
      commit: SHA,
      ...settled,
    });
  });

  it.each([undefined, null, {}, { hash: 'HEAD' }])('may not name the commit (%j)', async (lastCommit) => {
    put('{"tHigh":0.9}', { lastCommit });
    expect(await ask()).toMatchObject({ kind: 'read', commit: null });
  });

  it('may be in base64', async () => {
    put(Buffer.from('{"tHigh":0.9}').toString('base64'), { encoding: 'base64', isBinary: true });
    expect(await ask()).toMatchObject({ kind: 'read', asks: { tHigh: 0.9 } });
  });

  it.each(['FileNotFound', 'NotFound', 'PathNotFound'])('is that there is no such file (%s)', async (error) => {
    net.pages.set(BLOB, status(404, { error, message: 'no file' }));
    expect(await ask()).toEqual({ kind: 'none', branch: 'trunk', ...settled });
  });

  it.each<[string, () => void, string]>([
    ['is down', () => net.pages.set(BLOB, broken), 'the file'],
    ['has failed', () => net.pages.set(BLOB, status(503)), 'the file'],
    ['is busy', () => net.pages.set(BLOB, status(429)), 'the file'],
    ['has no branch', () => net.pages.set(BRANCH, status(500, { error: 'InvalidRequest' })), 'no default branch'],
    ['names no branch', () => net.pages.set(BRANCH, { name: '' }), 'words unknown here'],
    [
      'knows no such repository',
      () => net.pages.set(BRANCH, status(400, { error: 'RepoNotFound' })),
      '400 RepoNotFound',
    ],
    ['lost the repository', () => net.pages.set(BLOB, status(404, { error: 'RepoNotFound' })), '404 RepoNotFound'],
    ['lost the branch', () => net.pages.set(BLOB, status(404, { error: 'RefNotFound' })), '404 RefNotFound'],
    ['knows no such question', () => net.pages.set(BLOB, status(404, '404 page not found')), 'answered 404'],
    ['refuses', () => net.pages.set(BLOB, status(403)), 'answered 403'],
    ['shows a page', () => net.pages.set(BLOB, '<!doctype html>'), 'words unknown here'],
    ['gives another file', () => put('{"tHigh":0.1}', { path: 'README.md' }), 'words unknown here'],
  ])('is nothing to go by where it %s', async (_, spoil, problem) => {
    spoil();
    const again = { failures: 3, againInMs: 240_000 };
    expect(await ask(2)).toEqual({ kind: 'failed', problem: expect.stringContaining(problem), ...again });
  });

  it.each([301, 302, 307, 308])(
    'is nothing to go by where it redirects (%i), and nobody else is asked',
    async (code) => {
      const elsewhere = 'elsewhere.example.com/file';
      net.pages.set(elsewhere, fileOf('{"tHigh":0.99}'));
      net.pages.set(BLOB, status(code, '', { location: `https://${elsewhere}` }));
      expect(await ask()).toMatchObject({ kind: 'failed', problem: `the file: answered ${code}` });
      expect(net.asked.filter((url) => url.startsWith('elsewhere'))).toEqual([]);
    },
  );

  it.each<[string, string, string]>([
    ['that is no JSON', 'tHigh: 0.9', 'it is not JSON'],
    ['with a threshold as people write it', '{"tHigh": .9}', 'it is not JSON'],
    ['that is a list', '[{"tHigh":0.9}]', 'it is no JSON object'],
    ['with a key twice', '{"tHigh":0.9,"tHigh":0.1}', 'the key tHigh stands twice'],
    ['that is deep', `{"signals":${'['.repeat(8000)}${']'.repeat(8000)}}`, 'it is nested deeper than 8'],
    ['that is long', `{"tHigh":0.9}${' '.repeat(16_384)}`, 'over 16384 bytes'],
    ['that never ends', `{"tHigh":0.9}${' '.repeat(1_000_000)}`, 'more than 131072 bytes'],
  ])('is a file %s, which cannot be heeded', async (_, content, problem) => {
    put(content);
    expect(await ask()).toEqual({ kind: 'unreadable', problem: expect.stringContaining(problem), ...settled });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a submodule', { content: undefined, submodule: { name: 'x', url: 'y' } }, 'no content'],
    ['what it finds too large', { content: undefined, fileTooLarge: true }, 'no content'],
    ['bytes that are no text', { content: '/w==', encoding: 'base64' }, 'it is not UTF-8'],
  ])('is %s, which cannot be heeded', async (_, more, problem) => {
    put('', more);
    expect(await ask()).toEqual({ kind: 'unreadable', problem: expect.stringContaining(problem), ...settled });
  });

  it('of 16 KiB is read', async () => {
    put(`{"tHigh":0.9}${' '.repeat(16_384 - 13)}`);
    expect(await ask()).toMatchObject({ kind: 'read', asks: { tHigh: 0.9 } });
  });

  it('with what nobody knows is heeded in the rest, and nothing in it reaches further', async () => {
    put(
      '{"tHigh":0.9,"rLow":7,"mergeWeight":0.9,"__proto__":{"tLow":1},"signals":{"__proto__":"blocking","x\u202e":1}}',
    );
    const answer = await ask();
    expect(answer).toMatchObject({
      kind: 'read',
      problems: [
        'R_LOW cannot be read in the file: it counts as 0 until it can (rLow is not a number from 0 to 1)',
        'signals names no signal',
        'nothing is called mergeWeight',
        'nothing is called __proto__',
      ],
    });
    expect(answer.kind === 'read' && answer.asks).toEqual({ tHigh: 0.9, rLow: 0 });
  });
});

describe('a file of policy on the default branch', () => {
  const HOUR_US = 3_600_000_000;
  let net: LittleNetwork;
  let store: Store;
  let nowUs: number;

  /** A verified repository with an open pull request, and a knot that has a default branch and no file. */
  beforeEach(async () => {
    net = await littleNetwork();
    net.pages.set(BRANCH, { name: 'trunk', hash: '', when: '1970-01-01T00:00:00Z' });
    net.pages.set(BLOB, status(404, { error: 'FileNotFound' }));
    store = scratchStore();
    nowUs = 1_800_000_000_000_000;
    await ingestInto(store, [repo('mira', 'anvil'), pull('carol', '3kone', 'anvil')]);
    await resolved(store);
  });
  afterEach(() => net[Symbol.asyncDispose]());

  /** One round of upkeep in which nothing is due but knots. @returns how many were asked. */
  const round = async (): Promise<number> => {
    const signal = new AbortController().signal;
    const nobody = async (): Promise<never> => Promise.reject(new Error('nobody asks this'));
    const network: UpkeepNetwork<DuePatch> = {
      person: nobody,
      repo: nobody,
      patch: nobody,
      branchPolicy: (wanted) => branchPolicy(wanted, net.network, signal),
      patchAgainInMs: () => 0,
    };
    const known = upkeepStore(store);
    const due = async (now: number, limit: number) => ({
      ...(await known.due(now, limit)),
      people: [],
      repos: [],
      patches: [],
    });
    const at = nowUs;
    const parts = { network, store: { ...known, due }, nowUs: () => at, signal };
    return (await upkeepRound({ ...parts, stage: nobody, isStaged: nobody })).policies;
  };
  const later = (us: number): Promise<number> => {
    nowUs += us;
    return round();
  };
  const put = (content: string, more: Record<string, unknown> = {}) => net.pages.set(BLOB, fileOf(content, more));
  const known = async () =>
    (await store.read((db) => db.runAndReadAll('SELECT * FROM branch_policies'))).getRowObjectsJson();
  const inForce = async (): Promise<RepoPolicy | undefined> => (await policies(store))[0];

  it('is read from the knot, and says by which commit and which content', async () => {
    const content =
      '{"$schema":"x","repo":"ignored","tHigh":0.9,"rLow":0,"signals":{"size":"blocking"},"attestationKinds":[]}\n';
    put(content);
    expect(await round()).toBe(1);
    // A slow machine may ask twice.
    expect([...new Set(net.asked)]).toEqual([
      `${BRANCH}?repo=${encodeURIComponent(anvil)}`,
      `${BLOB}?repo=${encodeURIComponent(anvil)}&ref=trunk&path=${encodeURIComponent(PATH)}`,
    ]);
    const source = { source: 'default-branch', by: `${SHA}:${PATH}`, cid: '51cef1dadb87e1f502be025b37b770ddf44b4aea' };
    expect(await policies(store)).toEqual([
      {
        repo: mirasRepo,
        ...source,
        tHigh: 0.9,
        rLow: 0,
        signals: { size: 'blocking' },
        attestationKinds: [],
        sources: [{ ...source, asks: ['tHigh', 'rLow', 'signals.size', 'attestationKinds'] }],
        names: [mirasRepo, anvil],
      },
    ]);
  });

  it('is joined with the record to the stricter of both', async () => {
    await ingestInto(store, [said('mira', { repo: mirasRepo, tHigh: 950_000, rHigh: 600_000 })]);
    put('{"tHigh":0.9,"rHigh":0.5}');
    await round();
    expect(await inForce()).toMatchObject({
      source: 'record',
      tHigh: 0.95,
      rHigh: 0.5,
      sources: [
        { source: 'record', asks: ['tHigh'] },
        { source: 'default-branch', asks: ['rHigh'] },
      ],
    });
  });

  it('is asked for every six hours, and only while pull requests are open', async () => {
    expect(await round()).toBe(1);
    expect(await later(6 * HOUR_US - 1)).toBe(0);
    expect(await later(1)).toBe(1);
    await ingestInto(store, [commit(person('carol'), 'sh.tangled.repo.pull', '3kone', null)]);
    expect(await later(48 * HOUR_US)).toBe(0);
    expect(await known()).toMatchObject([{ state: 'none', policy: null, problem: null }]);
  });

  const push = (host: string, atUs: number, more: Record<string, unknown> = {}): string =>
    commit(
      `did:web:${host}`,
      'sh.tangled.git.refUpdate',
      `k${atUs}`,
      { ref: 'refs/heads/trunk', oldSha: SHA, newSha: 'b'.repeat(40), repo: anvil, ...more },
      { timeUs: atUs },
    );

  it('is asked for sooner after a push that the knot told of, once, and not within a minute', async () => {
    put('{"tHigh":0.9}');
    await round();
    put('{"tHigh":0.95}');
    await ingestInto(store, [push(KNOT, nowUs + 5)]);
    expect(await later(59_000_000)).toBe(0);
    expect(await later(1_000_000)).toBe(1);
    expect(await inForce()).toMatchObject({ tHigh: 0.95 });
    expect(await later(HOUR_US)).toBe(0);
  });

  it('is asked for once after a push from the future', async () => {
    await round();
    await ingestInto(store, [push(KNOT, nowUs + 1000 * HOUR_US)]);
    expect(await later(HOUR_US)).toBe(1);
    expect(await later(HOUR_US)).toBe(0);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['another host', 'evil.example.com', {}],
    ['the knot, to another branch', KNOT, { meta: { isDefaultRef: false } }],
    ['the knot, to another repository', KNOT, { repo: person('tongs') }],
  ])('is not asked for sooner after a push told by %s', async (_, host, more) => {
    await round();
    await ingestInto(store, [push(host, nowUs + 5, more)]);
    expect(await later(HOUR_US)).toBe(0);
  });

  it('is gone once the knot says so', async () => {
    put('{"tHigh":0.9}');
    await round();
    net.pages.set(BLOB, status(404, { error: 'FileNotFound', message: 'no file' }));
    await later(6 * HOUR_US);
    expect(await policies(store)).toEqual([]);
    expect(await known()).toMatchObject([{ state: 'none', failures: 0 }]);
  });

  it('stays in force where the knot does not answer, which is asked again with back-off', async () => {
    put('{"tHigh":0.9}');
    await round();
    net.pages.set(BLOB, status(404, '404 page not found'));
    await later(6 * HOUR_US);
    expect(await inForce()).toMatchObject({ tHigh: 0.9, by: `${SHA}:${PATH}` });
    expect(await inForce()).not.toHaveProperty('problems');
    expect(await known()).toMatchObject([{ state: 'unanswered', failures: 1, problem: 'the file: answered 404' }]);
    expect(await later(59_000_000)).toBe(0);
    expect(await later(1_000_000)).toBe(1);
    expect(await known()).toMatchObject([{ state: 'unanswered', failures: 2 }]);
    expect(await later(119_000_000)).toBe(0);
  });

  it('that cannot be read is told, and leaves the one before in force', async () => {
    put('{"tHigh":0.9,"tHigh":0.1}');
    await round();
    const problems = ['file: cannot be read now: the key tHigh stands twice'];
    expect(await policies(store)).toEqual([expect.objectContaining({ repo: mirasRepo, problems })]);
    expect(await inForce()).not.toHaveProperty('tHigh');
    put('{"tHigh":0.9}');
    await later(6 * HOUR_US);
    expect(await inForce()).not.toHaveProperty('problems');
    put('{"tHigh":0.9,"tHigh":0.1}');
    await later(6 * HOUR_US);
    expect(await inForce()).toMatchObject({ tHigh: 0.9, problems });
    expect(await known()).toMatchObject([{ state: 'unreadable', failures: 0 }]);
  });

  it('of which one field cannot be read closes the fast lane, instead of leaving the one before in force', async () => {
    put('{"tHigh":0.9,"rHigh":0.5}');
    await round();
    put('{"tHigh":"0.95","rHigh":0.5}');
    await later(6 * HOUR_US);
    const told = 'file: T_HIGH cannot be read in the file: the fast lane is closed until it can';
    expect(await inForce()).toMatchObject({ tHigh: 1, rHigh: 0.5, problems: [expect.stringContaining(told)] });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['is no longer verified', () => resolved(store, 'unverified')],
    ['is contradicted', () => resolved(store, 'contradicted')],
    ['is known by the appview’s word alone', () => resolved(store, 'verified-by-appview')],
    ['is on another knot', () => resolved(store, 'verified', { knot: 'evil.example.com' })],
    ['is another’s', () => resolved(store, 'verified', { owner: 'eve' })],
    [
      'has a record that names another knot',
      () =>
        ingestInto(store, [
          commit(person('mira'), 'sh.tangled.repo', 'anvil', { knot: 'x.example.com', repoDid: anvil }),
        ]),
    ],
  ])('counts no longer, and is not asked for, once the repository %s', async (_, change) => {
    put('{"tHigh":0.9}');
    await round();
    expect(await policies(store)).toHaveLength(1);
    await change();
    expect(await policies(store)).toEqual([]);
    expect(await later(6 * HOUR_US)).toBe(0);
  });

  it('on the knot before is not taken for one on the knot after', async () => {
    put('{"tHigh":0.9}');
    await round();
    await ingestInto(store, [
      commit(person('mira'), 'sh.tangled.repo', 'anvil', { knot: 'new.example.com', repoDid: anvil }),
    ]);
    await resolved(store, 'verified', { knot: 'new.example.com' });
    expect(await round()).toBe(1);
    expect(await policies(store)).toEqual([]);
    expect(await known()).toMatchObject([{ knot: 'new.example.com', state: 'unanswered', policy: null }]);
  });

  it.each(['https://knot.example.com', 'Knot.Example.COM', 'knot.example.com:443', 'https://knot.example.com/'])(
    'is asked for where the owner’s record names the knot as %s',
    async (name) => {
      await ingestInto(store, [commit(person('mira'), 'sh.tangled.repo', 'anvil', { knot: name, repoDid: anvil })]);
      expect(await round()).toBe(1);
    },
  );

  it('waits its turn: nobody’s many repositories on one knot keep another’s waiting', async () => {
    const many = Array.from({ length: 80 }, (_, index) => `bait${index}`);
    await ingestInto(store, [
      ...many.map((name) => repo('eve', name)),
      ...many.map((name, index) =>
        commit(person('eve'), 'sh.tangled.repo.pull', `3k${index}`, {
          title: 'x',
          target: { repo: uriOf('eve', name), branch: 'main' },
        }),
      ),
    ]);
    await store.write(async (db) => {
      for (const name of many) {
        await db.run(
          `INSERT INTO resolved_repos VALUES ('${person(name).replace('did:plc:', 'did:plc:')}', '${person('eve')}', '${uriOf('eve', name)}',
           'knot.example.com', 'verified', NULL, 1, ${FAR_US}, 0)`,
        );
      }
    });
    await store.write((db) => db.run(`UPDATE resolved_repos SET knot = 'z.example.com' WHERE repo_did = '${anvil}'`));
    await ingestInto(store, [
      commit(person('mira'), 'sh.tangled.repo', 'anvil', { knot: 'z.example.com', repoDid: anvil }),
    ]);
    const due = await upkeepStore(store).due(nowUs, 64);
    expect(due.policies).toHaveLength(64);
    expect(
      due.policies
        .slice(0, 2)
        .map(({ knot }) => knot)
        .sort(),
    ).toEqual([KNOT, 'z.example.com']);
  });
});
