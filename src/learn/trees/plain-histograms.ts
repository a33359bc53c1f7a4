import type { Asked, HistogramKernel, Workspace, WorkspaceSize } from './workspace.ts';

/** The kernel in plain TypeScript: what the compiled one must equal, and for what WebAssembly cannot address. */
export const plainHistograms = (size: WorkspaceSize): HistogramKernel => {
  const workspace: Workspace = {
    size,
    bins: new Uint8Array(size.rows * size.columns),
    offsets: new Int32Array(size.columns + 1),
    gradients: new Float64Array(2 * size.rows),
    indices: new Int32Array(size.rows),
    histograms: new Float64Array(2 * size.cells * size.histograms),
  };
  return {
    workspace,
    build: (place, begin, end) => build(workspace, place, begin, end),
    subtract: (place, other) => subtract(workspace, place, other),
    partition: (begin, end, asked) => partition(workspace, begin, end, asked),
  };
};

const build = (workspace: Workspace, place: number, begin: number, end: number): void => {
  const { bins, offsets, gradients, indices, size } = workspace;
  const sums = histogramAt(workspace, place).fill(0);
  for (let at = begin; at < end; at += 1) {
    const row = indices[at] ?? 0;
    const gradient = gradients[2 * row] ?? 0;
    const hessian = gradients[2 * row + 1] ?? 0;
    for (let column = 0; column < size.columns; column += 1) {
      const cell = 2 * ((offsets[column] ?? 0) + (bins[row * size.columns + column] ?? 0));
      sums[cell] = (sums[cell] ?? 0) + gradient;
      sums[cell + 1] = (sums[cell + 1] ?? 0) + hessian;
    }
  }
};

const subtract = (workspace: Workspace, place: number, other: number): void => {
  const from = histogramAt(workspace, place);
  const taken = histogramAt(workspace, other);
  for (let at = 0; at < from.length; at += 1) from[at] = (from[at] ?? 0) - (taken[at] ?? 0);
};

const partition = ({ bins, indices, size }: Workspace, begin: number, end: number, asked: Asked): number => {
  const right: number[] = [];
  let to = begin;
  for (let at = begin; at < end; at += 1) {
    const row = indices[at] ?? 0;
    const bin = bins[row * size.columns + asked.column] ?? 0;
    if (bin === asked.missing ? asked.missingLeft : bin <= asked.bin) indices[to++] = row;
    else right.push(row);
  }
  indices.set(right, to);
  return to - begin;
};

/** The sums of one histogram. */
export const histogramAt = ({ histograms, size }: Workspace, place: number): Float64Array =>
  histograms.subarray(2 * size.cells * place, 2 * size.cells * (place + 1));
