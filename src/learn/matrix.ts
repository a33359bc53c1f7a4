/** Numbers in rows and named columns. */
export interface Matrix {
  readonly rows: number;
  readonly columns: readonly string[];
  /** rows · columns, row by row; NaN where a value is not known. */
  readonly values: Float64Array;
}

/** A matrix of the same columns with these rows of it, in this order; a row may come several times. */
export const rowsOf = ({ columns, values }: Matrix, rows: ArrayLike<number>): Matrix => {
  const width = columns.length;
  const picked = new Float64Array(rows.length * width);
  for (let to = 0; to < rows.length; to += 1) {
    const from = (rows[to] ?? 0) * width;
    picked.set(values.subarray(from, from + width), to * width);
  }
  return { rows: rows.length, columns, values: picked };
};

/** The same rows with these columns only, in this order. @throws RangeError for a column it does not have. */
export const columnsOf = (matrix: Matrix, columns: readonly string[]): Matrix => {
  const places = columns.map((name) => {
    const place = matrix.columns.indexOf(name);
    if (place < 0) throw new RangeError(`columns must be among ${matrix.columns.join(', ')}, got ${name}`);
    return place;
  });
  const values = new Float64Array(matrix.rows * places.length);
  for (let row = 0; row < matrix.rows; row += 1) {
    places.forEach((place, at) => {
      values[row * places.length + at] = matrix.values[row * matrix.columns.length + place] ?? Number.NaN;
    });
  }
  return { rows: matrix.rows, columns, values };
};
