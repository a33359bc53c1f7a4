import { z } from 'zod';
import type { Did } from '../../domain/index.ts';
import { accountDid } from '../account-did.ts';
import { ask, refusalError, type Source } from './ask.ts';
import { TANGLED_COLLECTIONS } from './collections-of.ts';
import { pages } from './pages.ts';
import type { BackfillNetwork, BackfillStore, Job } from './ports.ts';
import { SourceError } from './source-error.ts';
import type { Tally } from './tally.ts';

/** Why `all` is queued when nobody asked: known repositories have a moment of their own, so only new ones are queued. */
export const PERIODIC = 'periodic';

const METHOD = 'com.atproto.sync.listReposByCollection';
const pageShape = z.object({
  repos: z.array(z.object({ did: z.string() })),
  cursor: z.string().max(4096).nullish(),
});
const PAGE = 1000;
const MOST_PAGES = 10_000;
const MOST_REPOS = 2_000_000;

const progressShape = z.object({ collection: z.string(), cursor: z.string().nullable() });
type Progress = z.output<typeof progressShape>;

/** Where an enumeration that was cut short goes on. */
const progressOf = (text: string | null): Progress | null => {
  try {
    return progressShape.safeParse(JSON.parse(text ?? 'null')).data ?? null;
  } catch {
    return null;
  }
};

interface Enumeration {
  readonly network: Pick<BackfillNetwork, 'get' | 'relayUrl'>;
  readonly store: Pick<BackfillStore, 'queue' | 'queueKnownPeople'>;
  readonly tally: Tally;
  readonly nowUs: () => number;
  readonly signal: AbortSignal;
}

/**
 * Queues every repository that holds one of Tangled's records, as the relay names them collection by collection, and
 * everybody whose records are held. Each page is kept together with how far the list has come.
 * @throws SourceError when the relay fails; the next try goes on from there.
 */
export const enumerateAll = async (job: Job, parts: Enumeration): Promise<void> => {
  const { network, store, tally, nowUs, signal } = parts;
  const relay: Source = { who: 'relay', base: network.relayUrl, variable: 'RELAY_URL', get: network.get, signal };
  const request = { reason: job.reason, sinceUs: job.queuedAtUs, again: job.reason !== PERIODIC, urgent: false };
  const reached = progressOf(job.progress);
  const first = Math.max(0, TANGLED_COLLECTIONS.indexOf(reached?.collection ?? ''));
  for (const collection of TANGLED_COLLECTIONS.slice(first)) {
    const from = collection === reached?.collection ? reached.cursor : null;
    for await (const page of reposWith(relay, collection, from)) {
      if (page.items.length === 0) continue;
      const value = JSON.stringify({ collection, cursor: page.cursor } satisfies Progress);
      await store.queue({ ...request, targets: page.items, nowUs: nowUs(), progress: { target: job.target, value } });
      tally.enumerated += page.items.length;
    }
  }
  await store.queueKnownPeople({ ...request, nowUs: nowUs(), collections: TANGLED_COLLECTIONS });
};

const reposWith = (relay: Source, collection: string, from: string | null) =>
  pages(
    async (cursor) => {
      const { repos, cursor: next } = await listed(relay, collection, cursor);
      const items = [...new Set(repos.flatMap(({ did }) => accountDid(did) ?? []))];
      return { items, cursor: next ?? null };
    },
    { who: relay.who, keyOf: (did: Did) => did, from, mostPages: MOST_PAGES, mostItems: MOST_REPOS },
  );

const listed = async (relay: Source, collection: string, cursor: string | null) => {
  const parameters = { collection, limit: PAGE, cursor };
  const reply = await ask(relay, { method: METHOD, parameters, shape: pageShape });
  if (reply.kind === 'answer') return reply.body;
  const cause = refusalError(relay, METHOD, reply);
  if (!cause.isLack) throw cause;
  const advice = 'set RELAY_URL to a relay that knows it, such as https://lightrail.microcosm.blue';
  throw new SourceError('the relay lists no repositories', `${cause.message}; ${advice}`, { retryable: false, cause });
};
