import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import type { StandIn } from '../../../stand-in/index.ts';
import { createApp, serveApp } from '../../api/index.ts';
import type { Config } from '../../config/index.ts';
import { AppError, messageOf } from '../../domain/index.ts';
import {
  type EmbedReport,
  keepModel,
  type PassReport,
  type ReviewReport,
  reviewInOneLine,
  type Worker,
  whyNotServed,
} from '../../pipeline/index.ts';
import { ingestTotals, undecidedChanges } from '../../store/index.ts';
import { historyFactsLoop } from '../history-facts.ts';
import { takeInLive } from '../live.ts';
import { opensWords, shortName } from '../model-words.ts';
import { note, print, printJson, step } from '../output.ts';
import { policiesOf } from '../policy.ts';
import { reputationDesk } from '../reputation-desk.ts';
import { reviewLoop } from '../review-queue.ts';
import { reviewerName } from '../reviewer.ts';
import { modelMark } from '../served-model.ts';
import { startShipping } from '../shipping.ts';
import { sourcesOf } from '../sources.ts';
import { stopOnSignals } from '../stop-signal.ts';
import { nowUs, type Surroundings, surroundings, surroundingsIn } from '../surroundings.ts';
import { keepConfiguredRoots, loadModel, passOptions } from '../wiring.ts';
import { embedInWords, embedLoop } from './embed.ts';
import { firstPass, passInWords, scoreLoop, workerOf } from './score.ts';
import { seedDemo } from './seed.ts';

interface ServeFlags {
  readonly host?: string;
  readonly port?: number;
  readonly json?: boolean;
}

const portNumber = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('must be 0 to 65535');
  return Number(text);
};

const hostName = (text: string): string => {
  const host = text.replace(/^\[(.*)\]$/, '$1');
  if (!/^[A-Za-z0-9.:_-]+$/.test(host)) throw new InvalidArgumentError('must be a host name or an IP address');
  return host;
};

const staticDirectory = fileURLToPath(new URL('../../../static', import.meta.url));

export const registerUp = (program: Command): void => {
  serving(program.command('up'))
    .description('ingest (if configured), score and serve in one process; Ctrl-C drains and stops')
    .action(async (flags: ServeFlags) => {
      const around = announced();
      warmUp(around);
      await keepConfiguredRoots(around);
      await runAll(around, flags);
    });
  serving(program.command('demo'))
    .description('as up, with the demo world loaded first if the database is empty (npm start)')
    .option(
      '--stand-in',
      'have the changes reviewed too, by a program on this machine in place of Claude; in a data root of its own',
    )
    .action(async (flags: ServeFlags & { readonly standIn?: boolean }) => {
      await using standIn = flags.standIn ? await openedStandIn() : null;
      const around = withAdminKey(standIn === null ? announced() : announcedWith(standIn));
      warmUp(around);
      await keepConfiguredRoots(around);
      await seedIfEmpty(around);
      await runAll(around, flags);
    });
  serving(program.command('api'))
    .description('serve the API and the pages from what is in the database')
    .action(async (flags: ServeFlags) => {
      const stop = stopOnSignals();
      const around = announced();
      await using _server = await startServing(around, flags, stop);
      await ended(stop.signal);
    });
};

/** Loaded when it is wanted. */
const openedStandIn = async (): Promise<StandIn> => (await import('../../../stand-in/index.ts')).openStandIn();

/**
 * With the stand-in in place of whatever reviewer is configured, so that the demo needs no key and asks nobody outside, and
 * in a data root of its own, for what a stand-in says must not count for real changes, nor its made-up prices.
 */
const announcedWith = ({ apiKey, url: baseUrl }: StandIn): Surroundings => {
  const around = announced(join(surroundings().config.dataRoot, 'stand-in-demo'));
  const model = 'stand-in-careful-1';
  step('reviewer', `${model}: a program on this machine in place of Claude; its verdicts and prices are made up`);
  return { ...around, config: { ...around.config, anthropic: { apiKey, baseUrl, model } } };
};

/** With a key for this run where none is configured, so that a demo can be acted in; `up` and `api` never make one. */
const withAdminKey = (around: Surroundings): Surroundings => {
  if (around.config.adminKey !== null) return around;
  const adminKey = randomBytes(24).toString('base64url');
  note(`admin key for this run: ${adminKey}`);
  return { ...around, config: { ...around.config, adminKey } };
};

const serving = (command: Command): Command =>
  command
    .option('--host <address>', 'address to listen on (default: HOST or 127.0.0.1)', hostName)
    .option('--port <n>', 'port to listen on, 0 for a free one (default: PORT or 8000)', portNumber)
    .option('--json', 'print the address as one JSON document');

/** Starts what takes time to load; whatever is wrong with it is told when it is needed. */
const warmUp = (around: Surroundings): void => {
  passOptions(around).catch(() => undefined);
};

const announced = (root: string | null = null): Surroundings => {
  const around = root === null ? surroundings() : surroundingsIn(root);
  note('tangled-trust');
  step('data', around.config.dataRoot);
  for (const warning of around.config.warnings) step('note', warning);
  return around;
};

const seedIfEmpty = async (around: Surroundings): Promise<void> => {
  const { events } = await around.store.read(ingestTotals);
  if (events > 0) return step('found', `${events} events; nothing to seed`);
  const report = await seedDemo(around);
  step('seeded', `the demo world: ${report.events} events, ${report.blobs} patches, ${report.roots} trusted roots`);
};

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

const runAll = async (around: Surroundings, flags: ServeFlags): Promise<void> => {
  const stop = stopOnSignals();
  await using _shipping = startShipping(around);
  const worker = workerOf(around);
  // What was decided before is worth more than nothing while a long first pass runs; a first start shows decisions at once.
  const { lastDecidedAtUs } = await around.store.read(undecidedChanges);
  const early = lastDecidedAtUs === null ? null : await startServing(around, flags, stop);
  await using _early = early;
  await decideFirst(around, worker, { signal: stop.signal, decisionsAlone: early === null });
  if (stop.signal.aborted) return;
  await using _late = early === null ? await startServing(around, flags, stop) : null;
  const onPass = (pass: PassReport): void => {
    if (pass.decided > 0) step('scored', passInWords(pass));
  };
  const jobs = [
    // What a first start left out is made now that the pages are there.
    scoreLoop(around, { intervalMs: 1000, signal: stop.signal, onPass, worker, isFirst: early === null }),
    historyFactsLoop(around, stop.signal),
    takeInWhileItCan(around, stop.signal),
    embedWhileItCan(around, stop.signal),
    reviewWhileItCan(around, stop.signal),
  ];
  // A job that fails for good ends the others and the process.
  await Promise.all(jobs.map((job) => job.finally(() => stop.abort())));
};

const decideFirst = async (
  around: Surroundings,
  worker: Worker,
  options: { readonly signal: AbortSignal; readonly decisionsAlone: boolean },
): Promise<void> => {
  const started = performance.now();
  const report = await firstPass(around, worker, options);
  if (!options.signal.aborted)
    step('scored', `${passInWords(report)} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
};

/** A stream that refuses for good is told; what is here is served and decided all the same. */
const takeInWhileItCan = async (around: Surroundings, signal: AbortSignal): Promise<void> => {
  const url = around.config.jetstreamUrl;
  try {
    if (url !== null) await takeInLive(around, { url, history: true, signal });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    note(`no records come in any more: ${messageOf(error)}`);
  }
  await ended(signal);
};

/** A service that makes no vectors any more is told; similar pull requests are then not named. */
const embedWhileItCan = async (around: Surroundings, signal: AbortSignal): Promise<void> => {
  const onReport = (report: EmbedReport): void => step('embedded', embedInWords(report));
  try {
    await embedLoop(around, { intervalMs: 2000, signal, onReport });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    note(`similar pull requests are not looked for any more: ${messageOf(error)}`);
  }
  await ended(signal);
};

/** A reviewer that cannot be asked any more is told; what it has not reviewed stays out of the fast lane. */
const reviewWhileItCan = async (around: Surroundings, signal: AbortSignal): Promise<void> => {
  const onReport = (report: ReviewReport): void => step('reviewed', reviewInOneLine(report));
  try {
    await reviewLoop(around, { intervalMs: 2000, signal, onReport });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    note(`nothing is reviewed any more: ${messageOf(error)}`);
  }
  await ended(signal);
};

/** The reviewer in use, as pages name it. */
const reviewerIn = (config: Config) => {
  const name = reviewerName(config);
  return name && { ...name, budgetDayUsd: config.reviewBudget.dayMicros / 1e6 };
};

const startServing = async (around: Surroundings, flags: ServeFlags, stop: AbortController) => {
  const { config, store } = around;
  const keeper = await keepModel({
    load: () => loadModel(store, policiesOf(config), config),
    mark: () => `${store.mark()} ${modelMark(config)}`,
    nowUs,
  });
  const sources = sourcesOf(config, keeper.current().snapshot.world.seeds.length);
  const app = createApp({
    model: () => keeper.current(),
    sources,
    reviewer: reviewerIn(config),
    reputation: reputationDesk(around),
    credentials: { adminKey: config.adminKey, eventsApiKey: config.eventsApiKey },
    staticDirectory,
    onFault: (message) => note(`fault: ${message}`),
  });
  const server = await serveApp(app, { host: flags.host ?? config.host, port: flags.port ?? config.port });
  for (const { name, how } of sources.filter((source) => !source.on)) step('off', `${name}: ${how}`);
  const { serving: now } = keeper.current();
  if (now.kind === 'served')
    step('on', `learned model ${shortName(now.model.id)}: ${opensWords(now.model, policiesOf(config).instance)}`);
  else step('off', `learned model: ${whyNotServed(now)}`);
  step('listening', server.url);
  if (flags.json) printJson({ url: server.url });
  else print(server.url);
  void keeper.watch(stop.signal, (error) => note(`still serving the last data: ${messageOf(error)}`));
  return server;
};
