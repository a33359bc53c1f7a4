/** Anybody's own network: a file of signed edges, a file of labels, and perhaps one of seeds. */
import { createReadStream } from 'node:fs';
import { AppError, messageOf } from '../../src/domain/index.ts';
import { readSeeds } from '../../src/trust/index.ts';
import { type Edge, graphFrom } from './edges.ts';
import { type CsvRow, readCsv } from './read-csv.ts';
import { drawnAmongMostVouched, earliestRaters, mostActive, type SeedChoice } from './seeds.ts';
import type { Task } from './task.ts';

/** Where the parts of a network are. */
export interface OwnFiles {
  /** CSV `source,target,weight[,epoch]`, plain or gzipped; a header may name the first two so, or from and to. */
  readonly edges: string;
  /** CSV `id,label`, 1 for good, 0 for bad, plain or gzipped; a header must say id. */
  readonly labels: string;
  /** One id per line. Absent: chosen from the edges alone. */
  readonly seeds?: string;
}

/** A task, and how many labelled ids no edge names: nobody can be asked about them, so they are not judged. */
export interface OwnTask {
  readonly task: Task;
  readonly unknown: number;
}

const SEEDS = 10;

/**
 * Reads a network. The heaviest weight counts as a full vouch. Without a file of seeds they are the ten earliest raters,
 * or, where no edge has a time, the ten most active, and ten draws among the most vouched show the spread.
 *
 * @throws AppError with file, line and value on the first thing that is not as it must be.
 */
export const readOwnNetwork = async (files: OwnFiles): Promise<OwnTask> => {
  const edges = rowsOf(files.edges, 3, isEdgeHeader).map((row) => edgeOf(files.edges, row));
  if (edges.length === 0) throw new AppError(`${files.edges}: no edges`);
  const labels = labelsFrom(files.labels);
  const fullWeight = edges.reduce((most, { weight }) => Math.max(most, Math.abs(weight)), 0);
  if (fullWeight === 0) throw new AppError(`${files.edges}: every weight is 0`);
  const isUnweighted = edges.every(({ weight }) => Math.abs(weight) === fullWeight);
  const graph = graphFrom(edges, { fullWeight });
  const seedChoices = files.seeds === undefined ? chosenSeeds(edges) : await seedsFrom(files.seeds, graph);
  const judged = [...labels].filter(([id]) => graph.indexOf(id) >= 0 && !seedChoices[0].seeds.includes(id));
  for (const label of [true, false]) {
    if (!judged.some(([, good]) => good === label)) {
      throw new AppError(`${files.labels}: nobody labelled ${label ? 1 : 0} is in the graph and no seed`);
    }
  }
  const unknown = [...labels.keys()].filter((id) => graph.indexOf(id) < 0).length;
  return { task: { name: files.edges, graph, labels, isUnweighted, seedChoices }, unknown };
};

const rowsOf = (file: string, fields: number, isHeader: (fields: readonly string[]) => boolean): CsvRow[] =>
  readCsv(file)
    .filter((row, at) => !(at === 0 && isHeader(row.fields)))
    .map((row) => {
      const optional = fields === 3 ? 4 : fields;
      if (row.fields.length < fields || row.fields.length > optional) {
        const expected = fields === 3 ? '3 or 4 fields (source,target,weight[,epoch])' : '2 fields (id,label)';
        throw new AppError(`${file}: line ${row.line}: expected ${expected}, got ${row.fields.length}`);
      }
      return row;
    });

const isEdgeHeader = ([source = '', target = '', weight = '']: readonly string[]): boolean =>
  /^(source,target|from,to)$/i.test(`${source},${target}`) && numberIn(weight) === null;

const isLabelHeader = ([id = '', label = '']: readonly string[]): boolean =>
  /^id$/i.test(id) && numberIn(label) === null;

const edgeOf = (file: string, { fields, line }: CsvRow): Edge => {
  const [source = '', target = '', weightText = '', epochText = ''] = fields;
  const refuse = (why: string): never => {
    throw new AppError(`${file}: line ${line}: ${why}`);
  };
  if (source === '' || target === '') refuse('expected two ids, got an empty one');
  const weight = numberIn(weightText) ?? refuse(`expected a number as weight, got ${JSON.stringify(weightText)}`);
  const epoch =
    epochText === ''
      ? null
      : (numberIn(epochText) ?? refuse(`expected an epoch in seconds, got ${JSON.stringify(epochText)}`));
  return { source, target, weight, epoch };
};

const numberIn = (text: string): number | null =>
  text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null;

const labelsFrom = (file: string): Map<string, boolean> => {
  const labels = new Map<string, boolean>();
  for (const { fields, line } of rowsOf(file, 2, isLabelHeader)) {
    const [id = '', label = ''] = fields;
    if (label !== '0' && label !== '1') {
      throw new AppError(`${file}: line ${line}: expected 0 or 1 as label, got ${JSON.stringify(label)}`);
    }
    if (labels.has(id)) throw new AppError(`${file}: line ${line}: ${JSON.stringify(id)} has a label already`);
    labels.set(id, label === '1');
  }
  return labels;
};

const seedsFrom = async (file: string, graph: Task['graph']): Promise<Task['seedChoices']> => {
  const seeds = await readSeeds(createReadStream(file)).catch((cause: unknown) => {
    throw new AppError(`${file}: cannot be read: ${messageOf(cause)}`, { cause });
  });
  const known = seeds.filter((seed) => graph.indexOf(seed) >= 0);
  if (known.length === 0) throw new AppError(`${file}: none of its ${seeds.length} seeds is in the graph`);
  return [{ name: file, seeds: known }];
};

const chosenSeeds = (edges: readonly Edge[]): [SeedChoice, ...SeedChoice[]] => {
  const isTimed = edges.some(({ epoch }) => epoch !== null);
  const main = isTimed
    ? { name: `${SEEDS} earliest raters`, seeds: earliestRaters(edges, SEEDS) }
    : { name: `${SEEDS} most active raters`, seeds: mostActive(edges, SEEDS) };
  return [main, ...drawnAmongMostVouched(edges)];
};
