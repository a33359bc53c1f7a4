import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { loadConfig } from '../../config/index.ts';
import { AppError, type BlindChange, parseDid, UsageError } from '../../domain/index.ts';
import { blindDiff, reviewDiff } from '../../pipeline/index.ts';
import { NO_CONTEXT } from '../../signals/index.ts';
import { knownVulnerabilities } from '../known-vulnerabilities.ts';
import { print, printJson, safe } from '../output.ts';
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
      '\nOf the settings it heeds SIGNALS and OSV_DB (with DATA_ROOT for its index). Exits 0 whatever is found.',
    )
    .action(async ({ diff, json, blind, author }: ReviewFlags) => {
      if (blind) return showBlind(blindDiff(await bytesOf(diff), authorOf(author)), json);
      if (author.length > 0) throw new UsageError('--author goes with --blind');
      const review = await reviewDiff(await bytesOf(diff), await readerNow());
      const { policy: _, ...report } = review;
      if (json) printJson(report);
      else print(reviewInWords(review));
    });
};

const authorOf = (words: readonly string[]) => ({
  did: words.find((word) => parseDid(word) !== null) ?? null,
  handle: words.find((word) => /^@?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(word))?.replace(/^@/, '') ?? null,
  emails: words.filter((word) => word.includes('@', 1)),
  names: words.filter((word) => parseDid(word) === null && !word.includes('@', 1)),
});

const showBlind = ({ text, hash, redactions }: BlindChange, json = false): void => {
  if (json) printJson({ text, hash, redactions });
  // What goes on to a program stays to the byte; a terminal would obey what stands in it.
  else print(process.stdout.isTTY ? text.split('\n').map(safe).join('\n') : text);
};

/** Without settings that bear on it, the environment is not looked at: a diff can be read anywhere. */
const readerNow = async () => {
  const variables = environment();
  const bearing = ['SIGNALS', 'OSV_DB'].some((name) => variables[name]?.trim());
  const config = bearing ? loadConfig(variables, process.cwd()) : null;
  const policy = policyOf(config ?? { mergeWeight: 0, signals: {} });
  const advisories = config === null ? null : await knownVulnerabilities(config);
  return { policy, signals: signalsOn(policy), context: { ...NO_CONTEXT, advisories } };
};

const bytesOf = async (path: string): Promise<Uint8Array> => {
  if (path === '-') return buffer(process.stdin);
  try {
    return await readFile(path);
  } catch (cause) {
    throw new AppError(`cannot read ${path} (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
};
