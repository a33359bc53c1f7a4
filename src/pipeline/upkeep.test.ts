import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../domain/index.ts';
import {
  type PatchAnswer,
  type PersonAnswer,
  type RepoAnswer,
  type StoredFetch,
  type StoredPerson,
  type StoredRepo,
  type UpkeepParts,
  upkeepRound,
  type WantedPatch,
} from './upkeep.ts';
import type { AskedKnot, KnotAnswer, WantedFile } from './upkeep-policies.ts';

const carol = 'did:plc:carol' as Did;
const anvil = 'did:plc:anvil' as Did;
const wanted: WantedPatch = { pull: 'at://x' as AtUri, did: carol, cid: 'bafkrei', attempts: 0 };
const NOW_US = 1_000_000;

const person = (answer: Partial<PersonAnswer> = {}): PersonAnswer => ({
  did: carol,
  state: 'verified',
  handle: 'carol.example.com',
  pds: 'https://pds.example.com',
  problem: null,
  failures: 0,
  againInMs: 1000,
  ...answer,
});
const repo = (answer: Partial<RepoAnswer> = {}): RepoAnswer => ({
  repoDid: anvil,
  state: 'verified',
  ownerDid: carol,
  uri: 'at://carol/sh.tangled.repo/anvil' as AtUri,
  knot: 'knot.example.com',
  claimedBy: 'knot',
  problem: null,
  failures: 0,
  againInMs: 1000,
  collaborators: [carol],
  ...answer,
});

interface World {
  readonly due?: {
    people?: readonly Did[];
    repos?: readonly Did[];
    patches?: readonly WantedPatch[];
    policies?: readonly WantedFile[];
  };
  readonly answers?: { person?: PersonAnswer; repo?: RepoAnswer; patch?: PatchAnswer | Error; policy?: KnotAnswer };
  readonly lastRepo?: StoredRepo;
  readonly staged?: readonly string[];
}

/** A store in memory and a network that answers as told; what each was given is in `seen`. */
const world = ({ due = {}, answers = {}, lastRepo, staged = [] }: World) => {
  const seen = {
    people: [] as StoredPerson[],
    repos: [] as (StoredRepo & { collaborators: readonly Did[] })[],
    fetches: [] as StoredFetch[],
    policies: [] as AskedKnot[],
    staged: [] as string[],
    pds: [] as (string | null)[],
    lastRepos: [] as (StoredRepo | null)[],
  };
  const stop = new AbortController();
  const parts: UpkeepParts<WantedPatch> = {
    store: {
      due: async () => ({
        people: due.people ?? [],
        repos: due.repos ?? [],
        patches: due.patches ?? [],
        policies: due.policies ?? [],
      }),
      person: async (did) => seen.people.find((row) => row.did === did) ?? null,
      repo: async () => ({ last: lastRepo ?? null, collaborators: [anvil] }),
      keepPeople: async (rows) => void seen.people.push(...rows),
      keepRepo: async (row, collaborators) => void seen.repos.push({ ...row, collaborators }),
      keepBranchPolicy: async (row) => void seen.policies.push(row),
      keepFetches: async (rows) => void seen.fetches.push(...rows),
    },
    network: {
      person: async (did) => ({ ...(answers.person ?? person()), did }),
      repo: async (_, last) => {
        seen.lastRepos.push(last);
        return answers.repo ?? repo();
      },
      patch: async (_, pds) => {
        seen.pds.push(pds);
        if (answers.patch instanceof Error) throw answers.patch;
        return answers.patch ?? { kind: 'fetched', stagedCid: 'bafkrei', origin: 'pds', bytes: new Uint8Array(1) };
      },
      branchPolicy: async () => answers.policy ?? { kind: 'none', failures: 0, againInMs: 1000 },
      patchAgainInMs: (attempts, permanent) => (permanent ? 9000 : attempts * 100),
    },
    stage: async (cid) => void seen.staged.push(cid),
    isStaged: async (cid) => staged.includes(cid),
    nowUs: () => NOW_US,
    signal: stop.signal,
  };
  return { parts, seen, stop };
};

describe('a round of upkeep', () => {
  it('does nothing where nothing is due', async () => {
    expect(await upkeepRound(world({}).parts)).toEqual({
      people: 0,
      repos: 0,
      patches: 0,
      unavailable: 0,
      policies: 0,
    });
  });

  it('keeps who an account is, and until when the answer is good', async () => {
    const { parts, seen } = world({ due: { people: [carol] } });
    expect((await upkeepRound(parts)).people).toBe(1);
    expect(seen.people).toMatchObject([{ handle: 'carol.example.com', checkedAtUs: NOW_US, againAtUs: 2 * NOW_US }]);
  });

  it('tells an owner whom only the appview named from one whom the knot named', async () => {
    const state = async (answer: RepoAnswer, lastRepo?: StoredRepo): Promise<string | undefined> => {
      const { parts, seen } = world({
        due: { repos: [anvil] },
        answers: { repo: answer },
        ...(lastRepo && { lastRepo }),
      });
      await upkeepRound(parts);
      expect(seen.lastRepos[0]?.state).not.toBe('verified-by-appview');
      return seen.repos[0]?.state;
    };
    const earlier = (was: string): StoredRepo => ({ ...repo(), state: was, checkedAtUs: 1, againAtUs: 1 });
    expect(await state(repo())).toBe('verified');
    expect(await state(repo({ claimedBy: 'appview' }))).toBe('verified-by-appview');
    expect(await state(repo({ claimedBy: null }), earlier('verified-by-appview'))).toBe('verified-by-appview');
    expect(await state(repo({ claimedBy: null }), earlier('verified'))).toBe('verified');
    expect(await state(repo({ state: 'unverified', claimedBy: 'appview' }))).toBe('unverified');
  });

  it('leaves collaborators as they are where the knot could not be asked', async () => {
    const { parts, seen } = world({ due: { repos: [anvil] }, answers: { repo: repo({ collaborators: null }) } });
    await upkeepRound(parts);
    expect(seen.repos[0]?.collaborators).toEqual([anvil]);
  });

  it('fetches a patch from where its author is, looked up first, and stages it before it says so', async () => {
    const { parts, seen } = world({ due: { patches: [wanted] } });
    expect((await upkeepRound(parts)).patches).toBe(1);
    expect(seen).toMatchObject({ pds: ['https://pds.example.com'], staged: ['bafkrei'] });
    expect(seen.fetches).toMatchObject([{ state: 'staged', origin: 'pds', attempts: 1, problem: null }]);
  });

  it('asks nobody for a patch that lies there already', async () => {
    const { parts, seen } = world({ due: { patches: [wanted] }, staged: [wanted.cid] });
    expect((await upkeepRound(parts)).patches).toBe(1);
    expect(seen).toMatchObject({ pds: [], staged: [], fetches: [{ state: 'staged', origin: 'pds' }] });
  });

  it('asks again for a patch that others gave in the author’s place', async () => {
    const patch = { kind: 'fetched', stagedCid: 'other', origin: 'appview', bytes: new Uint8Array(1) } as const;
    const { parts, seen } = world({ due: { patches: [{ ...wanted, attempts: 2 }] }, answers: { patch } });
    await upkeepRound(parts);
    expect(seen.fetches).toMatchObject([
      { state: 'staged', stagedCid: 'other', origin: 'appview', againAtUs: NOW_US + 300_000 },
    ]);
  });

  it('keeps why a patch is not to be had, and when it is asked for again', async () => {
    const patch = { kind: 'failed', reason: 'not-found', detail: 'gone', permanent: true } as const;
    const { parts, seen } = world({ due: { patches: [wanted] }, answers: { patch } });
    expect((await upkeepRound(parts)).unavailable).toBe(1);
    expect(seen.fetches).toMatchObject([{ state: 'unavailable', problem: 'not-found: gone', againAtUs: 10 * NOW_US }]);
  });

  const before = { asks: { tHigh: 0.9 }, problems: [], branch: 'main', commit: null, blob: 'b1' };
  const wantedFile: WantedFile = {
    repoDid: anvil,
    uri: 'at://carol/sh.tangled.repo/anvil' as AtUri,
    knot: 'knot.example.com',
    failures: 0,
    newsAtUs: 7,
    last: before,
  };

  it.each<[string, KnotAnswer, Partial<AskedKnot>]>([
    [
      'the new file',
      { kind: 'read', ...before, blob: 'b2', problems: ['odd', 'odder'], failures: 0, againInMs: 1000 },
      { state: 'read', file: { ...before, blob: 'b2', problems: ['odd', 'odder'] }, problem: 'odd; odder' },
    ],
    ['no file', { kind: 'none', failures: 0, againInMs: 1000 }, { state: 'none', file: null, problem: null }],
    [
      'the file before where the new one cannot be read',
      { kind: 'unreadable', problem: 'it is not JSON', failures: 0, againInMs: 1000 },
      { state: 'unreadable', file: before, problem: 'it is not JSON' },
    ],
    [
      'the file before where the knot does not answer',
      { kind: 'failed', problem: 'answered 503', failures: 3, againInMs: 1000 },
      { state: 'unanswered', file: before, problem: 'answered 503', failures: 3 },
    ],
  ])('keeps of a branch’s policy %s', async (_, policy, kept) => {
    const { parts, seen } = world({ due: { policies: [wantedFile] }, answers: { policy } });
    expect((await upkeepRound(parts)).policies).toBe(1);
    expect(seen.policies).toMatchObject([{ ...kept, newsAtUs: 7, checkedAtUs: NOW_US, againAtUs: 2 * NOW_US }]);
  });

  it('throws a fault of ours once what runs beside it has ended, and nothing after an abort', async () => {
    const { parts } = world({ due: { patches: [wanted] }, answers: { patch: new Error('ours') } });
    await expect(upkeepRound(parts)).rejects.toThrow('ours');
    const aborted = world({ due: { people: [carol], patches: [wanted] } });
    aborted.stop.abort();
    expect(await upkeepRound(aborted.parts)).toEqual({ people: 0, repos: 0, patches: 0, unavailable: 0, policies: 0 });
  });
});
