import type { AtUri, Did } from '../domain/index.ts';
import { type AskedKnot, afterAsking, type KnotAnswer, type WantedFile } from './upkeep-policies.ts';

/** What a look at the network answers, with how long the answer is good. */
interface Answer {
  readonly problem: string | null;
  /** Attempts in a row that did not come to an answer. */
  readonly failures: number;
  readonly againInMs: number;
}

export interface PersonAnswer extends Answer {
  readonly did: Did;
  readonly state: string;
  readonly handle: string | null;
  readonly pds: string | null;
}

export interface RepoAnswer extends Answer {
  readonly repoDid: Did;
  readonly state: string;
  readonly ownerDid: Did | null;
  readonly uri: AtUri | null;
  readonly knot: string | null;
  /** Whose word led to the owner; null for an answer kept from before. */
  readonly claimedBy?: 'knot' | 'appview' | null;
  /** Null leaves those known as they are. */
  readonly collaborators: readonly Did[] | null;
}

/** A patch that an open pull request names and that is not here. */
export interface WantedPatch {
  readonly pull: AtUri;
  readonly did: Did;
  readonly cid: string;
  readonly attempts: number;
}

export type PatchAnswer =
  | {
      readonly kind: 'fetched';
      readonly stagedCid: string;
      readonly origin: 'pds' | 'appview';
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'failed'; readonly reason: string; readonly detail: string; readonly permanent: boolean };

/** The network as upkeep asks it. Others' failures are answers; it throws for an abort and for faults of our own. */
export interface UpkeepNetwork<Wanted extends WantedPatch> {
  person(did: Did, last: StoredPerson | null): Promise<PersonAnswer>;
  repo(did: Did, last: StoredRepo | null): Promise<RepoAnswer>;
  /** `pds` is where the author's repository is; null while it is not known. */
  patch(wanted: Wanted, pds: string | null): Promise<PatchAnswer>;
  /** What the file on a repository's default branch asks of the gate. */
  branchPolicy(wanted: WantedFile): Promise<KnotAnswer>;
  /** After so many attempts, how long until the next, in milliseconds. */
  patchAgainInMs(attempts: number, permanent: boolean): number;
}

interface Stored {
  readonly problem: string | null;
  readonly failures: number;
  readonly checkedAtUs: number;
  readonly againAtUs: number;
}

export interface StoredPerson extends Stored {
  readonly did: Did;
  readonly handle: string | null;
  readonly pds: string | null;
  readonly state: string;
}

export interface StoredRepo extends Stored {
  readonly repoDid: Did;
  readonly ownerDid: Did | null;
  readonly uri: AtUri | null;
  readonly knot: string | null;
  readonly state: string;
}

export interface StoredFetch {
  readonly did: Did;
  readonly cid: string;
  readonly state: 'staged' | 'unavailable';
  readonly stagedCid: string | null;
  readonly origin: 'pds' | 'appview' | null;
  readonly problem: string | null;
  readonly attempts: number;
  readonly againAtUs: number;
}

/** What upkeep remembers. Each call is one short lease of the database. */
export interface UpkeepStore<Wanted extends WantedPatch> {
  due(
    nowUs: number,
    limit: number,
  ): Promise<{
    people: readonly Did[];
    repos: readonly Did[];
    patches: readonly Wanted[];
    policies: readonly WantedFile[];
  }>;
  person(did: Did): Promise<StoredPerson | null>;
  repo(did: Did): Promise<{ last: StoredRepo | null; collaborators: readonly Did[] }>;
  keepPeople(rows: readonly StoredPerson[]): Promise<void>;
  keepRepo(row: StoredRepo, collaborators: readonly Did[]): Promise<void>;
  keepFetches(rows: readonly StoredFetch[]): Promise<void>;
  keepBranchPolicy(row: AskedKnot): Promise<void>;
}

export interface UpkeepParts<Wanted extends WantedPatch> {
  readonly store: UpkeepStore<Wanted>;
  readonly network: UpkeepNetwork<Wanted>;
  /** Keeps a patch under its CID, and says whether one is there. */
  readonly stage: (cid: string, bytes: Uint8Array) => Promise<void>;
  readonly isStaged: (cid: string) => Promise<boolean>;
  /** Microseconds since 1970. */
  readonly nowUs: () => number;
  readonly signal: AbortSignal;
}

/** What a round of upkeep did, as counts. */
export interface UpkeepReport {
  readonly people: number;
  readonly repos: number;
  readonly patches: number;
  /** Patches that could not be had. */
  readonly unavailable: number;
  /** Knots asked for the policy on a default branch. */
  readonly policies: number;
}

const AT_ONCE = 8;
const EACH_ROUND = 64;

/** Stored for an owner whom only the appview named: no more than a claim, and kept apart so that it can be seen. */
const BY_APPVIEW = 'verified-by-appview';

/**
 * One round: looks up accounts and repositories that are due, asks knots for the policies of theirs, and fetches patches
 * that are not here; each at most 64, eight at once. What was found out is kept as soon as it is known. Ends early when the signal is aborted.
 */
export const upkeepRound = async <Wanted extends WantedPatch>(parts: UpkeepParts<Wanted>): Promise<UpkeepReport> => {
  const { people, repos, patches, policies } = await parts.store.due(parts.nowUs(), EACH_ROUND);
  const counts = { people: 0, repos: 0, patches: 0, unavailable: 0, policies: 0 };
  await eachAtOnce(people, parts.signal, async (did) => {
    await lookUpPerson(did, parts);
    counts.people += 1;
  });
  await eachAtOnce(repos, parts.signal, async (did) => {
    await lookUpRepo(did, parts);
    counts.repos += 1;
  });
  await eachAtOnce(policies, parts.signal, async (wanted) => {
    await parts.store.keepBranchPolicy(afterAsking(wanted, await parts.network.branchPolicy(wanted), parts.nowUs()));
    counts.policies += 1;
  });
  await eachAtOnce(patches, parts.signal, async (wanted) => {
    const fetch = await fetchOne(wanted, parts);
    if (fetch.state === 'staged') counts.patches += 1;
    else counts.unavailable += 1;
  });
  return counts;
};

/** Who an account is, asked now and kept. */
export const lookUpPerson = async <Wanted extends WantedPatch>(
  did: Did,
  parts: UpkeepParts<Wanted>,
): Promise<StoredPerson> => {
  const last = await parts.store.person(did);
  const { againInMs, ...answer } = await parts.network.person(did, last);
  const row = { ...answer, ...timed(againInMs, parts) };
  await parts.store.keepPeople([row]);
  return row;
};

const lookUpRepo = async <Wanted extends WantedPatch>(did: Did, parts: UpkeepParts<Wanted>): Promise<void> => {
  const { last, collaborators: known } = await parts.store.repo(did);
  const before = last?.state === BY_APPVIEW ? { ...last, state: 'verified' } : last;
  const { againInMs, claimedBy, collaborators, ...answer } = await parts.network.repo(did, before);
  const byAppview = claimedBy === 'appview' || (claimedBy === null && last?.state === BY_APPVIEW);
  const state = answer.state === 'verified' && byAppview ? BY_APPVIEW : answer.state;
  await parts.store.keepRepo({ ...answer, state, ...timed(againInMs, parts) }, collaborators ?? known);
};

const timed = (againInMs: number, { nowUs }: Pick<UpkeepParts<WantedPatch>, 'nowUs'>) => {
  const now = nowUs();
  return { checkedAtUs: now, againAtUs: now + Math.round(againInMs * 1000) };
};

const fetchOne = async <Wanted extends WantedPatch>(
  wanted: Wanted,
  parts: UpkeepParts<Wanted>,
): Promise<StoredFetch> => {
  const { did, cid } = wanted;
  const answer = await patchFor(wanted, parts);
  const attempts = wanted.attempts + 1;
  const signed = answer.kind === 'fetched' && answer.origin === 'pds';
  const againInMs = signed ? 0 : parts.network.patchAgainInMs(attempts, answer.kind === 'failed' && answer.permanent);
  const { againAtUs } = timed(againInMs, parts);
  const fetch: StoredFetch =
    answer.kind === 'fetched'
      ? {
          did,
          cid,
          state: 'staged',
          stagedCid: answer.stagedCid,
          origin: answer.origin,
          problem: null,
          attempts,
          againAtUs,
        }
      : {
          did,
          cid,
          state: 'unavailable',
          stagedCid: null,
          origin: null,
          problem: `${answer.reason}: ${answer.detail}`,
          attempts,
          againAtUs,
        };
  await parts.store.keepFetches([fetch]);
  return fetch;
};

/** The patch, staged; one that lies there already is the one, whoever put it there. */
const patchFor = async <Wanted extends WantedPatch>(wanted: Wanted, parts: UpkeepParts<Wanted>) => {
  const { did, cid } = wanted;
  if (await parts.isStaged(cid)) return { kind: 'fetched', stagedCid: cid, origin: 'pds' } as const;
  const author = (await parts.store.person(did)) ?? (await lookUpPerson(did, parts));
  const answer = await parts.network.patch(wanted, author.pds);
  if (answer.kind === 'fetched') await parts.stage(answer.stagedCid, answer.bytes);
  return answer;
};

/** Works through the items, so many at once; starts none after an abort. The first failure is thrown once all have ended. */
const eachAtOnce = async <Item>(
  items: readonly Item[],
  signal: AbortSignal,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const waiting = [...items];
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined && !signal.aborted; item = waiting.shift()) {
      try {
        await work(item);
      } catch (error) {
        if (!signal.aborted) failures.push(error);
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failures.length > 0) throw failures[0];
};
