import type { AtUri, Cap, Decision, Did, Lane, NewsMark, Policy, RepoPolicy } from '../domain/index.ts';
import { AppError } from '../domain/index.ts';
import type { PolicyBook } from '../gate/index.ts';
import type { Discussion } from '../signals/index.ts';
import type { Analyst } from './analyse.ts';
import type { backtest } from './backtest.ts';
import { Desk } from './desk/desk.ts';
import type { NewsUpTo } from './desk/news.ts';
import { type DecidedUpon, lanesOf } from './desk/pulls-at-hand.ts';
import { FIGURES_EVERY_US, type FiguresStore, refreshFigures } from './figures-pass.ts';
import type { PullReview } from './kept-reviews.ts';
import { type DriftStore, type ModelDrift, measureDrift } from './learned/drift.ts';
import type { LearnedScorer } from './learned/serving.ts';
import type { NeighbourFinder } from './neighbours.ts';
import type { OpenPull, PatchSource, World } from './ports.ts';
import type { ReputationNow } from './reputation/reputation-now.ts';
import { type ReputationStore, reputationFollower } from './reputation/reputation-pass.ts';
import type { StageOutcome } from './stages/outcome.ts';
import type { TrustEngine } from './trust-base.ts';

/** What a scoring pass reads and writes. Each call is one short lease of the database. */
export interface ScoringStore {
  load(): Promise<{
    readonly world: World;
    readonly pulls: readonly OpenPull[];
    /** The hashes of each decision in force: of its inputs and of its words. */
    readonly decided: ReadonlyMap<AtUri, DecidedUpon>;
    /** What owners ask of the gate in their repositories; absent: nothing. */
    readonly policies?: readonly RepoPolicy[];
    /** The last change that all this knows of. */
    readonly upTo: NewsMark;
  }>;
  /** What changed since a mark, with merges only where they weigh something. Absent: everything is read anew each time. */
  news?(since: NewsMark, wanted: { readonly merges: boolean }): Promise<NewsUpTo>;
  /** Notes that everything up to a mark is decided upon but for these pull requests. */
  noteDecided?(upTo: NewsMark, waiting: readonly AtUri[]): Promise<void>;
  /** Differs when the store may hold something else; cheap. */
  mark?(): string;
  /** Kept analyses by key, as JSON text. */
  analyses(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  keep(batch: {
    readonly analyses: ReadonlyMap<string, string>;
    readonly decisions: readonly Decision[];
    /** How stages ended that say something of a source. */
    readonly outcomes: readonly StageOutcome[];
  }): Promise<void>;
  /** What reputation is made of; absent: nobody follows it. */
  readonly reputation?: ReputationStore;
  /** Where it is kept how a learned model does; absent: nobody looks. */
  readonly drift?: DriftStore;
  /** Where figures of the whole graph are kept; absent where none are made. */
  readonly figures?: FiguresStore & {
    /** Differs whenever what figures are made from does. */
    mark(): Promise<string>;
  };
}

export interface PassOptions {
  readonly policy: Policy;
  /** The policies of the instance and of repositories; absent: `policy` for all. */
  readonly policies?: PolicyBook;
  /** Whether attestations hold by `nowUs`; else by the newest event, so that the same records give the same decisions. */
  readonly expiresByWallClock?: boolean;
  /** Who reads patches, and under which name what was read is kept. */
  readonly analyst: Analyst;
  readonly patches: PatchSource;
  /** Decide this pull request alone. */
  readonly only?: AtUri;
  /** Caps that hold for all, such as `stale`. */
  readonly caps?: readonly Cap[];
  /** Where trust is computed; default: here. */
  readonly trust?: TrustEngine;
  /** Where history is replayed; default: here. */
  readonly backtest?: typeof backtest;
  /** Microseconds since 1970. */
  readonly nowUs: number;
  /** Figures are not made again within this time, however much changes; default 0. */
  readonly figuresEveryUs?: number;
  /** Leaves the figures of the past to a later pass: decisions are wanted soon. */
  readonly decisionsAlone?: boolean;
  /** Finds what open pull requests are like; default: nobody looks. */
  readonly neighbours?: NeighbourFinder;
  /** What is kept of the blind reviews of pull requests; default: nobody reviews. */
  readonly reviews?: (pulls: readonly OpenPull[]) => Promise<ReadonlyMap<AtUri, PullReview>>;
  /** How far sources count, and whom conduct holds, now; default: nobody weighs. */
  readonly reputation?: () => Promise<ReputationNow>;
  /** The learned model that is served; absent or null: none is, and structural trust stands alone. */
  readonly learned?: LearnedScorer | null;
  /** What has been said about pull requests; default: nothing. */
  readonly discussions?: (pulls: readonly OpenPull[]) => Promise<ReadonlyMap<AtUri, Discussion>>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, of: number) => void;
  /** Told of what went wrong beside the decisions; absent: it is thrown. */
  readonly onTrouble?: (message: string) => void;
}

/** What a pass did. */
export interface PassReport {
  readonly open: number;
  readonly decided: number;
  readonly unchanged: number;
  readonly lanes: Readonly<Record<Lane, number>>;
  /** When figures put off are due; absent where none were. */
  readonly figuresDueAtUs?: number;
  /** Why the learned model that this pass decided with is served no longer: all is to be decided again. Absent: it is. */
  readonly modelStopped?: string;
}

/** Decides what waits, and follows what changes meanwhile. */
export interface Worker {
  /**
   * Decides every open pull request that is new or whose inputs changed since the last pass; the first looks at all. The rest
   * keep their decision. Stops soon when the signal is aborted; what was decided stays, and the rest waits on.
   */
  pass(options: PassOptions): Promise<PassReport>;
}

/** So many are decided and kept at once, and so often what changed meanwhile is looked at. */
const BATCH = 4_000;
const LOOK_EVERY_MS = 500;
/** Where there is much to do, who waits is noted this often, so that nobody else counts as out of date; up to so many. */
const NOTE_EVERY_MS = 10_000;
/** With more open pull requests than this, conduct is looked at this often: what one person did is read from everything. */
const MANY = 2_000;
const CONDUCT_EVERY_US = 15 * 1_000_000;
const MOST_WAITING = 5_000;

/**
 * A worker over a store. It keeps what decisions are made from in memory and follows the changes that the store notes; one
 * that lost its thread reads everything anew. Nothing is lost with it: what was decided is kept batch by batch, and the
 * next worker finds out what is left by comparing inputs.
 */
export const scoringWorker = (store: ScoringStore): Worker => {
  let desk = new Desk(store);
  const reputation = store.reputation && reputationFollower(store.reputation);
  let noted = -1;
  let figuresDueAtUs = 0;
  const noteDecided: NoteDecided = async (mark, waiting) => {
    if (mark === null || waiting.length > MOST_WAITING) return;
    await store.noteDecided?.(mark, waiting);
    noted = waiting.length === 0 ? mark.number : -1;
  };
  const noteAll = async (): Promise<void> => {
    if (desk.mark !== null && desk.mark.number !== noted) await noteDecided(desk.mark, []);
  };
  /** Follows reputation, and decides again whom it concerns. `anew`: whatever it is made of may be otherwise. @returns how many. */
  const follow = async (options: PassOptions, anew: boolean): Promise<number> => {
    const restUs = desk.pulls.size > MANY ? CONDUCT_EVERY_US : 0;
    if (!(await reputation?.follow(options.nowUs, { standingOf: standingIn(desk), anew, restUs }))) return 0;
    await desk.catchUp(options);
    const decided = await decideAll(desk, around, options);
    await noteAll();
    return decided;
  };
  const around = { mark: () => store.mark?.() ?? '', noteDecided };
  const run = async (options: PassOptions): Promise<PassReport> => {
    const { signal, only, nowUs, figuresEveryUs = 0 } = options;
    // No later than what they are made from.
    const isDue =
      store.figures !== undefined && only === undefined && !options.decisionsAlone && nowUs >= figuresDueAtUs;
    const mark = isDue ? await store.figures?.mark() : undefined;
    await desk.catchUp(options);
    let decided = await decideAll(desk, around, options);
    if (signal?.aborted || only !== undefined || options.decisionsAlone) return reportOn(desk, decided);
    await noteAll();
    // Behind what is news, for it takes longer to read.
    decided += await follow(options, false);
    const report = reportOn(desk, decided);
    if (store.figures === undefined || desk.seen === null) return report;
    if (mark === undefined) return { ...report, figuresDueAtUs };
    const figures = await figuresOf(store.figures, { ...desk.seen, mark }, options);
    figuresDueAtUs = figures.kind === 'later' ? figures.dueAtUs : nowUs + figuresEveryUs;
    if (figures.kind === 'later') return { ...report, figuresDueAtUs };
    if (figures.kind !== 'made') return report;
    // Labels are those that were kept with the figures, and conduct goes by them.
    const more = await follow(options, true);
    const drift = options.learned ? await driftIn(store, options) : null;
    const whole = reportOn(desk, decided + more);
    return drift === null || drift.stoppedAtUs === null ? whole : { ...whole, modelStopped: drift.why };
  };
  return {
    pass: async (options) => {
      try {
        return await run(options);
      } catch (error) {
        // What was taken in and what was not is no longer known.
        desk = new Desk(store);
        if (options.signal?.aborted) return reportOn(desk, 0);
        throw error;
      }
    },
  };
};

/** Decides whatever waits, and takes in what changes meanwhile. @returns how many are decided otherwise than before. */
const decideAll = async (
  desk: Desk,
  { mark, noteDecided }: { readonly mark: () => string; readonly noteDecided: NoteDecided },
  options: PassOptions,
): Promise<number> => {
  const { signal, only } = options;
  let tolledAt = performance.now();
  let [decided, lookedAt, seen] = [0, performance.now(), mark()];
  const all = desk.queue.size;
  for (let done = 0; desk.queue.size > 0 && !signal?.aborted; ) {
    const before = desk.queue.size;
    decided += await desk.work(BATCH, options);
    done += before - desk.queue.size;
    options.onProgress?.(Math.min(done, all), all);
    if (only !== undefined || mark() === seen || performance.now() - lookedAt < LOOK_EVERY_MS) continue;
    await desk.catchUp(options);
    [lookedAt, seen] = [performance.now(), mark()];
    if (lookedAt - tolledAt < NOTE_EVERY_MS) continue;
    await noteDecided(desk.mark, desk.queue.waiting());
    tolledAt = performance.now();
  }
  return decided;
};

type NoteDecided = (mark: NewsMark | null, waiting: readonly AtUri[]) => Promise<void>;

/** What is shown of the past must not keep anybody from being decided. */
const figuresOf = (
  store: FiguresStore,
  input: Parameters<typeof refreshFigures>[1],
  options: PassOptions,
): ReturnType<typeof refreshFigures> =>
  refreshFigures(store, input, { ...options, atMostEveryUs: options.figuresEveryUs ?? 0 }).catch((error: unknown) => {
    if (!(error instanceof AppError) || options.onTrouble === undefined) throw error;
    options.onTrouble(`figures of the past could not be made: ${error.message}`);
    return { kind: 'later' as const, dueAtUs: options.nowUs + FIGURES_EVERY_US };
  });

/** Where somebody stands in the operator's view, as the desk sees it now. */
const standingIn = ({ seen }: Desk): ((did: Did) => number) => {
  if (seen === null) return () => 0;
  const { graph, operator } = seen.views;
  return (did) => operator().standing[graph.indexOf(did)] ?? 0;
};

const driftIn = async ({ drift }: ScoringStore, { learned, nowUs }: PassOptions): Promise<ModelDrift | null> =>
  drift && learned ? measureDrift(drift, learned.model, nowUs) : null;

/**
 * One pass over every open pull request, or over `only`. Running it twice changes nothing the second time.
 */
export const scorePass = (store: ScoringStore, options: PassOptions): Promise<PassReport> =>
  scoringWorker(store).pass(options);

const reportOn = (desk: Desk, decided: number): PassReport => {
  const open = desk.pulls.size;
  return { open, decided, unchanged: open - decided, lanes: lanesOf(desk.pulls) };
};
