import { describe, expect, it } from 'vitest';
import type { Decision, Did, Review, ReviewOutcome, TokenUsage } from '../src/domain/index.ts';
import { atUri, parseAtUri, parseDid } from '../src/domain/index.ts';
import { discussionsOf, keepDecisions, openStore, reviewFigures, reviewStore, type Store } from '../src/store/index.ts';
import { finishedPulls, type ReviewablePull } from '../src/store/review-queue.ts';
import { account, commit, person, pull, pullUri, repo, status } from './records.ts';
import { ingestInto, scratchStore } from './store-harness.ts';

const DAY_US = 24 * 60 * 60 * 1_000_000;
/** Noon of some day. */
const NOON_US = 20_000 * DAY_US + DAY_US / 2;

/** What is remembered of reviews, at noon unless the clock says else. */
const recordsIn = (store: Store, clock = { nowUs: NOON_US }) =>
  reviewStore<{ usage: TokenUsage; text: string }>(store, () => clock.nowUs);

const didOf = (name: string) => parseDid(person(name)) ?? expect.fail(`${name} is nobody`);
const uriOf = (author: string, rkey: string) => parseAtUri(pullUri(author, rkey)) ?? expect.fail('no address');

/** Every row of a table, as text. */
const rowsOf = (store: Store, table: string): Promise<string> =>
  store.read(async (db) =>
    JSON.stringify((await db.runAndReadAll(`SELECT * FROM ${table} ORDER BY ALL`)).getRowsJson()),
  );

const USAGE: TokenUsage = { input: 100, output: 20, cacheWrite: 3, cacheRead: 4 };
const FAILED: ReviewOutcome = { kind: 'timeout', reason: 'no reply within 60 s' };
const verdict = (summary: string, droppedFlags = 0): ReviewOutcome => ({
  kind: 'verdict',
  verdict: {
    contentRisk: 0.1,
    reviewRecommended: false,
    flags: [{ severity: 'low', file: 'a.ts', line: 1, quote: 'x', reason: 'y' }],
    summary,
  },
  droppedFlags,
});
const reviewOf = (outcome: ReviewOutcome, diffHash = 'd1'): Review => ({
  outcome,
  model: 'stand-in-one',
  promptHash: 'p1',
  diffHash,
  sentHash: null,
  usage: USAGE,
  costMicros: 12.2,
  parts: [],
  steps: [],
  unread: [],
  probe: 'not-asked',
});
const keptAt = (outcome: ReviewOutcome, reviewedAtUs: number, notBeforeUs: number | null = null) => ({
  review: reviewOf(outcome),
  attempts: 1,
  notBeforeUs,
  reviewedAtUs,
  askedFor: person('alice') as Did,
  need: 'queue' as const,
});
describe('a kept review', () => {
  it('is found by its diff, whoever made it, the newest first, and comes back as it went in', async () => {
    const records = recordsIn(scratchStore());
    const kept = keptAt(verdict('half a character: \ud83d, and none: \0'), NOON_US);
    const byOther = { ...keptAt(FAILED, NOON_US + 1), review: { ...reviewOf(FAILED), model: 'other' } };
    const asked = { ...keptAt(FAILED, NOON_US + 2), review: { ...reviewOf(FAILED), promptHash: 'p2' } };
    const elsewhere = { ...keptAt(FAILED, NOON_US), review: reviewOf(FAILED, 'd2') };
    for (const each of [kept, byOther, asked, elsewhere]) await records.keepReview(each, 0);
    expect(await records.reviews(['d1', 'd3'])).toEqual([asked, byOther, kept]);
    expect(await records.reviews(['d2'])).toEqual([elsewhere]);
    expect(await records.reviews([])).toEqual([]);
  });

  const early = keptAt(FAILED, NOON_US, NOON_US + 5);
  const late = keptAt({ kind: 'overloaded', reason: 'later' }, NOON_US + 1);
  const paid = keptAt(verdict('paid'), NOON_US);
  const other = keptAt(verdict('other'), NOON_US + 1);
  const leavingOut = (files: number, at: number) => {
    const kept = keptAt(verdict('partly'), at);
    const unread = Array.from({ length: files }, (_, file) => ({ file, hunks: [0] }));
    return { ...kept, review: { ...kept.review, unread } };
  };
  const [partly, partlyLater, hardly] = [
    leavingOut(1, NOON_US),
    leavingOut(1, NOON_US + 1),
    leavingOut(2, NOON_US + 2),
  ];
  it.each([
    ['a failure gives way to a later one', early, late, late],
    ['a failure stays when an earlier one comes late', late, early, late],
    ['a failure gives way to a verdict, whenever that was made', late, paid, paid],
    ['a verdict stays when asking again fails', paid, late, paid],
    ['a verdict stays when another comes', paid, other, paid],
    ['a verdict on part of a diff gives way to one on more of it', partly, paid, paid],
    ['a verdict on part of a diff gives way to the same made later', partly, partlyLater, partlyLater],
    ['a verdict on part of a diff stays when one on less comes', partly, hardly, partly],
    ['a verdict on part of a diff stays when asking again fails', partly, late, partly],
  ])('%s', async (_, first, second, expected) => {
    const reviews = recordsIn(scratchStore());
    await reviews.keepReview(first, 0);
    await reviews.keepReview(second, 0);
    expect(await reviews.reviews(['d1'])).toEqual([expected]);
  });

  it('costs its author what each asking cost, whatever took its place', async () => {
    const records = recordsIn(scratchStore());
    await records.keepReview(early, 400);
    await records.keepReview(late, 400.5);
    await records.keepReview(paid, 0);
    expect(await records.spentSince(NOON_US)).toEqual([{ askedFor: person('alice'), need: 'queue', costMicros: 801 }]);
    expect(await records.spentSince(NOON_US + 1)).toMatchObject([{ costMicros: 401 }]);
    expect(await records.spentSince(NOON_US + 9)).toEqual([]);
  });

  it('kept twice changes nothing', async () => {
    const store = scratchStore();
    await recordsIn(store).keepReview(early, 0);
    const before = await rowsOf(store, 'reviews');
    await recordsIn(store).keepReview(early, 0);
    expect(await rowsOf(store, 'reviews')).toBe(before);
  });
});

/** A journal on a clock of its own. */
const journalAt = (store: Store, timeUs = NOON_US) => {
  const clock = { nowUs: timeUs };
  return { clock, ...recordsIn(store, clock).journal };
};
const call = (requestHash: string, estimateMicros = 1000) => ({
  requestHash,
  model: 'stand-in-one',
  promptHash: 'p1',
  diffHash: 'd1',
  purpose: 'part' as const,
  estimateMicros,
});
const reply = (text: string) => ({ usage: USAGE, text });
const answered = (requestHash: string, text: string, costMicros = 300, usable = true) => ({
  requestHash,
  reply: reply(text),
  usable,
  costMicros,
});

describe('the journal of calls', () => {
  it('gives a usable reply again, and none of a call that failed, is under way or cannot be used', async () => {
    const journal = journalAt(scratchStore());
    for (const hash of ['good', 'bad', 'failed', 'sent']) await journal.begin(call(hash));
    await journal.settle(answered('good', 'signed: \ud83d \0'));
    await journal.settle(answered('bad', 'no call', 300, false));
    await journal.settle({ requestHash: 'failed', reply: null, usable: true, costMicros: 0 });
    expect(await journal.find('good')).toEqual(reply('signed: \ud83d \0'));
    for (const hash of ['bad', 'failed', 'sent', 'never']) expect(await journal.find(hash)).toBeNull();
  });

  it('gives the newest usable reply of several attempts', async () => {
    const journal = journalAt(scratchStore());
    for (const [text, usable] of [
      ['one', true],
      ['two', true],
      ['three', false],
    ] as const) {
      await journal.begin(call('again'));
      await journal.settle(answered('again', text, 300, usable));
    }
    expect(await journal.find('again')).toEqual(reply('two'));
  });

  it('counts a call that is under way with the most that it can cost, for ever when nobody settles it', async () => {
    const store = scratchStore();
    const journal = journalAt(store);
    await journal.begin(call('a', 1000));
    expect(await journal.spentTodayMicros()).toBe(1000);
    // The process died, and asks again.
    const next = journalAt(openStore(store.path));
    await next.begin(call('a', 1000));
    await next.settle(answered('a', 'here', 299.5));
    expect(await next.spentTodayMicros()).toBe(1300);
    expect((await figuresOf(store)).pending).toBe(1);
  });

  it('settled twice changes nothing, and no earlier attempt', async () => {
    const store = scratchStore();
    const journal = journalAt(store);
    await journal.begin(call('a'));
    await journal.begin(call('a'));
    await journal.settle(answered('a', 'here'));
    const before = await rowsOf(store, 'review_calls');
    await journal.settle(answered('a', 'here'));
    await journal.settle({ requestHash: 'a', reply: null, usable: false, costMicros: 0 });
    await journal.settle(answered('never began', 'here'));
    expect(await rowsOf(store, 'review_calls')).toBe(before);
  });

  it('keeps the reply to an earlier attempt that comes after a later one ended', async () => {
    const store = scratchStore();
    const journal = journalAt(store);
    await journal.begin(call('a'));
    await journal.begin(call('a'));
    await journal.settle({ requestHash: 'a', reply: null, usable: false, costMicros: 0 });
    await journal.settle(answered('a', 'of the batch', 100));
    expect(await journal.find('a')).toEqual(reply('of the batch'));
    expect(await journal.spentTodayMicros()).toBe(100);
  });

  it.each([
    ['the first moment of the day', NOON_US - DAY_US / 2, 1000],
    ['the last', NOON_US + DAY_US / 2 - 1, 1000],
    ['the last of the day before', NOON_US - DAY_US / 2 - 1, 0],
    ['the first of the day after', NOON_US + DAY_US / 2, 0],
  ])('counts for a day by UTC: %s', async (_, atUs, expected) => {
    const journal = journalAt(scratchStore(), atUs);
    await journal.begin(call('a', 1000));
    journal.clock.nowUs = NOON_US;
    expect(await journal.spentTodayMicros()).toBe(expected);
  });

  it('settled on another day still costs on the day it was sent', async () => {
    const journal = journalAt(scratchStore());
    await journal.begin(call('a', 1000));
    journal.clock.nowUs += DAY_US;
    await journal.settle(answered('a', 'here', 300));
    expect(await journal.spentTodayMicros()).toBe(0);
    journal.clock.nowUs -= DAY_US;
    expect(await journal.spentTodayMicros()).toBe(300);
  });
});

it('a batch is open with its requests until it is closed, and kept once', async () => {
  const store = scratchStore();
  const clock = { nowUs: NOON_US };
  const records = recordsIn(store, clock);
  await records.keepBatch({ id: 'later', requestHashes: ['three', 'one', 'three'] });
  await records.keepBatch({ id: 'empty', requestHashes: [] });
  clock.nowUs -= 1;
  await records.keepBatch({ id: 'first', requestHashes: ['two'] });
  await records.keepBatch({ id: 'later', requestHashes: ['other'] });
  const first = { id: 'first', requestHashes: ['two'], createdAtUs: NOON_US - 1 };
  const later = { id: 'later', requestHashes: ['one', 'three'], createdAtUs: NOON_US };
  expect(await records.openBatches()).toEqual([first, { ...later, id: 'empty', requestHashes: [] }, later]);
  await records.closeBatch('first');
  await records.closeBatch('empty');
  const before = await rowsOf(store, 'review_batches');
  clock.nowUs += 1;
  await records.closeBatch('first');
  await records.closeBatch('unknown');
  await records.keepBatch({ id: 'first', requestHashes: ['two'] });
  expect(await rowsOf(store, 'review_batches')).toBe(before);
  expect(await records.openBatches()).toEqual([later]);
});

const figuresOf = (store: Store, sinceUs = 0) => store.read((db) => reviewFigures(db, { sinceUs, nowUs: NOON_US }));

it('figures count outcomes, flags, calls, tokens and money since a moment', async () => {
  const store = scratchStore();
  const reviews = recordsIn(store);
  const nothing = await figuresOf(store);
  expect(nothing).toMatchObject({
    outcomes: [],
    verdicts: 0,
    flags: 0,
    spentTodayMicros: 0,
    spentMicros: 0,
    calls: 0,
    costs: [],
  });
  for (const [hash, outcome] of [
    ['d1', verdict('a', 2)],
    ['d2', verdict('b', 1)],
    ['d3', FAILED],
  ] as const)
    await reviews.keepReview({ ...keptAt(outcome, NOON_US), review: reviewOf(outcome, hash) }, 0);
  const journal = journalAt(store, NOON_US - DAY_US);
  await journal.begin(call('yesterday', 7));
  journal.clock.nowUs = NOON_US;
  for (const hash of ['good', 'bad', 'failed']) await journal.begin(call(hash));
  await journal.settle(answered('good', 'fine', 300));
  await journal.settle(answered('bad', 'no call', 200, false));
  await journal.settle({ requestHash: 'failed', reply: null, usable: false, costMicros: 0 });
  await journal.begin({ ...call('more', 50), purpose: 'probe' });
  expect(await figuresOf(store)).toEqual({
    outcomes: [
      { kind: 'verdict', count: 2 },
      { kind: 'timeout', count: 1 },
    ],
    verdicts: 2,
    flags: 2,
    droppedFlags: 3,
    spentTodayMicros: 550,
    spentMicros: 557,
    calls: 5,
    pending: 2,
    unusable: 1,
    inputTokens: 200,
    outputTokens: 40,
    cacheWriteTokens: 6,
    cacheReadTokens: 8,
    costs: [
      { model: 'stand-in-one', purpose: 'part', calls: 4, costMicros: 507 },
      { model: 'stand-in-one', purpose: 'probe', calls: 1, costMicros: 50 },
    ],
  });
  expect(await figuresOf(store, NOON_US)).toMatchObject({ spentMicros: 550, calls: 4 });
  expect(await figuresOf(store, NOON_US + 1)).toMatchObject({ verdicts: 0, calls: 0 });
});

it('a blinding comes back as it was first kept, with any path', async () => {
  const store = scratchStore();
  const reviews = recordsIn(store);
  const blinding = {
    diffHash: 'd1',
    bytes: 12,
    redactions: 3,
    codeRedactions: 1,
    realPaths: [
      ['home/person1/x', 'home/zorvan/x'],
      ['__proto__', '\ud83d'],
    ] as const,
  };
  await reviews.keepBlindings(new Map([['one', blinding]]));
  await reviews.keepBlindings(new Map([['one', { ...blinding, diffHash: 'd2' }]]));
  await reviews.keepBlindings(new Map());
  expect(await reviews.blindings(['one', 'two'])).toEqual(new Map([['one', blinding]]));
  expect(JSON.parse(await rowsOf(store, 'blindings'))).toHaveLength(1);
});

/** A decision in force about a pull request, with a quote that ends within a character. */
const decisionOn = (author: string, rkey: string) =>
  ({
    pull: uriOf(author, rkey),
    author: didOf(author),
    inputs: { tier: 'public', structural: 0.5, content: null },
    policy: { version: 'test' },
    evidence: { diffHash: null, asOfUs: 1 },
    outcome: { lane: 'normal_queue', rule: { number: 5, name: 'otherwise' }, reasons: ['quoted \ud83d'] },
    explanation: { sentence: 'Normal queue.' },
    inputsHash: 'h'.repeat(64),
  }) as unknown as Decision;

describe('the queue of pull requests', () => {
  const world = [
    repo('mira', 'anvil'),
    pull('carol', '3ktext', 'anvil', { patch: 'diff one', createdAt: '2025-06-03T00:00:00Z' }),
    pull('dave', '3kblob', 'anvil', {
      rounds: [
        { patchBlob: { ref: { $link: 'bafkreiaaaaaaaa' } } },
        { patchBlob: { ref: { $link: 'bafkreibbbbbbbb' } } },
      ],
      createdAt: '2025-06-02T00:00:00Z',
    }),
    pull('carol', '3knone', 'anvil'),
    pull('erin', '3kgone', 'anvil', { patch: 'diff of somebody gone' }),
    account(person('erin'), false, 'deleted'),
    pull('carol', '3kold', 'anvil', { patch: 'diff old', createdAt: '2025-06-01T00:00:00Z' }),
    status('mira', '3ka', pullUri('carol', '3kold'), 'merged'),
    pull('dave', '3kolder', 'anvil', { patch: 'diff older', createdAt: '2025-05-01T00:00:00Z' }),
    status('mira', '3kb', pullUri('dave', '3kolder'), 'closed'),
    pull('dave', '3ksame', 'anvil', { patch: 'diff of that moment', createdAt: '2025-06-01T00:00:00Z' }),
    status('mira', '3kc', pullUri('dave', '3ksame'), 'merged'),
  ];

  it('open ones with a patch come oldest first, with patch, decision in force, and without accounts that are gone', async () => {
    const store = scratchStore();
    await ingestInto(store, world);
    const decision = decisionOn('carol', '3ktext');
    await store.write((db) => keepDecisions(db, [{ ...decision, inputsHash: 'earlier' }], NOON_US));
    await store.write((db) => keepDecisions(db, [decision], NOON_US + 1));
    const { inputs, policy, outcome, evidence } = decision;
    expect(await recordsIn(store).reviewable('open')).toEqual([
      expect.objectContaining({
        uri: pullUri('dave', '3kblob'),
        author: person('dave'),
        patch: 'blob:bafkreibbbbbbbb',
        patchCid: 'bafkreibbbbbbbb',
        patchText: null,
        decision: null,
      }),
      {
        uri: pullUri('carol', '3ktext'),
        author: person('carol'),
        state: 'open',
        patch: expect.stringMatching(/^text:[0-9a-f]{64}$/),
        patchCid: null,
        patchText: 'diff one',
        createdAtUs: Date.parse('2025-06-03T00:00:00Z') * 1000,
        decision: { inputs, policy, outcome, evidence },
      },
    ]);
  });

  it('finished ones come oldest first, page by page, also where a page ends within a moment', async () => {
    const store = scratchStore();
    await ingestInto(store, world);
    const pages = [];
    for (let after: ReviewablePull | null = null; ; ) {
      const last: ReviewablePull | null = after;
      const page: ReviewablePull[] = await store.read((db) => finishedPulls(db, { after: last, limit: 2 }));
      pages.push(page);
      if (page.length < 2) break;
      after = page.at(-1) ?? null;
    }
    expect(pages.map((page) => page.map(({ uri, state, patchText }) => [uri, state, patchText]))).toEqual([
      [
        [pullUri('dave', '3kolder'), 'closed', 'diff older'],
        [pullUri('carol', '3kold'), 'merged', 'diff old'],
      ],
      [[pullUri('dave', '3ksame'), 'merged', 'diff of that moment']],
    ]);
    expect(await recordsIn(store).reviewable('past')).toEqual(pages.flat());
  });
});

const identity = (name: string, handle: string, timeUs: number): string =>
  JSON.stringify({
    did: person(name),
    time_us: timeUs,
    kind: 'identity',
    identity: { did: person(name), handle, seq: timeUs % 1e9, time: new Date(timeUs / 1000).toISOString() },
  });
const profile = (name: string, record: Record<string, unknown>): string =>
  commit(person(name), 'sh.tangled.actor.profile', 'self', { bluesky: false, ...record });

describe('the names of accounts', () => {
  it('are the handle found to be theirs, what announced, preferred and earlier ones consist of, and addresses of keys', async () => {
    const store = scratchStore();
    await ingestInto(store, [
      identity('carol', 'zorvan.example.com', NOON_US),
      identity('carol', 'Zorvan-New.example.com', NOON_US + 1000),
      profile('carol', { preferredHandle: 'early.example.com' }),
      profile('carol', { preferredHandle: 'liked.example.com' }),
      commit(person('carol'), 'sh.tangled.publicKey', '3ka', {
        key: 'ssh-ed25519 AAAAC3Nz zorvan@box.example',
        name: 'laptop',
        createdAt: '2025-06-01T00:00:00Z',
      }),
      account(person('carol'), false, 'deactivated'),
    ]);
    await store.write((db) =>
      db.run("INSERT INTO resolved_people VALUES ($1, 'found.example.com', NULL, 'verified', NULL, 1, 2, 0)", [
        person('carol'),
      ]),
    );
    expect(await recordsIn(store).identities([didOf('carol'), didOf('nobody')])).toEqual(
      new Map([
        [
          person('carol'),
          {
            did: person('carol'),
            handle: 'found.example.com',
            names: ['zorvan-new', 'example', 'liked', 'zorvan', 'early'],
            emails: ['zorvan@box.example'],
          },
        ],
        [person('nobody'), { did: person('nobody'), handle: null, names: [], emails: [] }],
      ]),
    );
  });

  it('are read from news that the engine’s own JSON refuses, and hold nothing that is no handle', async () => {
    const store = scratchStore();
    await ingestInto(store, [
      identity('carol', 'kept.example.com', NOON_US),
      identity('carol', '\ud83d', NOON_US + 1),
      identity('carol', 'handle.invalid', NOON_US + 2),
      identity('carol', 'two words.example.com', NOON_US + 3),
      profile('carol', { preferredHandle: 'other.example.com', description: '\ud83d' }),
    ]);
    const names = await recordsIn(store).identities([didOf('carol')]);
    expect(names.get(didOf('carol'))).toMatchObject({ handle: 'other.example.com', names: ['kept', 'example'] });
  });

  it('are at most sixteen, the latest', async () => {
    const store = scratchStore();
    const many = Array.from({ length: 100 }, (_, n) => identity('carol', `n${n}.example.com`, NOON_US + n * 1000));
    await ingestInto(store, many);
    const found = (await recordsIn(store).identities([didOf('carol')])).get(didOf('carol'));
    expect(found?.handle).toBe('n99.example.com');
    const labels = found?.names.filter((name) => name !== 'example');
    expect(labels).toEqual(Array.from({ length: 15 }, (_, n) => `n${98 - n}`));
  });
});

const comment = (by: string, rkey: string, subject: string, body: string, more: Record<string, unknown> = {}): string =>
  commit(person(by), 'sh.tangled.repo.pull.comment', rkey, { pull: subject, body, ...more });

describe('discussions', () => {
  const subject = pullUri('carol', '3kone');
  const world = [
    repo('mira', 'anvil'),
    pull('carol', '3kone', 'anvil', {
      rounds: ['2025-05-31T00:00:00Z', '2025-06-04T00:00:00Z'].map((createdAt) => ({
        patchBlob: { ref: { $link: 'bafkreiaaaaaaaa' } },
        createdAt,
      })),
    }),
  ];

  it('hold what was said, oldest first, by whom, cut to length, without accounts that are gone', async () => {
    const store = scratchStore();
    const first = atUri(didOf('mira'), 'sh.tangled.repo.pull.comment', '3ka');
    await ingestInto(store, [
      ...world,
      comment('carol', '3kb', subject, 'thanks'.padEnd(3000, '!'), {
        replyTo: first,
        createdAt: '2025-06-02T00:00:00Z',
      }),
      comment('mira', '3ka', subject, 'looks good', { createdAt: '2025-06-01T00:00:00Z' }),
      comment('erin', '3kc', subject, 'of somebody gone'),
      account(person('erin'), false, 'takendown'),
      comment('dave', '3kd', pullUri('carol', '3kother'), 'about another'),
      comment('dave', '3ke', subject, 'from the future', { createdAt: '2026-06-01T00:00:00Z' }),
    ]);
    const found = await store.read((db) => discussionsOf(db, [uriOf('carol', '3kone'), uriOf('carol', '3kother')]));
    expect([...found.keys()]).toEqual([subject]);
    const discussion = found.get(uriOf('carol', '3kone'));
    expect(discussion?.rounds).toEqual([Date.parse('2025-06-04T00:00:00Z') * 1000]);
    expect(discussion?.comments.map(({ by, isAuthor, body, replyTo }) => [by, isAuthor, body.length, replyTo])).toEqual(
      [
        [person('mira'), false, 10, null],
        [person('carol'), true, 2000, first],
        [person('dave'), false, 15, null],
      ],
    );
    expect(discussion?.comments.at(-1)?.atUs).toBeLessThan(Date.parse('2026-01-01T00:00:00Z') * 1000);
  });

  it('end with the latest two hundred of each pull request', async () => {
    const store = scratchStore();
    const other = pullUri('dave', '3ktwo');
    const said = Array.from({ length: 210 }, (_, n) => comment('mira', `3k${n}`, subject, `no. ${n}`));
    await ingestInto(store, [...world, pull('dave', '3ktwo', 'anvil'), comment('mira', '3kx', other, 'one'), ...said]);
    const found = await store.read((db) => discussionsOf(db, [uriOf('carol', '3kone'), uriOf('dave', '3ktwo')]));
    const bodies = found.get(uriOf('carol', '3kone'))?.comments.map(({ body }) => body);
    expect(bodies).toEqual(Array.from({ length: 200 }, (_, n) => `no. ${n + 10}`));
    expect(found.get(uriOf('dave', '3ktwo'))?.comments).toHaveLength(1);
  });
});

it('an empty database answers everything', async () => {
  const store = scratchStore();
  const records = recordsIn(store);
  expect(await records.reviewable('open')).toEqual([]);
  expect(await records.reviewable('past')).toEqual([]);
  expect(await records.openBatches()).toEqual([]);
  expect(await records.identities([])).toEqual(new Map());
  expect(await store.read((db) => discussionsOf(db, []))).toEqual(new Map());
});
