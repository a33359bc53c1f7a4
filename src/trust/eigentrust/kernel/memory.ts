/** Where the kernel's header has what, in bytes; as in assembly/power.ts. */
export const HEADER = {
  blocks: 0,
  threads: 4,
  start: 8,
  from: 12,
  weight: 16,
  code: 20,
  preTrust: 24,
  unit: 28,
  bounds: 32,
  sums: 36,
  scaled: 40,
  alpha: 48,
  tolerance: 56,
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
  /** How many different weights there are, each edge having the number of one; null where each has its own. */
  readonly weights: number | null;
}

/** The memory of one solve and typed arrays over its parts; shared with every thread that works on it. */
export interface KernelMemory {
  readonly memory: WebAssembly.Memory;
  readonly size: Size;
  /** rows + 1: the edges into row i are `start[i] … start[i + 1] - 1`. */
  readonly start: Int32Array;
  /** Per edge: the voucher's row. */
  readonly from: Int32Array;
  /** Per edge: the number of its weight; empty where each has its own. */
  readonly code: Uint16Array;
  /** The weight of each number, or of each edge. */
  readonly weight: Float64Array;
  /** One per row. */
  readonly preTrust: Float64Array;
  /** One per row: what it gives in all, over 1−a; 1 for the idle. Trust is kept divided by it. */
  readonly unit: Float64Array;
  /** blocks + 1: block b is rows `bounds[b] … bounds[b + 1] - 1`. */
  readonly bounds: Int32Array;
  /** One per row: scaled trust before even steps, and before odd ones. */
  readonly scaled: readonly [even: Float64Array, odd: Float64Array];
  /** The address of two doubles for whoever steps rows by hand. */
  readonly spare: number;
  /** The header, as doubles and as integers; index by address / 8 and address / 4. */
  readonly doubles: Float64Array;
  readonly integers: Int32Array;
}

/** The bytes of one part after the other, each from a cache line on. */
const partsOf = ({ rows, edges, blocks, weights }: Size): number[] => [
  4 * (rows + 1),
  4 * edges,
  weights === null ? 0 : 2 * edges,
  8 * (weights ?? edges),
  8 * rows,
  8 * rows,
  4 * (blocks + 1),
  8 * rows,
  8 * rows,
  8 * (4 * blocks + 2),
];

const aligned = (bytes: number): number => Math.ceil(bytes / CACHE_LINE) * CACHE_LINE;

const pagesOf = (size: Size): number =>
  Math.ceil(partsOf(size).reduce((sum, bytes) => sum + aligned(bytes), HEADER_BYTES) / PAGE);

/** Whether the kernel can address a solve of this size: some 300 million edges, twice that with few weights. */
export const fits = (size: Size): boolean => pagesOf(size) <= MOST_PAGES;

/** A zeroed memory for a solve of this size, its header pointing to the parts. */
export const reserve = (size: Size): KernelMemory => {
  const pages = pagesOf(size);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  let free = HEADER_BYTES;
  const [start = 0, from = 0, code = 0, weight = 0, preTrust = 0, unit = 0, bounds = 0, even = 0, odd = 0, sums = 0] =
    partsOf(size).map((bytes) => {
      const address = free;
      free += aligned(bytes);
      return address;
    });
  const { rows, edges, blocks, weights } = size;
  const { buffer } = memory;
  const integers = new Int32Array(buffer, 0, HEADER_BYTES / 4);
  const coded = weights === null ? 0 : code;
  const header = { blocks, start, from, weight, code: coded, preTrust, unit, bounds, sums, scaled: even };
  for (const [name, value] of Object.entries(header)) integers[HEADER[name as keyof typeof header] / 4] = value;
  integers[HEADER.scaled / 4 + 1] = odd;
  return {
    memory,
    size,
    start: new Int32Array(buffer, start, rows + 1),
    from: new Int32Array(buffer, from, edges),
    code: new Uint16Array(buffer, code, weights === null ? 0 : edges),
    weight: new Float64Array(buffer, weight, weights ?? edges),
    preTrust: new Float64Array(buffer, preTrust, rows),
    unit: new Float64Array(buffer, unit, rows),
    bounds: new Int32Array(buffer, bounds, blocks + 1),
    scaled: [new Float64Array(buffer, even, rows), new Float64Array(buffer, odd, rows)],
    spare: sums + 32 * blocks,
    doubles: new Float64Array(buffer, 0, HEADER_BYTES / 8),
    integers,
  };
};
