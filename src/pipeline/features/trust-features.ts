import { type AtUri, type Did, TANGLED_SINCE_US } from '../../domain/index.ts';
import type { TrustGraph } from '../../trust/index.ts';
import type { VouchEdge } from '../ports.ts';
import { once } from '../trust-base.ts';
import type { TrustViews, Weighed } from '../trust-view.ts';
import type { FavourSpan, FeatureCounts, FeatureFacts } from './feature-facts.ts';
import type { GraphValues } from './feature-set.ts';
import { daysBefore } from './history-features.ts';

/** A pull request, and as of when it is looked at: what was known at that microsecond is not in its features. */
export interface AskedPull {
  readonly pull: AtUri;
  readonly author: Did;
  /** Null while its owner is unknown or claimed by several. */
  readonly repo: AtUri | null;
  readonly targetRepo: string;
  /** Whether the repository's owner is beyond doubt. */
  readonly certain: boolean;
  readonly asOfUs: number;
}

/** Trust at one time: the views, and who vouches for whom in it. */
export interface TrustThen {
  readonly views: TrustViews;
  readonly seeds: readonly Did[];
  readonly vouchesAbout: (did: Did) => readonly VouchEdge[];
  /** What `views` say of a pull request's author where that was looked at already; default: it is looked at. */
  readonly seenOf?: (pull: AtUri) => Weighed | null;
}

/** What one state of trust says of the authors of pull requests. What is the same for several of them is computed once. */
export const trustFeatures = ({ views, seeds, vouchesAbout, seenOf }: TrustThen, facts: FeatureFacts) => {
  const { graph } = views;
  const { trustIn, ranked, hops } = sharedIn(views, seeds);
  const favours = keeping((author: Did) => ({
    merges: weighed(facts.merges.get(author), trustIn),
    stars: weighed(facts.stars.get(author), trustIn),
  }));
  return ({ pull, author, repo, certain, asOfUs }: AskedPull, counts: FeatureCounts): GraphValues => {
    const seen = seenOf?.(pull) ?? views(certain ? repo : null).weighed(author);
    const node = graph.indexOf(author);
    const rank = node < 0 ? 0 : (views.operator().rank[node] ?? 0);
    const { merges, stars } = favours(author);
    return {
      rank_share: rank === 0 ? 0 : (ranked() - rank + 1) / ranked(),
      standing: seen.standing,
      structural: seen.structural,
      opinion: seen.opinion,
      votes_for: seen.votesFor,
      votes_against: seen.votesAgainst,
      vouchers_heard: seen.vouchers,
      hops: (node < 0 ? undefined : hops()[node]) ?? Number.NaN,
      vouches_in: counts.vouchesIn,
      denounces_in: counts.denouncesIn,
      vouches_out: counts.vouchesOut,
      denounces_out: counts.denouncesOut,
      vouches_reasoned: counts.vouchesReasoned,
      vouches_evidenced: counts.vouchesEvidenced,
      vouched_days: daysBefore(firstVouchUs(vouchesAbout(author)), asOfUs),
      trusted_merges: sumOf(heldAt(merges, asOfUs)),
      trusted_mergers: sumOf(new Map(heldAt(merges, asOfUs).map((one) => [one.did, one])).values()),
      trusted_stars: sumOf(heldAt(stars, asOfUs)),
    };
  };
};

/** What all pull requests in one state of trust have in common. */
interface Shared {
  readonly seeds: readonly Did[];
  /** Structural trust as the operator sees it. */
  readonly trustIn: (did: Did) => number;
  readonly ranked: () => number;
  readonly hops: () => Float64Array;
}

const known = new WeakMap<TrustViews, Shared>();

/** Kept as long as the views are: those who decide ask about them again and again. */
const sharedIn = (views: TrustViews, seeds: readonly Did[]): Shared => {
  const before = known.get(views);
  if (before?.seeds === seeds) return before;
  const operator = views(null);
  const shared: Shared = {
    seeds,
    trustIn: keeping((did: Did) => operator.structuralOf(did)),
    ranked: once(() => rankedIn(views)),
    hops: once(() => hopsIn(views.graph, seeds)),
  };
  known.set(views, shared);
  return shared;
};

/** Remembers what was asked for once. */
const keeping = <Key, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
};

interface Favour extends FavourSpan {
  readonly weight: number;
}

/** Those of people who are trusted at all. */
const weighed = (spans: readonly FavourSpan[] = [], trustIn: (did: Did) => number): Favour[] =>
  spans.map((span) => ({ ...span, weight: trustIn(span.did) })).filter(({ weight }) => weight > 0);

const heldAt = (favours: readonly Favour[], asOfUs: number): Favour[] =>
  favours.filter(({ fromUs, untilUs }) => fromUs < asOfUs && untilUs >= asOfUs);

const sumOf = (favours: Iterable<Favour>): number => {
  let sum = 0;
  for (const { weight } of favours) sum += weight;
  return sum;
};

const firstVouchUs = (about: readonly VouchEdge[]): number | null => {
  let first: number | null = null;
  for (const { polarity, sinceUs } of about) {
    if (polarity === 'vouch' && (first === null || sinceUs < first)) first = sinceUs;
  }
  return first === null ? null : Math.max(first, TANGLED_SINCE_US);
};

const rankedIn = ({ graph, operator }: TrustViews): number => {
  let last = 0;
  const { rank } = operator();
  for (let node = 0; node < graph.ids.length; node += 1) last = Math.max(last, rank[node] ?? 0);
  return last;
};

/** Fewest vouches from a seed to each node, breadth first; NaN where none leads there. */
const hopsIn = ({ ids, indexOf, vouches }: TrustGraph, seeds: readonly Did[]): Float64Array => {
  const hops = new Float64Array(ids.length).fill(Number.NaN);
  const reached = new Int32Array(ids.length);
  let count = 0;
  const reach = (node: number, distance: number): void => {
    if (!Number.isNaN(hops[node])) return;
    hops[node] = distance;
    reached[count] = node;
    count += 1;
  };
  for (const node of seeds.map(indexOf)) if (node >= 0) reach(node, 0);
  for (let next = 0; next < count; next += 1) {
    const node = reached[next] ?? 0;
    const distance = (hops[node] ?? 0) + 1;
    const end = vouches.outStart[node + 1] ?? 0;
    for (let at = vouches.outStart[node] ?? 0; at < end; at += 1) reach(vouches.outTo[at] ?? 0, distance);
  }
  return hops;
};
