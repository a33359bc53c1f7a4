/** One threshold to try: what it would have approved. */
export interface Cut {
  readonly threshold: number;
  /** Examples at or over it, and those of them that are not clean. */
  readonly approved: number;
  readonly bad: number;
  /** How many starts of the sequence of tests fall on it: shares in the error that is allowed. */
  readonly starts: number;
}

/** Examples by probability, highest first. */
export interface Sorted {
  readonly probabilities: Float64Array;
  /** How many of the first 0, 1, …, n are not clean. */
  readonly badAmong: Int32Array;
}

/** A start approves at least so many: fewer say nothing of a share of a few per cent. */
const LEAST_APPROVED = 100;
/** A start at all examples, at half of them, at a quarter, …: at most so many. */
const MOST_STARTS = 6;
const CUTS_PER_HALVING = 8;

/** Sorts examples. */
export const sortedOf = (probabilities: Float64Array, labels: Uint8Array): Sorted => {
  const order = Int32Array.from(probabilities.keys());
  order.sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0) || a - b);
  const badAmong = new Int32Array(order.length + 1);
  order.forEach((item, place) => {
    badAmong[place + 1] = (badAmong[place] ?? 0) + (labels[item] === 1 ? 0 : 1);
  });
  return { probabilities: Float64Array.from(order, (item) => probabilities[item] ?? 0), badAmong };
};

/**
 * The thresholds that are tried on `rows` examples like these, strictest first: those that approve 1, 2^(−1/8), 2^(−2/8), …
 * of all, equal probabilities never parted; each once. Labels have no say in which. With `rows` other than there are,
 * counts are in proportion, bad ones rounded up and approved ones down. None without examples.
 */
export const cutsOf = ({ probabilities, badAmong }: Sorted, rows = probabilities.length): Cut[] => {
  const cuts: Cut[] = [];
  if (rows === 0 || probabilities.length === 0) return cuts;
  const starts = Math.max(1, Math.min(MOST_STARTS, 1 + Math.floor(Math.log2(rows / LEAST_APPROVED))));
  for (let step = (starts - 1) * CUTS_PER_HALVING; step >= 0; step -= 1) {
    const share = 2 ** (-step / CUTS_PER_HALVING);
    const inProportion = (count: number): number => Math.floor((count * rows) / probabilities.length);
    let threshold = probabilities[Math.ceil(probabilities.length * share) - 1] ?? 0;
    let approvedHere = approvedFrom(probabilities, threshold);
    // One that just approves its share of these may miss it by a part of an example among more.
    if (inProportion(approvedHere) < Math.ceil(rows * share)) {
      threshold = probabilities[approvedHere] ?? threshold;
      approvedHere = approvedFrom(probabilities, threshold);
    }
    const [approved, last] = [inProportion(approvedHere), cuts.at(-1)];
    const bad = Math.min(approved, Math.ceil(((badAmong[approvedHere] ?? 0) * rows) / probabilities.length));
    const isStart = step % CUTS_PER_HALVING === 0 ? 1 : 0;
    if (last?.threshold === threshold) cuts[cuts.length - 1] = { ...last, starts: last.starts + isStart };
    else cuts.push({ threshold, approved, bad, starts: isStart });
  }
  return cuts;
};

/** How many are at or over a threshold. */
const approvedFrom = (falling: Float64Array, threshold: number): number => {
  let [low, high] = [0, falling.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((falling[middle] ?? 0) >= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
};
