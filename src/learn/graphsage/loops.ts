/**
 * The inner loops of GraphSAGE. Matrices stand row by row. Every sum is made in the order of its index, so that the same
 * input gives the same bits.
 */

/** Rows of a result, each made of rows elsewhere: row r of those numbered `nodes[start[r]] … nodes[start[r + 1] - 1]`. */
export interface Picks {
  readonly rows: number;
  readonly start: Int32Array;
  readonly nodes: Int32Array;
  /** One per row: what a sum is multiplied by, e.g. one over how many there are. */
  readonly scale: Float64Array;
}

/** How large a product is: x has rows · inner entries, w inner · width, the result rows · width. */
export interface ProductSize {
  readonly rows: number;
  readonly inner: number;
  readonly width: number;
}

/** out += x·w. Four terms at a time, which is what makes it fast. */
export const addProduct = (
  out: Float64Array,
  x: Float64Array,
  w: Float64Array,
  { rows, inner, width }: ProductSize,
): void => {
  const whole = inner - (inner % 4);
  for (let row = 0; row < rows; row += 1) {
    const to = row * width;
    const from = row * inner;
    for (let k = 0; k < whole; k += 4) {
      const x0 = x[from + k] ?? 0;
      const x1 = x[from + k + 1] ?? 0;
      const x2 = x[from + k + 2] ?? 0;
      const x3 = x[from + k + 3] ?? 0;
      const w0 = k * width;
      const w1 = w0 + width;
      const w2 = w1 + width;
      const w3 = w2 + width;
      for (let j = 0; j < width; j += 1) {
        out[to + j] =
          (out[to + j] ?? 0) +
          x0 * (w[w0 + j] ?? 0) +
          x1 * (w[w1 + j] ?? 0) +
          x2 * (w[w2 + j] ?? 0) +
          x3 * (w[w3 + j] ?? 0);
      }
    }
    for (let k = whole; k < inner; k += 1) addScaled(out, to, x[from + k] ?? 0, w.subarray(k * width, (k + 1) * width));
  }
};

/** out += xᵀ·d, out having inner · width entries, x rows · inner and d rows · width. Four rows at a time. */
export const addOuter = (
  out: Float64Array,
  x: Float64Array,
  d: Float64Array,
  { rows, inner, width }: ProductSize,
): void => {
  const whole = rows - (rows % 4);
  for (let row = 0; row < whole; row += 4) {
    const d0 = row * width;
    const d1 = d0 + width;
    const d2 = d1 + width;
    const d3 = d2 + width;
    for (let k = 0; k < inner; k += 1) {
      const x0 = x[row * inner + k] ?? 0;
      const x1 = x[(row + 1) * inner + k] ?? 0;
      const x2 = x[(row + 2) * inner + k] ?? 0;
      const x3 = x[(row + 3) * inner + k] ?? 0;
      const to = k * width;
      for (let j = 0; j < width; j += 1) {
        out[to + j] =
          (out[to + j] ?? 0) +
          x0 * (d[d0 + j] ?? 0) +
          x1 * (d[d1 + j] ?? 0) +
          x2 * (d[d2 + j] ?? 0) +
          x3 * (d[d3 + j] ?? 0);
      }
    }
  }
  for (let row = whole; row < rows; row += 1) {
    const last = d.subarray(row * width, (row + 1) * width);
    for (let k = 0; k < inner; k += 1) addScaled(out, k * width, x[row * inner + k] ?? 0, last);
  }
};

/** out[r] = scale[r] · Σ from[node] over the picks of row r, in rows of `width`. */
export const gather = (
  out: Float64Array,
  from: Float64Array,
  { rows, start, nodes, scale }: Picks,
  width: number,
): void => {
  out.fill(0);
  for (let row = 0; row < rows; row += 1) {
    const to = row * width;
    const end = start[row + 1] ?? 0;
    for (let pick = start[row] ?? 0; pick < end; pick += 1) {
      const at = (nodes[pick] ?? 0) * width;
      for (let j = 0; j < width; j += 1) out[to + j] = (out[to + j] ?? 0) + (from[at + j] ?? 0);
    }
    const times = scale[row] ?? 0;
    for (let j = 0; j < width; j += 1) out[to + j] = (out[to + j] ?? 0) * times;
  }
};

/** out[node] += scale[r] · d[r] for each pick of each row: how a gradient goes back through `gather`. */
export const scatter = (
  out: Float64Array,
  d: Float64Array,
  { rows, start, nodes, scale }: Picks,
  width: number,
): void => {
  for (let row = 0; row < rows; row += 1) {
    const end = start[row + 1] ?? 0;
    const from = d.subarray(row * width, (row + 1) * width);
    for (let pick = start[row] ?? 0; pick < end; pick += 1) {
      addScaled(out, (nodes[pick] ?? 0) * width, scale[row] ?? 0, from);
    }
  }
};

const addScaled = (out: Float64Array, to: number, times: number, row: Float64Array): void => {
  for (let j = 0; j < row.length; j += 1) out[to + j] = (out[to + j] ?? 0) + times * (row[j] ?? 0);
};
