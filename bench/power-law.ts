/** A graph of vouches as the solvers take it, and how it was drawn. */
export interface PowerLaw {
  readonly ids: { readonly length: number };
  readonly vouches: {
    readonly start: Int32Array;
    readonly from: Int32Array;
    readonly trust: Float64Array;
    readonly given: Float64Array;
    readonly outStart: Int32Array;
    readonly outTo: Int32Array;
  };
}

/** Marsaglia's xorshift128 in [0,1): the same numbers on every machine. */
export const xorshift = (seed: number): (() => number) => {
  let x = seed | 0;
  let y = 0x9abcdef0 | 0;
  let z = 0x12345678;
  let w = 42;
  return () => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return (w >>> 0) / 2 ** 32;
  };
};

/**
 * A deterministic power-law graph: R-MAT (Chakrabarti, Zhan, Faloutsos 2004; .57 .19 .19 .05 as in Graph500) with names
 * shuffled, so that neither solver finds an order in them, one edge to a random node from everybody who gives any, and a
 * tenth who give none. Weights 1, 2 or 3; repeated edges are summed, so that some fewer than `edges` remain.
 */
export const powerLaw = (nodes: number, edges: number, seed = 1): PowerLaw => {
  const drawn = draw(nodes, edges, xorshift(seed));
  const bySource = sorted(drawn, drawn.from, nodes);
  const byTarget = sorted(bySource, bySource.to, nodes);
  return merged(byTarget, nodes);
};

interface Edges {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

const draw = (nodes: number, edges: number, random: () => number): Edges => {
  const names = shuffled(nodes, random);
  const bits = Math.ceil(Math.log2(nodes));
  const drawn = { from: new Int32Array(edges), to: new Int32Array(edges), weight: new Float64Array(edges) };
  for (let edge = 0; edge < edges; ) {
    let [from, to] = [0, 0];
    if (edge < nodes && edge < edges / 2) {
      from = edge;
      to = Math.floor(nodes * random());
    } else {
      for (let bit = 0; bit < bits; bit += 1) {
        const corner = random();
        from = 2 * from + (corner < 0.76 ? 0 : 1);
        to = 2 * to + (corner < 0.57 || (corner >= 0.76 && corner < 0.95) ? 0 : 1);
      }
      if (from >= nodes || to >= nodes) continue;
      from = names[from]!;
      to = names[to]!;
    }
    if (from % 10 === 9) from -= 1;
    if (from === to) continue;
    drawn.from[edge] = from;
    drawn.to[edge] = to;
    drawn.weight[edge] = 1 + Math.floor(3 * random());
    edge += 1;
  }
  return drawn;
};

const shuffled = (nodes: number, random: () => number): Int32Array => {
  const names = Int32Array.from({ length: nodes }, (_, node) => node);
  for (let node = nodes - 1; node > 0; node -= 1) {
    const other = Math.floor(random() * (node + 1));
    [names[node], names[other]] = [names[other]!, names[node]!];
  }
  return names;
};

/** A stable counting sort. */
const sorted = ({ from, to, weight }: Edges, key: Int32Array, nodes: number): Edges => {
  const place = new Int32Array(nodes + 1);
  for (const node of key) place[node + 1]! += 1;
  for (let node = 0; node < nodes; node += 1) place[node + 1]! += place[node]!;
  const result = {
    from: new Int32Array(from.length),
    to: new Int32Array(to.length),
    weight: new Float64Array(to.length),
  };
  for (let edge = 0; edge < key.length; edge += 1) {
    const at = place[key[edge]!]!++;
    result.from[at] = from[edge]!;
    result.to[at] = to[edge]!;
    result.weight[at] = weight[edge]!;
  }
  return result;
};

/** Sums repeated edges of a list by target, then source, in place. */
const merged = ({ from, to, weight }: Edges, nodes: number): PowerLaw => {
  const start = new Int32Array(nodes + 1);
  const given = new Float64Array(nodes);
  const outStart = new Int32Array(nodes + 1);
  let kept = 0;
  for (let edge = 0; edge < from.length; edge += 1) {
    given[from[edge]!]! += weight[edge]!;
    if (kept > 0 && to[kept - 1] === to[edge] && from[kept - 1] === from[edge]) {
      weight[kept - 1]! += weight[edge]!;
      continue;
    }
    from[kept] = from[edge]!;
    to[kept] = to[edge]!;
    weight[kept] = weight[edge]!;
    outStart[from[edge]! + 1]! += 1;
    start[to[edge]! + 1]! += 1;
    kept += 1;
  }
  for (let node = 0; node < nodes; node += 1) {
    start[node + 1]! += start[node]!;
    outStart[node + 1]! += outStart[node]!;
  }
  const place = outStart.slice();
  const outTo = new Int32Array(kept);
  for (let edge = 0; edge < kept; edge += 1) outTo[place[from[edge]!]!++] = to[edge]!;
  const vouches = { start, from: from.slice(0, kept), trust: weight.slice(0, kept), given, outStart, outTo };
  return { ids: { length: nodes }, vouches };
};
