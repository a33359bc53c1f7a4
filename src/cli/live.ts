import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, messageOf } from '../domain/index.ts';
import {
  eventsSource,
  type Gap,
  type IngestReport,
  type Jetstream,
  jetstream,
  type Keep,
  knotEvents,
  runQueue,
} from '../ingest/index.ts';
import {
  backfillStore,
  cursorOf,
  foldEvents,
  keepGap,
  knownPeople,
  otherCursors,
  queueReading,
  type Store,
} from '../store/index.ts';
import { backfillNetwork } from './backfill-network.ts';
import { type Network, networkOf } from './network.ts';
import { note } from './output.ts';
import { nowUs, type Surroundings } from './surroundings.ts';
import { upkeepLoop, upkeepUntilIdle } from './upkeep.ts';
import { ingestInto } from './wiring.ts';

export interface LiveOptions {
  /** The address of a Jetstream host, or of a knot's or spindle's own socket (`…/events`). */
  readonly url: string;
  /** Where to begin instead, until something newer is kept. */
  readonly from?: string | undefined;
  readonly maxEvents?: number | undefined;
  /** Also reads history: what gaps and news queue, and everybody's records once a day. */
  readonly history: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (report: IngestReport) => void;
}

/** How often everybody's records are looked at again, for what no stream told. */
const HISTORY_EVERY_MS = 24 * 60 * 60 * 1000;

/**
 * Takes in the live stream and the configured knots' and spindles', and looks up meanwhile what their records name:
 * accounts, repositories, patches. Ends when aborted, or after `maxEvents` messages and what is due then.
 *
 * @throws whatever ends one of these for good; the others are stopped first.
 */
export const takeInLive = async (around: Surroundings, options: LiveOptions): Promise<IngestReport> => {
  const jobs = new AbortController();
  const signal = AbortSignal.any([options.signal, jobs.signal]);
  await using network = networkOf(around, signal);
  const follow = isHostSocket(options.url) ? followHost : followJetstream;
  const stream = follow(around.store, { ...options, signal });
  const beside = [
    upkeepLoop(around, network),
    ...around.config.knotEvents.map((url) => followOneHost(around.store, url, signal)),
    ...(options.history ? [readHistory(around, network, signal)] : []),
  ].map((job) => job.catch((error: unknown) => endAll(jobs, error)));
  try {
    const report = await stream;
    if (options.maxEvents !== undefined && !signal.aborted) await upkeepUntilIdle(network);
    return report;
  } finally {
    jobs.abort();
    const failures = (await Promise.all(beside)).filter((failure) => failure !== undefined);
    // biome-ignore lint/correctness/noUnsafeFinally: what ended the stream is what failed beside it
    if (failures.length > 0) throw failures[0];
  }
};

const endAll = (jobs: AbortController, error: unknown): unknown => {
  jobs.abort();
  return error;
};

/** Whether the address is a knot's or spindle's own socket. */
export const isHostSocket = (url: string): boolean => new URL(url).pathname.endsWith('/events');

const followJetstream = async (store: Store, options: LiveOptions): Promise<IngestReport> => {
  const { source, stream } = liveStream(store, options);
  return takeIn(store, stream, { source, keep: await newsFilter(store, options.signal), ...wishes(options) });
};

const wishes = ({ maxEvents, onProgress }: Pick<LiveOptions, 'maxEvents' | 'onProgress'>) => ({
  ...(maxEvents === undefined ? {} : { maxEvents }),
  ...(onProgress === undefined ? {} : { onProgress }),
});

interface TakeInOptions {
  readonly source: string;
  readonly keep?: Keep;
  readonly maxEvents?: number;
  readonly onProgress?: (report: IngestReport) => void;
}

/** News after which an account's repository may be another one queue it to be read, in the transaction that keeps them. */
const takeIn = (store: Store, stream: Jetstream, options: TakeInOptions): Promise<IngestReport> =>
  ingestInto(store, stream, {
    ...options,
    resumable: true,
    stream,
    fold: (batch) =>
      store.write(async (db) => {
        const fresh = await foldEvents(db, batch);
        const changed = batch.events.filter(({ event, facts: [fact] }) =>
          fact?.kind === 'account' ? fact.active : event.collection === '#sync',
        );
        const people = new Set(changed.map(({ event }) => event.did));
        if (people.size > 0) await queueReading(db, [...people], 'news', nowUs());
        return fresh;
      }),
  });

/** The live stream, from where this store left it, or from `from`. */
const liveStream = (store: Store, { url, from, signal }: Pick<LiveOptions, 'url' | 'from' | 'signal'>) => {
  const source = new URL(url).host;
  let left: string | null | undefined;
  const stream = jetstream({
    url,
    cursor: async () => {
      const kept = await store.read((db) => cursorOf(db, source));
      left = left === undefined ? kept : left;
      return kept === left && from !== undefined ? from : kept;
    },
    elsewhere: () => store.read((db) => otherCursors(db, source)),
    signal,
    onNotice: note,
    onGap: async (gap: Gap) => {
      note(`${source} no longer has what happened between ${dayAndTime(gap.fromUs)} and ${dayAndTime(gap.toUs)}`);
      await store.write((db) => keepGap(db, { ...gap, source }, nowUs()));
    },
  });
  return { source, stream };
};

const dayAndTime = (timeUs: number): string => new Date(timeUs / 1000).toISOString();

const followHost = (store: Store, { url, from, signal, ...options }: LiveOptions): Promise<IngestReport> => {
  const source = eventsSource(url);
  const stream = knotEvents({
    url,
    cursor: async () => (await store.read((db) => cursorOf(db, source))) ?? from ?? null,
    signal,
    clock: nowUs,
    onNotice: (message) => note(`${source}: ${message}`),
  });
  return takeIn(store, stream, { source, ...wishes(options) });
};

/** One of the configured hosts; one that refuses for good is told, and the rest goes on. */
const followOneHost = async (store: Store, url: string, signal: AbortSignal): Promise<void> => {
  try {
    await followHost(store, { url, history: false, signal });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    note(`no longer following ${url}: ${messageOf(error)}`);
  }
};

const readHistory = async (around: Surroundings, network: Network, signal: AbortSignal): Promise<void> => {
  await runQueue({
    network: backfillNetwork(around.config, network, signal),
    store: backfillStore(around.store),
    nowUs,
    signal,
    onNotice: (message) => note(`history: ${message}`),
    watch: { everyMs: HISTORY_EVERY_MS },
  });
};

/** What others read, such as history, makes people known too: looked up this often. */
const KNOWN_EVERY_MS = 5_000;

/** News of an account matters once somebody here wrote a record, or is the subject of one. */
const newsFilter = async (store: Store, signal: AbortSignal): Promise<Keep> => {
  let known = new Set<string>(await store.read(knownPeople));
  let mark = store.mark();
  const look = async (): Promise<void> => {
    while (!signal.aborted) {
      await sleep(KNOWN_EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted || store.mark() === mark) continue;
      mark = store.mark();
      known = known.union(new Set<string>(await store.read(knownPeople)));
    }
  };
  look().catch((error: unknown) => note(`who is known could not be looked up: ${messageOf(error)}`));
  return ({ did, collection }, facts) => {
    if (collection.startsWith('#')) return known.has(did);
    known.add(did);
    for (const fact of facts) if (fact.kind === 'vouch' || fact.kind === 'collaborator') known.add(fact.subjectDid);
    return true;
  };
};
