import { demoAliases } from '../../seed/index.ts';
import type { Config } from '../config/index.ts';
import { modeOf } from '../gate/index.ts';
import { type EventSink, type IngestOptions, type IngestReport, ingestStream, type Message } from '../ingest/index.ts';
import {
  type Analyst,
  type Backtest,
  buildReadModel,
  FIGURES_EVERY_US,
  modelInput,
  type NeighbourFinder,
  NOTHING_SERVED,
  neighbourFinder,
  type PassOptions,
  type ReadModel,
  reviewsOf,
  type ScoringStore,
} from '../pipeline/index.ts';
import { signalsVersion } from '../signals/index.ts';
import {
  allPulls,
  changesSince,
  currentDecisions,
  currentInputs,
  cursorOf,
  decisionLog,
  discussionsOf,
  foldEvents,
  historyMark,
  ingestTotals,
  keepAnalyses,
  keepDecisions,
  keepStageOutcomes,
  keptAnalyses,
  keptFigure,
  keptLabels,
  networkFigures,
  newsSince,
  noteDecided,
  openPulls,
  patchTexts,
  rejections,
  repoPolicies,
  reviewFigures,
  type Store,
  setTrustedRoots,
  stageOutcomeCounts,
  undecidedSinceUs,
  waitingPulls,
  worldOf,
} from '../store/index.ts';
import { analystThread } from './analyst-thread.ts';
import { backtestThread } from './backtest-thread.ts';
import { neighbourStore } from './diff-embeddings.ts';
import { figuresStore } from './figures-store.ts';
import { indexedVulnerabilities, osvPlace } from './known-vulnerabilities.ts';
import { note } from './output.ts';
import { policiesOf, policyOf, signalsOn } from './policy.ts';
import { reputationNow, reputationStore } from './reputation-facts.ts';
import { reviewerName, reviewRecords } from './reviewer.ts';
import { driftStore, learnedScorer, servingNow } from './served-model.ts';
import { nowUs, type Surroundings } from './surroundings.ts';
import { trustThread } from './trust-thread.ts';

/** The database as a scoring pass sees it. */
export const scoringStore = (store: Store, config: Config | null = null): ScoringStore => ({
  load: () =>
    store.read(async (db) => ({
      upTo: (await changesSince(db, null)).mark,
      world: await worldOf(db),
      pulls: await openPulls(db),
      decided: await currentInputs(db),
      policies: await repoPolicies(db),
    })),
  news: (since, wanted) => store.read((db) => newsSince(db, since, wanted)),
  noteDecided: (upTo, waiting) => store.write((db) => noteDecided(db, upTo, { waiting, nowUs: nowUs() })),
  mark: store.mark,
  analyses: (keys) => store.read((db) => keptAnalyses(db, keys)),
  keep: ({ analyses, decisions, outcomes }) =>
    store.write(async (db) => {
      await keepAnalyses(db, analyses);
      await keepDecisions(db, decisions, nowUs());
      await keepStageOutcomes(db, outcomes, nowUs());
    }),
  figures: { ...figuresStore(store, config && policiesOf(config)), mark: () => store.read(historyMark) },
  drift: driftStore(store),
  reputation: reputationStore(store, config),
});

const trust = trustThread();
const followingTrust = trustThread({ follows: true });
const backtest = backtestThread();

const analysts = new Map<string, Promise<Analyst>>();

/** One analyst for each set of signals and export of vulnerabilities, whoever asks. */
export const analystFor = (config: Config): Promise<Analyst> => {
  const policy = policyOf(config);
  const signals = signalsOn(policy);
  const ids = signals.map(({ id }) => id);
  const advisory = ids.filter((id) => modeOf(id, policy) === 'advisory');
  const setup = { signals: ids, advisory, osv: osvPlace(config) };
  const key = JSON.stringify(setup);
  const started =
    analysts.get(key) ??
    indexedVulnerabilities(config).then((known) => {
      const version = [
        signalsVersion(signals),
        `advice ${advisory.join(',')}`,
        ...(known === null ? [] : [`osv ${known}`]),
      ];
      return analystThread(version.join(' '), setup);
    });
  analysts.set(key, started);
  return started;
};

const finders = new WeakMap<Store, NeighbourFinder>();

/** One finder of neighbours for each database, since it remembers what it compared. */
const finderFor = ({ config, store }: Surroundings): NeighbourFinder => {
  const finder = finders.get(store) ?? neighbourFinder(neighbourStore({ config, store }));
  finders.set(store, finder);
  return finder;
};

/** How a worker of this instance scores, that follows changes: one for each process. */
export const followingOptions = async (around: Surroundings): Promise<PassOptions> => ({
  ...(await passOptions(around)),
  trust: followingTrust,
  figuresEveryUs: FIGURES_EVERY_US,
});

/** How this instance scores. With a reviewer configured, what it has not reviewed is held. */
export const passOptions = async ({ config, store, blobs }: Surroundings): Promise<PassOptions> => ({
  policy: policyOf(config),
  policies: policiesOf(config),
  expiresByWallClock: config.jetstreamUrl !== null,
  analyst: await analystFor(config),
  neighbours: finderFor({ config, store, blobs }),
  patches: { ...blobs, texts: (wanted) => store.read((db) => patchTexts(db, wanted)) },
  nowUs: nowUs(),
  onTrouble: note,
  trust,
  backtest,
  learned: await learnedScorer(store, config, policyOf(config)),
  reputation: () => reputationNow(store, nowUs()),
  reviews: (pulls) => reviewsOf(pulls, reviewRecords(store), reviewerName(config)),
  discussions: (pulls) =>
    store.read((db) =>
      discussionsOf(
        db,
        pulls.map(({ uri }) => uri),
      ),
    ),
});

const DAY_US = 24 * 60 * 60 * 1_000_000;
const AS_BUILT_IN = { mergeWeight: null, signals: {} };

const revived = (text: string | null): Backtest | null => (text === null ? null : JSON.parse(text));

/** The time a live stream's cursor stands for, in microseconds since 1970; null where it is none. */
const timeOf = (cursor: string | null): number | null => {
  const timeUs = Number(cursor ?? Number.NaN);
  return Number.isSafeInteger(timeUs) ? timeUs : null;
};

/**
 * One consistent load of everything the API answers from; with a configuration, of which live stream is followed and which
 * learned model is served as well.
 */
export const loadModel = async (
  store: Store,
  policies = policiesOf(AS_BUILT_IN),
  config: Pick<Config, 'jetstreamUrl' | 'modelDir'> | null = null,
): Promise<ReadModel> => {
  const policy = policies.instance;
  const stream = config?.jetstreamUrl ?? null;
  const serving = config === null ? NOTHING_SERVED : await servingNow(store, config, policy);
  const snapshot = await store.read(async (db) => ({
    world: await worldOf(db),
    pulls: await allPulls(db),
    decisions: await currentDecisions(db),
    log: await decisionLog(db),
    repoPolicies: await repoPolicies(db),
    labels: await keptLabels(db),
    stages: await stageOutcomeCounts(db, { fromUs: nowUs() - DAY_US, toUs: nowUs() + 1 }),
    freshness: {
      undecidedSinceUs: await undecidedSinceUs(db),
      waiting: await waitingPulls(db),
      streamUpToUs: stream === null ? null : timeOf(await cursorOf(db, new URL(stream).host)),
    },
    backtest: revived(await keptFigure(db, 'backtest')),
    totals: await ingestTotals(db),
    rejections: await rejections(db),
    network: await networkFigures(db),
    reviews: await reviewFigures(db, { sinceUs: 0, nowUs: nowUs() }),
  }));
  const base = await trust(modelInput(snapshot, policy));
  return buildReadModel(snapshot, { policy, policies, serving, aliases: demoAliases(), base });
};

/** Keeps a stream of messages in the store; `fold` keeps a batch in another way. */
export const ingestInto = (
  store: Store,
  batches: AsyncIterable<readonly Message[]> | Iterable<readonly Message[]>,
  { fold = (batch) => store.write((db) => foldEvents(db, batch)), ...options }: IngestOptions & Partial<EventSink>,
): Promise<IngestReport> => ingestStream(batches, { fold }, options);

/** Makes the configured trusted roots the stored ones. */
export const keepConfiguredRoots = ({ config, store }: Surroundings): Promise<void> =>
  store.write((db) => setTrustedRoots(db, 'TRUST_SEEDS', config.trustSeeds));
