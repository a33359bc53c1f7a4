import { type AtUri, type Did, InvariantError } from '../../domain/index.ts';
import { pullAuthor, pullsOf, vouchersOf } from './appview.ts';
import type { Source } from './ask.ts';
import { type BackfillParts, backfillRepo } from './backfill-repo.ts';
import { enumerateAll } from './enumerate.ts';
import type { Lacks } from './lacks.ts';
import type { BackfillNetwork, BackfillStore, Job } from './ports.ts';
import { SourceError } from './source-error.ts';
import { about, pullsTo, targetOf } from './targets.ts';

/** What a job needs beyond reading. */
export interface Looking extends BackfillParts {
  readonly network: BackfillNetwork;
  readonly store: BackfillStore;
  readonly lacks: Lacks;
  /** Told what the job led to. */
  readonly onQueued: (targets: readonly string[]) => void;
}

/** Does one job: reads what its target stands for, and queues what that leads to. @throws SourceError */
export const lookAt = async (job: Job, parts: Looking): Promise<void> => {
  const target = targetOf(job.target);
  if (target === null) throw new InvariantError(`"${job.target}" is nothing that can be looked at`);
  switch (target.kind) {
    case 'all':
      return enumerateAll(job, parts);
    case 'repo':
      await backfillRepo(target.did, parts);
      return;
    case 'about':
      return lookAtVouches(target.did, job, parts);
    case 'tangled':
      return lookAtOwner(target, job, parts);
    case 'pulls':
      return lookAtPulls(target.uri, job, parts);
  }
};

/** A repository: its owner's records say what it is called and who may push, and those people's whom they trust. */
const lookAtOwner = async (
  { uri, owner }: { readonly uri: AtUri; readonly owner: Did },
  job: Job,
  parts: Looking,
): Promise<void> => {
  await backfillRepo(owner, parts);
  const repo = await parts.store.tangledRepo(uri);
  if (repo === null) {
    throw new SourceError('no such repository', `${owner} has no record ${uri}`, { retryable: false });
  }
  const others = repo.maintainers.filter((did) => did !== owner);
  await queueAlso([pullsTo(uri), ...others], `maintains ${uri}`, job, parts);
};

/**
 * The pull requests to a repository: their authors' repositories, which hold the signed records, and the vouches about
 * the authors. The appview is asked where to look, and for states of which no record may tell.
 */
const lookAtPulls = async (uri: AtUri, job: Job, parts: Looking): Promise<void> => {
  const repoDid = (await parts.store.tangledRepo(uri))?.repoDid ?? null;
  if (repoDid === null) {
    parts.tally.note(
      `${uri} has no DID of its own, so nobody can be asked for its pull requests: backfill --all, or --did of their authors, reads them`,
    );
    return;
  }
  const authors = new Set<Did>();
  await parts.lacks.unless('listPulls', async () => {
    for await (const states of pullsOf(appviewOf(parts), repoDid)) {
      await parts.store.keepPullStates(states, parts.nowUs());
      parts.tally.pullStates += states.length;
      for (const state of states) {
        const author = pullAuthor(state);
        if (author !== null) authors.add(author);
      }
    }
  });
  const targets = [...authors].flatMap((did) => [did, about(did)]);
  await queueAlso(targets, `pull requests to ${uri}`, job, parts);
};

/** More accounts than honestly speak about one person; beyond, looking at everybody is the way. */
const MOST_VOUCHERS = 5_000;

const lookAtVouches = async (subject: Did, job: Job, parts: Looking): Promise<void> => {
  const vouchers = new Set<Did>();
  await parts.lacks.unless('listVouches', async () => {
    for await (const page of vouchersOf(appviewOf(parts), subject)) {
      for (const did of page) vouchers.add(did);
      if (vouchers.size > MOST_VOUCHERS) {
        parts.tally.note(`over ${MOST_VOUCHERS} people speak about ${subject}: only the first were queued`);
        break;
      }
    }
  });
  await queueAlso([...vouchers].slice(0, MOST_VOUCHERS), `speaks about ${subject}`, job, parts);
};

const appviewOf = ({ network, signal }: Looking): Source => ({
  who: 'appview',
  variable: 'APPVIEW_URL',
  base: network.appviewUrl,
  get: network.get,
  signal,
});

const queueAlso = async (targets: readonly string[], reason: string, job: Job, parts: Looking): Promise<void> => {
  const { queuedAtUs: sinceUs } = job;
  await parts.store.queue({ targets, reason, nowUs: parts.nowUs(), sinceUs, again: true, urgent: false });
  parts.onQueued(targets);
};
