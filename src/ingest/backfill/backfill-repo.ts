import { AppError, type AtUri, atUri, type Did, messageOf } from '../../domain/index.ts';
import { accountNews } from './account-news.ts';
import type { Source } from './ask.ts';
import { describedCollections, isInRepos, TANGLED_COLLECTIONS } from './collections-of.ts';
import { fingerprint } from './fingerprint.ts';
import { listRecords } from './list-records.ts';
import type { BackfillNetwork, Get, HeldRecord, RepoStore } from './ports.ts';
import { accountTold, toldLive } from './record-events.ts';
import { RepoBatch } from './repo-batch.ts';
import { type RepoStatus, repoStatus } from './repo-status.ts';
import { SourceError } from './source-error.ts';
import type { Tally } from './tally.ts';

/** What reading a repository needs. */
export interface BackfillParts {
  readonly network: Pick<BackfillNetwork, 'get' | 'pdsOf'>;
  readonly store: RepoStore;
  readonly tally: Tally;
  /** Microseconds since 1970. */
  readonly nowUs: () => number;
  readonly signal: AbortSignal;
  /** Reads a repository even where its revision is as it was. */
  readonly force: boolean;
}

/** No honest repository is larger, or slower. */
const MOST_BYTES = 512 * 1024 * 1024;
const LONGEST_MS = 15 * 60_000;

/**
 * Reads one account's repository from its own PDS into the store: the account's state, then every record of Tangled's
 * collections as an event at the revision the repository had before the listing began, and a delete for each record held
 * that a complete listing lacks. So an event of the live stream from after that revision outweighs what is read here,
 * and one from before says the same. A repository is left alone while its revision is as it was when it was last read,
 * and the records held are those of then.
 *
 * @throws SourceError when the PDS fails; what had come by then is kept, and nothing is taken for deleted.
 */
export const backfillRepo = async (did: Did, parts: BackfillParts): Promise<'read' | 'unchanged' | 'gone'> => {
  const { store, tally, nowUs, force } = parts;
  const askedAtUs = nowUs();
  const { pds, status } = await statusAtHome(did, parts);
  const { account, ...known } = await store.knownRepo(did);
  const { host } = new URL(pds.base);
  const batch = new RepoBatch(store, tally, host);
  const news = accountNews(status, account, host);
  if (news !== null) await batch.add(accountTold(did, { ...news, timeUs: askedAtUs }));
  if (status.kind !== 'active') {
    await batch.flush();
    tally.repositories.gone += 1;
    return 'gone';
  }
  const { rev } = status;
  const held = (await store.liveRecords(did)).filter(({ collection }) => isInRepos(collection));
  if (known.rev === rev && known.held === fingerprintOf(held) && !force) {
    await batch.flush();
    tally.repositories.unchanged += 1;
    return 'unchanged';
  }
  const records = await readRepo({ did, pds, rev, batch }, held, parts);
  await batch.flush({ did, rev, held: fingerprint(records), atUs: nowUs() });
  tally.repositories.read += 1;
  return 'read';
};

const fingerprintOf = (held: readonly HeldRecord[]): string => fingerprint(held.map(({ uri, cid }) => [uri, cid]));

/** Whom to ask about the account, metered and with an end to its time. */
const pdsOf = async (did: Did, { network, signal }: BackfillParts, fresh = false): Promise<Source> => {
  const base = await network.pdsOf(did, fresh ? { fresh } : {}).catch((cause: unknown) => {
    if (!(cause instanceof AppError)) throw cause;
    throw new SourceError('the DID could not be resolved', messageOf(cause), { retryable: cause.retryable, cause });
  });
  if (base === null) throw new SourceError('no PDS', `the DID document of ${did} names none`, { retryable: false });
  if (!URL.canParse(base)) throw new SourceError('no PDS', `"${base.slice(0, 200)}"`, { retryable: false });
  return {
    who: 'PDS',
    base,
    variable: null,
    get: metered(network.get),
    signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]),
  };
};

const metered = (get: Get): Get => {
  let bytes = 0;
  return async (url, options) => {
    if (bytes > MOST_BYTES) {
      throw new SourceError('the PDS sends without end', `stopped after ${bytes} bytes`, { retryable: false });
    }
    try {
      const answer = await get(url, options);
      bytes += answer.bytes.length;
      return answer;
    } catch (error) {
      if (error instanceof AppError && !error.retryable) bytes += options.maxBytes ?? 0;
      throw error;
    }
  };
};

/**
 * The account's state by its own PDS. That a PDS knows no such account counts only when the account's DID document,
 * asked for anew, still names this PDS: otherwise the account has moved.
 */
const statusAtHome = async (
  did: Did,
  parts: BackfillParts,
): Promise<{ readonly pds: Source; readonly status: RepoStatus }> => {
  const pds = await pdsOf(did, parts);
  const status = await repoStatus(pds, did, parts.nowUs);
  if (status.kind !== 'absent') return { pds, status };
  const home = await pdsOf(did, parts, true);
  return { pds: home, status: home.base === pds.base ? status : await repoStatus(home, did, parts.nowUs) };
};

interface Reading {
  readonly did: Did;
  readonly pds: Source;
  readonly rev: string;
  readonly batch: RepoBatch;
}

/**
 * Reads every collection, and goes on with the next where one alone makes no sense.
 * @returns the records that are to be held when all of this is kept, with their CIDs.
 */
const readRepo = async (
  reading: Reading,
  held: readonly HeldRecord[],
  parts: BackfillParts,
): Promise<ReadonlyMap<AtUri, string | null>> => {
  const byCollection = Map.groupBy(held, (record) => record.collection);
  const described = await describedCollections(reading.pds, reading.did);
  const records = new Map(held.map(({ uri, cid }) => [uri, cid]));
  const failures: SourceError[] = [];
  for (const collection of new Set([...(described ?? TANGLED_COLLECTIONS), ...byCollection.keys()])) {
    const isThere = described?.includes(collection) ?? false;
    const known = byCollection.get(collection) ?? [];
    try {
      await readCollection({ ...reading, collection, isThere, known, records }, parts);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failures.push(error);
      if (error.retryable) break;
    }
  }
  const failure = failures.find((error) => error.retryable) ?? failures[0];
  if (failure === undefined) return records;
  await reading.batch.flush();
  throw failure;
};

interface CollectionReading extends Reading {
  readonly collection: string;
  /** Whether the repository itself says that it has such records. */
  readonly isThere: boolean;
  readonly known: readonly HeldRecord[];
  readonly records: Map<AtUri, string | null>;
}

const readCollection = async (reading: CollectionReading, parts: BackfillParts): Promise<void> => {
  const { did, rev, batch, collection, isThere, known, records } = reading;
  const { listed, refused } = await keepListed(reading, parts);
  if (listed.size === 0 && isThere && known.length > 0) {
    throw new SourceError('the PDS contradicts itself', `${collection} is there and empty`, { retryable: true });
  }
  // Which records the refused entries stand for cannot be told: perhaps those that seem to be missing.
  if (refused > 0) return;
  for (const { uri } of known) {
    if (listed.has(uri)) continue;
    const rkey = uri.slice(atUri(did, collection, '').length);
    await batch.add(toldLive({ did, timeUs: parts.nowUs(), rev, operation: 'delete', collection, rkey }));
    records.delete(uri);
    parts.tally.records.deleted += 1;
  }
};

const MOST_REFUSED = 1_000;

/** @returns the addresses listed, and how many entries are no records of the collection. */
const keepListed = async (
  { did, pds, rev, batch, collection, records }: CollectionReading,
  { tally, nowUs }: BackfillParts,
): Promise<{ readonly listed: ReadonlySet<AtUri>; readonly refused: number }> => {
  const listed = new Set<AtUri>();
  let refused = 0;
  for await (const page of listRecords(pds, did, collection)) {
    const timeUs = nowUs();
    for (const { uri, rkey, cid, value } of page.items) {
      if (listed.has(uri)) continue;
      listed.add(uri);
      tally.records.listed += 1;
      if (records.get(uri) === cid) continue;
      const told = toldLive({ did, timeUs, rev, operation: 'create', collection, rkey, cid, record: value });
      await batch.add(told);
      if (told.kind === 'event') records.set(uri, cid);
    }
    for (const reason of page.refused) tally.reject(reason);
    refused += page.refused.length;
    if (refused > MOST_REFUSED) {
      throw new SourceError('the PDS makes no sense', `${refused} entries of ${collection} are none`, {
        retryable: false,
      });
    }
  }
  return { listed, refused };
};
