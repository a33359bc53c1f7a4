/** Bits of a digit, and digits of a double. */
const BITS = 11;
const DIGITS = 6;

/**
 * Places by falling score: 1 for the highest, then 2, 3, …; equals in order of index; 0 where the score is 0. Scores are
 * ≥ 0 and no NaN. Sorted digit by digit, in time linear in the nodes: doubles ≥ 0 stand in the order of
 * their bits.
 */
export const ranksOf = (scores: Float64Array): Int32Array => {
  const halves = new Uint32Array(scores.buffer, scores.byteOffset, 2 * scores.length);
  const digitOf = (node: number, shift: number): number => {
    const low = shift < 32 ? halves[2 * node]! >>> shift : 0;
    const high =
      shift < 32 ? (shift === 0 ? 0 : halves[2 * node + 1]! << (32 - shift)) : halves[2 * node + 1]! >>> (shift - 32);
    return (low | high) & (2 ** BITS - 1);
  };
  let order = positive(scores);
  let sorted = new Int32Array(order.length);
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const shift = digit * BITS;
    const place = new Int32Array(2 ** BITS + 1);
    for (const node of order) place[2 ** BITS - digitOf(node, shift)]! += 1;
    for (let value = 1; value <= 2 ** BITS; value += 1) place[value]! += place[value - 1]!;
    for (const node of order) sorted[place[2 ** BITS - 1 - digitOf(node, shift)]!++] = node;
    [order, sorted] = [sorted, order];
  }
  const rank = new Int32Array(scores.length);
  for (let at = 0; at < order.length; at += 1) rank[order[at]!] = at + 1;
  return rank;
};

const positive = (scores: Float64Array): Int32Array<ArrayBuffer> => {
  let count = 0;
  for (const score of scores) if (score > 0) count += 1;
  const nodes = new Int32Array(count);
  for (let node = 0, at = 0; at < count; node += 1) if (scores[node]! > 0) nodes[at++] = node;
  return nodes;
};
