/**
 * Power iteration in WebAssembly, by any number of threads over one shared memory: AssemblyScript, compiled into
 * src/trust/eigentrust/kernel/code.ts by `npm run kernel`. Addresses are in bytes; src/trust/eigentrust/kernel/memory.ts says what stands
 * where. Nothing is allocated. Letters as in src/trust/eigentrust/eigentrust.ts: t the trust, p the pre-trust, a its weight.
 *
 * Rows come in blocks with fixed ends. Threads take blocks as they come, but every sum is made within a block, and then
 * over the blocks in their order: neither the number of threads nor their luck leaves a trace in any bit.
 */

// The header: addresses of numbers and of pointers. Those that several threads write have a cache line for themselves.
const BLOCKS: usize = 0;
const THREADS: usize = 4;
const START: usize = 8;
const FROM: usize = 12;
const SHARE: usize = 16;
const PRE_TRUST: usize = 20;
const BOUNDS: usize = 24;
const SUMS: usize = 28;
const TRUST: usize = 32;
const ALPHA: usize = 40;
const TOLERANCE: usize = 48;
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

/** The trust that a step starts from: of two arrays, one is read and the other written, in turns. */
function trustBefore(step: i32): usize {
  return load<usize>(TRUST + ((<usize>(step & 1)) << 2));
}

/**
 * next ← (1−a)Cᵀt + beta·p for the rows from `first` up to `end`, t and next being the trust before and after a step;
 * SHARE holds (1−a)·c. Leaves the sum of next and the L1 norm of next − t at `sums`.
 */
export function stepRows(first: i32, end: i32, step: i32, beta: f64, sums: usize): void {
  const t = trustBefore(step);
  const next = trustBefore(step + 1);
  const start = load<usize>(START);
  const preTrust = load<usize>(PRE_TRUST);
  const edge = load<i32>(start + ((<usize>first) << 2));
  let from = load<usize>(FROM) + ((<usize>edge) << 2);
  let share = load<usize>(SHARE) + ((<usize>edge) << 3);
  let mass: f64 = 0;
  let moved: f64 = 0;
  for (let row = first; row < end; row++) {
    const edgesEnd = load<usize>(FROM) + ((<usize>load<i32>(start + ((<usize>row) << 2), 4)) << 2);
    let sum0: f64 = 0;
    let sum1: f64 = 0;
    let sum2: f64 = 0;
    let sum3: f64 = 0;
    for (; from + 12 < edgesEnd; from += 16, share += 32) {
      sum0 += load<f64>(share) * load<f64>(t + ((<usize>load<i32>(from)) << 3));
      sum1 += load<f64>(share, 8) * load<f64>(t + ((<usize>load<i32>(from, 4)) << 3));
      sum2 += load<f64>(share, 16) * load<f64>(t + ((<usize>load<i32>(from, 8)) << 3));
      sum3 += load<f64>(share, 24) * load<f64>(t + ((<usize>load<i32>(from, 12)) << 3));
    }
    for (; from < edgesEnd; from += 4, share += 8) {
      sum0 += load<f64>(share) * load<f64>(t + ((<usize>load<i32>(from)) << 3));
    }
    const at = (<usize>row) << 3;
    const value = sum0 + sum1 + (sum2 + sum3) + beta * load<f64>(preTrust + at);
    mass += value;
    moved += Math.abs(value - load<f64>(t + at));
    store<f64>(next + at, value);
  }
  store<f64>(sums, mass);
  store<f64>(sums, moved, 8);
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
