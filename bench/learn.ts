/**
 * What our trees and their calibration are worth on real data; docs/model.md has what came out.
 *
 *     node bench/learn.ts --data DIR [--bootstrap N] [--seed N] [--markdown]
 *     node bench/learn.ts --prs FILE [--edges FILE] […]
 *     node bench/learn.ts --jit TRAIN TEST […]
 *
 * The first takes every set it knows below the folder; without one it says that it has none. The others take any files of
 * the same columns, CSV, .gz unpacked: pull requests to be merged or not, with who merged whose; commits that bring in a
 * defect or not.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError, messageOf, UsageError } from '../src/domain/index.ts';
import { showDefects } from './learn/defects/show-defects.ts';
import type { Draws } from './learn/pulls/pull-task.ts';
import { readPulls } from './learn/pulls/read-pulls.ts';
import { showPulls } from './learn/pulls/show-pulls.ts';
import { readMergeEdges } from './networks/pulls.ts';
import { markdownOf, type Table, textOf } from './networks/table.ts';
import { readVouchLists } from './networks/vouched.ts';

const PROJECTS = ['qt', 'openstack', 'jdt'];
const LEAST_RESAMPLES = 100;

const optionsFrom = (args: string[]) => {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: text,
        prs: text,
        edges: text,
        jit: text,
        bootstrap: text,
        seed: text,
        markdown: { type: 'boolean' },
      },
    });
    const [test, ...more] = positionals;
    if (more.length > 0 || (test !== undefined) !== (values.jit !== undefined)) {
      throw new UsageError('--jit takes two files, TRAIN and TEST, and nothing else takes any');
    }
    return { ...values, test };
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(messageOf(cause), { cause });
  }
};

const wholeFrom = (name: string, text: string, least: number): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`--${name} must be a whole number of at least ${least}, got ${JSON.stringify(text)}`);
};

const main = (args: string[]): void => {
  const { data, prs, edges, jit, test, bootstrap = '1000', seed = '1', markdown = false } = optionsFrom(args);
  const draws = { resamples: wholeFrom('bootstrap', bootstrap, LEAST_RESAMPLES), seed: wholeFrom('seed', seed, 0) };
  const show = (table: Table): void => console.log(markdown ? markdownOf(table) : textOf(table));
  if (edges !== undefined && prs === undefined) throw new UsageError('--edges goes with --prs');
  if (prs !== undefined) {
    const facts = { pulls: readPulls(prs), edges: edges === undefined ? [] : readMergeEdges(edges), lists: null };
    showPulls(facts, draws, show);
  }
  if (jit !== undefined && test !== undefined) showDefects({ name: jit, train: jit, test }, draws, show);
  if (data !== undefined) showKnown(data, draws, show);
  else if (prs === undefined && jit === undefined)
    console.log('skipped: no data; --data DIR, --prs FILE or --jit TRAIN TEST');
};

const showKnown = (folder: string, draws: Draws, show: (table: Table) => void): void => {
  const there = (name: string, ...files: string[]): string[] | null => {
    const missing = files.filter((file) => !existsSync(join(folder, file)));
    if (missing.length > 0) console.log(`skipped: ${name}, no ${missing.join(', ')}`);
    return missing.length > 0 ? null : files.map((file) => join(folder, file));
  };
  const [prs, edges] = there('pull requests', 'prs/prs.csv.gz', 'prs/merge-edges.csv.gz') ?? [];
  if (prs !== undefined && edges !== undefined) {
    const [lists, events] = there('VOUCHED lists', 'vouch/lists.csv.gz', 'vouch/events.csv.gz') ?? [];
    const vouched = lists !== undefined && events !== undefined ? readVouchLists(lists, events) : null;
    showPulls({ pulls: readPulls(prs), edges: readMergeEdges(edges), lists: vouched }, draws, show);
  }
  for (const name of PROJECTS) {
    const [train, test] = there(name, `jit/${name}_k_feature.csv.gz`, `jit/${name}_k_test.csv.gz`) ?? [];
    if (train !== undefined && test !== undefined) showDefects({ name, train, test }, draws, show);
  }
};

try {
  main(process.argv.slice(2));
} catch (thrown) {
  if (!(thrown instanceof AppError)) throw thrown;
  console.error(thrown.message);
  process.exitCode = thrown instanceof UsageError ? 2 : 1;
}
