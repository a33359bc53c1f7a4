import type {
  AtUri,
  ConductDimension,
  ConductSignal,
  Did,
  NewsItem,
  NewsMark,
  PairState,
  ReputationEntry,
  ToolObservation,
} from '../../domain/index.ts';
import { CONDUCT_WEIGHTS, type ConductWeights } from '../../reputation/index.ts';
import { foldCircuits, type SourceEvidence, toolOf, transitionEntry } from './fold-circuits.ts';
import { type EligibilitySaid, type EligibilityWord, foldConduct } from './fold-conduct.ts';

/** Somebody's conduct, to be kept. */
export interface ConductRow {
  readonly did: Did;
  readonly total: number;
  readonly dimensions: Readonly<
    Record<
      ConductDimension,
      { readonly score: number; readonly signalCount: number; readonly weight: number; readonly contribution: number }
    >
  >;
  readonly revoked: boolean;
  readonly atUs: number;
}

/** What circuits and tallies are made of. */
export interface SourceInput {
  readonly evidence: readonly SourceEvidence[];
  /** Circuits that somebody cut off for good or had forgotten, oldest first. */
  readonly acts: readonly ReputationEntry[];
  readonly pairs: readonly PairState[];
  /** In which context a source's verdict on a change counts; a change that is not there counts in none. */
  readonly contexts: ReadonlyMap<AtUri, string>;
  /** What was kept before: keys of transitions, and of observations that evidence gave, with their contexts. */
  readonly known: { readonly transitions: readonly string[]; readonly observations: ReadonlyMap<string, string> };
}

/** What conduct is made of. */
export interface ConductInput {
  readonly signals: readonly (ConductSignal & { readonly did: Did; readonly repo: AtUri })[];
  readonly kept: readonly (Pick<ConductRow, 'did' | 'total' | 'revoked' | 'dimensions'> & { readonly atUs: number })[];
  /** The last entry that took or gave eligibility, by DID, or by DID and repository (`eligibilityKey`). */
  readonly words: ReadonlyMap<string, EligibilityWord>;
  readonly said: readonly EligibilitySaid[];
  readonly weights: ConductWeights | null;
}

/** What came of it, to be kept in one transaction. */
export interface ReputationOutput {
  /** Null where sources were not looked at. */
  readonly sources: {
    readonly pairs: readonly PairState[];
    /** Ids of pairs of which nothing is left. */
    readonly gone: readonly string[];
    /** All observations that evidence gives, in place of those it gave before. */
    readonly observations: readonly { readonly key: string; readonly row: ToolObservation }[];
    /** Whether any of this is otherwise than before. */
    readonly isNew: boolean;
  } | null;
  readonly entries: readonly ReputationEntry[];
  readonly conduct: readonly ConductRow[];
}

/** How far the follower has followed: the changes, and the decisions by when they were kept. */
export interface ReputationMark extends NewsMark {
  readonly decidedUs: number;
}

/** What the pass needs of the database. */
export interface ReputationStore {
  /**
   * What changed since; null where that is not known, and everything is to be looked at. Whoever a decision was made about
   * since is an `author` there, as what was read of the change stands in it.
   */
  changes(
    since: ReputationMark | null,
  ): Promise<{ readonly mark: ReputationMark; readonly changes: readonly NewsItem[] | null }>;
  sources(): Promise<SourceInput>;
  /** Of these people; null: of everybody. */
  conduct(people: readonly Did[] | null): Promise<ConductInput>;
  keep(output: ReputationOutput): Promise<void>;
}

/** Follows what reputation is made of. */
export interface ReputationFollower {
  /**
   * Takes in what changed since the last time; everything at first, and on each new day. `nowUs`: microseconds since 1970;
   * `isReached`: whether the operator's trust reaches somebody. What happens in the repository of one whom it does not reach
   * counts there alone: else anybody could found one, and make a source or a person look bad. `anew`: everything, as labels are
   * other ones now. `restUs`: conduct is not looked at again within this time of the last look, but by a later call; default 0.
   * @returns whether anything is otherwise.
   */
  follow(nowUs: number, how: Following): Promise<boolean>;
}

export interface Following {
  readonly isReached: (did: Did) => boolean;
  readonly anew?: boolean;
  readonly restUs?: number;
}

const DAY_US = 24 * 60 * 60 * 1_000_000;
const OF_SOURCES: ReadonlySet<string> = new Set(['sources', 'author', 'likeness']);

/** A follower over a store. What it keeps is made anew from what there is, so that a pass that was cut short is made up for by the next. */
export const reputationFollower = (store: ReputationStore): ReputationFollower => {
  let since: ReputationMark | null = null;
  let day = -1;
  let lookedAtUs = Number.NEGATIVE_INFINITY;
  /** Whose conduct is still to be looked at; null: everybody's. */
  let waiting: readonly Did[] | null = [];
  const reached = new Map<Did, boolean>();
  return {
    follow: async (nowUs, { isReached: isReachedNow, anew = false, restUs = 0 }) => {
      const today = Math.floor(nowUs / DAY_US);
      // Whom trust reaches moves with every vouch: it is asked again of those of whom it was asked.
      const isOther = anew || today !== day || [...reached].some(([did, was]) => isReachedNow(did) !== was);
      if (isOther) reached.clear();
      const isReached = (did: Did): boolean => {
        const is = reached.get(did) ?? isReachedNow(did);
        reached.set(did, is);
        return is;
      };
      const { mark, changes } = await store.changes(isOther ? null : since);
      const others = changes && peopleIn(changes);
      waiting = waiting === null || others === null ? null : [...new Set([...waiting, ...others])];
      const people = anew || nowUs - lookedAtUs >= restUs ? waiting : [];
      const isOfSources = changes === null || changes.some(({ what }) => OF_SOURCES.has(what));
      const made = await reputationOf(store, { people, isOfSources, nowUs, isReached });
      const isNew = made.entries.length > 0 || made.conduct.length > 0 || made.sources?.isNew === true;
      if (isNew) await store.keep(made);
      [since, day] = [mark, today];
      if (people?.length !== 0) [waiting, lookedAtUs] = [[], nowUs];
      return isNew;
    },
  };
};

/** Whose conduct may be another one. Weights are everybody's. */
const peopleIn = (changes: readonly NewsItem[]): readonly Did[] | null => {
  const people = new Set<Did>();
  for (const { what, key } of changes) {
    if (what === 'sources' && key === 'weights') return null;
    if (key === null) continue;
    if (what === 'pull') people.add(key.split('/')[2] as Did);
    else if (what === 'author' || what === 'account' || what === 'attestations') people.add(key.split(' ')[0] as Did);
  }
  return [...people];
};

interface Asked {
  readonly people: readonly Did[] | null;
  readonly isOfSources: boolean;
  readonly nowUs: number;
  readonly isReached: (did: Did) => boolean;
}

/** Whose a repository is: its record lies in its owner's. */
const ownerOf = (repo: AtUri): Did => (repo.split('/')[2] ?? '') as Did;

const reputationOf = async (store: ReputationStore, asked: Asked): Promise<ReputationOutput> => {
  const { people, isOfSources } = asked;
  const folded = isOfSources ? sourcesOf(await store.sources(), asked) : null;
  const judged = people?.length === 0 ? [] : conductIn(await store.conduct(people), asked);
  return {
    sources: folded,
    entries: [...(folded?.entries ?? []), ...judged.flatMap(({ entries }) => entries)],
    conduct: judged.flatMap(({ row }) => (row === null ? [] : [row])),
  };
};

const sourcesOf = ({ evidence, acts, pairs, contexts, known }: SourceInput, { isReached }: Asked) => {
  const folded = foldCircuits(evidence, acts);
  const before = new Map(pairs.map((pair) => [pair.pairId, JSON.stringify(pair)]));
  const now = new Set(folded.pairs.map(({ pairId }) => pairId));
  const changed = folded.pairs.filter((pair) => before.get(pair.pairId) !== JSON.stringify(pair));
  // Pairs that others keep in the same table are theirs.
  const gone = pairs.filter(({ pairId, agentB }) => !now.has(pairId) && agentB.startsWith('at://'));
  const observations = observationsIn(
    evidence.filter(({ repo, by }) => by === OPERATOR || isReached(ownerOf(repo))),
    contexts,
  );
  const isCounted =
    observations.length === known.observations.size &&
    observations.every(({ key, row }) => known.observations.get(key) === row.contextClass);
  const told = new Set(known.transitions);
  return {
    ...{ pairs: changed, gone: gone.map(({ pairId }) => pairId), observations },
    isNew: changed.length > 0 || gone.length > 0 || !isCounted,
    entries: folded.changes.map(transitionEntry).filter(({ key }) => !told.has(key)),
  };
};

/** Whoever runs this service: their word counts everywhere. */
const OPERATOR = 'operator';

/** What is told of one change by one person twice is two observations, whichever came first. */
const observationsIn = (evidence: readonly SourceEvidence[], contexts: ReadonlyMap<AtUri, string>) => {
  const seen = new Map<string, number>();
  return evidence.map((each) => {
    const { pull, by, outcome, why, atUs } = each;
    const tool = toolOf(each);
    const name = JSON.stringify(['evidence', tool, pull, by, outcome, why, atUs]);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    const contextClass = contexts.get(pull) ?? '';
    const row = { tool, contextClass, success: outcome === 'success', weight: 1, atUs };
    return { key: `${name} ${count}`, row };
  });
};

const conductIn = ({ signals, kept, words, said, weights }: ConductInput, { people, nowUs, isReached }: Asked) => {
  const counted = signals.filter(({ repo }) => isReached(ownerOf(repo)));
  const own = Map.groupBy(counted, ({ did }) => did);
  const saidOf = Map.groupBy(said, ({ did }) => did);
  const before = new Map(kept.map((row) => [row.did, row]));
  // Whose eligibility is gone stays known, whatever became of the signals it went by.
  const gone = [...words].flatMap(([did, word]) => (word.revoked && !did.includes(' ') ? [did as Did] : []));
  const asked = gone.filter((did) => people === null || people.includes(did));
  return [...new Set([...own.keys(), ...before.keys(), ...asked])].sort().map((did) => {
    const given = { did, signals: own.get(did) ?? [], words, said: saidOf.get(did) ?? [] };
    const { conduct, revoked, entries } = foldConduct(given, weights ?? CONDUCT_WEIGHTS, nowUs);
    const { total, dimensions } = conduct;
    const was = before.get(did);
    const isSame =
      was !== undefined &&
      was.total === total &&
      was.revoked === revoked &&
      JSON.stringify(was.dimensions) === JSON.stringify(dimensions);
    return { entries, row: isSame ? null : { did, total, dimensions, revoked, atUs: nowUs } };
  });
};
