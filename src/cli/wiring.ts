import { demoAliases } from '../../seed/index.ts';
import type { Config } from '../config/index.ts';
import type { Policy } from '../domain/index.ts';
import { checkPolicy, DEFAULT_POLICY } from '../gate/index.ts';
import { type EventSink, type IngestOptions, type IngestReport, ingestStream, type Message } from '../ingest/index.ts';
import {
  type Backtest,
  buildReadModel,
  modelInput,
  type PassOptions,
  type ReadModel,
  type ScoringStore,
  type World,
} from '../pipeline/index.ts';
import {
  allPulls,
  attestations,
  currentDecisions,
  currentInputs,
  type Db,
  decisionLog,
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
  type Store,
  setTrustedRoots,
  trustedRoots,
} from '../store/index.ts';
import { analystThread } from './analyst-thread.ts';
import { backtestThread } from './backtest-thread.ts';
import { nowUs, type Surroundings } from './surroundings.ts';
import { trustThread } from './trust-thread.ts';

/** The default policy with what this instance sets otherwise, which its version then says. */
export const policyOf = ({ mergeWeight }: Config): Policy =>
  checkPolicy(
    mergeWeight === 0
      ? DEFAULT_POLICY
      : { ...DEFAULT_POLICY, mergeWeight, version: `${DEFAULT_POLICY.version} merges ${mergeWeight}` },
  );

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

const analyst = analystThread();
const trust = trustThread();
const backtest = backtestThread();

/** How this instance scores. With a reviewer configured that this version cannot run, doubt holds: no fast lane. */
export const passOptions = ({ config, blobs }: Surroundings): PassOptions => ({
  policy: policyOf(config),
  analyst,
  patches: blobs,
  trust,
  backtest,
  caps: config.anthropic.apiKey === null ? [] : ['reviewer-failed'],
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
