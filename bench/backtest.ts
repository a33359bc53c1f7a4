/**
 * How the lanes would have done on finished pull requests; docs/backtest.md has what came out, and what it does not say.
 *
 *     node bench/backtest.ts [--root DIR] [--data DIR] [--markdown]
 *
 * Over the demo world in a directory of its own, or over a data root given (what it reads of patches is kept there); and
 * with --data over the pull requests and merges of public repositories below that folder, by trust alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seedDemo } from '../src/cli/commands/seed.ts';
import { surroundingsIn } from '../src/cli/surroundings.ts';
import type { Backtest } from '../src/pipeline/backtest.ts';
import type { LaneRates } from '../src/pipeline/backtest-rates.ts';
import { figuresOf } from './backtest/figures-of.ts';
import { hasMerges, mergeReplays } from './backtest/merges.ts';
import { lanesTable, mergedTable, ratesTable } from './backtest/tables.ts';
import { millis } from './measure.ts';
import { markdownOf, type Table, textOf } from './networks/table.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { root: text, data: text, markdown: { type: 'boolean' } } });
const show = (table: Table): void => console.log(values.markdown ? markdownOf(table) : textOf(table));

const showRates = (name: string, rates: LaneRates): void => {
  show(lanesTable(name, rates));
  show(ratesTable(name, rates));
};

const showAll = (name: string, told: Backtest): void => {
  showRates(`${name}, replayed: ${told.considered} of ${told.finished}, ${told.graphs.computed} graphs`, told.replayed);
  for (const [what, rates] of [
    ['without a diff', told.withoutDiff],
    ['really decided', told.decided],
  ] as const) {
    if (rates.lanes.some(({ clean, undone, closed, unknown }) => clean + undone + closed + unknown > 0))
      showRates(`${name}, ${what}`, rates);
  }
};

const ofRoot = async (): Promise<void> => {
  const root = values.root ?? mkdtempSync(join(tmpdir(), 'tangled-trust-'));
  try {
    const around = surroundingsIn(root);
    if (values.root === undefined) await seedDemo(around);
    const first = await millis(() => figuresOf(around));
    const second = await millis(async () =>
      showAll(values.root ?? 'the demo world', (await figuresOf(around)).backtest),
    );
    console.log(`${Math.round(second)} ms to replay; ${Math.round(first)} ms with the patches to be read first\n`);
  } finally {
    if (values.root === undefined) rmSync(root, { recursive: true, force: true });
  }
};

const ofData = async (folder: string | undefined): Promise<void> => {
  if (folder === undefined || !hasMerges(folder)) {
    console.log(
      'skipped: pull requests of public repositories; --data DIR with prs/prs.csv.gz and prs/merge-edges.csv.gz',
    );
    return;
  }
  let replays: Awaited<ReturnType<typeof mergeReplays>> = [];
  const ms = await millis(async () => {
    replays = await mergeReplays(folder);
  });
  for (const { name, backtest: told } of replays) {
    show(mergedTable(`${name}: ${told.considered} pull requests, ${told.graphs.computed} graphs`, told.replayed));
  }
  console.log(`${(ms / 1000).toFixed(1)} s for ${replays.length} replays`);
};

await ofRoot();
await ofData(values.data);
// The threads that read patches have nothing left to do.
process.exit(0);
