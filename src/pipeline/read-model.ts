import type { AtUri, Decision, Did, Lane, Policy } from '../domain/index.ts';
import type { Backtest } from './backtest.ts';
import { type PersonView, viewPerson } from './person.ts';
import type { RepoEntry, World } from './ports.ts';
import { type TrustViews, trustViews } from './trust-view.ts';
import { indexWorld, type WorldIndex } from './world-index.ts';

/** What pages and programs read, as it comes out of the database in one go. */
export interface Snapshot {
  readonly world: World;
  readonly pulls: readonly PullEntry[];
  readonly decisions: readonly { readonly pull: AtUri; readonly decidedAtUs: number; readonly body: Decision }[];
  readonly log: readonly PastDecision[];
  /** As the last scoring pass left it; null before the first. */
  readonly backtest: Backtest | null;
  readonly totals: { readonly events: number; readonly records: number };
  readonly rejections: readonly { readonly reason: string; readonly count: number }[];
  /** How far the service is with what it asks of the network. */
  readonly network: readonly { readonly what: string; readonly state: string; readonly count: number }[];
}

export interface PullEntry {
  readonly uri: AtUri;
  readonly author: Did;
  readonly title: string;
  readonly targetRepo: string;
  readonly repo: AtUri | null;
  readonly state: 'open' | 'closed' | 'merged';
  readonly createdAtUs: number;
  readonly rounds: number;
  /** Whose word the state is; null while nobody said anything. */
  readonly saidBy: 'maintainer' | 'author' | 'appview' | null;
  /** Whether the author says it was merged, which proves nothing. */
  readonly claimedMerged: boolean;
  /** What it builds on, as the record names it. */
  readonly dependsOn: string | null;
  /** From where the patch came; null while it was not fetched, or stands in the record. */
  readonly patchOrigin: 'pds' | 'appview' | null;
  /** Why the patch could not be had, and when it is asked for again. */
  readonly patchProblem: string | null;
  readonly patchAgainAtUs: number | null;
}

export interface PastDecision {
  readonly pull: AtUri;
  readonly lane: Lane;
  readonly rule: number;
  readonly decidedAtUs: number;
}

/** A pull request with all that is known of it. */
export interface PullView {
  /** How people and programs address it: its demo id, or its address. */
  readonly prId: string;
  readonly entry: PullEntry;
  readonly repo: RepoEntry | null;
  readonly repoName: string;
  readonly decision: { readonly decidedAtUs: number; readonly body: Decision } | null;
}

/** Everything the API answers from, in memory and immutable: no request waits for the database. */
export interface ReadModel {
  readonly snapshot: Snapshot;
  readonly policy: Policy;
  /** Open pull requests, newest first. */
  readonly open: readonly PullView[];
  /** By demo id or address. */
  pull(id: string): PullView | null;
  pullsBy(author: Did): readonly PullView[];
  history(pull: AtUri): readonly PastDecision[];
  handleOf(did: Did): string | null;
  /** Null when the repository is given and unknown. */
  person(did: Did, repo: string | null): PersonView | null;
  /** People with any trust in the operator's view, the most trusted first. */
  readonly ranking: readonly Did[];
}

export interface ReadModelOptions {
  readonly policy: Policy;
  /** Demo ids by the address they stand for. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** The read model of a snapshot. Pure; views of trust are computed when first asked for. */
export const buildReadModel = (snapshot: Snapshot, { policy, aliases }: ReadModelOptions): ReadModel => {
  const { world } = snapshot;
  const views = trustViews(
    world,
    snapshot.pulls.map((pull) => pull.author),
  );
  const index = indexWorld(world);
  const pulls = pullViews(snapshot, index, aliases);
  const byId = new Map(
    pulls.flatMap((pull): [string, PullView][] => [
      [pull.prId, pull],
      [pull.entry.uri, pull],
    ]),
  );
  const byAuthor = Map.groupBy(pulls, (pull) => pull.entry.author);
  const log = Map.groupBy(snapshot.log, (past) => past.pull);
  return {
    snapshot,
    policy,
    open: pulls.filter((pull) => pull.entry.state === 'open'),
    pull: (id) => byId.get(id) ?? null,
    pullsBy: (author) => byAuthor.get(author) ?? [],
    history: (pull) => log.get(pull) ?? [],
    handleOf: index.handleOf,
    person: (did, repo) => {
      const seenFrom = index.repo(repo);
      return repo !== null && seenFrom === null
        ? null
        : viewPerson(did, { view: views(seenFrom?.uri ?? null), repo: seenFrom, index, policy });
    },
    ranking: ranked(views),
  };
};

const pullViews = (
  { pulls, decisions }: Snapshot,
  index: WorldIndex,
  aliases: ReadonlyMap<string, string>,
): PullView[] => {
  const aliasOf = new Map([...aliases].map(([alias, uri]) => [uri, alias]));
  const decided = new Map(decisions.map((decision) => [decision.pull, decision]));
  return pulls.map((entry) => {
    const repo = index.repo(entry.repo);
    return {
      prId: aliasOf.get(entry.uri) ?? entry.uri,
      entry,
      repo,
      repoName: repo?.name ?? entry.targetRepo,
      decision: decided.get(entry.uri) ?? null,
    };
  });
};

const ranked = ({ graph, operator }: TrustViews): Did[] => {
  const people: { did: Did; rank: number }[] = [];
  operator().rank.forEach((rank, node) => {
    if (rank > 0) people.push({ did: graph.ids[node] as Did, rank });
  });
  return people.sort((a, b) => a.rank - b.rank).map((person) => person.did);
};
