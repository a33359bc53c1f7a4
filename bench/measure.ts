/** The middle of an odd number of measurements. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Milliseconds that the work takes. */
export const millis = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** One line of docs/benchmarks.md, on standard output: what, ours, the peer's, their ratio. */
export const report = (what: string, ours: string, peer: string, ratio: number): void => {
  process.stdout.write(`| ${what} | ${ours} | ${peer} | ${ratio < 0.1 ? ratio.toPrecision(2) : ratio.toFixed(2)} |\n`);
};
