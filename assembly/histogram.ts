/**
 * Histograms of gradients in WebAssembly: AssemblyScript, compiled into src/learn/trees/kernel/code.ts by `npm run kernel`.
 * Addresses are in bytes; src/learn/trees/kernel/memory.ts says what stands where. Nothing is allocated. All sums are of
 * whole numbers under 2^53, so exact in any order: see src/learn/trees/gradients.ts.
 *
 * A cell of a histogram is a gradient and a hessian, 16 bytes, one vector. A row's bins are a byte each.
 */

// The header: how many columns and cells per histogram there are, and where the parts begin.
const COLUMNS: usize = 0;
const CELLS: usize = 4;
const BINS: usize = 8;
const OFFSETS: usize = 12;
const GRADIENTS: usize = 16;
const INDICES: usize = 20;
const SPARE: usize = 24;
const HISTOGRAMS: usize = 28;

function histogramAt(place: i32): usize {
  return load<usize>(HISTOGRAMS) + ((<usize>place * load<usize>(CELLS)) << 4);
}

/** Adds a row's sums to a cell. */
function add(cell: usize, sums: v128): void {
  v128.store(cell, f64x2.add(v128.load(cell), sums));
}

/** Sums, cell by cell, the rows at `indices[begin … end - 1]` into the histogram at `place`. */
export function build(place: i32, begin: i32, end: i32): void {
  const histogram = histogramAt(place);
  memory.fill(histogram, 0, load<usize>(CELLS) << 4);
  const columns = load<usize>(COLUMNS);
  const bins = load<usize>(BINS);
  const gradients = load<usize>(GRADIENTS);
  const offsets = load<usize>(OFFSETS);
  const lastOffset = offsets + (columns << 2);
  const fours = offsets + ((columns & ~3) << 2);
  const last = load<usize>(INDICES) + ((<usize>end) << 2);
  for (let at = load<usize>(INDICES) + ((<usize>begin) << 2); at < last; at += 4) {
    const row = <usize>load<u32>(at);
    const sums = v128.load(gradients + (row << 4));
    let bin = bins + row * columns;
    let offset = offsets;
    for (; offset < fours; offset += 16, bin += 4) {
      const four = load<u32>(bin);
      add(histogram + ((load<u32>(offset) + (four & 255)) << 4), sums);
      add(histogram + ((load<u32>(offset, 4) + ((four >> 8) & 255)) << 4), sums);
      add(histogram + ((load<u32>(offset, 8) + ((four >> 16) & 255)) << 4), sums);
      add(histogram + ((load<u32>(offset, 12) + (four >> 24)) << 4), sums);
    }
    for (; offset < lastOffset; offset += 4, bin += 1) {
      add(histogram + ((load<u32>(offset) + <u32>load<u8>(bin)) << 4), sums);
    }
  }
}

/** Takes the histogram at `other` from the one at `place`. */
export function subtract(place: i32, other: i32): void {
  let from = histogramAt(place);
  let taken = histogramAt(other);
  for (const end = from + (load<usize>(CELLS) << 4); from < end; from += 16, taken += 16) {
    v128.store(from, f64x2.sub(v128.load(from), v128.load(taken)));
  }
}

/**
 * Puts those of `indices[begin … end - 1]` first whose bin in `column` is one of `first … first + count - 1`, counted
 * round at 256; each side in its order. Returns how many they are.
 */
export function partition(begin: i32, end: i32, column: i32, first: u32, count: u32): i32 {
  const columns = load<usize>(COLUMNS);
  const bins = load<usize>(BINS) + <usize>column;
  const start = load<usize>(INDICES) + ((<usize>begin) << 2);
  const last = load<usize>(INDICES) + ((<usize>end) << 2);
  const spare = load<usize>(SPARE);
  let left = start;
  let right = spare;
  for (let at = start; at < last; at += 4) {
    const row = load<u32>(at);
    const goesLeft = u32(((<u32>load<u8>(bins + <usize>row * columns) - first) & 255) < count);
    // Written to both sides, kept on one: no jump to guess.
    store<u32>(left, row);
    store<u32>(right, row);
    left += goesLeft << 2;
    right += (1 - goesLeft) << 2;
  }
  memory.copy(left, spare, right - spare);
  return <i32>((left - start) >> 2);
}
