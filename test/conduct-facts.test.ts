import { describe, expect, it } from 'vitest';
import type { AtUri, ConductDimension, Did, FindingVerdict } from '../src/domain/index.ts';
import {
  conductSignals,
  eligibilitySaid,
  findingVerdicts,
  keepOperatorVerdict,
  sourceEvidence,
} from '../src/store/conduct-facts.ts';
import { changesSince, keepLabels, pullLabels, type Store } from '../src/store/index.ts';
import { account, commit, person, pullUri, repo, vouch } from './records.ts';
import { ingestInto, scratchStore } from './store-harness.ts';

const T0 = Date.UTC(2026, 2, 1) * 1000;
const DAY = 86_400_000_000;
const NOW = T0 + 60 * DAY;
const at = (us: number): string => new Date(us / 1000).toISOString();
const ANVIL = `at://${person('mira')}/sh.tangled.repo/anvil` as AtUri;
const A = pullUri('carol', '3ka') as AtUri;
const B = pullUri('carol', '3kb') as AtUri;
const carol = person('carol') as Did;

let keys = 0;
const says = (by: string, collection: string, record: Record<string, unknown>, us: number, rkey?: string): string => {
  keys += 1;
  return commit(
    person(by),
    `sh.tangled.${collection}`,
    rkey ?? `3k${keys}`,
    { createdAt: at(us), ...record },
    { timeUs: us },
  );
};
const opened = (uri: string, us: number, more: Record<string, unknown> = {}): string => {
  const [, , did = '', collection = '', rkey = ''] = uri.split('/');
  const target = { repo: ANVIL, branch: 'main' };
  return commit(did, collection, rkey, { title: uri.slice(-2), target, createdAt: at(us), ...more }, { timeUs: us });
};
const rounds = (...us: number[]) => ({
  rounds: us.map((each) => ({ patchBlob: { ref: { $link: `bafkrei${each}` } }, createdAt: at(each) })),
});
const ends = (by: string, uri: string, state: string, us: number): string =>
  says(by, 'repo.pull.status', { pull: uri, status: `sh.tangled.repo.pull.status.${state}` }, us);
const comment = (by: string, us: number, uri = A): string =>
  says(by, 'feed.comment', { subject: { uri, cid: 'c' }, body: { text: 'a word' } }, us);
const judges = (by: string, verdict: string, us: number, more: Record<string, unknown> = {}, rkey?: string): string =>
  says(
    by,
    'trust.findingVerdict',
    { subject: A, source: 'sast', rule: 'js-eval', file: 'a.js', line: 3, verdict, ...more },
    us,
    rkey,
  );
const eligible = (by: string, action: string, us: number, more: Record<string, unknown> = {}): string =>
  says(by, 'trust.eligibility', { subject: carol, repo: ANVIL, action, ...more }, us);
const joins = (name: string): string =>
  says('mira', 'repo.collaborator', { subject: person(name), repo: ANVIL }, T0 - 9 * DAY, `3kc${name}`);
const BASE = [repo('mira', 'anvil'), repo('eve', 'bait'), joins('ravi')];

const worldOf = async (records: readonly string[], nowUs = NOW): Promise<Store> => {
  const store = scratchStore();
  await ingestInto(store, [...BASE, ...records, vouch('zoe', 'alice', 'vouch', nowUs)]);
  if (records.some((record) => /pull\.status|trust\.outcome/.test(record))) await label(store);
  return store;
};
const label = async (store: Store): Promise<void> => {
  const labels = await store.read(pullLabels);
  await store.write((db) => keepLabels(db, labels));
};

interface Said {
  readonly pull?: AtUri;
  readonly findings?: readonly { source: string; rule: string; severity: string; file: string; line: number }[];
  readonly verdict?: object | null;
  readonly sources?: readonly { source: string; hunks: number }[];
  readonly signals?: Record<string, string>;
  readonly bytes?: number;
  readonly review?: object;
}
const decided = (store: Store, us: number, said: Said = {}): Promise<unknown> => {
  const { pull = A, findings = [], verdict = null, sources = [], signals, bytes = 100, review } = said;
  const coverage = {
    bytes,
    sources,
    files: [
      { path: 'a.js', hunks: 2 },
      { path: 'b.js', hunks: 1 },
    ],
  };
  const body = {
    policy: { reviewBudgetBytes: 1000, rLow: 0.2, signals },
    evidence: { findings, verdict, coverage, review },
  };
  return store.write((db) =>
    db.run("INSERT INTO decisions SELECT $1 || $2, $1, $3, 'normal_queue', 5, 'p', 'h', $2, false, $4, NULL, NULL", [
      pull,
      BigInt(us),
      pull.split('/')[2] ?? '',
      JSON.stringify(body),
    ]),
  );
};
const EVAL = { source: 'sast', rule: 'js-eval', severity: 'high', file: 'a.js', line: 3 };

const signalsIn = async (store: Store, dimension?: ConductDimension) =>
  (await store.read((db) => conductSignals(db, null)))
    .filter((each) => dimension === undefined || each.dimension === dimension)
    .map(({ value, source, details, atUs }) => [value, source, details, (atUs - T0) / DAY]);

describe('verdicts on findings', () => {
  const count = async (records: readonly string[]): Promise<unknown> => {
    const store = await worldOf([opened(A, T0 - DAY), ...records]);
    const found = await store.read((db) => findingVerdicts(db, null));
    return found.map(({ verdict, by }) => `${by.slice(8).replace(/a*$/, '')} ${verdict}`);
  };

  it.each<[string, readonly string[], readonly string[]]>([
    ['of a maintainer count', [judges('ravi', 'confirmed', T0)], ['ravi confirmed']],
    ['of a stranger do not', [judges('eve', 'confirmed', T0)], []],
    ['of the author do not, maintainer or not', [joins('carol'), judges('carol', 'false-alarm', T0)], []],
    [
      'of two maintainers count both',
      [judges('ravi', 'confirmed', T0), judges('mira', 'missed', T0 + 1000)],
      ['mir missed', 'ravi confirmed'],
    ],
    [
      'are what each said last of one finding',
      [judges('ravi', 'confirmed', T0 + DAY), judges('ravi', 'false-alarm', T0)],
      ['ravi confirmed'],
    ],
    [
      'on several findings stand beside each other',
      [judges('ravi', 'confirmed', T0), judges('ravi', 'missed', T0 - 1000, { line: 4 })],
      ['ravi confirmed', 'ravi missed'],
    ],
    [
      'are taken back by deleting them',
      [
        judges('ravi', 'confirmed', T0, {}, '3kv'),
        commit(person('ravi'), 'sh.tangled.trust.findingVerdict', '3kv', null, { timeUs: T0 + 1 }),
      ],
      [],
    ],
    [
      'of somebody who left do not count',
      [judges('ravi', 'confirmed', T0), account(person('ravi'), false, 'deleted', T0 + 1)],
      [],
    ],
    [
      'stay with the repository it was merged into, wherever its author aims it, beside those of where it is aimed',
      [
        ends('mira', A, 'merged', T0),
        judges('ravi', 'confirmed', T0),
        opened(A, T0 + DAY, { target: { repo: `at://${person('eve')}/sh.tangled.repo/bait` } }),
        judges('eve', 'false-alarm', T0 + 2 * DAY),
      ],
      ['eve false-alarm', 'ravi confirmed'],
    ],
    [
      'stay with the repository it is aimed at, whoever merged it elsewhere',
      [
        opened(A, T0, { target: { repo: `at://${person('eve')}/sh.tangled.repo/bait` } }),
        ends('eve', A, 'merged', T0 + 1000),
        opened(A, T0 + DAY),
        judges('ravi', 'confirmed', T0 + 2 * DAY),
      ],
      ['ravi confirmed'],
    ],
    [
      'of who maintains both stand in both',
      [
        repo('mira', 'hammer'),
        ends('mira', A, 'merged', T0),
        opened(A, T0 + DAY, { target: { repo: `at://${person('mira')}/sh.tangled.repo/hammer` } }),
        judges('mira', 'confirmed', T0 + 2 * DAY),
      ],
      ['mir confirmed', 'mir confirmed'],
    ],
    ['on what no source is called by do not', [judges('ravi', 'missed', T0, { source: 'osv' })], []],
  ])('%s', async (_, records, expected) => {
    expect(await count(records)).toEqual(expected);
  });

  it('are a hundred of one person on one pull request at most, the newest', async () => {
    const many = Array.from({ length: 103 }, (_, line) =>
      judges('ravi', 'confirmed', T0 + line * 1000, { line: line + 1 }),
    );
    const store = await worldOf([opened(A, T0 - DAY), ...many]);
    const lines = (await store.read((db) => findingVerdicts(db, null))).map(({ line }) => line);
    expect([lines.length, Math.min(...lines)]).toEqual([100, 4]);
  });

  it('of the operator stand beside them, each replacing the one before, and are news', async () => {
    const store = await worldOf([opened(A, T0 - DAY)]);
    const said: FindingVerdict = {
      pull: A,
      repo: ANVIL,
      author: carol,
      source: 'sast',
      rule: '',
      file: '',
      line: 0,
      verdict: 'missed',
      by: 'operator',
      atUs: T0,
    };
    const { mark } = await store.read((db) => changesSince(db, null));
    await store.write((db) => keepOperatorVerdict(db, { ...said, verdict: 'confirmed' }));
    await store.write((db) => keepOperatorVerdict(db, said));
    expect(await store.read((db) => findingVerdicts(db, [A]))).toEqual([said]);
    expect(await store.read((db) => findingVerdicts(db, [B]))).toEqual([]);
    const { changes } = await store.read((db) => changesSince(db, mark));
    expect(changes).toEqual([
      { what: 'author', key: carol },
      { what: 'sources', key: null },
    ]);
    await expect(store.write((db) => keepOperatorVerdict(db, { ...said, by: carol }))).rejects.toThrow(RangeError);
  });

  it('and words on eligibility are news of the author, when they come and when they go', async () => {
    const store = await worldOf([opened(A, T0 - DAY)]);
    const news = async (line: string) => {
      const { mark } = await store.read((db) => changesSince(db, null));
      await ingestInto(store, [line]);
      return (await store.read((db) => changesSince(db, mark))).changes;
    };
    const both = [
      { what: 'author', key: carol },
      { what: 'sources', key: null },
    ];
    expect(await news(judges('ravi', 'confirmed', T0, {}, '3kv'))).toEqual(both);
    expect(
      await news(commit(person('ravi'), 'sh.tangled.trust.findingVerdict', '3kv', null, { timeUs: T0 + 1 })),
    ).toEqual(both);
    expect(await news(eligible('mira', 'revoke', T0))).toEqual([both[0]]);
  });
});

describe('words on eligibility', () => {
  it.each<[string, readonly string[], unknown]>([
    [
      'of a maintainer count, the newest of all',
      [eligible('mira', 'reinstate', T0), eligible('ravi', 'revoke', T0 + DAY)],
      [['revoke', person('ravi')]],
    ],
    ['of a stranger do not', [eligible('eve', 'reinstate', T0)], []],
    ['about oneself do not', [joins('carol'), eligible('carol', 'reinstate', T0)], []],
    [
      'hold for the one repository alone',
      [
        eligible('eve', 'reinstate', T0, { repo: `at://${person('eve')}/sh.tangled.repo/bait` }),
        eligible('mira', 'revoke', T0),
      ],
      [
        ['reinstate', person('eve')],
        ['revoke', person('mira')],
      ],
    ],
    [
      'dated into the future count from when they were heard',
      [eligible('mira', 'reinstate', T0, { createdAt: at(NOW * 1.01) }), eligible('ravi', 'revoke', T0 + DAY)],
      [['revoke', person('ravi')]],
    ],
  ])('%s', async (_, records, expected) => {
    const words = await (await worldOf(records)).read(eligibilitySaid);
    expect(words.map(({ action, by }) => [action, by])).toEqual(expected);
  });
});

describe('compliance with policy', () => {
  const careful = (us = T0 - 5 * DAY) => says('mira', 'trust.repoTier', { repo: ANVIL, tier: 'sensitive' }, us);
  const attests = (us: number, more: Record<string, unknown> = {}) =>
    says('carol', 'trust.attestation', { kind: 'dco', ...more }, us);
  const of = async (...records: string[]) => signalsIn(await worldOf([...records, opened(A, T0)]), 'policy_compliance');

  it('is whether the author was attested when the pull request was opened', async () => {
    expect(await of(careful(), attests(T0 - DAY))).toEqual([[1, 'policy_engine', 'Policy: attestation', 0]]);
    expect(await of(careful())).toEqual([[0, 'policy_engine', 'Policy: attestation', 0]]);
    expect(await of(careful(), attests(T0 + DAY))).toEqual([[0, 'policy_engine', 'Policy: attestation', 0]]);
    expect(await of(careful(), attests(T0 + DAY, { createdAt: at(T0 - DAY) }))).toEqual([
      [0, 'policy_engine', 'Policy: attestation', 0],
    ]);
    expect(await of(careful(), attests(T0 - 2 * DAY, { expiresAt: at(T0 - DAY) }))).toEqual([
      [0, 'policy_engine', 'Policy: attestation', 0],
    ]);
  });

  it('asks nothing where the repository was not sensitive then, or is the author’s own', async () => {
    expect(await of()).toEqual([]);
    expect(await of(careful(T0 + DAY))).toEqual([]);
    expect(await of(careful(), joins('carol'))).toEqual([]);
  });

  const HOMES = commit(
    person('mira'),
    'sh.tangled.repo',
    'anvil',
    { knot: 'knot.example.com', spindle: 'spindle.example.com', createdAt: at(T0) },
    { operation: 'update', timeUs: T0 - DAY },
  );
  const run = (rkey: string, us: number, { host = 'did:web:knot.example.com', sha = 'a' } = {}) =>
    commit(
      host,
      'sh.tangled.pipeline',
      rkey,
      {
        triggerMetadata: {
          kind: 'pull_request',
          pullRequest: { sourceBranch: 'b', targetBranch: 'main', sourceSha: sha.repeat(40), pull: A },
        },
        workflows: [{ name: 'test' }, { name: 'lint' }],
      },
      { timeUs: us },
    );
  const step = (run_: string, workflow: string, status: string, us: number, host = 'did:web:spindle.example.com') => {
    keys += 1;
    return commit(
      host,
      'sh.tangled.pipeline.status',
      `3k${keys}`,
      { pipeline: `at://did:web:knot.example.com/sh.tangled.pipeline/${run_}`, workflow, status, createdAt: at(us) },
      { timeUs: us },
    );
  };
  const passed = [step('3kp', 'test', 'success', T0 + DAY), step('3kp', 'lint', 'success', T0 + DAY)];

  it.each<[string, readonly string[], readonly unknown[]]>([
    ['passed', [run('3kp', T0), ...passed], [1]],
    ['failed', [run('3kp', T0), ...passed, step('3kp', 'lint', 'failed', T0 + 2 * DAY)], [0]],
    ['still running', [run('3kp', T0), passed[0] ?? '', step('3kp', 'lint', 'running', T0 + DAY)], []],
    ['told in part', [run('3kp', T0), passed[0] ?? ''], []],
    [
      'told by another than the repository’s spindle',
      [run('3kp', T0), step('3kp', 'lint', 'failed', T0 + DAY, 'did:web:other.example.com')],
      [],
    ],
    [
      'started by another than its knot',
      [run('3kp', T0, { host: 'did:web:other.example.com' }), step('3kp', 'lint', 'failed', T0 + DAY)],
      [],
    ],
    [
      'run again on the same commit',
      [run('3kp', T0), ...passed, run('3kq', T0), step('3kq', 'test', 'timeout', T0 + 2 * DAY)],
      [0],
    ],
    [
      'run on two commits',
      [run('3kp', T0), ...passed, run('3kq', T0, { sha: 'b' }), step('3kq', 'test', 'timeout', T0 + 2 * DAY)],
      [1, 0],
    ],
  ])('is what came of its runs: %s', async (_, records, values) => {
    const found = await of(HOMES, ...records);
    expect(found.map(([value]) => value)).toEqual(values);
    expect(found.every(([, source, details]) => source === 'policy_engine' && details === 'Policy: ci')).toBe(true);
  });
});

describe('use of resources', () => {
  const of = async (said: Said, tokens = 0) => {
    const store = await worldOf([opened(A, T0)]);
    await decided(store, T0 + DAY, { ...said, review: { diffHash: 'd' } });
    const call =
      "INSERT INTO review_calls VALUES ($1, $2, 'm', 'p', 'd', 'review', 'answered', true, 1, 1, 1, $3, 0, 0, 0, '{}')";
    for (const attempt of tokens === 0 ? [] : [1, 2])
      await store.write((db) => db.run(call, ['r', attempt, BigInt(tokens)]));
    return signalsIn(store, 'resource_efficiency');
  };

  it.each<[number, number, number]>([
    [100, 0, 1],
    [1000, 60_000, 1],
    [2000, 0, 0.75],
    [10_000, 600_000, 0.1],
    [100, 120_000, 0.75],
  ])('%i bytes of a thousand and %i tokens of 60,000 are %d', async (bytes, tokens, value) => {
    expect(await of({ bytes }, tokens)).toEqual([
      [value, 'resource_monitor', `tokens=${tokens}/60000, bytes=${bytes}/1000`, 0],
    ]);
  });

  it('of what one offers to a repository of one’s own count nothing', async () => {
    const store = await worldOf([joins('carol'), opened(A, T0)]);
    await decided(store, T0 + DAY, { bytes: 1_000_000 });
    expect(await signalsIn(store)).toEqual([]);
  });
});

describe('quality and security', () => {
  const both = async (store: Store) => [
    await signalsIn(store, 'output_quality'),
    await signalsIn(store, 'security_posture'),
  ];
  const mira = `consumer:${person('mira')}`;

  it('are good once a merge by a maintainer has stood for 14 days', async () => {
    expect(await both(await worldOf([opened(A, T0 - DAY), ends('mira', A, 'merged', T0)]))).toEqual([
      [[1, mira, 'merged-by-maintainer', 14]],
      [[1, 'security_monitor', 'merged clean', 14]],
    ]);
  });

  it.each<[string, readonly string[], unknown]>([
    ['closed by a maintainer', [ends('mira', A, 'closed', T0)], [[0, mira, 'closed-by-maintainer', 0]]],
    [
      'reverted',
      [
        ends('mira', A, 'merged', T0),
        opened(B, T0 + DAY, { title: 'Revert "ka"' }),
        ends('mira', B, 'merged', T0 + 2 * DAY),
      ],
      [
        [0, mira, 'reverted-by-message', 2],
        [1, mira, 'merged-by-maintainer', 16],
      ],
    ],
    [
      'corrected by another',
      [ends('mira', A, 'merged', T0), says('ravi', 'trust.outcome', { subject: A, clean: false }, T0 + DAY)],
      [[0, `consumer:${person('ravi')}`, 'corrected', 1]],
    ],
  ])('are bad where it was %s', async (_, records, quality) => {
    expect((await both(await worldOf([opened(A, T0 - DAY), ...records])))[0]).toEqual(quality);
  });

  it('say nothing of a merge of one’s own, of one withdrawn, or of a maintainer’s word that is a stranger’s', async () => {
    expect(await both(await worldOf([joins('carol'), opened(A, T0 - DAY), ends('carol', A, 'merged', T0)]))).toEqual([
      [],
      [],
    ]);
    expect(await both(await worldOf([opened(A, T0 - DAY), ends('carol', A, 'closed', T0)]))).toEqual([[], []]);
    expect(await both(await worldOf([opened(A, T0 - DAY), ends('eve', A, 'closed', T0)]))).toEqual([[], []]);
  });

  const confirmedIn = async (finding: Partial<typeof EVAL>, ...records: string[]) => {
    const store = await worldOf([opened(A, T0 - DAY), ends('mira', A, 'merged', T0), ...records]);
    await decided(store, T0 - 1, { findings: [{ ...EVAL, ...finding }] });
    return signalsIn(store, 'security_posture');
  };
  const bad = [0, 'security_monitor', 'sast: js-eval', 1];
  const clean = [1, 'security_monitor', 'merged clean', 14];

  it.each<[string, Partial<typeof EVAL>, readonly string[], unknown]>([
    ['high', {}, [judges('ravi', 'confirmed', T0 + DAY)], [bad]],
    [
      'medium, of the source as a whole',
      { severity: 'medium' },
      [judges('ravi', 'confirmed', T0 + DAY, { rule: '', file: '', line: 0 })],
      [bad],
    ],
    ['low', { severity: 'low' }, [judges('ravi', 'confirmed', T0 + DAY)], []],
    ['a false alarm', {}, [judges('ravi', 'false-alarm', T0 + DAY)], [clean]],
    ['confirmed by a stranger', {}, [judges('eve', 'confirmed', T0 + DAY)], [clean]],
    ['on a line where nothing was found', {}, [judges('ravi', 'confirmed', T0 + DAY, { line: 9 })], []],
    [
      'called false later by another maintainer',
      {},
      [judges('ravi', 'confirmed', T0 + DAY), judges('mira', 'false-alarm', T0 + 2 * DAY)],
      [clean],
    ],
    ['confirmed by two', {}, [judges('mira', 'confirmed', T0), judges('ravi', 'confirmed', T0 + DAY)], [bad]],
  ])('are bad where a finding that weighs is confirmed: %s', async (_, finding, records, expected) => {
    expect(await confirmedIn(finding, ...records)).toEqual(expected);
  });

  it('know the reviewer’s flags, and findings in what history was read', async () => {
    const store = await worldOf([
      opened(A, T0 - DAY, { patch: 'x' }),
      judges('ravi', 'confirmed', T0 + DAY, { source: 'reviewer', rule: 'flag' }),
      judges('ravi', 'confirmed', T0 + DAY, { source: 'secrets', rule: 'key' }),
    ]);
    await decided(store, T0, { verdict: { flags: [{ file: 'a.js', line: 3, severity: 'high' }] } });
    const body = JSON.stringify({ kind: 'read', findings: [{ ...EVAL, source: 'secrets', rule: 'key' }] });
    await store.write((db) =>
      db.run("INSERT INTO analyses SELECT patch || ' v1 1048576', $1 FROM pull_patches", [body]),
    );
    expect(await signalsIn(store, 'security_posture')).toEqual([
      [0, 'security_monitor', 'reviewer: flag', 1],
      [0, 'security_monitor', 'secrets: key', 1],
    ]);
  });
});

describe('answers to maintainers', () => {
  const of = async (...records: string[]) =>
    signalsIn(await worldOf([opened(A, T0 - DAY, rounds(T0 - DAY)), ...records]), 'collaboration_health');
  const good = (by: string, day: number) => [1, `collaboration:${person(by)}`, 'answered', day];
  const none = (by: string, day: number) => [0, `collaboration:${person(by)}`, 'not answered within 14 days', day];

  it.each<[string, readonly string[], unknown]>([
    ['by a comment in time', [comment('mira', T0), comment('carol', T0 + 14 * DAY)], [good('mira', 14)]],
    ['by a comment too late', [comment('mira', T0), comment('carol', T0 + 14 * DAY + 1000)], [none('mira', 14)]],
    ['by a newer round', [comment('mira', T0), opened(A, T0 + DAY, rounds(T0 - DAY, T0 + DAY))], [good('mira', 1)]],
    ['never', [comment('mira', T0)], [none('mira', 14)]],
    [
      'to several at once',
      [comment('mira', T0), comment('ravi', T0 + DAY), comment('carol', T0 + 2 * DAY), comment('ravi', T0 + 3 * DAY)],
      [good('mira', 2), none('ravi', 17)],
    ],
    ['not yet', [comment('mira', NOW - DAY)], []],
    ['before they asked', [comment('carol', T0), comment('mira', NOW - DAY)], []],
    ['not asked by a stranger', [comment('eve', T0)], []],
    ['not asked by oneself', [joins('carol'), comment('carol', T0)], []],
    ['of a change that ended meanwhile', [comment('mira', T0), ends('carol', A, 'closed', T0 + 2 * DAY)], []],
    ['of a change that had ended', [ends('carol', A, 'closed', T0), comment('mira', T0 + DAY)], []],
    [
      'dated back by their author',
      [
        comment('mira', T0),
        says(
          'carol',
          'feed.comment',
          { subject: { uri: A, cid: 'c' }, body: { text: 'x' }, createdAt: at(T0 + DAY) },
          T0 + 20 * DAY,
        ),
      ],
      [none('mira', 14)],
    ],
  ])('%s', async (_, records, expected) => {
    expect(await of(...records)).toEqual(expected);
  });
});

describe('conduct', () => {
  it('is moved by no record of a stranger', async () => {
    const before = [
      opened(A, T0 - DAY, rounds(T0 - DAY)),
      ends('mira', A, 'merged', T0),
      comment('ravi', T0 - 1000),
      comment('carol', T0),
      judges('ravi', 'confirmed', T0),
    ];
    const bait = `at://${person('eve')}/sh.tangled.repo/bait`;
    const eves = [
      judges('eve', 'confirmed', T0 + DAY, { line: 0 }),
      judges('eve', 'missed', T0 + DAY),
      eligible('eve', 'revoke', T0),
      comment('eve', T0 - 1000),
      ends('eve', A, 'closed', T0 + DAY),
      says('eve', 'trust.outcome', { subject: A, clean: false }, T0 + DAY),
      says('eve', 'trust.repoTier', { repo: ANVIL, tier: 'sensitive' }, T0 - 5 * DAY),
      opened(pullUri('eve', '3ke'), T0, {
        title: 'Revert "ka"',
        references: [A],
        target: { repo: bait, branch: 'main' },
      }),
      ends('eve', pullUri('eve', '3ke'), 'merged', T0 + DAY),
      says('eve', 'repo.collaborator', { subject: person('eve'), repo: ANVIL }, T0 - 9 * DAY),
      commit(
        person('eve'),
        'sh.tangled.pipeline',
        '3kp',
        {
          triggerMetadata: { kind: 'pull_request', pullRequest: { sourceSha: 'a'.repeat(40), pull: A } },
          workflows: [{ name: 't' }],
        },
        { timeUs: T0 },
      ),
      says(
        'eve',
        'pipeline.status',
        { pipeline: `at://${person('eve')}/sh.tangled.pipeline/3kp`, workflow: 't', status: 'failed' },
        T0,
      ),
    ];
    const carols = async (records: readonly string[]) => {
      const store = await worldOf(records);
      await decided(store, T0 - 1, { findings: [EVAL] });
      return store.read((db) => conductSignals(db, [carol]));
    };
    const known = await carols(before);
    expect(known.map(({ dimension }) => dimension).sort()).toEqual([
      'collaboration_health',
      'output_quality',
      'resource_efficiency',
      'security_posture',
    ]);
    expect(await carols([...before, ...eves])).toEqual(known);
  });

  it('is asked of everybody, or of some', async () => {
    const store = await worldOf([
      opened(A, T0 - DAY),
      ends('mira', A, 'merged', T0),
      opened(pullUri('dave', '3kd'), T0 - DAY),
      ends('mira', pullUri('dave', '3kd'), 'closed', T0),
    ]);
    const whose = async (dids: readonly string[] | null) =>
      new Set((await store.read((db) => conductSignals(db, dids as readonly Did[] | null))).map(({ did }) => did));
    expect(await whose(null)).toEqual(new Set([carol, person('dave')]));
    expect(await whose([person('dave')])).toEqual(new Set([person('dave')]));
    expect(await whose([])).toEqual(new Set());
  });
});

describe('how sources did', () => {
  const of = async (store: Store) =>
    (await store.read((db) => sourceEvidence(db, null))).map(({ source, outcome, by }) => [source, outcome, by]);
  const undone = [
    opened(A, T0 - DAY),
    ends('mira', A, 'merged', T0),
    opened(pullUri('dave', '3kr'), T0 + DAY, { title: 'Revert "ka"' }),
  ];
  const revert = (by: string) => ends(by, pullUri('dave', '3kr'), 'merged', T0 + 2 * DAY);
  const readers = [
    { source: 'sast', hunks: 3 },
    { source: 'osv', hunks: 1 },
    { source: 'slop', hunks: 3 },
    { source: 'size', hunks: 3 },
    { source: 'review', hunks: 3 },
  ];
  const fine = { contentRisk: 0.1, reviewRecommended: false, flags: [] };
  const failed = (source: string) => [source, 'failure', 'service'];

  it('is what maintainers say of their findings', async () => {
    const store = await worldOf([
      opened(A, T0 - DAY),
      judges('ravi', 'confirmed', T0),
      judges('ravi', 'false-alarm', T0 + 1000, { line: 4 }),
      judges('mira', 'missed', T0 + 2000, { source: 'dependencies' }),
    ]);
    await decided(store, T0, { findings: [EVAL, { ...EVAL, line: 4 }] });
    expect(await of(store)).toEqual([
      ['sast', 'success', person('ravi')],
      ['sast', 'failure', person('ravi')],
      ['dependencies', 'failure', person('mira')],
    ]);
    expect(await store.read((db) => sourceEvidence(db, T0 + 1000))).toMatchObject([
      { why: 'a false alarm', author: carol, repo: ANVIL, pull: A },
      { why: 'missed what a maintainer found' },
    ]);
  });

  it.each<[string, Said, readonly unknown[]]>([
    [
      'read it whole and found nothing',
      { sources: readers, verdict: fine, signals: { slop: 'advisory' } },
      [failed('reviewer'), failed('sast'), failed('size')],
    ],
    ['found something', { sources: readers.slice(0, 1), findings: [{ ...EVAL, severity: 'low' }] }, []],
    ['gave a risk', { sources: [], verdict: { ...fine, contentRisk: 0.3 } }, []],
    ['flagged a line', { sources: [], verdict: { ...fine, flags: [{ file: 'a' }] } }, []],
    ['asked for a person', { sources: [], verdict: { ...fine, reviewRecommended: true } }, []],
  ])('is that a change was reverted which they passed: %s', async (_, said, expected) => {
    const store = await worldOf([...undone, revert('mira')]);
    await decided(store, T0 - 1, said);
    await decided(store, T0 + DAY, { findings: [EVAL], sources: [{ source: 'late', hunks: 3 }] });
    expect(await of(store)).toEqual(expected);
  });

  it('is not moved by an author who takes a change back alone', async () => {
    const R = pullUri('carol', '3kr');
    const own = [
      joins('carol'),
      opened(A, T0 - DAY),
      ends('mira', A, 'merged', T0),
      opened(R, T0 + DAY, { title: 'Revert "ka"' }),
    ];
    const store = await worldOf([...own, ends('carol', R, 'merged', T0 + 2 * DAY)]);
    await decided(store, T0 - 1, { sources: readers });
    expect(await of(store)).toEqual([]);
    await ingestInto(store, [ends('ravi', R, 'merged', T0 + 3 * DAY)]);
    await label(store);
    expect((await of(store)).length).toBe(3);
  });
});
