/**
 * Power iteration in WebAssembly, by any number of threads over one shared memory: AssemblyScript, compiled into
 * src/trust/eigentrust/kernel/code.ts by `npm run kernel`. Addresses are in bytes; src/trust/eigentrust/kernel/memory.ts
 * says what stands where. Nothing is allocated. Letters as in src/trust/eigentrust/eigentrust.ts: t the trust, p the
 * pre-trust, a its weight.
 *
 * Each row keeps t / unit, unit being what it gives in all over 1−a, so that an edge needs its plain weight alone; and
 * where a graph has few different weights, a number of two bytes stands for each. What is read in a step is what a step
 * costs.
 *
 * Rows come in blocks with fixed ends. Threads take blocks as they come, but every sum is made within a block, and then
 * over the blocks in their order: neither the number of threads nor their luck leaves a trace in any bit.
 */

// The header: addresses of numbers and of pointers. Those that several threads write have a cache line for themselves.
const BLOCKS: usize = 0;
const THREADS: usize = 4;
const START: usize = 8;
const FROM: usize = 12;
const WEIGHT: usize = 16;
const CODE: usize = 20;
const PRE_TRUST: usize = 24;
const UNIT: usize = 28;
const BOUNDS: usize = 32;
const SUMS: usize = 36;
const SCALED: usize = 40;
const ALPHA: usize = 48;
const TOLERANCE: usize = 56;
const RESIDUAL: usize = 64;
const BETA: usize = 72;
const BETA_BEFORE: usize = 80;
const STEPS: usize = 88;
const CANCEL: usize = 128;
const TICKETS: usize = 192;
const ARRIVED: usize = 256;
const STOP: usize = 320;

/** Looks this often whether the others have arrived before it goes to sleep: some ten microseconds. */
const SPINS: i32 = 2000;

/**
 * Steps the rows of all blocks from STEPS on, until a step moves no more than TOLERANCE, `mostSteps` are made or CANCEL
 * is set. Each thread calls it once, with its number; TICKETS, ARRIVED and STOP are 0 before. RESIDUAL, BETA and
 * STEPS hold the outcome.
 */
export function iterate(thread: i32, mostSteps: i32): void {
  const blocks = load<i32>(BLOCKS);
  const threads = load<i32>(THREADS);
  const alpha = load<f64>(ALPHA);
  const tolerance = load<f64>(TOLERANCE);
  const firstStep = load<i32>(STEPS);
  let beta = load<f64>(BETA);
  // Nobody may write the header before everybody has read it.
  arrive(threads);
  for (let round = 0; firstStep + round < mostSteps; ) {
    const step = firstStep + round;
    const sums = load<usize>(SUMS) + (step & 1 ? (<usize>blocks) << 4 : 0);
    const firstTicket = round * (blocks + threads);
    for (;;) {
      const block = atomic.add<i32>(TICKETS, 1) - firstTicket;
      if (block >= blocks) break;
      const bounds = load<usize>(BOUNDS) + ((<usize>block) << 2);
      stepRows(load<i32>(bounds), load<i32>(bounds, 4), step, beta, sums + ((<usize>block) << 4));
    }
    round += 1;
    if (thread === 0 && atomic.load<i32>(STOP) === 0 && atomic.load<i32>(CANCEL) !== 0) atomic.store<i32>(STOP, round);
    arrive((round + 1) * threads);
    let mass: f64 = 0;
    let moved: f64 = 0;
    for (let block = 0; block < blocks; block++) {
      mass += load<f64>(sums + ((<usize>block) << 4));
      moved += load<f64>(sums + ((<usize>block) << 4), 8);
    }
    beta = (1 - alpha) * (1 - mass) + alpha;
    if (thread === 0) {
      store<f64>(RESIDUAL, moved);
      store<f64>(BETA_BEFORE, load<f64>(BETA));
      store<f64>(BETA, beta);
      atomic.store<i32>(STEPS, step + 1);
    }
    if (moved <= tolerance || atomic.load<i32>(STOP) === round) break;
  }
}

/** The scaled trust that a step starts from: of two arrays, one is read and the other written, in turns. */
function scaledBefore(step: i32): usize {
  return load<usize>(SCALED + ((<usize>(step & 1)) << 2));
}

/**
 * next ← (1−a)Cᵀt + beta·p for the rows from `first` up to `end`, t and next being the trust before and after a step.
 * Leaves the sum of next and the L1 norm of next − t at `sums`.
 */
export function stepRows(first: i32, end: i32, step: i32, beta: f64, sums: usize): void {
  const before = scaledBefore(step);
  const after = scaledBefore(step + 1);
  const preTrust = load<usize>(PRE_TRUST);
  const unit = load<usize>(UNIT);
  const coded = load<usize>(CODE) !== 0;
  let mass: f64 = 0;
  let moved: f64 = 0;
  for (let row = first; row < end; row++) {
    const at = (<usize>row) << 3;
    const scale = load<f64>(unit + at);
    const value = (coded ? pullCoded(row, before) : pullPlain(row, before)) + beta * load<f64>(preTrust + at);
    mass += value;
    moved += Math.abs(value - load<f64>(before + at) * scale);
    store<f64>(after + at, value / scale);
  }
  store<f64>(sums, mass);
  store<f64>(sums, moved, 8);
}

/** Σ weight · scaled trust over the edges into a row. */
function pullPlain(row: i32, scaled: usize): f64 {
  const start = load<usize>(START) + ((<usize>row) << 2);
  const first = <usize>load<i32>(start);
  let from = load<usize>(FROM) + (first << 2);
  let weight = load<usize>(WEIGHT) + (first << 3);
  const end = load<usize>(FROM) + ((<usize>load<i32>(start, 4)) << 2);
  let sum0: f64 = 0;
  let sum1: f64 = 0;
  let sum2: f64 = 0;
  let sum3: f64 = 0;
  for (; from + 12 < end; from += 16, weight += 32) {
    sum0 += load<f64>(weight) * load<f64>(scaled + ((<usize>load<i32>(from)) << 3));
    sum1 += load<f64>(weight, 8) * load<f64>(scaled + ((<usize>load<i32>(from, 4)) << 3));
    sum2 += load<f64>(weight, 16) * load<f64>(scaled + ((<usize>load<i32>(from, 8)) << 3));
    sum3 += load<f64>(weight, 24) * load<f64>(scaled + ((<usize>load<i32>(from, 12)) << 3));
  }
  for (; from < end; from += 4, weight += 8) {
    sum0 += load<f64>(weight) * load<f64>(scaled + ((<usize>load<i32>(from)) << 3));
  }
  return sum0 + sum1 + (sum2 + sum3);
}

/** The same where CODE has a number of two bytes for each edge, and WEIGHT the weight of each number. */
function pullCoded(row: i32, scaled: usize): f64 {
  const start = load<usize>(START) + ((<usize>row) << 2);
  const first = <usize>load<i32>(start);
  let from = load<usize>(FROM) + (first << 2);
  let code = load<usize>(CODE) + (first << 1);
  const end = load<usize>(FROM) + ((<usize>load<i32>(start, 4)) << 2);
  const weights = load<usize>(WEIGHT);
  let sum0: f64 = 0;
  let sum1: f64 = 0;
  let sum2: f64 = 0;
  let sum3: f64 = 0;
  for (; from + 12 < end; from += 16, code += 8) {
    sum0 += load<f64>(weights + ((<usize>load<u16>(code)) << 3)) * load<f64>(scaled + ((<usize>load<i32>(from)) << 3));
    sum1 +=
      load<f64>(weights + ((<usize>load<u16>(code, 2)) << 3)) * load<f64>(scaled + ((<usize>load<i32>(from, 4)) << 3));
    sum2 +=
      load<f64>(weights + ((<usize>load<u16>(code, 4)) << 3)) * load<f64>(scaled + ((<usize>load<i32>(from, 8)) << 3));
    sum3 +=
      load<f64>(weights + ((<usize>load<u16>(code, 6)) << 3)) * load<f64>(scaled + ((<usize>load<i32>(from, 12)) << 3));
  }
  for (; from < end; from += 4, code += 2) {
    sum0 += load<f64>(weights + ((<usize>load<u16>(code)) << 3)) * load<f64>(scaled + ((<usize>load<i32>(from)) << 3));
  }
  return sum0 + sum1 + (sum2 + sum3);
}

/** Waits until `all` arrivals have been counted. */
function arrive(all: i32): void {
  if (atomic.add<i32>(ARRIVED, 1) + 1 === all) {
    atomic.notify(ARRIVED, -1);
    return;
  }
  for (let spin = 0; spin < SPINS; spin++) if (atomic.load<i32>(ARRIVED) >= all) return;
  for (;;) {
    const arrived = atomic.load<i32>(ARRIVED);
    if (arrived >= all) return;
    atomic.wait<i32>(ARRIVED, arrived, -1);
  }
}
