/** A rule that integrates polynomials up to degree 2n − 1 over [0, 1] exactly. */
export interface Quadrature {
  readonly points: Float64Array;
  /** One per point; they sum to 1. */
  readonly weights: Float64Array;
}

/** Gauss–Legendre with n points (Press et al. 2007, "Numerical Recipes", §4.6): the roots of the Legendre polynomial by Newton. */
export const gaussLegendre = (n: number): Quadrature => {
  const points = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let at = 0; at < n; at += 1) {
    let x = Math.cos((Math.PI * (at + 0.75)) / (n + 0.5));
    for (let round = 0; round < 10; round += 1) {
      const { value, slope } = legendre(n, x);
      x -= value / slope;
    }
    const { slope } = legendre(n, x);
    points[at] = (1 - x) / 2;
    weights[at] = 1 / ((1 - x * x) * slope * slope);
  }
  return { points, weights };
};

const legendre = (n: number, x: number): { readonly value: number; readonly slope: number } => {
  let value = 1;
  let before = 0;
  for (let k = 1; k <= n; k += 1) [value, before] = [((2 * k - 1) * x * value - (k - 1) * before) / k, value];
  return { value, slope: (n * (x * value - before)) / (x * x - 1) };
};
