/**
 * What the measures of trust are worth on real networks; docs/networks.md has what came out.
 *
 *     node bench/networks.ts --data DIR [--bootstrap N] [--markdown]
 *     node bench/networks.ts --edges FILE --labels FILE [--seeds FILE] [--bootstrap N] [--markdown]
 *
 * The first takes every network it knows below the folder; without one it says that it has none. The second takes
 * anybody's own: edges as CSV source,target,weight[,epoch], labels as CSV id,label (1 good, 0 bad), seeds one id a line;
 * .gz is unpacked. Labels must come from what the edges do not hold: leave the labelling ratings out of the edges.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError, messageOf, UsageError } from '../src/domain/index.ts';
import { compared } from './networks/compared.ts';
import { readOwnNetwork } from './networks/own-network.ts';
import { isThere, realNetworks } from './networks/real-networks.ts';
import { markdownOf, type Table, textOf } from './networks/table.ts';
import { comparisonTable, thresholdTable } from './networks/tables.ts';
import { comparisonOf } from './networks/task.ts';

const LEAST_RESAMPLES = 100;

const optionsFrom = (args: string[]) => {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args,
      options: { data: text, edges: text, labels: text, seeds: text, bootstrap: text, markdown: { type: 'boolean' } },
    });
    return values;
  } catch (cause) {
    throw new UsageError(messageOf(cause), { cause });
  }
};

const resamplesFrom = (text: string): number => {
  const resamples = Number(text);
  if (Number.isInteger(resamples) && resamples >= LEAST_RESAMPLES) return resamples;
  throw new UsageError(
    `--bootstrap must be a whole number of at least ${LEAST_RESAMPLES}, got ${JSON.stringify(text)}`,
  );
};

const main = async (args: string[]): Promise<void> => {
  const { data, edges, labels, seeds, bootstrap = '1000', markdown = false } = optionsFrom(args);
  const resamples = resamplesFrom(bootstrap);
  const show = (table: Table): void => console.log(markdown ? markdownOf(table) : textOf(table));
  if (edges === undefined && labels === undefined && seeds === undefined) {
    if (data === undefined) console.log('skipped: no data; --data DIR or --edges FILE --labels FILE');
    else showRealNetworks(data, resamples, show);
    return;
  }
  if (edges === undefined || labels === undefined) throw new UsageError('--edges and --labels go together');
  const { task, unknown } = await readOwnNetwork({ edges, labels, ...(seeds !== undefined && { seeds }) });
  const comparison = comparisonOf(task, compared, resamples);
  show(comparisonTable(comparison));
  if (task.isUnweighted) show(thresholdTable([comparison]));
  if (unknown > 0) console.log(`${unknown} labelled ids are in no edge and were not judged`);
};

const showRealNetworks = (folder: string, resamples: number, show: (table: Table) => void): void => {
  const [there = [], missing = []] = [true, false].map((wanted) =>
    realNetworks.filter((network) => isThere(network, folder) === wanted),
  );
  if (there.length === 0) console.log('skipped: no data');
  else for (const { name, files } of missing) console.log(`skipped: ${name}, no ${files.join(', ')}`);
  for (const { files, tables } of there) {
    const paths = files.map((file) => join(folder, file));
    for (const table of tables(paths, resamples)) show(table);
  }
};

try {
  await main(process.argv.slice(2));
} catch (thrown) {
  if (!(thrown instanceof AppError)) throw thrown;
  console.error(thrown.message);
  process.exitCode = thrown instanceof UsageError ? 2 : 1;
}
