import type { Command } from 'commander';
import { AppError, parseDid, UsageError } from '../../domain/index.ts';
import { about, type BackfillNetwork, type BackfillReport, runQueue, targetOf } from '../../ingest/index.ts';
import { backfillStore } from '../../store/index.ts';
import { backfillNetwork } from '../backfill-network.ts';
import { backfillInWords } from '../backfill-words.ts';
import { type Network, networkOf } from '../network.ts';
import { note, print, printJson, progress } from '../output.ts';
import { stopOnSignals } from '../stop-signal.ts';
import { nowUs, type Surroundings, surroundings } from '../surroundings.ts';
import { upkeepLoop, upkeepUntilIdle } from '../upkeep.ts';

interface BackfillFlags {
  readonly repo?: string;
  readonly did?: string;
  readonly all?: boolean;
  readonly watch?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export const registerBackfill = (program: Command): void => {
  program
    .command('backfill')
    .description('read history: an account’s records, a repository with its pull requests, or everybody’s')
    .option('--repo <uri>', 'a repository: the at-uri of its record, or its own DID')
    .option('--did <did>', 'an account, and who vouches for it')
    .option('--all', 'everybody who has a record of Tangled’s')
    .option('--watch', 'go on: work off what gaps and news queue, and look at everything again once a day')
    .option('--force', 'read repositories even if nothing seems to have changed')
    .option('--json', 'print one JSON document')
    .action(async (flags: BackfillFlags) => {
      const given = [flags.repo, flags.did, flags.all].filter((each) => each !== undefined);
      if (given.length > 1) throw new UsageError('give one of --repo, --did and --all');
      if (given.length === 0 && !flags.watch)
        throw new UsageError('nothing to read: give --repo, --did or --all, or --watch alone');
      checkNames(flags);
      await run(flags, surroundings());
    });
};

const checkNames = ({ repo, did }: BackfillFlags): void => {
  if (did !== undefined && parseDid(did) === null)
    throw new UsageError(`--did ${did} is not a DID (did:plc:… or did:web:…)`);
  if (repo !== undefined && parseDid(repo) === null && targetOf(repo)?.kind !== 'tangled') {
    throw new UsageError(`--repo ${repo} is neither a repository’s address (at://did:…/sh.tangled.repo/…) nor its DID`);
  }
};

const run = async (flags: BackfillFlags, around: Surroundings): Promise<void> => {
  const stop = stopOnSignals();
  await using network = networkOf(around, stop.signal);
  const targets = await targetsOf(flags, network, stop.signal);
  const store = backfillStore(around.store);
  const atUs = nowUs();
  await store.queue({ targets, reason: 'asked for', nowUs: atUs, sinceUs: atUs, again: true, urgent: true });
  const bar = progress('backfill');
  if (flags.watch) note('working off the queue; Ctrl-C stops');
  const beside = flags.watch ? upkeepLoop(around, network) : null;
  const report = await runQueue({
    network: backfillNetwork(around.config, network, stop.signal),
    store,
    nowUs,
    signal: stop.signal,
    force: flags.force ?? false,
    onProgress: (sofar) => bar.show(progressInWords(sofar)),
    onNotice: note,
    ...(flags.watch ? { watch: { everyMs: DAY_MS } } : {}),
    ...(flags.watch || flags.all ? {} : { only: targets }),
  });
  if (!flags.watch) await upkeepUntilIdle(network);
  await beside;
  bar.done();
  if (flags.json) printJson(report);
  else print(backfillInWords(report));
  if (!flags.watch && (stop.signal.aborted || hasFailed(report, targets[0] ?? ''))) process.exitCode = 1;
};

/** What is looked at; what matters most is the first. */
const targetsOf = async (
  { repo, did: account, all }: BackfillFlags,
  network: Network,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  if (all) return ['all'];
  const did = parseDid(account);
  if (did !== null) return [did, about(did)];
  if (repo === undefined) return [];
  const repoDid = parseDid(repo);
  return [repoDid === null ? repo : await addressOf(repoDid, network, signal)];
};

const addressOf = async (repoDid: Parameters<BackfillNetwork['pdsOf']>[0], network: Network, signal: AbortSignal) => {
  const { uri, problem } = await network.identity.repo(repoDid, { signal });
  if (uri === null) throw new AppError(`whose repository ${repoDid} is cannot be told: ${problem ?? 'nobody says'}`);
  return uri;
};

/** Others' failures are reported; it is ours to fail when what was asked for could not be had, or nothing at all. */
const hasFailed = ({ problems, repositories }: BackfillReport, target: string): boolean => {
  const { read, unchanged, gone, failed } = repositories;
  const nothing = read + unchanged + gone === 0 && Object.keys(failed).length > 0;
  return nothing || problems.some((problem) => problem.target === target);
};

const progressInWords = ({ repositories, records, enumerated }: BackfillReport): string => {
  const { read, unchanged, gone, failed } = repositories;
  const failures = Object.values(failed).reduce((sum, count) => sum + count, 0);
  return [
    `${read + unchanged + gone + failures} repositories${enumerated > 0 ? ` (${enumerated} named)` : ''}`,
    `${records.listed} records`,
    `${records.fresh} new`,
    ...(failures > 0 ? [`${failures} failed`] : []),
  ].join(', ');
};
