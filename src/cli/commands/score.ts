import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { demoAliases } from '../../../seed/index.ts';
import { AppError, type AtUri, messageOf, parseAtUri, UsageError } from '../../domain/index.ts';
import {
  type PassReport,
  type ReviewReport,
  reviewInOneLine,
  scorePass,
  scoringWorker,
  shadowInOneLine,
  verifyDecisions,
  type Worker,
} from '../../pipeline/index.ts';
import { allDecisions } from '../../store/index.ts';
import { historyFactsLoop, readHistoryFacts } from '../history-facts.ts';
import { note, print, printJson, progress, safe } from '../output.ts';
import { reviewLoop, reviewOnce } from '../review-queue.ts';
import { modelMark } from '../served-model.ts';
import { shadowNow } from '../shadow.ts';
import { startShipping } from '../shipping.ts';
import { stopOnSignals } from '../stop-signal.ts';
import { type Surroundings, surroundings } from '../surroundings.ts';
import { followingOptions, keepConfiguredRoots, passOptions, scoringStore } from '../wiring.ts';

interface ScoreFlags {
  readonly loop?: boolean;
  readonly interval: number;
  readonly pr?: string;
  readonly verify?: boolean;
  readonly json?: boolean;
  /** False with --no-review. */
  readonly review: boolean;
}

const seconds = (text: string): number => {
  if (!/^\d+(\.\d+)?$/.test(text) || !(Number(text) > 0 && Number(text) <= 86_400)) {
    throw new InvalidArgumentError('must be seconds, over 0 and at most 86400');
  }
  return Number(text);
};

/** One pass over what is new or changed. */
export const scoreOnce = async (
  around: Surroundings,
  { only, signal }: { only?: AtUri | undefined; signal?: AbortSignal } = {},
): Promise<PassReport> => {
  const bar = progress('scoring');
  if (only === undefined) await readHistoryFacts(around, signal && { signal });
  const onProgress = (done: number, of: number): void => bar.show(`${done} of ${of} open pull requests`);
  const options = {
    ...(await passOptions(around)),
    onProgress,
    ...(only === undefined ? {} : { only }),
    ...(signal === undefined ? {} : { signal }),
  };
  const store = scoringStore(around.store, around.config);
  const report = await scorePass(store, options);
  bar.done();
  if (report.modelStopped === undefined) return report;
  const again = await scorePass(store, { ...options, ...(await passOptions(around)) });
  return { ...again, modelStopped: report.modelStopped };
};

/** One pass, the reviews that are due after it, and a second pass over what they change. */
const scoreAndReview = async (around: Surroundings, only: AtUri | undefined, asks: boolean): Promise<PassReport> => {
  const stop = stopOnSignals();
  const report = await scoreOnce(around, { only, signal: stop.signal });
  if (!asks || around.config.anthropic.apiKey === null || stop.signal.aborted) return report;
  const bar = progress('reviewing');
  const wishes = { atOnce: true, signal: stop.signal, onProgress: bar.show, ...(only && { only }) };
  const reviews = await reviewOnce(around, wishes)
    .catch((error: unknown) => {
      if (!(error instanceof AppError && error.retryable)) throw error;
      note(`not reviewing now: ${messageOf(error)}`);
      return null;
    })
    .finally(bar.done);
  if (reviews !== null) note(`reviews: ${reviewInOneLine(reviews)}`);
  if (stop.signal.aborted) return report;
  const again = await scoreOnce(around, { only, signal: stop.signal });
  return { ...again, decided: report.decided + again.decided, unchanged: Math.min(report.unchanged, again.unchanged) };
};

export interface ScoreLoop {
  readonly intervalMs: number;
  readonly signal: AbortSignal;
  readonly onPass: (report: PassReport) => void;
  /** One that has made its first pass; default: a new one. */
  readonly worker?: Worker;
  /** Whether its first pass here makes figures of the past that one with `decisionsAlone` left out. */
  readonly isFirst?: boolean;
}

/** A worker over this instance's database. */
export const workerOf = ({ store, config }: Surroundings): Worker => scoringWorker(scoringStore(store, config));

/** So often somebody who reads a log is told how far a long pass is. */
const TOLD_EVERY_MS = 30_000;

/**
 * The first pass of a worker, over everything, with the progress on a terminal, and now and then in a log. With
 * `decisionsAlone` figures of the past, and what patches say of it, are left to the next.
 */
export const firstPass = async (
  around: Surroundings,
  worker: Worker,
  { signal, decisionsAlone = false }: { readonly signal: AbortSignal; readonly decisionsAlone?: boolean },
): Promise<PassReport> => {
  const bar = progress('scoring');
  let toldAt = performance.now();
  if (!decisionsAlone) await readHistoryFacts(around, { signal });
  const onProgress = (done: number, of: number): void => {
    bar.show(`${done} of ${of} open pull requests`);
    if (process.stderr.isTTY || performance.now() - toldAt < TOLD_EVERY_MS) return;
    toldAt = performance.now();
    note(`scoring: ${done} of ${of}`);
  };
  const report = await worker.pass({ ...(await followingOptions(around)), signal, onProgress, decisionsAlone });
  bar.done();
  return report;
};

/** Looked at again after this long even if nothing changed here: attestations run out, figures and conduct fall due. */
const LONGEST_REST_MS = 15_000;

/**
 * Follows the database for ever: after each change decides again whom it concerns. A pass that fails in a way that can pass is
 * told and repeated.
 */
export const scoreLoop = async (
  around: Surroundings,
  { intervalMs, signal, onPass, worker = workerOf(around), isFirst = false }: ScoreLoop,
): Promise<void> => {
  let isWhole = isFirst;
  let seen = '';
  let lookedAt = 0;
  while (!signal.aborted) {
    const mark = `${around.store.mark()} ${modelMark(around.config)}`;
    if (mark !== seen || performance.now() - lookedAt > LONGEST_REST_MS) {
      try {
        onPass(
          isWhole
            ? await firstPass(around, worker, { signal })
            : await worker.pass({ ...(await followingOptions(around)), signal }),
        );
        isWhole = false;
        [seen, lookedAt] = [mark, performance.now()];
      } catch (error) {
        if (!(error instanceof AppError && error.retryable)) throw error;
        note(`scoring failed, trying again: ${messageOf(error)}`);
      }
    }
    await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
  }
};

const numbered = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export const passInWords = ({ open, decided, unchanged, lanes }: PassReport): string =>
  `${numbered(open, 'open pull request')}: ${lanes.fast_lane} fast lane, ${lanes.normal_queue} normal queue, ` +
  `${lanes.needs_human} ${lanes.needs_human === 1 ? 'needs' : 'need'} a human (${decided} decided, ${unchanged} unchanged)`;

export const registerScore = (program: Command): void => {
  program
    .command('score')
    .description('decide every open pull request that is new or whose inputs changed')
    .option('--loop', 'go on, once after each change')
    .option('--interval <seconds>', 'how often to look for changes', seconds, 2)
    .option('--pr <id>', 'this pull request alone: its at-uri, or a demo id such as live/trusted-clean')
    .option('--verify', 'recompute every stored decision; exit 1 on a difference')
    .option('--no-review', 'ask no reviewer, even with a key; what is not reviewed yet stays out of the fast lane')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nWith ANTHROPIC_API_KEY set it also reviews what is due: diffs are sent, without their authors, and paid for, up to\n' +
        'REVIEW_BUDGET_PER_RUN and REVIEW_BUDGET_PER_DAY dollars.',
    )
    .action(async (flags: ScoreFlags) => {
      refuseContradictions(flags);
      const only = flags.pr === undefined ? undefined : pullNamed(flags.pr);
      const around = surroundings();
      if (flags.verify) return verify(around, flags);
      await keepConfiguredRoots(around);
      if (!flags.loop) return scoreAndPrint(around, only, flags);
      const stop = stopOnSignals();
      await using _shipping = startShipping(around);
      const onPass = (report: PassReport): void => {
        if (flags.json) print(JSON.stringify(report));
        else if (report.decided > 0) print(passInWords(report));
      };
      const onReport = (report: ReviewReport): void => note(`reviews: ${reviewInOneLine(report)}`);
      const every = { intervalMs: flags.interval * 1000, signal: stop.signal };
      const loops = [scoreLoop(around, { ...every, onPass }), historyFactsLoop(around, stop.signal)];
      if (flags.review) loops.push(reviewLoop(around, { ...every, onReport }));
      await Promise.all(
        loops.map((loop) =>
          loop.catch((error: unknown) => {
            stop.abort();
            throw error;
          }),
        ),
      );
    });
};

/** @throws UsageError where one option would be ignored for another. */
const refuseContradictions = ({ verify: verifies, loop, pr }: ScoreFlags): void => {
  if (verifies && loop) throw new UsageError('--verify recomputes once: give it without --loop');
  if (verifies && pr !== undefined) throw new UsageError('--verify recomputes every decision: give it without --pr');
  if (loop && pr !== undefined) throw new UsageError('--loop follows every pull request: give it without --pr');
};

const pullNamed = (text: string): AtUri => {
  const uri = parseAtUri(demoAliases().get(text) ?? text);
  if (uri === null)
    throw new UsageError(`--pr ${text} is not the address of a pull request (at://did:…/sh.tangled.repo.pull/…)`);
  return uri;
};

const scoreAndPrint = async (
  around: Surroundings,
  only: AtUri | undefined,
  { json, review }: ScoreFlags,
): Promise<void> => {
  const report = await scoreAndReview(around, only, review);
  if (only !== undefined && report.open === 0) throw new AppError(`no open pull request ${only} is known`);
  const shadow = (await shadowNow(around))?.report ?? null;
  if (json) return printJson({ ...report, shadow });
  print(passInWords(report));
  if (shadow !== null) print(shadowInOneLine(shadow));
};

const verify = async (around: Surroundings, { json }: ScoreFlags): Promise<void> => {
  const stored = await around.store.read(allDecisions);
  const report = await verifyDecisions(stored, scoringStore(around.store, around.config), await passOptions(around));
  if (json) printJson(report);
  else {
    print(
      `${numbered(report.verified, 'decision')} recomputed: ${report.differences.length} differ, ${report.outdated} to be made again`,
    );
    for (const { pull, what } of report.differences) print(safe(`  ${pull}: ${what}`));
  }
  if (report.differences.length > 0) process.exitCode = 1;
};
