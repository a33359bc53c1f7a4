/** The weights of a graph as numbers of two bytes: those of edge e are `weights[codes[e]]`. */
export interface WeightCodes {
  readonly codes: Uint16Array;
  /** At most 65,536 different ones, in order of appearance. */
  readonly weights: Float64Array;
}

const MOST = 2 ** 16;
const SLOTS = 2 ** 18;

/**
 * Codes for weights, or null where there are too many different ones, which is soon found out: each that is new takes a
 * place. (Kourtis, Goumas, Koziris 2008, "Optimizing sparse matrix-vector multiplication using index and value
 * compression", CSR-VI.)
 */
export const weightCodesOf = (weights: Float64Array): WeightCodes | null => {
  const halves = new Uint32Array(weights.buffer, weights.byteOffset, 2 * weights.length);
  const codes = new Uint16Array(weights.length);
  const slots = new Int32Array(SLOTS).fill(-1);
  const found = new Float64Array(MOST);
  let count = 0;
  for (let edge = 0; edge < weights.length; edge += 1) {
    const weight = weights[edge]!;
    const mixed = Math.imul(halves[2 * edge]! ^ Math.imul(halves[2 * edge + 1]!, 0x9e3779b1), 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & (SLOTS - 1);
    while (slots[slot]! >= 0 && found[slots[slot]!] !== weight) slot = (slot + 1) & (SLOTS - 1);
    if (slots[slot]! < 0) {
      if (count === MOST) return null;
      found[count] = weight;
      slots[slot] = count++;
    }
    codes[edge] = slots[slot]!;
  }
  return { codes, weights: found.slice(0, count) };
};
