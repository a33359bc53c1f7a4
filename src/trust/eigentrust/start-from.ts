/**
 * The trust that an iteration over some of a graph's nodes starts from, one entry per row: what `initial` gives these
 * nodes, scaled to sum to 1, or the pre-trust where it gives them nothing. A new array.
 */
export const startFrom = (
  nodes: Int32Array,
  preTrust: Float64Array,
  initial?: Float64Array,
): Float64Array<ArrayBuffer> => {
  if (initial === undefined) return new Float64Array(preTrust);
  const start = new Float64Array(nodes.length);
  let sum = 0;
  for (let row = 0; row < nodes.length; row += 1) {
    start[row] = initial[nodes[row]!]!;
    sum += start[row]!;
  }
  const scale = 1 / sum;
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) return new Float64Array(preTrust);
  for (let row = 0; row < start.length; row += 1) start[row]! *= scale;
  return start;
};
