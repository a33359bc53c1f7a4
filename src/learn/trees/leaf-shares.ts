import { gaussLegendre, type Quadrature } from './gauss-legendre.ts';
import { DEEPEST } from './trees.ts';

/** What decides whether a row comes to a leaf. */
export interface LeafPath {
  /** The different columns asked on the way, in the order first met. */
  readonly columns: readonly number[];
  /** Per column: the share of training rows, of those that come to a node that asks about it, that goes on towards the leaf; multiplied up. */
  readonly shares: readonly number[];
  /** What the leaf says. */
  readonly value: number;
}

const RULES: readonly Quadrature[] = Array.from({ length: Math.ceil(DEEPEST / 2) + 1 }, (_, n) => gaussLegendre(n));

/**
 * What each column of a leaf's path adds to the margin for a row that satisfies all but the columns in the bit set
 * `failed`, written to `into` from `at` on; exact path-dependent TreeSHAP (Lundberg et al. 2020).
 *
 * A leaf is a game of d players worth v·Πⱼ(oⱼ or zⱼ): oⱼ, 1 or 0, where player j plays and is satisfied or not, zⱼ, the
 * share, where it does not. With |T|!(d−1−|T|)!/d! = ∫ t^|T| (1−t)^(d−1−|T|) dt over [0, 1] its Shapley value for i is
 * v·(oᵢ−zᵢ)·∫ Πⱼ≠ᵢ (oⱼt + zⱼ(1−t)) dt, a polynomial's integral, for which ⌈d/2⌉ points suffice.
 */
export const writeLeafShares = (
  { columns, shares, value }: LeafPath,
  failed: number,
  into: Float64Array,
  at: number,
): void => {
  const { points, weights } = RULES[(columns.length + 1) >> 1] ?? NO_POINTS;
  for (let i = 0; i < columns.length; i += 1) into[at + i] = 0;
  for (let point = 0; point < points.length; point += 1) {
    const t = points[point] ?? 0;
    let product = weights[point] ?? 0;
    for (let j = 0; j < columns.length; j += 1) product *= factor(t, shares[j] ?? 0, failed, j);
    for (let i = 0; i < columns.length; i += 1) {
      into[at + i] = (into[at + i] ?? 0) + product / factor(t, shares[i] ?? 0, failed, i);
    }
  }
  for (let i = 0; i < columns.length; i += 1) {
    into[at + i] = value * (((failed >> i) & 1) - 1 + (shares[i] ?? 0)) * -(into[at + i] ?? 0);
  }
};

const NO_POINTS: Quadrature = { points: new Float64Array(), weights: new Float64Array() };

const factor = (t: number, share: number, failed: number, player: number): number =>
  share * (1 - t) + ((failed >> player) & 1 ? 0 : t);
