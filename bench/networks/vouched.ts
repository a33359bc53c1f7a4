/**
 * Real VOUCHED lists joined to pull requests: are those whom a project later vouched for merged more often? Only from
 * before a project's vouching began, for afterwards pull requests by the unvouched are closed unread.
 */
import { clustered, type Interval, intervalOf, randomFrom } from '../../src/learn/index.ts';
import type { FinishedPull } from './pulls.ts';
import { readColumns } from './read-csv.ts';

/** Who is vouched for where, and since when each project has vouched for anybody. */
export interface VouchLists {
  /** `repo handle` of everybody a project ever vouched for. */
  readonly vouched: ReadonlySet<string>;
  /** Seconds. Projects whose list has no history are not in it. */
  readonly startedAt: ReadonlyMap<string, number>;
  /** When each handle was vouched for, and where; of lists with a history. */
  readonly vouches: ReadonlyMap<string, readonly { readonly repo: string; readonly epoch: number }[]>;
}

/** Reads the lists as they stand, and their history. */
export const readVouchLists = (listsFile: string, eventsFile: string): VouchLists => {
  const events = readColumns(eventsFile, ['repo', 'committedAt', 'action', 'handle']).map(
    ([repo = '', committedAt = '', action = '', handle = '']) => ({
      repo,
      action,
      handle,
      epoch: Date.parse(committedAt) / 1000,
    }),
  );
  const startedAt = new Map<string, number>();
  for (const { repo, epoch } of events) {
    startedAt.set(repo, Math.min(epoch, startedAt.get(repo) ?? Number.POSITIVE_INFINITY));
  }
  const vouches = events.filter(({ action }) => action === 'vouch');
  const listed = readColumns(listsFile, ['repo', 'handle', 'sign']).filter(([, , sign]) => sign === '1');
  return {
    vouched: new Set([
      ...listed.map(([repo, handle]) => `${repo} ${handle}`),
      ...vouches.map(({ repo, handle }) => `${repo} ${handle}`),
    ]),
    startedAt,
    vouches: Map.groupBy(vouches, ({ handle }) => handle),
  };
};

/** How many of some pull requests were merged, with an interval for the share from resampling authors. */
export interface MergedShare {
  readonly pulls: number;
  readonly authors: number;
  readonly share: number;
  readonly interval: Interval;
}

/** What the lists say of pull requests from before they began. */
export interface VouchedReport {
  readonly later: MergedShare;
  readonly never: MergedShare;
  /** The same of each author's first pull request to the project. */
  readonly laterFirst: MergedShare;
  readonly neverFirst: MergedShare;
  /** Pull requests by authors whom another project had vouched for by then: all that vouches could have foretold. */
  readonly vouchedElsewhere: MergedShare;
  /** Pull requests left out, from after vouching began. */
  readonly after: number;
}

/** The report; `pulls` by `at`. */
export const vouchedReport = (pulls: readonly FinishedPull[], lists: VouchLists, resamples: number): VouchedReport => {
  const started = ({ repo, at }: FinishedPull): boolean =>
    at >= (lists.startedAt.get(repo) ?? Number.POSITIVE_INFINITY);
  const before = pulls.filter((pull) => !started(pull));
  const listed = before.filter(({ repo }) => lists.startedAt.has(repo));
  const isLater = ({ repo, author }: FinishedPull): boolean => lists.vouched.has(`${repo} ${author}`);
  const firsts = new Map(listed.toReversed().map((pull) => [`${pull.repo} ${pull.author}`, pull]));
  const first = listed.filter((pull) => firsts.get(`${pull.repo} ${pull.author}`) === pull);
  const share = (some: readonly FinishedPull[]): MergedShare => mergedShare(some, resamples);
  return {
    later: share(listed.filter(isLater)),
    never: share(listed.filter((pull) => !isLater(pull))),
    laterFirst: share(first.filter(isLater)),
    neverFirst: share(first.filter((pull) => !isLater(pull))),
    vouchedElsewhere: share(
      before.filter(({ repo, author, at }) =>
        lists.vouches.get(author)?.some((vouch) => vouch.epoch < at && vouch.repo !== repo),
      ),
    ),
    after: pulls.length - before.length,
  };
};

const mergedShare = (pulls: readonly FinishedPull[], resamples: number): MergedShare => {
  const authors = [...new Set(pulls.map(({ author }) => author))];
  const places = new Map(authors.map((author, place) => [author, place]));
  const resample = clustered(Int32Array.from(pulls, ({ author }) => places.get(author) ?? 0));
  const merged = Float64Array.from(pulls, (pull) => (pull.merged ? 1 : 0));
  const weights = new Float64Array(pulls.length);
  const random = randomFrom(3);
  const shares = Float64Array.from({ length: resamples }, () => {
    resample(weights, random);
    const drawn = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.reduce((sum, weight, item) => sum + weight * merged[item]!, 0) / drawn;
  });
  return {
    pulls: pulls.length,
    authors: authors.length,
    share: merged.reduce((sum, one) => sum + one, 0) / pulls.length,
    interval: intervalOf(shares),
  };
};
