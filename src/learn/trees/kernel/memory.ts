import type { Workspace, WorkspaceSize } from '../workspace.ts';

/** Where the kernel's header has what, in bytes; as in assembly/histogram.ts. */
const HEADER = {
  columns: 0,
  cells: 4,
  bins: 8,
  offsets: 12,
  gradients: 16,
  indices: 20,
  spare: 24,
  histograms: 28,
} as const;

const HEADER_BYTES = 64;
const CACHE_LINE = 64;
const PAGE = 65_536;
/** 4 GiB less a page, so that no address is 2^32. */
const MOST_PAGES = 65_535;

const aligned = (bytes: number): number => Math.ceil(bytes / CACHE_LINE) * CACHE_LINE;

/** The bytes of each part. */
const partsOf = ({ rows, columns, cells, histograms }: WorkspaceSize) => ({
  bins: rows * columns,
  offsets: 4 * (columns + 1),
  gradients: 16 * rows,
  indices: 4 * rows,
  spare: 4 * rows,
  histograms: 16 * cells * histograms,
});

const pagesOf = (size: WorkspaceSize): number =>
  Math.ceil(Object.values(partsOf(size)).reduce((sum, bytes) => sum + aligned(bytes), HEADER_BYTES) / PAGE);

/** Whether the kernel can address it. */
export const fits = (size: WorkspaceSize): boolean => pagesOf(size) <= MOST_PAGES;

/** A zeroed memory of this size, its header pointing to the parts, and what lies in it. */
export const reserve = (
  size: WorkspaceSize,
): { readonly memory: WebAssembly.Memory; readonly workspace: Workspace } => {
  const pages = pagesOf(size);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const { buffer } = memory;
  const { rows, columns, cells } = size;
  const header = new Uint32Array(buffer, 0, HEADER_BYTES / 4);
  header[HEADER.columns / 4] = columns;
  header[HEADER.cells / 4] = cells;
  const begin = { bins: 0, offsets: 0, gradients: 0, indices: 0, spare: 0, histograms: 0 };
  let free = HEADER_BYTES;
  for (const [name, bytes] of Object.entries(partsOf(size)) as [keyof typeof begin, number][]) {
    header[HEADER[name] / 4] = free;
    begin[name] = free;
    free += aligned(bytes);
  }
  const workspace: Workspace = {
    size,
    bins: new Uint8Array(buffer, begin.bins, rows * columns),
    offsets: new Int32Array(buffer, begin.offsets, columns + 1),
    gradients: new Float64Array(buffer, begin.gradients, 2 * rows),
    indices: new Int32Array(buffer, begin.indices, rows),
    histograms: new Float64Array(buffer, begin.histograms, 2 * cells * size.histograms),
  };
  return { memory, workspace };
};
