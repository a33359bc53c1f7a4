import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { analystThread } from '../src/cli/analyst-thread.ts';
import { embedOnce } from '../src/cli/diff-embeddings.ts';
import { loadModel, passOptions, scoringStore } from '../src/cli/wiring.ts';
import { blobCid } from '../src/diff/blob-cid.ts';
import { stagedBlobs } from '../src/diff/index.ts';
import { keepModel, type ReadModel, scorePass } from '../src/pipeline/index.ts';
import { currentDecisions, setTrustedRoots } from '../src/store/index.ts';
import { commit, person, pull, pullUri, repo, status, vouch } from './records.ts';
import { demoSurroundings, ingestInto, scratchDirectory } from './store-harness.ts';

const clean = `diff --git a/a.py b/a.py
--- a/a.py
+++ b/a.py
@@ -1 +1 @@
-one = 1
+one = 2
`;
const dangerous = `diff --git a/a.py b/a.py
--- a/a.py
+++ b/a.py
@@ -1 +1 @@
-ok = hmac.compare_digest(a, b)
+ok = a == b
`;
const binary = `diff --git a/a.png b/a.png
index 1111111..2222222 100644
Binary files a/a.png and b/a.png differ
`;

/** mira owns anvil and vouches for alice, who opened one pull request. */
const world = (record: Record<string, unknown>): string[] => [
  repo('mira', 'anvil'),
  vouch('mira', 'alice'),
  pull('alice', '3kone', 'anvil', record),
];

/** A round of this zipped patch, as Tangled's own clients write it. */
const roundOf = (bytes: Uint8Array) => ({
  patchBlob: { $type: 'blob', ref: { $link: blobCid(bytes) }, mimeType: 'application/gzip', size: bytes.length },
  createdAt: '2025-06-15T18:00:00+03:00',
});

/** What the gate makes of the records, from capture to decision. */
const decide = async (lines: readonly string[], environment: { reviewer?: boolean } = {}) => {
  const plain = demoSurroundings();
  const anthropic = { ...plain.config.anthropic, apiKey: environment.reviewer ? 'key' : null };
  const around = { ...plain, config: { ...plain.config, anthropic } };
  await ingestInto(around.store, lines);
  const score = async () => scorePass(scoringStore(around.store), await passOptions(around));
  await score();
  const model = await loadModel(around.store);
  return { around, score, model, decision: decisionIn(model) };
};
const decisionIn = (model: ReadModel, uri = pullUri('alice', '3kone')) => {
  const body = model.pull(uri)?.decision?.body;
  if (body === undefined) throw new Error('not decided');
  return { lane: body.outcome.lane, ...body.inputs, evidence: body.evidence };
};

describe('what holds a trusted author’s change back', () => {
  it('nothing, when the diff was read and is clean', async () => {
    const { decision } = await decide(world({ patch: clean }));
    expect(decision).toMatchObject({ lane: 'fast_lane', structural: 0.85, caps: [], guards: [], content: { risk: 0 } });
  });

  it.each<[string, Record<string, unknown>, object]>([
    ['bytes nobody can read', { patch: clean + binary }, { lane: 'normal_queue', caps: ['unread-bytes'] }],
    [
      'a patch that is none',
      { patch: 'not a patch' },
      { lane: 'normal_queue', caps: ['diff-unreadable'], content: null },
    ],
    ['no patch', {}, { lane: 'normal_queue', caps: ['diff-unavailable'], content: null }],
    [
      'a blob that is not here',
      { rounds: [{ patchBlob: { ref: { $link: 'bafkreiaaaaaaaaaaaaaaa' } } }] },
      { lane: 'normal_queue', caps: ['diff-unavailable'] },
    ],
    [
      'too much to review',
      { patch: clean.replace('+one = 2', `+one = 2${'#'.repeat(1_100_000)}`) },
      { lane: 'needs_human', guards: ['over-budget'] },
    ],
    [
      'a finding of high severity',
      { patch: dangerous },
      { lane: 'needs_human', content: { risk: 0.9, flags: ['high'] } },
    ],
  ])('%s', async (_, record, expected) => {
    expect((await decide(world(record))).decision).toMatchObject(expected);
  });

  it('a bomb: a small blob that unzips to more than anybody may read', async () => {
    const bomb = gzipSync(new Uint8Array(20 * 1024 * 1024));
    const cid = blobCid(bomb);
    const { around, score } = await decide(world({ rounds: [{ patchBlob: { ref: { $link: cid } } }] }));
    await around.blobs.put(cid, bomb);
    await score();
    expect(decisionIn(await loadModel(around.store))).toMatchObject({
      lane: 'needs_human',
      guards: ['over-budget'],
      content: null,
    });
  });

  it('a configured reviewer that was not asked yet', async () => {
    const { decision } = await decide(world({ patch: clean }), { reviewer: true });
    expect(decision).toMatchObject({ lane: 'normal_queue', caps: ['review-pending'] });
  });

  it('a denounce by a maintainer of the repository, however many others vouch', async () => {
    const others = ['bob', 'cyd', 'dan'].flatMap((name) => [vouch('mira', name), vouch(name, 'alice')]);
    const collaborator = commit(person('mira'), 'sh.tangled.repo.collaborator', '3kc', {
      subject: person('bob'),
      repo: person('anvil'),
    });
    const { decision } = await decide([
      ...world({ patch: clean }),
      ...others,
      collaborator,
      vouch('bob', 'alice', 'denounce'),
    ]);
    expect(decision).toMatchObject({ lane: 'needs_human', guards: ['denounced-by-maintainers'] });
  });

  it('not a denounce by a stranger', async () => {
    const { decision } = await decide([...world({ patch: clean }), vouch('eve', 'alice', 'denounce')]);
    expect(decision).toMatchObject({ lane: 'fast_lane', structural: 0.85, guards: [] });
  });
});

describe('a repository that is named by its DID alone', () => {
  const byDid = { target: { repo: person('anvil'), branch: 'main' }, patch: clean };
  const claim = (by: string) => repo(by, 'anvil');

  it('is not proved to be anybody’s: no fast lane, and no trust from whoever claims it', async () => {
    const { decision } = await decide([claim('mira'), vouch('mira', 'alice'), pull('alice', '3kone', 'anvil', byDid)]);
    expect(decision).toMatchObject({ lane: 'needs_human', structural: 0, caps: ['repo-unverified'] });
  });

  it('cannot be taken by claiming it first, nor by claiming it as well', async () => {
    for (const claims of [['eve'], ['eve', 'mira'], ['mira', 'eve']]) {
      const lines = [...claims.map(claim), vouch('eve', 'mallory'), pull('mallory', '3kone', 'anvil', byDid)];
      const { model } = await decide([...lines, pull('alice', '3kone', 'anvil', byDid)]);
      expect(decisionIn(model, pullUri('mallory', '3kone'))).toMatchObject({ lane: 'needs_human', structural: 0 });
    }
  });

  it('is not proved by naming a repository of one’s own beside it', async () => {
    const decoy = { repo: `at://${person('mallory')}/sh.tangled.repo/decoy`, repoDid: person('anvil'), branch: 'main' };
    const lines = [
      claim('mira'),
      repo('mallory', 'decoy'),
      pull('mallory', '3kone', 'anvil', { target: decoy, patch: clean }),
    ];
    const { model } = await decide([...lines, pull('alice', '3kone', 'anvil', byDid)]);
    expect(decisionIn(model, pullUri('mallory', '3kone'))).toMatchObject({
      lane: 'needs_human',
      caps: ['repo-unverified'],
    });
  });

  it('lets nobody who merely claims it merge or close what others opened', async () => {
    const uri = pullUri('alice', '3kone');
    const lines = [claim('eve'), pull('alice', '3kone', 'anvil', byDid), status('eve', '3ks', uri, 'merged')];
    expect((await decide(lines)).model.pull(uri)?.entry.state).toBe('open');
  });

  it('stays guarded against whom one claimant denounces, however many more claim it', async () => {
    const lines = [claim('mira'), vouch('mira', 'alice', 'denounce'), pull('alice', '3kone', 'anvil', byDid)];
    for (const more of [[], [claim('eve')]]) {
      expect((await decide([...lines, ...more])).decision.guards).toEqual(['denounced-by-maintainers']);
    }
  });

  it('is as careful as anybody who claims it says', async () => {
    const tier = commit(person('mira'), 'sh.tangled.trust.repoTier', '3kt', {
      repo: person('anvil'),
      tier: 'sensitive',
    });
    const { decision } = await decide([claim('mira'), claim('eve'), tier, pull('alice', '3kone', 'anvil', byDid)]);
    expect(decision).toMatchObject({ lane: 'needs_human', tier: 'sensitive' });
  });

  it('goes to the normal queue at best, even for those whom the operator trusts', async () => {
    const { around, score } = await decide([
      claim('mira'),
      vouch('zoe', 'alice'),
      pull('alice', '3kone', 'anvil', byDid),
    ]);
    await around.store.write((db) => setTrustedRoots(db, 'TRUST_SEEDS', [person('zoe')] as never));
    await score();
    expect(decisionIn(await loadModel(around.store))).toMatchObject({ lane: 'normal_queue', structural: 0.85 });
  });
});

describe('the latest round is what counts', () => {
  it('a clean first round does not hide a dangerous second one', async () => {
    const [first, second] = [clean, dangerous].map((text) => gzipSync(text));
    const { around, score } = await decide(world({}));
    const rounds = [first, second].flatMap((bytes) => (bytes ? [roundOf(bytes)] : []));
    for (const bytes of [first, second]) if (bytes) await around.blobs.put(blobCid(bytes), bytes);
    await ingestInto(around.store, world({ rounds: rounds.slice(0, 1) }));
    await score();
    expect(decisionIn(await loadModel(around.store)).lane).toBe('fast_lane');
    await ingestInto(around.store, [pull('alice', '3kone', 'anvil', { rounds })]);
    expect((await score()).decided).toBe(1);
    expect(decisionIn(await loadModel(around.store)).lane).toBe('needs_human');
    const inForce = await around.store.read(currentDecisions);
    expect(inForce.map((decision) => decision.lane)).toEqual(['needs_human']);
  });

  it('a clean round that others refuse does not stand in for the dangerous one they go on showing', async () => {
    const [evil, good] = [gzipSync(dangerous), gzipSync(clean)];
    const { around, score, decision } = await decide(world({ rounds: [roundOf(good)] }));
    for (const bytes of [evil, good]) await around.blobs.put(blobCid(bytes), bytes);
    expect(decision.lane).toBe('normal_queue');
    const laneAfter = async (record: Record<string, unknown>) => {
      await ingestInto(around.store, [pull('alice', '3kone', 'anvil', record)]);
      await score();
      const { lane, caps } = decisionIn(await loadModel(around.store));
      return { lane, caps };
    };
    expect(await laneAfter({ rounds: [roundOf(good)], body: '' })).toEqual({ lane: 'fast_lane', caps: [] });
    expect((await laneAfter({ rounds: [roundOf(evil)] })).lane).toBe('needs_human');
    const capped = { lane: 'normal_queue', caps: ['diff-unverified'] };
    expect(await laneAfter({ rounds: [roundOf(evil), null, roundOf(good)] })).toEqual(capped);
    const twin = { ...roundOf(good), patchblob: roundOf(evil).patchBlob };
    expect(await laneAfter({ rounds: [twin] })).toEqual(capped);
    expect(await laneAfter({ rounds: [roundOf(good)], dependenton: pullUri('zoe', '3kevil') })).toEqual(capped);
    expect(await laneAfter({ rounds: [roundOf(good)], roundſ: [roundOf(evil)] })).toEqual(capped);
  });
});

describe('whose word counts', () => {
  it('an account that is taken down vouches for nobody', async () => {
    const gone = JSON.stringify({
      did: person('bob'),
      time_us: 1_760_000_000_000_000,
      kind: 'account',
      account: { active: false, status: 'takendown' },
    });
    const lines = [
      repo('mira', 'anvil'),
      vouch('mira', 'bob'),
      vouch('bob', 'alice'),
      pull('alice', '3kone', 'anvil', { patch: clean }),
    ];
    expect((await decide(lines)).decision.structural).toBeCloseTo(0.7225, 9);
    expect((await decide([...lines, gone])).decision.structural).toBe(0);
  });

  it('a vouch dated into the future is as old as when it was seen', async () => {
    const later = (years: number): number => 1_750_000_000_000_000 + years * 365 * 86_400_000_000;
    const dated = commit(
      person('mira'),
      'sh.tangled.graph.vouch',
      person('alice'),
      { kind: 'vouch', createdAt: '2099-01-01T00:00:00Z' },
      { timeUs: later(0) },
    );
    const news = commit(
      person('zoe'),
      'sh.tangled.feed.star',
      '3k',
      { subject: person('anvil') },
      { timeUs: later(3) },
    );
    const { decision } = await decide([
      repo('mira', 'anvil'),
      dated,
      pull('alice', '3kone', 'anvil', { patch: clean }),
      news,
    ]);
    expect(decision.structural).toBeCloseTo(0.85 / 4, 2);
  });

  it('only the owner says how careful a repository is', async () => {
    const tier = (by: string) =>
      commit(person(by), 'sh.tangled.trust.repoTier', '3kt', { repo: person('anvil'), tier: 'sensitive' });
    expect((await decide([...world({ patch: clean }), tier('eve')])).decision).toMatchObject({
      lane: 'fast_lane',
      tier: 'public',
    });
    expect((await decide([...world({ patch: clean }), tier('mira')])).decision).toMatchObject({
      lane: 'needs_human',
      tier: 'sensitive',
    });
  });

  it('only one’s own attestation counts, and only while it holds', async () => {
    const tier = commit(person('mira'), 'sh.tangled.trust.repoTier', '3kt', {
      repo: person('anvil'),
      tier: 'sensitive',
    });
    const attest = (by: string, expiresAt: string) =>
      commit(person(by), 'sh.tangled.trust.attestation', '3ka', {
        kind: 'jurisdiction',
        createdAt: '2025-01-01T00:00:00Z',
        expiresAt,
      });
    const lane = async (line: string) => (await decide([...world({ patch: clean }), tier, line])).decision.lane;
    expect(await lane(attest('alice', '2099-01-01T00:00:00Z'))).toBe('fast_lane');
    expect(await lane(attest('alice', '2025-02-01T00:00:00Z'))).toBe('needs_human');
    expect(await lane(attest('mira', '2099-01-01T00:00:00Z'))).toBe('needs_human');
  });

  it('the operator’s roots count everywhere, and are what was last configured', async () => {
    const { around, score } = await decide([
      repo('zoe', 'anvil'),
      vouch('mira', 'alice'),
      pull('alice', '3kone', 'anvil', { patch: clean }),
    ]);
    const structural = async (roots: string[]): Promise<number> => {
      await around.store.write((db) => setTrustedRoots(db, 'TRUST_SEEDS', roots as never));
      await score();
      return decisionIn(await loadModel(around.store)).structural;
    };
    expect(await structural([])).toBe(0);
    expect(await structural([person('mira')])).toBe(0.85);
    expect(await structural([person('nobody')])).toBe(0);
    await around.store.write((db) => setTrustedRoots(db, 'demo', [person('mira')] as never));
    expect(await structural([person('mira')])).toBe(0.85);
    expect(await structural([])).toBe(0.85);
  });
});

describe('the backtest', () => {
  /** Later than the stream sees it, which then counts: one after the other. */
  const AS_SEEN = '2025-12-31T00:00:00Z';

  it('knows at each pull request only the vouches of its time', async () => {
    const anvil = repo('mira', 'anvil');
    const early = pull('alice', '3kearly', 'anvil', { patch: clean });
    // Dated back, it counts from when it was seen all the same.
    const dated = vouch('mira', 'alice');
    const late = pull('alice', '3klate', 'anvil', { patch: clean });
    const lines = [anvil, early, dated, late];
    const merged = ['3kearly', '3klate'].map((key) =>
      status('mira', `${key}s`, pullUri('alice', key), 'merged', AS_SEEN),
    );
    const undone = pull('mira', '3krevert', 'anvil', {
      title: 'Revert "change 3klate"',
      references: [pullUri('alice', '3klate')],
    });
    const revert = status('mira', '3kreverts', pullUri('mira', '3krevert'), 'merged', AS_SEEN);
    const { model } = await decide([...lines, ...merged, undone, revert, pull('alice', '3kone', 'anvil', {})]);
    expect(model.snapshot.backtest).toMatchObject({
      considered: 3,
      approved: 1,
      undoneApprovals: 1,
      closedApprovals: 0,
      rate: 1,
    });
    const early3k = model.snapshot.backtest?.replayed.lanes.find(({ lane }) => lane === 'needs_human');
    expect((early3k?.clean ?? 0) + (early3k?.unknown ?? 0)).toBe(1);
  });
});

describe('a record that is out of the ordinary', () => {
  it('an attestation that never ends, a pull request of the year 9999 and a name too long for the disk stop nobody', async () => {
    const forever = commit(person('zoe'), 'sh.tangled.trust.attestation', '3ka', {
      kind: 'jurisdiction',
      createdAt: '2025-01-01T00:00:00Z',
      expiresAt: '9999-12-31T23:59:59Z',
    });
    const late = pull('zoe', '3klate', 'anvil', {
      createdAt: '9999-12-31T23:59:59Z',
      rounds: [{ patchBlob: { ref: { $link: 'a'.repeat(256) } } }],
    });
    const { decision, model } = await decide([...world({ patch: clean }), forever, late]);
    expect(decision.lane).toBe('fast_lane');
    expect(model.open.map((each) => each.entry.uri)).toContain(pullUri('zoe', '3klate'));
  });

  it('nobody’s harmless patch stands in for a blob of the same name', async () => {
    const name = createHash('sha256').update(clean).digest('hex');
    const [decoy, evil] = [pull('zoe', '3kdecoy', 'anvil', { patch: clean }), { patchBlob: { ref: { $link: name } } }];
    const { around, score } = await decide([...world({}), decoy]);
    await ingestInto(around.store, [pull('alice', '3kone', 'anvil', { rounds: [evil] })]);
    await score();
    expect(decisionIn(await loadModel(around.store))).toMatchObject({
      lane: 'normal_queue',
      caps: ['diff-unavailable'],
    });
  });

  it('a handle that two people hold is shown for neither, and one that is none is none', async () => {
    const named = (name: string, handle: string) =>
      JSON.stringify({ did: person(name), time_us: 1_750_000_000_000_000, kind: 'identity', identity: { handle } });
    const { model } = await decide([
      ...world({ patch: clean }),
      named('mira', 'mira.example.com'),
      named('eve', 'Mira.example.com'),
      named('alice', 'mira.example.com → alice, a maintainer'),
      named('zoe', 'zoe.example.com'),
    ]);
    expect(['mira', 'eve', 'alice', 'zoe'].map((name) => model.handleOf(person(name) as never))).toEqual([
      null,
      null,
      null,
      'zoe.example.com',
    ]);
  });

  it('a status dated into the future is as old as when it was seen', async () => {
    const uri = pullUri('alice', '3kone');
    const { around } = await decide(world({ patch: clean }));
    await ingestInto(around.store, [
      status('alice', '3ks', uri, 'open', '2200-01-01T00:00:00Z'),
      status('mira', '3ks', uri, 'closed', '2190-01-01T00:00:00Z'),
    ]);
    const model = await loadModel(around.store);
    expect(model.pull(uri)?.entry.state).toBe('closed');
  });
});

describe('reading a patch in a thread of its own', () => {
  it('gives up one that takes too long, keeps nobody waiting meanwhile, and reads the next', async () => {
    const setup = { signals: ['sast', 'secrets'], advisory: [], osv: null };
    const hurried = analystThread('v', setup, 1);
    const bytes = new TextEncoder().encode(clean);
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 0);
    const answer = await hurried.analyse(bytes, 1_000);
    clearInterval(counting);
    expect(answer).toMatchObject({ kind: 'unreadable', reason: 'reading it took over 0.001 s' });
    expect(turns).toBeGreaterThan(0);
    const patient = analystThread('v', setup);
    expect(await Promise.all([patient.analyse(bytes, 1_000), patient.analyse(bytes, 10)])).toMatchObject([
      { kind: 'read', findings: [], coverage: { sources: [{ source: 'sast' }, { source: 'secrets' }] } },
      { kind: 'over-budget' },
    ]);
  });
});

describe('patches on the disk', () => {
  it('a blob that does not match its name is as good as none', async () => {
    const directory = scratchDirectory();
    const blobs = stagedBlobs(directory);
    const bytes = gzipSync(clean);
    await blobs.put(blobCid(bytes), bytes);
    expect(await blobs.blob(blobCid(bytes))).toEqual(bytes);
    writeFileSync(join(directory, blobCid(bytes)), 'swapped');
    expect(await blobs.blob(blobCid(bytes))).toBeNull();
    await expect(blobs.put(blobCid(bytes), new Uint8Array([1]))).rejects.toThrow(TypeError);
    expect(await blobs.blob('../../etc/passwd')).toBeNull();
  });
});

describe('the model in memory', () => {
  it('is loaded anew only when the database may have changed, and outlives a load that fails', async () => {
    let mark = 'a';
    let loads = 0;
    let broken = false;
    const keeper = await keepModel({
      mark: () => mark,
      load: async () => {
        loads += 1;
        if (broken) throw new Error('busy');
        return { loads, stale: null, snapshot: {} } as never;
      },
    });
    await keeper.refresh();
    expect(loads).toBe(1);
    mark = 'b';
    await Promise.all([keeper.refresh(), keeper.refresh()]);
    expect(loads).toBe(2);
    broken = true;
    mark = 'c';
    await expect(keeper.refresh()).rejects.toThrow('busy');
    expect(keeper.current()).toMatchObject({ loads: 2 });
    broken = false;
    await keeper.refresh();
    expect(keeper.current()).toMatchObject({ loads: 4 });
  });
});

describe('pull requests that are like others', () => {
  it('are named beside the lane, which stays as it was to the last input; and no longer once the other is merged', async () => {
    const lines = [
      'parseHeader',
      'readChecksum',
      'frameLength',
      'payload',
      'decoder',
      'version',
      'offset',
      'cursor',
    ].map((name, index) => `+export const ${name}At${index} = (buffer) => buffer.read${name}Value(${index});`);
    const patch = `diff --git a/f.js b/f.js\nnew file mode 100644\n--- /dev/null\n+++ b/f.js\n@@ -0,0 +1,${lines.length} @@\n${lines.join('\n')}\n`;
    const { around, score, decision } = await decide([
      ...world({ patch }),
      vouch('mira', 'bob'),
      pull('bob', '3ktwo', 'anvil', { patch }),
      pull('bob', '3kbad', 'anvil', { patch }),
      status('mira', '3kclosed', pullUri('bob', '3kbad'), 'closed'),
    ]);
    expect(decision).toMatchObject({ lane: 'fast_lane', evidence: { findings: [] } });
    await embedOnce(around);
    expect((await score()).decided).toBe(2);
    const named = decisionIn(await loadModel(around.store));
    const { evidence, ...inputs } = named;
    const { evidence: _, ...before } = decision;
    expect(inputs).toEqual(before);
    expect(evidence.findings.map(({ source, rule, severity }) => `${source} ${rule} ${severity}`).sort()).toEqual([
      'slop path-duplicate-of-open low',
      'slop path-like-rejected low',
    ]);
    expect(JSON.stringify(evidence.findings)).toContain(pullUri('bob', '3kbad'));
    await ingestInto(around.store, [
      status('mira', '3kmerged', pullUri('bob', '3ktwo'), 'merged', '2190-01-01T00:00:00Z'),
    ]);
    await score();
    const later = decisionIn(await loadModel(around.store)).evidence.findings;
    expect(later.map(({ rule }) => rule)).toEqual(['path-like-rejected']);
  });
});
