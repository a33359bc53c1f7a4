import type { Matrix } from '../matrix.ts';
import { fillBins, rangesOf } from './bins.ts';
import { logOf } from './exact-math.ts';
import { checkedExamples } from './examples.ts';
import { type Answers, fillGradients } from './gradients.ts';
import { type Examples, type GrowOptions, type GrowSettings, settingsOf } from './grow-options.ts';
import { type Grown, growTree, type Soil } from './grow-tree.ts';
import { joinedTrees, singleTree } from './joined-trees.ts';
import { compiledHistograms } from './kernel/compiled-histograms.ts';
import { addTree } from './margins.ts';
import { type Draw, drawFrom } from './sampling.ts';
import { Stopping } from './stopping.ts';
import type { Trees } from './trees.ts';
import type { HistogramKernel, WorkspaceSize } from './workspace.ts';

/**
 * Gradient boosting for the log loss with trees grown leaf by leaf over histograms (Chen, Guestrin 2016, "XGBoost"; Ke et
 * al. 2017, "LightGBM"; monotone bounds as LightGBM's basic method). NaN has a bin of its own, and each split learns where
 * its rows go; NaN where none was seen goes where more rows went. The same input and seed give the same trees to the bit,
 * on any machine. Bins are cut by rows, whatever they weigh. Fewer trees come out where no split gains anything.
 *
 * @throws RangeError for an option, label, weight or value out of range, and where there is no row.
 */
export const growTrees = (matrix: Matrix, labels: Uint8Array, options: GrowOptions = {}): Trees =>
  growTreesWith(compiledHistograms, { matrix, labels, ...options });

/** The same with another kernel. */
export const growTreesWith = (
  kernelOf: (size: WorkspaceSize) => HistogramKernel,
  task: GrowOptions & { readonly matrix: Matrix; readonly labels: Uint8Array },
): Trees => {
  const settings = settingsOf(task);
  const { columns } = task.matrix;
  const monotone = monotoneOf(task.monotone, columns.length);
  const examples = checkedExamples(task);
  const bias = biasOf(examples);
  const stopping = stoppingOf(task, bias, settings);
  const forest = new Forest(kernelOf, examples, settings, monotone, bias);
  const parts: Trees[] = [];
  for (let tree = 0; tree < settings.trees; tree += 1) {
    const part = forest.grow();
    if (part === null) {
      if (settings.rowShare === 1 && settings.columnShare === 1) break;
      continue;
    }
    parts.push(part);
    if (stopping?.after(part)) break;
  }
  return joinedTrees(columns, bias, parts.slice(0, stopping?.best));
};

const monotoneOf = (given: ArrayLike<number> | undefined, columns: number): readonly number[] => {
  if (given === undefined) return new Array<number>(columns).fill(0);
  const monotone = Array.from(given);
  if (monotone.length !== columns) {
    throw new RangeError(`monotone must have one entry per column of ${columns}, got ${monotone.length}`);
  }
  const bad = monotone.find((direction) => ![-1, 0, 1].includes(direction));
  if (bad !== undefined) throw new RangeError(`monotone must be −1, 0 or 1, got ${bad}`);
  return monotone;
};

const stoppingOf = (
  task: GrowOptions & Pick<Examples, 'matrix'>,
  bias: number,
  settings: GrowSettings,
): Stopping | null => {
  if (task.validation === undefined) return null;
  if (task.validation.matrix.columns.join('\n') !== task.matrix.columns.join('\n')) {
    throw new RangeError('validation must have the columns of matrix');
  }
  return new Stopping(checkedExamples(task.validation), bias, settings.patience);
};

/** Log-odds of a yes, half an answer added to either side, so that one class alone has some too. */
const biasOf = ({ labels, weights }: Answers): number => {
  const found = [0.5, 0.5];
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row] ?? 0;
    found[label] = (found[label] ?? 0) + (weights === undefined ? 1 : (weights[row] ?? 0));
  }
  return logOf((found[1] ?? 1) / (found[0] ?? 1));
};

/** What stays the same from tree to tree, and the margins they have brought so far. */
class Forest {
  readonly #examples: Examples;
  readonly #settings: GrowSettings;
  readonly #soil: Omit<Soil, 'rules'>;
  readonly #monotone: readonly number[];
  readonly #margins: Float64Array;
  readonly #draw: Draw;

  constructor(
    kernelOf: (size: WorkspaceSize) => HistogramKernel,
    examples: Examples,
    settings: GrowSettings,
    monotone: readonly number[],
    bias: number,
  ) {
    const { matrix } = examples;
    const ranges = rangesOf(matrix, settings.bins);
    const width = matrix.columns.length;
    const size = { rows: matrix.rows, columns: width, cells: ranges.offsets[width] ?? 0, histograms: settings.leaves };
    const kernel = kernelOf(size);
    kernel.workspace.offsets.set(ranges.offsets);
    fillBins(matrix, ranges, kernel.workspace.bins);
    this.#examples = examples;
    this.#settings = settings;
    this.#soil = { kernel, ranges, leaves: settings.leaves, learningRate: settings.learningRate };
    this.#monotone = monotone;
    this.#margins = new Float64Array(matrix.rows).fill(bias);
    this.#draw = drawFrom(settings.seed);
  }

  /** The next tree, alone; null where nothing can be split. */
  grow(): Trees | null {
    const { kernel, ranges } = this.#soil;
    const { matrix } = this.#examples;
    const { rowShare, columnShare, lambda, minLeafRows, minHessian } = this.#settings;
    const units = fillGradients(this.#margins, this.#examples, kernel.workspace.gradients);
    const rows = this.#draw(matrix.rows, rowShare, kernel.workspace.indices);
    const picked = new Int32Array(matrix.columns.length);
    const columns = [...picked.subarray(0, this.#draw(matrix.columns.length, columnShare, picked))];
    const rules = {
      units,
      offsets: ranges.offsets,
      columns,
      monotone: this.#monotone,
      lambda,
      minLeafRows,
      minHessian,
    };
    const grown = growTree({ ...this.#soil, rules }, rows);
    if (grown === null) return null;
    const tree = singleTree(grown, (from, to) => this.#weightOf(from, to));
    if (rowShare === 1) this.#addLeaves(grown);
    else addTree(tree, 0, { matrix, first: 0 }, this.#margins);
    return tree;
  }

  #weightOf(from: number, to: number): number {
    const { weights } = this.#examples;
    if (weights === undefined) return to - from;
    let sum = 0;
    for (const row of this.#soil.kernel.workspace.indices.subarray(from, to)) sum += weights[row] ?? 0;
    return sum;
  }

  #addLeaves({ nodes, leaves }: Grown): void {
    const { indices } = this.#soil.kernel.workspace;
    const margins = this.#margins;
    for (const { node, begin, end } of leaves) {
      const value = nodes[node]?.value ?? 0;
      for (let at = begin; at < end; at += 1) {
        const row = indices[at] ?? 0;
        margins[row] = (margins[row] ?? 0) + value;
      }
    }
  }
}
