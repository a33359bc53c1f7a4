import type {
  AtUri,
  ConductDimension,
  Did,
  NewsItem,
  NewsMark,
  PairState,
  ReputationEntry,
  ToolObservation,
} from '../../domain/index.ts';
import { CONDUCT_WEIGHTS, type ConductWeights } from '../../reputation/index.ts';
import type { EligibilityWords } from './eligibility.ts';
import { foldCircuits, type SourceEvidence, toolOf, transitionEntry } from './fold-circuits.ts';
import { foldConduct, type PlacedSignal } from './fold-conduct.ts';
import { evidenceEntry, judgedOnce, type KeptEvidence, ownerOf } from './judged.ts';

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
  readonly known: {
    readonly transitions: readonly string[];
    readonly observations: ReadonlyMap<string, string>;
    readonly evidence: readonly KeptEvidence[];
  };
}

/** What conduct is made of, and what is said of eligibility. */
export interface ConductInput extends EligibilityWords {
  readonly signals: readonly (PlacedSignal & { readonly did: Did })[];
  readonly kept: readonly (Pick<ConductRow, 'did' | 'total' | 'revoked' | 'dimensions'> & { readonly atUs: number })[];
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
    /** Those that something was said of. */
    readonly pulls: ReadonlySet<string>;
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
   * What changed since; null where that is not known, and everything is to be looked at. What was decided since is a `pull`
   * there, as what was read of the change stands in the decision.
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
   * `standingOf`: where somebody stands in the operator's view, 1 for a trusted root. What happens in the repository of one whom
   * trust does not reach counts for nothing, as anybody could found one; what happens in one of a root's counts everywhere. `anew`: everything, as labels are
   * other ones now. `restUs`: conduct is not looked at again within this time of the last look, but by a later call; default 0.
   * @returns whether anything is otherwise.
   */
  follow(nowUs: number, how: Following): Promise<boolean>;
}

export interface Following {
  readonly standingOf: (did: Did) => number;
  readonly anew?: boolean;
  readonly restUs?: number;
}

const DAY_US = 24 * 60 * 60 * 1_000_000;
const OF_SOURCES: ReadonlySet<string> = new Set(['sources', 'author', 'likeness', 'account', 'repositories']);

/** Trust reaches somebody not at all, somehow, or as a root. */
const gradeOf = (standing: number): number => Math.ceil(Math.min(1, standing) - 1e-12) + Math.floor(standing);

/** A follower over a store. What it keeps is made anew from what there is, so that a pass that was cut short is made up for by the next. */
export const reputationFollower = (store: ReputationStore): ReputationFollower => {
  let since: ReputationMark | null = null;
  let day = -1;
  let lookedAtUs = Number.NEGATIVE_INFINITY;
  /** Whose conduct is still to be looked at; null: everybody's. */
  let waiting: readonly Did[] | null = [];
  const asked = new Map<Did, number>();
  let judgedPulls: ReadonlySet<string> = new Set();
  return {
    follow: async (nowUs, { standingOf: now, anew = false, restUs = 0 }) => {
      const today = Math.floor(nowUs / DAY_US);
      // Whom trust reaches moves with every vouch: it is asked again of those of whom it was asked.
      const isOther = anew || today !== day || [...asked].some(([did, was]) => gradeOf(now(did)) !== gradeOf(was));
      if (isOther) asked.clear();
      const standingOf = (did: Did): number => {
        const standing = asked.get(did) ?? now(did);
        asked.set(did, standing);
        return standing;
      };
      const { mark, changes } = await store.changes(isOther ? null : since);
      const others = changes && peopleIn(changes);
      waiting = waiting === null || others === null ? null : [...new Set([...waiting, ...others])];
      const people = anew || nowUs - lookedAtUs >= restUs ? waiting : [];
      const isOfSources =
        changes === null ||
        changes.some(({ what, key }) => OF_SOURCES.has(what) || (what === 'pull' && judgedPulls.has(key ?? '')));
      const made = await reputationOf(store, { people, isOfSources, nowUs, standingOf });
      judgedPulls = made.sources?.pulls ?? judgedPulls;
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
    if (what === 'sources' && (key === 'weights' || key === 'conduct')) return null;
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
  readonly standingOf: (did: Did) => number;
}

const standingAt = (repo: AtUri, { standingOf }: Asked): number => standingOf(ownerOf(repo));

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

const sourcesOf = ({ evidence, acts, pairs, contexts, known }: SourceInput, asked: Asked) => {
  const heard = judgedOnce(evidence, known.evidence).filter(
    ({ repo, by }) => by === OPERATOR || standingAt(repo, asked) > 0,
  );
  const folded = foldCircuits(heard, acts);
  const before = new Map(pairs.map((pair) => [pair.pairId, JSON.stringify(pair)]));
  const now = new Set(folded.pairs.map(({ pairId }) => pairId));
  const changed = folded.pairs.filter((pair) => before.get(pair.pairId) !== JSON.stringify(pair));
  // Pairs that others keep in the same table are theirs.
  const gone = pairs.filter(({ pairId, agentB }) => !now.has(pairId) && agentB.startsWith('at://'));
  const observations = observationsIn(heard, contexts);
  const isCounted =
    observations.length === known.observations.size &&
    observations.every(({ key, row }) => known.observations.get(key) === row.contextClass);
  const told = new Set([...known.transitions, ...known.evidence.map(({ key }) => key)]);
  return {
    ...{ pairs: changed, gone: gone.map(({ pairId }) => pairId), observations },
    isNew: changed.length > 0 || gone.length > 0 || !isCounted,
    pulls: new Set(heard.map(({ pull }) => pull)),
    entries: [...heard.map(evidenceEntry), ...folded.changes.map(transitionEntry)].filter(({ key }) => !told.has(key)),
  };
};

/** Whoever runs this service: their word counts everywhere. */
const OPERATOR = 'operator';

/** In the repository whose maintainers say so; the operator's word is of everywhere. */
const observationsIn = (heard: readonly SourceEvidence[], contexts: ReadonlyMap<AtUri, string>) =>
  heard.map((each) => {
    const { pull, by, outcome, atUs, repo } = each;
    const tool = toolOf(each);
    const contextClass = contexts.get(pull) ?? '';
    const place = by === OPERATOR ? {} : { repo };
    const row = { tool, contextClass, success: outcome === 'success', weight: 1, atUs, ...place };
    return { key: JSON.stringify(['evidence', tool, repo, pull, by, outcome, atUs]), row };
  });

const conductIn = ({ signals, kept, words, said, weights }: ConductInput, asked: Asked) => {
  const { people, nowUs } = asked;
  const counted = signals.filter(({ repo }) => standingAt(repo, asked) > 0);
  const isRoots = (repo: AtUri): boolean => standingAt(repo, asked) === 1;
  const own = Map.groupBy(counted, ({ did }) => did);
  const saidOf = Map.groupBy(said, ({ did }) => did);
  const before = new Map(kept.map((row) => [row.did, row]));
  // Whose eligibility is gone stays known, whatever became of the signals it went by.
  const gone = [...words].flatMap(([did, word]) => (word.revoked && !did.includes(' ') ? [did as Did] : []));
  const revokedOnes = gone.filter((did) => people === null || people.includes(did));
  return [...new Set([...own.keys(), ...before.keys(), ...saidOf.keys(), ...revokedOnes])].sort().map((did) => {
    const given = { did, signals: own.get(did) ?? [], words, said: saidOf.get(did) ?? [], isRoots };
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
