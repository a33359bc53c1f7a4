import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriver } from '../src/ingest/index.ts';
import { parseEvent } from '../src/ingest/parse-event.ts';
import { finishedPulls, foldEvents, historyMark, patchText, type Store, trustHistory } from '../src/store/index.ts';
import { account, commit, person, pull, pullUri, repo, status, tid, vouch } from './records.ts';
import { ingestInto, scratchStore } from './store-harness.ts';

const T = 1_760_000_000_000_000;
const opinion = (kind: string, timeUs: number, createdAt = '2025-01-01T00:00:00Z') =>
  commit(person('mira'), 'sh.tangled.graph.vouch', person('alice'), { kind, createdAt }, { timeUs, rev: tid(timeUs) });

const historyOf = (store: Store) => store.read((db) => trustHistory(db, deriver));

/** Keeps lines as what a PDS listed: from the host that somebody's identity names. */
const readFrom = async (store: Store, lines: readonly string[]) => {
  await store.write((db) =>
    db.run("INSERT INTO resolved_people VALUES ('did:plc:x', NULL, 'https://pds.example', 'verified', NULL, 0, 0, 0)"),
  );
  const events = lines.flatMap((line) => {
    const parsed = parseEvent(line);
    return parsed.kind === 'event' ? [deriver.derive(parsed.event)] : [];
  });
  await store.write((db) => foldEvents(db, { events, deadLetters: [], source: 'pds.example', cursor: null }));
};

describe('trustHistory', () => {
  it('keeps what was replaced and withdrawn, from when it was seen until the next was', async () => {
    const store = scratchStore();
    const gone = commit(person('mira'), 'sh.tangled.graph.vouch', person('alice'), null, {
      timeUs: T + 30,
      rev: tid(T + 30),
    });
    await ingestInto(store, [
      opinion('vouch', T + 10),
      opinion('denounce', T + 20),
      gone,
      vouch('mira', 'bob', 'vouch', T),
    ]);
    const { vouches } = await historyOf(store);
    expect(
      vouches.map(({ toDid, polarity, heldFromUs, heldUntilUs }) => [toDid, polarity, heldFromUs, heldUntilUs]),
    ).toEqual([
      [person('bob'), 'vouch', T, null],
      [person('alice'), 'vouch', T + 10, T + 20],
      [person('alice'), 'denounce', T + 20, T + 30],
    ]);
  });

  it('counts nothing of an account while it is gone', async () => {
    const store = scratchStore();
    const news = [
      account(person('mira'), false, 'deactivated', T + 50),
      account(person('mira'), true, undefined, T + 60),
    ];
    await ingestInto(store, [vouch('mira', 'bob', 'vouch', T), repo('mira', 'anvil'), ...news]);
    const { vouches } = await historyOf(store);
    expect(vouches.map(({ heldFromUs, heldUntilUs }) => [heldFromUs, heldUntilUs])).toEqual([
      [T, T + 50],
      [T + 60, null],
    ]);
  });

  it('takes what was read as history at its own time, and what was told at the time at that', async () => {
    const [live, readLater] = [scratchStore(), scratchStore()];
    await ingestInto(live, [opinion('vouch', T)]);
    await readFrom(readLater, [opinion('vouch', T)]);
    const from = async (store: Store) => (await historyOf(store)).vouches.map(({ heldFromUs }) => heldFromUs);
    expect(await from(live)).toEqual([T]);
    expect(await from(readLater)).toEqual([Date.UTC(2025, 0, 1) * 1000]);
  });
});

describe('finishedPulls', () => {
  const closing = (uri: string) => status('mira', '3ks', uri, 'merged', '2030-01-01T00:00:00Z');

  it('gives the last round from before it was finished, and since when it was known', async () => {
    const store = scratchStore();
    const record = (patch: string) => ({
      title: 't',
      target: { repo: `at://${person('mira')}/sh.tangled.repo/anvil`, branch: 'main' },
      createdAt: '2025-06-15T18:00:00+03:00',
      patch,
    });
    const at = (text: string, timeUs: number) =>
      commit(person('alice'), 'sh.tangled.repo.pull', '3kone', record(text), { timeUs, rev: tid(timeUs) });
    const finish = { pull: pullUri('alice', '3kone'), status: 'sh.tangled.repo.pull.status.merged' };
    const early = commit(
      person('mira'),
      'sh.tangled.repo.pull.status',
      '3ks',
      { ...finish, createdAt: '2025-10-09T08:53:20.000025Z' },
      { timeUs: T + 40 },
    );
    await ingestInto(store, [repo('mira', 'anvil'), at('one', T + 10), at('two', T + 20), at('three', T + 30), early]);
    const { total, past } = await store.read((db) => finishedPulls(db, deriver, 10));
    const two = createHash('sha256').update('two').digest('hex');
    expect(total).toBe(1);
    expect(past).toMatchObject([{ roundAtUs: T + 20, patch: `text:${two}`, patchCid: null, decidedLane: null }]);
    const uri = pullUri('alice', '3kone') as never;
    expect(await store.read((db) => patchText(db, uri, two))).toBeNull();
    const three = createHash('sha256').update('three').digest('hex');
    expect(await store.read((db) => patchText(db, uri, three))).toBe('three');
  });

  it('says how many there are where it gives fewer, and the lane then in force', async () => {
    const store = scratchStore();
    const [one, two] = [pullUri('alice', '3kone'), pullUri('alice', '3ktwo')];
    await ingestInto(store, [repo('mira', 'anvil'), pull('alice', '3kone', 'anvil'), pull('alice', '3ktwo', 'anvil')]);
    await ingestInto(store, [
      closing(one),
      commit(person('mira'), 'sh.tangled.repo.pull.status', '3kt', {
        pull: two,
        status: 'sh.tangled.repo.pull.status.closed',
        createdAt: '2025-06-15T18:00:00+03:00',
      }),
    ]);
    await store.write((db) =>
      db.run(
        `INSERT INTO decisions VALUES ('a', '${one}', 'x', 'normal_queue', 5, '', '', 5, true, '', NULL, NULL), ('b', '${one}', 'x', 'fast_lane', 4, '', '', 6, false, '', NULL, NULL)`,
      ),
    );
    const { total, past } = await store.read((db) => finishedPulls(db, deriver, 1));
    expect([total, past.length]).toEqual([2, 1]);
    expect(past[0]).toMatchObject({ pull: one, decidedLane: 'fast_lane' });
  });
});

it('the mark differs when trust or an outcome does, and not for a star', async () => {
  const store = scratchStore();
  const mark = () => store.read(historyMark);
  const marks = [await mark()];
  for (const line of [repo('mira', 'anvil'), vouch('mira', 'alice'), pull('alice', '3kone', 'anvil')]) {
    await ingestInto(store, [line]);
    marks.push(await mark());
  }
  expect(new Set(marks).size).toBe(4);
  await ingestInto(store, [
    commit(person('eve'), 'sh.tangled.feed.star', '3k', { subject: 'at://x', createdAt: '2025-06-15T18:00:00Z' }),
  ]);
  expect(await mark()).toBe(marks.at(-1));
});
