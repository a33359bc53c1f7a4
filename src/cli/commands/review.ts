import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { loadConfig, policySettings, reviewSettings } from '../../config/index.ts';
import { AppError, type BlindChange, parseDid, UsageError } from '../../domain/index.ts';
import { blindDiff, reviewDiff } from '../../pipeline/index.ts';
import { memoryJournal } from '../../review/index.ts';
import { NO_CONTEXT } from '../../signals/index.ts';
import { countsInWords, knownVulnerabilities } from '../known-vulnerabilities.ts';
import { note, print, printJson, progress, safe } from '../output.ts';
import { policyOf, policyProblems, signalsOn } from '../policy.ts';
import { reviewAsJson } from '../review-json.ts';
import { reviewInWords } from '../review-words.ts';
import { reviewerWith } from '../reviewer.ts';
import { stopOnSignals } from '../stop-signal.ts';
import { environment } from '../surroundings.ts';
import { reviewTheQueue } from './review-queue.ts';

interface ReviewFlags {
  readonly diff?: string;
  readonly json?: boolean;
  readonly blind?: boolean;
  readonly author: readonly string[];
  /** False with --no-review. */
  readonly review: boolean;
  readonly queue?: boolean;
  readonly past?: boolean;
  readonly batch?: boolean;
}

export const registerReview = (program: Command): void => {
  program
    .command('review')
    .description('what machines, and with a key the blind reviewer, say of one diff; or review the open pull requests')
    .option(
      '--diff <file>',
      'a git diff or format-patch series, also gzipped; - reads standard input. Needs no database',
    )
    .option('--blind', 'print what a reviewer would be sent instead: the diff without its author')
    .option(
      '--author <text>',
      'a name, handle, DID or e-mail address of the author, not to be shown to the reviewer; repeatable',
      (one: string, all: readonly string[]) => [...all, one],
      [],
    )
    .option('--no-review', 'ask no reviewer, even with a key')
    .option('--queue', 'review the open pull requests that are due, those first whose lane a verdict could change')
    .option('--past', 'with --queue: the finished ones, for calibration')
    .option(
      '--batch',
      'with --queue: hand the first question of each over together, at half its price, to be answered within a day',
    )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nWith ANTHROPIC_API_KEY set the diff is sent, without its author, to the model CLAUDE_MODEL, for up to\n' +
        'REVIEW_BUDGET_PER_RUN dollars; of what --diff spends the day keeps no account. --diff heeds SIGNALS and POLICY_FILE besides, and OSV_DB with DATA_ROOT, where its index is kept;\n' +
        'it exits 0 whatever is found.',
    )
    .action(async (flags: ReviewFlags) => {
      const misuse = misuseOf(flags);
      if (misuse !== null) throw new UsageError(misuse);
      if (flags.queue) return reviewTheQueue(flags);
      if (flags.blind) return showBlind(flags);
      await reviewOneDiff(flags);
    });
};

const misuseOf = ({ diff, queue, blind, past, batch, author, review }: ReviewFlags): string | null => {
  if (diff === undefined && !queue) return 'nothing to do: give --diff FILE, or --queue';
  if (queue && (diff !== undefined || blind || author.length > 0))
    return '--queue stands alone: the database knows the diffs';
  if (queue && !review) return '--queue with --no-review would do nothing';
  if (!queue && (past || batch)) return '--past and --batch go with --queue';
  return null;
};

const reviewOneDiff = async ({ diff = '-', author, json, review: asks }: ReviewFlags): Promise<void> => {
  const variables = environment();
  // Without OSV_DB nothing of the data root is looked at, and nothing is written: a diff can be read anywhere.
  const config = variables.OSV_DB?.trim() ? loadConfig(variables, process.cwd(), policyProblems) : null;
  const policy = policyOf(config ?? policySettings(variables, process.cwd(), policyProblems));
  await using advisories = config === null ? null : await knownVulnerabilities(config);
  if (advisories !== null && advisories.counts.unreadable > 0) note(`OSV_DB: ${countsInWords(advisories)}`);
  const reviewer = asks ? reviewerWith(reviewSettings(variables), memoryJournal()) : null;
  if (reviewer === null && author.length > 0) throw new UsageError('--author goes with --blind, or with a reviewer');
  const stop = stopOnSignals();
  const bar = progress('reviewing');
  const blind = reviewer && { reviewer, author: authorOf(author), signal: stop.signal, onProgress: bar.show };
  const reader = {
    policy,
    signals: signalsOn(policy),
    context: { ...NO_CONTEXT, advisories },
    ...(blind && { blind }),
  };
  const result = await aboutFile(diff, async () => reviewDiff(await bytesOf(diff), reader)).finally(bar.done);
  const { policy: _, verdict, review, ...report } = result;
  if (json) printJson({ ...report, review: review === null ? null : reviewAsJson(review, verdict) });
  else print(reviewInWords(result));
};

/** What was wrong, with the file and what to do. */
const aboutFile = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof AppError) || !/^cannot read the diff/.test(cause.message)) throw cause;
    const hint = 'expected what `git diff` or `git format-patch` prints, without colours, --stat or --name-only';
    throw new AppError(`${path === '-' ? 'standard input' : path}: ${cause.message}; ${hint}`, { cause });
  }
};

const authorOf = (words: readonly string[]) => ({
  did: words.find((word) => parseDid(word) !== null) ?? null,
  handle: words.find((word) => /^@?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(word))?.replace(/^@/, '') ?? null,
  emails: words.filter((word) => word.includes('@', 1)),
  names: words.filter((word) => parseDid(word) === null && !word.includes('@', 1)),
});

const showBlind = async ({ diff = '-', author, json }: ReviewFlags): Promise<void> => {
  const change: BlindChange = await aboutFile(diff, async () => blindDiff(await bytesOf(diff), authorOf(author)));
  const { text, hash, redactions, codeRedactions } = change;
  if (json) printJson({ text, hash, redactions, codeRedactions });
  // What goes on to a program stays to the byte; a terminal would obey what stands in it.
  else print(process.stdout.isTTY ? text.split('\n').map(safe).join('\n') : text);
};

const bytesOf = async (path: string): Promise<Uint8Array> => {
  if (path === '-') return buffer(process.stdin);
  try {
    return await readFile(path);
  } catch (cause) {
    throw new AppError(`cannot read ${path} (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
};
