/** A number over several runs. */
export interface Figure {
  readonly mean: number;
  readonly max: number;
}

/** Mean and largest of some values; 0 and 0 without any. */
export const figureOf = (values: readonly number[]): Figure => {
  let [sum, max] = [0, 0];
  for (const value of values) {
    sum += value;
    max = Math.max(max, value);
  }
  return { mean: values.length === 0 ? 0 : sum / values.length, max };
};
