import { demoAliases } from '../../seed/index.ts';
import type { Config } from '../config/index.ts';
import { checkPolicy, DEFAULT_POLICY, modeOf } from '../gate/index.ts';
import { type EventSink, type IngestOptions, type IngestReport, ingestStream, type Message } from '../ingest/index.ts';
import {
  type Analyst,
  type Backtest,
  buildReadModel,
  modelInput,
  type NeighbourFinder,
  neighbourFinder,
  type PassOptions,
  type ReadModel,
  reviewsOf,
  type ScoringStore,
  type World,
} from '../pipeline/index.ts';
import { signalsVersion } from '../signals/index.ts';
import {
  allPulls,
  attestations,
  currentDecisions,
  currentInputs,
  type Db,
  decisionLog,
  discussionsOf,
  foldEvents,
  handles,
  ingestTotals,
  keepAnalyses,
  keepDecisions,
  keptAnalyses,
  keptFigure,
  liveVouches,
  maintainersByRepo,
  mergesForOthers,
  networkFigures,
  newestEventUs,
  openPulls,
  pullOutcomes,
  rejections,
  replaceFigures,
  reposWithTier,
  reviewFigures,
  type Store,
  setTrustedRoots,
  trustedRoots,
} from '../store/index.ts';
import { analystThread } from './analyst-thread.ts';
import { backtestThread } from './backtest-thread.ts';
import { neighbourStore } from './diff-embeddings.ts';
import { indexedVulnerabilities, osvPlace } from './known-vulnerabilities.ts';
import { policyOf, signalsOn } from './policy.ts';
import { reviewerName, reviewRecords } from './reviewer.ts';
import { nowUs, type Surroundings } from './surroundings.ts';
import { trustThread } from './trust-thread.ts';

const worldIn = async (db: Db): Promise<World> => ({
  asOfUs: await newestEventUs(db),
  vouches: await liveVouches(db),
  merges: await mergesForOthers(db),
  seeds: await trustedRoots(db),
  maintainers: await maintainersByRepo(db),
  repos: await reposWithTier(db),
  attestations: await attestations(db),
  handles: await handles(db),
});

/** The database as a scoring pass sees it. */
export const scoringStore = (store: Store): ScoringStore => ({
  load: () =>
    store.read(async (db) => ({
      world: await worldIn(db),
      pulls: await openPulls(db),
      past: await pullOutcomes(db),
      decided: await currentInputs(db),
      figuresKey: await keptFigure(db, 'figures_key'),
    })),
  analyses: (keys) => store.read((db) => keptAnalyses(db, keys)),
  keep: ({ analyses, decisions }) =>
    store.write(async (db) => {
      await keepAnalyses(db, analyses);
      await keepDecisions(db, decisions, nowUs());
    }),
  keepFigures: ({ backtest, ...rest }) =>
    store.write((db) => replaceFigures(db, { ...rest, backtest: JSON.stringify(backtest) })),
});

const trust = trustThread();
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

/** How this instance scores. With a reviewer configured, what it has not reviewed is held. */
export const passOptions = async ({ config, store, blobs }: Surroundings): Promise<PassOptions> => ({
  policy: policyOf(config),
  analyst: await analystFor(config),
  neighbours: finderFor({ config, store, blobs }),
  patches: blobs,
  trust,
  backtest,
  reviews: (pulls) => reviewsOf(pulls, reviewRecords(store), reviewerName(config)),
  discussions: (pulls) =>
    store.read((db) =>
      discussionsOf(
        db,
        pulls.map(({ uri }) => uri),
      ),
    ),
});

const revived = (text: string | null): Backtest | null => (text === null ? null : JSON.parse(text));

/** One consistent load of everything the API answers from. */
export const loadModel = async (store: Store, policy = checkPolicy(DEFAULT_POLICY)): Promise<ReadModel> => {
  const snapshot = await store.read(async (db) => ({
    world: await worldIn(db),
    pulls: await allPulls(db),
    decisions: await currentDecisions(db),
    log: await decisionLog(db),
    backtest: revived(await keptFigure(db, 'backtest')),
    totals: await ingestTotals(db),
    rejections: await rejections(db),
    network: await networkFigures(db),
    reviews: await reviewFigures(db, { sinceUs: 0, nowUs: nowUs() }),
  }));
  const base = await trust(modelInput(snapshot, policy));
  return buildReadModel(snapshot, { policy, aliases: demoAliases(), base });
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
