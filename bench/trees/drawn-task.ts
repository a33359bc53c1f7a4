import { type Matrix, randomFrom } from '../../src/learn/index.ts';

/** Rows, their answers, and the probabilities those were drawn with. */
export interface DrawnTask {
  readonly matrix: Matrix;
  readonly labels: Uint8Array;
  readonly chances: Float64Array;
}

/**
 * Rows of normal numbers whose log-odds hang on eight columns, no way additive or monotone: a sine, a product, two
 * thresholds at once, a distance from zero, a sign that alternates with another column; all other columns are noise.
 */
export const drawnTask = (rows: number, width: number, seed: number): DrawnTask => {
  const random = randomFrom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const values = Float64Array.from({ length: rows * width }, normal);
  const chances = Float64Array.from({ length: rows }, (_, row) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = values.subarray(row * width, row * width + 8);
    const stripes = (Math.floor(2 * g) & 1 ? 1 : -1) * Math.sign(h);
    const odds = 1.5 * Math.sin(2 * a) + b * c + (d > 0.5 && e < 0.3 ? 1.5 : 0) + Math.abs(f) - 0.8 + 0.7 * stripes;
    return 1 / (1 + Math.exp(-odds));
  });
  const labels = Uint8Array.from(chances, (chance) => (random() < chance ? 1 : 0));
  return { matrix: { rows, columns: Array.from({ length: width }, (_, at) => `c${at}`), values }, labels, chances };
};
