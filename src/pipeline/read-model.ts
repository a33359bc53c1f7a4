import type { AtUri, Decision, Did, Lane, Policy, PullLabel, RepoPolicy } from '../domain/index.ts';
import type { PolicyBook } from '../gate/index.ts';
import type { Backtest } from './backtest.ts';
import { carriedByIn, type ExplainedPerson, explainPerson } from './explain-person.ts';
import { lastAnswers } from './last-answers.ts';
import { type LearnedOn, learnedAbout } from './learned/learned-about.ts';
import { NOTHING_SERVED, policyServing, type Serving } from './learned/serving.ts';
import { type PersonView, type Viewpoint, viewPerson } from './person.ts';
import type { RepoEntry, World } from './ports.ts';
import { type ShadowView, shadowView } from './shadow-view.ts';
import type { Freshness, Staleness } from './staleness.ts';
import { type TrustBase, type TrustInput, trustBase, trustInput } from './trust-base.ts';
import { type PersonExplanation, type TrustViews, trustViews } from './trust-view.ts';
import { indexWorld, type WorldIndex } from './world-index.ts';

/** What pages and programs read, as it comes out of the database in one go. */
export interface Snapshot {
  readonly world: World;
  readonly pulls: readonly PullEntry[];
  readonly decisions: readonly { readonly pull: AtUri; readonly decidedAtUs: number; readonly body: Decision }[];
  readonly log: readonly PastDecision[];
  /** What owners ask of the gate in their repositories; absent: nothing. */
  readonly repoPolicies?: readonly RepoPolicy[];
  /** How finished pull requests turned out; absent: nobody asked. */
  readonly labels?: readonly PullLabel[];
  /** How the stages of pull requests ended in the last day, by whom that is put down to; absent: nobody looked. */
  readonly stages?: readonly {
    readonly stage: string;
    readonly source: string;
    readonly success: number;
    readonly partial: number;
    readonly failure: number;
    readonly authors: number;
    readonly reason: string | null;
  }[];
  /** How far all this goes; absent: nobody looked. */
  readonly freshness?: Freshness;
  /** As the last scoring pass left it; null before the first. */
  readonly backtest: Backtest | null;
  readonly totals: { readonly events: number; readonly records: number };
  readonly rejections: readonly { readonly reason: string; readonly count: number }[];
  /** How far the service is with what it asks of the network. */
  readonly network: readonly { readonly what: string; readonly state: string; readonly count: number }[];
  /** What the blind reviews came to so far; null or absent before the first. */
  readonly reviews?: {
    /** Reviews by the kind of their outcome. */
    readonly outcomes: readonly { readonly kind: string; readonly count: number }[];
    /** Flags of all verdicts: those that point at their change, and those left out because they point at nothing in it. */
    readonly flags: number;
    readonly droppedFlags: number;
    /** Requests to a model, failed ones and those under way included. */
    readonly calls: number;
    /** Cost of the UTC day's calls in millionths of a US dollar, those under way with their estimate. */
    readonly spentTodayMicros: number;
  } | null;
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
  /** The version of the policy it was made with. */
  readonly policy: string;
  /** Null for one of before sentences were kept apart. */
  readonly sentence: string | null;
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
  /** Since when facts are newer than the decision, and which; null or absent while it is up to date. */
  readonly stale?: Staleness | null;
}

/** Everything the API answers from, in memory and immutable: no request waits for the database. */
export interface ReadModel {
  readonly snapshot: Snapshot;
  /** In force wherever nothing else is said, with what the learned model opens where one is served. */
  readonly policy: Policy;
  /** Whether a learned model is served, and why not. */
  readonly serving: Serving;
  /** Whether all decisions are out of date; open pull requests then count as capped. */
  readonly stale: Staleness | null;
  /** The policy on trial over the open pull requests; null where there is none. */
  readonly shadow: ShadowView | null;
  /** Open pull requests, newest first. */
  readonly open: readonly PullView[];
  /** By demo id or address. */
  pull(id: string): PullView | null;
  pullsBy(author: Did): readonly PullView[];
  history(pull: AtUri): readonly PastDecision[];
  /** Null while it is open. */
  labelOf(pull: AtUri): PullLabel | null;
  handleOf(did: Did): string | null;
  /** Null when the repository is given and unknown. */
  person(did: Did, repo: string | null): PersonView | null;
  /** Likewise, with what each vouch and denounce does: dear on large graphs, the last few hundred answers are kept. */
  explainPerson(did: Did, repo: string | null): ExplainedPerson | null;
  /** Whose eyes a pull request's author is seen with: the repository's maintainers', or the operator's (null). */
  seenFrom(pull: PullView): AtUri | null;
  /** What carries its author now as far as the pull request goes, in one sentence; null where no vouch does. */
  carriedBy(pull: PullView): string | null;
  /** People with any trust in the operator's view, the most trusted first. */
  readonly ranking: readonly Did[];
}

export interface ReadModelOptions {
  readonly policy: Policy;
  /** All policies of the instance; absent: `policy` alone. */
  readonly policies?: PolicyBook;
  /** Whether a learned model is served; default: none. */
  readonly serving?: Serving;
  /** Demo ids by the address they stand for. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Trust computed from `modelInput`; computed when first asked for, where it is absent. */
  readonly base?: TrustBase;
}

/** What trust in a snapshot is computed from: authors of pull requests are in its graph, too. */
export const modelInput = ({ world, pulls }: Snapshot, policy: Policy): TrustInput =>
  trustInput(
    world,
    policy,
    pulls.map((pull) => pull.author),
  );

/** The read model of a snapshot. Pure; views of trust are computed when first asked for. */
export const buildReadModel = (
  snapshot: Snapshot,
  {
    policy: instance,
    policies,
    serving = NOTHING_SERVED,
    aliases,
    base = trustBase(modelInput(snapshot, instance)),
  }: ReadModelOptions,
): ReadModel => {
  const { world } = snapshot;
  const policy = policyServing(instance, instance, serving.kind === 'served' ? serving.model : null);
  const views = trustViews(world, base);
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
  const labels = new Map(snapshot.labels?.map((label) => [label.pull, label]));
  const explained = lastAnswers<PersonExplanation>(EXPLANATIONS_KEPT);
  const seenBy = (repo: RepoEntry | null): Viewpoint => {
    const learnedOf = (did: Did): LearnedOn | null => learnedAbout(byAuthor.get(did) ?? [], { repo, policy });
    const view = views(repo?.uri ?? null);
    const explain: typeof view.explain = (did, thresholds) =>
      explained(`${repo?.uri ?? ''} ${did}`, () => view.explain(did, thresholds));
    return { view: { ...view, explain }, repo, index, policy, learnedOf };
  };
  const seeing = <Seen>(repo: string | null, see: (viewpoint: Viewpoint) => Seen): Seen | null => {
    const from = index.repo(repo);
    return repo !== null && from === null ? null : see(seenBy(from));
  };
  const open = pulls.filter((pull) => pull.entry.state === 'open');
  const decided = open.flatMap(({ decision, repo, entry: { targetRepo } }) =>
    decision ? [{ decision: decision.body, repo, targetRepo }] : [],
  );
  return {
    snapshot,
    policy,
    serving,
    stale: null,
    shadow: policies ? shadowView(policies, decided, snapshot.repoPolicies) : null,
    open,
    pull: (id) => byId.get(id) ?? null,
    pullsBy: (author) => byAuthor.get(author) ?? [],
    history: (pull) => log.get(pull) ?? [],
    labelOf: (pull) => (byId.get(pull)?.entry.state === 'open' ? null : (labels.get(pull) ?? null)),
    handleOf: index.handleOf,
    person: (did, repo) => seeing(repo, (viewpoint) => viewPerson(did, viewpoint)),
    explainPerson: (did, repo) => seeing(repo, (viewpoint) => explainPerson(did, viewpoint)),
    seenFrom: (pull) => seenFrom(pull)?.uri ?? null,
    carriedBy: (pull) =>
      pull.decision === null ? null : carriedByIn(pull.entry.author, seenBy(seenFrom(pull)), pull.decision.body.inputs),
    ranking: ranked(views),
  };
};

const EXPLANATIONS_KEPT = 500;

/** Whoever merely claims the repository is nobody to start trust with. */
const seenFrom = ({ repo, decision }: PullView): RepoEntry | null =>
  decision?.body.inputs.caps.includes('repo-unverified') ? null : repo;

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
