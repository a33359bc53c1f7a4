/** Where the kernel's header has what, in bytes; as in assembly/power.ts. */
export const HEADER = {
  blocks: 0,
  threads: 4,
  start: 8,
  from: 12,
  share: 16,
  preTrust: 20,
  bounds: 24,
  sums: 28,
  trust: 32,
  alpha: 40,
  tolerance: 48,
  residual: 64,
  beta: 72,
  betaBefore: 80,
  steps: 88,
  cancel: 128,
  tickets: 192,
  arrived: 256,
  stop: 320,
} as const;

const HEADER_BYTES = 384;
const CACHE_LINE = 64;
const PAGE = 65_536;
/** 4 GiB, all that a kernel can address. */
const MOST_PAGES = 65_536;

/** What must fit. */
export interface Size {
  readonly rows: number;
  readonly edges: number;
  readonly blocks: number;
}

/** The memory of one solve and typed arrays over its parts; shared with every thread that works on it. */
export interface KernelMemory {
  readonly memory: WebAssembly.Memory;
  readonly size: Size;
  /** rows + 1: the edges into row i are `start[i] … start[i + 1] - 1`. */
  readonly start: Int32Array;
  /** Per edge: the voucher's row, and (1−a) times the share of its trust that the edge carries. */
  readonly from: Int32Array;
  readonly share: Float64Array;
  /** One per row. */
  readonly preTrust: Float64Array;
  /** blocks + 1: block b is rows `bounds[b] … bounds[b + 1] - 1`. */
  readonly bounds: Int32Array;
  /** One per row: trust before even steps, and before odd ones. */
  readonly trust: readonly [even: Float64Array, odd: Float64Array];
  /** The address of two doubles for whoever steps rows by hand. */
  readonly spare: number;
  /** The header, as doubles and as integers; index by address / 8 and address / 4. */
  readonly doubles: Float64Array;
  readonly integers: Int32Array;
}

/** The bytes of one part after the other, each from a cache line on. */
const partsOf = ({ rows, edges, blocks }: Size): number[] => [
  4 * (rows + 1),
  4 * edges,
  8 * edges,
  8 * rows,
  4 * (blocks + 1),
  8 * rows,
  8 * rows,
  8 * (4 * blocks + 2),
];

const aligned = (bytes: number): number => Math.ceil(bytes / CACHE_LINE) * CACHE_LINE;

const pagesOf = (size: Size): number =>
  Math.ceil(partsOf(size).reduce((sum, bytes) => sum + aligned(bytes), HEADER_BYTES) / PAGE);

/** Whether the kernel can address a solve of this size: some 300 million edges. */
export const fits = (size: Size): boolean => pagesOf(size) <= MOST_PAGES;

/** A zeroed memory for a solve of this size, its header pointing to the parts. */
export const reserve = (size: Size): KernelMemory => {
  const pages = pagesOf(size);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  let free = HEADER_BYTES;
  const addresses = partsOf(size).map((bytes) => {
    const address = free;
    free += aligned(bytes);
    return address;
  });
  const [start = 0, from = 0, share = 0, preTrust = 0, bounds = 0, even = 0, odd = 0, sums = 0] = addresses;
  const { rows, edges, blocks } = size;
  const integers = new Int32Array(memory.buffer, 0, HEADER_BYTES / 4);
  const header = { blocks, start, from, share, preTrust, bounds, sums, trust: even };
  for (const [name, value] of Object.entries(header)) integers[HEADER[name as keyof typeof header] / 4] = value;
  integers[HEADER.trust / 4 + 1] = odd;
  return {
    memory,
    size,
    start: new Int32Array(memory.buffer, start, rows + 1),
    from: new Int32Array(memory.buffer, from, edges),
    share: new Float64Array(memory.buffer, share, edges),
    preTrust: new Float64Array(memory.buffer, preTrust, rows),
    bounds: new Int32Array(memory.buffer, bounds, blocks + 1),
    trust: [new Float64Array(memory.buffer, even, rows), new Float64Array(memory.buffer, odd, rows)],
    spare: sums + 32 * blocks,
    doubles: new Float64Array(memory.buffer, 0, HEADER_BYTES / 8),
    integers,
  };
};
