import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { loadConfig, signalModes } from '../../config/index.ts';
import { AppError, type BlindChange, parseDid, UsageError } from '../../domain/index.ts';
import { blindDiff, reviewDiff } from '../../pipeline/index.ts';
import { NO_CONTEXT } from '../../signals/index.ts';
import { countsInWords, knownVulnerabilities } from '../known-vulnerabilities.ts';
import { note, print, printJson, safe } from '../output.ts';
import { policyOf, signalsOn } from '../policy.ts';
import { reviewInWords } from '../review-words.ts';
import { environment } from '../surroundings.ts';

interface ReviewFlags {
  readonly diff: string;
  readonly json?: boolean;
  readonly blind?: boolean;
  readonly author: readonly string[];
}

export const registerReview = (program: Command): void => {
  program
    .command('review')
    .description('what machines find in one diff; needs no database')
    .requiredOption('--diff <file>', 'a git diff or format-patch series, also gzipped; - reads standard input')
    .option('--blind', 'print what a reviewer would be sent instead: the diff without its author')
    .option(
      '--author <text>',
      'with --blind: a name, handle, DID or e-mail address of the author; repeatable',
      (one: string, all: readonly string[]) => [...all, one],
      [],
    )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nOf the settings it heeds SIGNALS, and OSV_DB with DATA_ROOT, where its index is kept. Exits 0 whatever is found.',
    )
    .action(async ({ diff, json, blind, author }: ReviewFlags) => {
      if (blind)
        return showBlind(await aboutFile(diff, async () => blindDiff(await bytesOf(diff), authorOf(author))), json);
      if (author.length > 0) throw new UsageError('--author goes with --blind');
      const variables = environment();
      // Without it nothing of the environment but SIGNALS is looked at, and nothing is written: a diff can be read anywhere.
      const config = variables.OSV_DB?.trim() ? loadConfig(variables, process.cwd()) : null;
      const policy = policyOf(config ?? { mergeWeight: 0, signals: signalModes(variables.SIGNALS) });
      await using advisories = config === null ? null : await knownVulnerabilities(config);
      if (advisories !== null && advisories.counts.unreadable > 0) note(`OSV_DB: ${countsInWords(advisories)}`);
      const reader = { policy, signals: signalsOn(policy), context: { ...NO_CONTEXT, advisories } };
      const review = await aboutFile(diff, async () => reviewDiff(await bytesOf(diff), reader));
      const { policy: _, ...report } = review;
      if (json) printJson(report);
      else print(reviewInWords(review));
    });
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

const showBlind = ({ text, hash, redactions, codeRedactions }: BlindChange, json = false): void => {
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
