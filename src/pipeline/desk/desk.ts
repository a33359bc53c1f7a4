import type { AtUri, Did, NewsMark, RepoPolicy } from '../../domain/index.ts';
import { type BatchContext, decideBatch } from '../decide-batch.ts';
import { type Bench, trustIn } from '../decide-pull.ts';
import type { OpenPull } from '../ports.ts';
import type { ReputationNow } from '../reputation/reputation-now.ts';
import type { PassOptions, ScoringStore } from '../score-pass.ts';
import { dayOf } from '../trust-base.ts';
import { concernedBy } from './concerned.ts';
import { expiredIn } from './expired.ts';
import { fairQueue } from './fair-queue.ts';
import { type LiveTrust, liveTrust, lookAhead, startersIn } from './live-trust.ts';
import { type Applied, type LiveWorld, liveWorld } from './live-world.ts';
import { authorsOf, type DeskNews } from './news.ts';
import { ownPolicy } from './own-policy.ts';
import { byName } from './policy-names.ts';
import {
  type AtHand,
  attestationKey,
  byRepository,
  type DecidedUpon,
  isOther,
  type PullsAtHand,
  pullsAtHand,
  rememberTrust,
} from './pulls-at-hand.ts';

/** What waits for a decision, and why: `trust` alone may have moved, or something else as well. */
type Why = 'trust' | 'facts';

/**
 * Everything that open pull requests are decided from, in memory, and which of them wait to be decided again. It follows
 * the changes that the store notes: what changed is read, and whom it may concern is queued.
 */
export class Desk {
  readonly queue = fairQueue();
  readonly #store: ScoringStore;
  readonly #why = new Map<AtUri, Why>();
  #world: LiveWorld | null = null;
  #trust: LiveTrust | null = null;
  #reputation: ReputationNow | null = null;
  #pulls: PullsAtHand = pullsAtHand();
  /** Open ones that are not to be decided, for one alone is. */
  #beside: readonly OpenPull[] = [];
  #policies: ReadonlyMap<string, RepoPolicy> = new Map();
  #neighbours: NonNullable<Bench['neighbours']> = new Map();
  #mark: NewsMark | null = null;
  #madeWith = '';

  constructor(store: ScoringStore) {
    this.#store = store;
  }

  /** Up to where changes were taken in; null before the first. */
  get mark(): NewsMark | null {
    return this.#mark;
  }

  get pulls(): PullsAtHand {
    return this.#pulls;
  }

  /** What figures of the whole graph are made from; null before anything was read. */
  get seen() {
    const [world, trust] = [this.#world, this.#trust];
    return world && trust && { views: trust.views, asOfUs: world.index.asOfUs };
  }

  /** Takes in what changed since the last time, everything at first, and queues whom it may concern. */
  async catchUp(options: PassOptions): Promise<void> {
    const { policy, analyst, caps = [], policies, learned } = options;
    const madeWith = JSON.stringify([policy, analyst.version, caps, policies?.instance.hash, learned?.model.id]);
    const known = this.#world === null ? null : this.#mark;
    const told = known === null ? null : await this.#store.news?.(known, { merges: policy.mergeWeight > 0 });
    if (told?.news && madeWith === this.#madeWith) {
      await this.#take(told.news, options);
      this.#mark = told.mark;
    } else await this.#reload(options);
    this.#madeWith = madeWith;
    this.#requeueExpired(options);
    await this.#takeReputation(options);
  }

  /** Decides the next of those that wait, and keeps what came of it. @returns how many are decided otherwise than before. */
  async work(most: number, options: PassOptions): Promise<number> {
    const [world, trust] = [this.#world, this.#trust];
    if (world === null || trust === null) return 0;
    const { views } = trust;
    const entries = this.queue.take(most).flatMap((uri) => this.#pulls.get(uri) ?? []);
    // Repository by repository, for what a maintainer sees is worked out once for all that follow each other.
    for (const entry of entries.toSorted(byRepository)) entry.seen ??= trustIn(entry.pull, views);
    const due = entries.filter((entry) => !this.#standsAsBefore(entry));
    if (due.length === 0) return 0;
    const { decided, fresh, outcomes } = await decideBatch(
      due.map(({ pull }) => pull),
      {
        store: this.#store,
        options,
        bench: this.#bench(world, trust, options),
        seen: {
          seeds: world.people().seeds,
          vouches: world.vouches,
          open: () => [...this.#beside, ...[...this.#pulls.all()].map(({ pull }) => pull)],
        },
        trustOf: ({ uri }) => this.#pulls.get(uri)?.seen ?? null,
        policyFor: (pull) => this.#policyFor(pull, options),
      },
    );
    const known = (uri: AtUri): DecidedUpon | null => this.#pulls.get(uri)?.decided ?? null;
    const others = decided.filter(({ pull, decision }) => known(pull.uri)?.inputsHash !== decision.inputsHash).length;
    const decisions = decided.map(({ decision }) => decision).filter((each) => isOther(each, known(each.pull)));
    if (decisions.length > 0 || fresh.size > 0 || outcomes.length > 0) {
      await this.#store.keep({ analyses: fresh, decisions, outcomes });
    }
    for (const { pull, decision, trust: seen } of decided) {
      const entry = this.#pulls.get(pull.uri);
      if (entry === undefined) continue;
      entry.decided = { inputsHash: decision.inputsHash, wordsHash: decision.wordsHash ?? null };
      entry.lane = decision.outcome.lane;
      entry.attestation = attestationKey(decision.inputs.attested, decision.evidence.attestation ?? null);
      rememberTrust(entry, seen);
      this.#why.delete(pull.uri);
    }
    // Those that the signal kept from being come to wait on.
    for (const { pull } of due.slice(decided.length)) this.#queue(pull, this.#why.get(pull.uri) ?? 'facts', 'backlog');
    return others;
  }

  #bench(world: LiveWorld, trust: LiveTrust, options: PassOptions): BatchContext['bench'] {
    const { policy, caps = [], analyst, nowUs, expiresByWallClock } = options;
    return {
      index: world.index,
      views: trust.views,
      policy,
      caps,
      neighbours: this.#neighbours,
      analyst: analyst.version,
      trustHash: trust.hash,
      ...(this.#reputation ? { reputation: this.#reputation } : {}),
      ...(expiresByWallClock ? { nowUs } : {}),
    };
  }

  #policyFor(pull: OpenPull, options: PassOptions): ReturnType<typeof ownPolicy> {
    const said = this.#policies.get(pull.targetRepo) ?? null;
    return ownPolicy(pull, { said, repo: this.#world?.index.repo(pull.repo) ?? null }, options);
  }

  /** Whether nothing but trust may have moved, and it did not. */
  #standsAsBefore(entry: AtHand): boolean {
    const { pull, trust: before, seen, decided } = entry;
    if (this.#why.get(pull.uri) !== 'trust' || before === null || decided === null || seen === null) return false;
    rememberTrust(entry, seen);
    if (entry.trust !== before) return false;
    this.#why.delete(pull.uri);
    return true;
  }

  #queue({ uri, author }: OpenPull, why: Why, kind: 'news' | 'backlog'): void {
    if (this.#why.get(uri) !== 'facts') this.#why.set(uri, why);
    this.queue.add(uri, author, kind);
  }

  async #reload(options: PassOptions): Promise<void> {
    const { only } = options;
    const { world, pulls, decided, policies = [], upTo } = await this.#store.load();
    const authors = pulls.map(({ author }) => author);
    this.#trust = await liveTrust(world, authors, options);
    this.#world = liveWorld(world);
    this.#policies = byName(policies);
    this.#neighbours = (await options.neighbours?.find()) ?? new Map();
    this.#mark = upTo;
    const before = this.#pulls;
    this.#pulls = pullsAtHand();
    this.#beside = only === undefined ? [] : pulls.filter(({ uri }) => uri !== only);
    for (const { pull } of before.all()) this.queue.remove(pull.uri);
    this.#why.clear();
    for (const pull of pulls) {
      if (only !== undefined && pull.uri !== only) continue;
      this.#pulls.put(pull, decided.get(pull.uri) ?? null);
      this.#queue(pull, 'facts', 'backlog');
    }
    await lookAhead(this.#pulls.all(), this.#trust.views, options.signal);
  }

  async #take(news: DeskNews, options: PassOptions): Promise<void> {
    const world = this.#world;
    if (world === null) return;
    const day = dayOf(world.index.asOfUs);
    const applied = world.apply(news);
    this.#takePulls(news, applied);
    await this.#takeTrust(world, applied, { ...options, isNewDay: dayOf(world.index.asOfUs) !== day });
    const others = options.learned ? authorsOf(news.pulls.about) : [];
    for (const did of [...applied.attested, ...news.authors, ...news.names.of, ...others])
      this.#queueAll(this.#pulls.by(did));
    this.#queueAll(this.#pulls.naming(news.names.of));
    for (const name of news.reviewed) this.#queueAll(this.#pulls.withPatch(name));
    this.#takePolicies(news.policies);
    await this.#takeLikeness(news, options);
  }

  #queueAll(entries: Iterable<AtHand>): void {
    for (const entry of entries) {
      // What was looked at ahead may be of before.
      entry.seen = null;
      this.#queue(entry.pull, 'facts', 'news');
    }
  }

  #takePulls({ pulls, repositories }: DeskNews, applied: Applied): void {
    const open = new Set([...pulls.open, ...(repositories?.pulls ?? [])].map(({ uri }) => uri));
    const gone = repositories === null ? pulls.about : [...this.#pulls.all()].map(({ pull }) => pull.uri);
    for (const uri of gone) {
      if (open.has(uri)) continue;
      this.#pulls.remove(uri);
      this.queue.remove(uri);
      this.#why.delete(uri);
    }
    for (const pull of repositories?.pulls ?? []) if (this.#pulls.put(pull)) this.#queue(pull, 'facts', 'news');
    for (const pull of pulls.open) {
      this.#pulls.put(pull);
      this.#queue(pull, 'facts', 'news');
    }
    if (applied.repositories.size === 0) return;
    const { repositories: names } = applied;
    for (const entry of this.#pulls.all()) {
      const { repo, targetRepo } = entry.pull;
      const repoDid = this.#world?.index.repo(repo)?.repoDid ?? '';
      if (names.has(targetRepo) || names.has(repoDid) || (repo !== null && names.has(repo))) this.#queueAll([entry]);
    }
  }

  async #takeTrust(world: LiveWorld, applied: Applied, options: PassOptions & { isNewDay: boolean }): Promise<void> {
    const { opinions, roots, merges, maintainers } = applied;
    const before = this.#trust;
    const isAll = options.isNewDay || roots || (merges && options.policy.mergeWeight > 0) || before === null;
    const authors = [...this.#pulls.all()].map(({ pull }) => pull.author);
    const rated = new Set<Did>(opinions.flatMap(({ about }) => about));
    if (isAll) {
      this.#trust = await liveTrust(world.world(), authors, options);
      for (const entry of this.#pulls.all()) {
        entry.seen = null;
        // Features count days, and what was found out meanwhile: with a model that is more than trust.
        this.#queue(entry.pull, options.learned || rated.has(entry.pull.author) ? 'facts' : 'trust', 'backlog');
      }
      return lookAhead(this.#pulls.all(), this.#trust.views, options.signal);
    }
    if (opinions.length === 0 && !maintainers) return;
    const { trust, affected } = await before.after(world, applied, authors);
    this.#trust = trust;
    for (const [author, entries] of this.#pulls.authors()) {
      if (!affected.reaches(author)) continue;
      const isRated = rated.has(author);
      for (const entry of entries) {
        const { pull, told } = entry;
        if (!isRated && !affected.mayDiffer(author, startersIn(pull, world), told)) continue;
        entry.seen = null;
        this.#queue(pull, isRated ? 'facts' : 'trust', 'news');
      }
    }
  }

  #takePolicies(policies: readonly RepoPolicy[] | null): void {
    if (policies === null) return;
    const now = byName(policies);
    const isOther = ({ pull: { targetRepo } }: AtHand): boolean =>
      JSON.stringify(now.get(targetRepo)) !== JSON.stringify(this.#policies.get(targetRepo));
    this.#queueAll([...this.#pulls.all()].filter(isOther));
    this.#policies = now;
  }

  /** Which pull requests are open, and which were rejected, changes what an open one is like. */
  async #takeLikeness({ likeness, pulls, repositories }: DeskNews, { neighbours }: PassOptions): Promise<void> {
    if (neighbours === undefined || !(likeness || pulls.about.length > 0 || repositories !== null)) return;
    const now = await neighbours.find();
    for (const entry of this.#pulls.all()) {
      const { uri } = entry.pull;
      if (JSON.stringify(now.get(uri)) !== JSON.stringify(this.#neighbours.get(uri))) this.#queueAll([entry]);
    }
    this.#neighbours = now;
  }

  #requeueExpired(options: PassOptions): void {
    const world = this.#world;
    if (world === null) return;
    const nowUs = options.expiresByWallClock ? options.nowUs : world.index.asOfUs;
    const policyFor = (pull: OpenPull): ReturnType<typeof ownPolicy> => this.#policyFor(pull, options);
    this.#queueAll(expiredIn(this.#pulls.all(), world.index, { nowUs, policyFor }));
  }

  /** How far sources count changes with verdicts, and as time goes by. */
  async #takeReputation({ reputation }: PassOptions): Promise<void> {
    const now = (await reputation?.()) ?? null;
    const { everybody, repos, people } = concernedBy(this.#reputation, now);
    this.#reputation = now;
    for (const did of people) this.#queueAll(this.#pulls.by(did));
    const isConcerned = (repo: AtUri | null): boolean => everybody || (repo !== null && repos.has(repo));
    for (const { pull } of this.#pulls.all()) if (isConcerned(pull.repo)) this.#queue(pull, 'facts', 'backlog');
  }
}
