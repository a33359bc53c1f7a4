/**
 * e^x and ln(1 + x) from additions, multiplications and divisions alone, so that they are the same in every bit on any
 * machine; JavaScript leaves the last bits of `Math.exp` and `Math.log` open (ECMA-262, §21.3.2).
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const LEAST = -745;
const MOST = 709;
/** 2^k at k − LEAST_POWER. */
const LEAST_POWER = -1074;
const POWERS = Float64Array.from({ length: 1024 - LEAST_POWER }, (_, at) => 2 ** (at + LEAST_POWER));

/** e^x to about one unit in the last place: 0 under −745, as at 709 over it. NaN for NaN. */
export const expOf = (x: number): number => {
  if (!(x > LEAST)) return x <= LEAST ? 0 : Number.NaN;
  const held = Math.min(x, MOST);
  const power = Math.floor(held / Math.LN2 + 0.5);
  const high = held - power * LN2_HIGH;
  const low = power * LN2_LOW;
  const r = high - low;
  // The rational approximation of fdlibm's e_exp.c (Sun Microsystems 1993): e^r = 1 + 2r / (R(r²) − r).
  const t = r * r;
  const odd =
    t *
    (0.16666666666666602 +
      t *
        (-0.0027777777777015593 +
          t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  const c = r - odd;
  const near = 1 - (low - (r * c) / (2 - c) - high);
  return power > -1021
    ? near * (POWERS[power - LEAST_POWER] ?? 0)
    : near * (POWERS[power + 1000 - LEAST_POWER] ?? 0) * (POWERS[-1000 - LEAST_POWER] ?? 0);
};

/** ln(1 + x) for 0 ≤ x ≤ 1, as 2·artanh(x / (2 + x)). */
export const log1pOf = (x: number): number => {
  const s = x / (2 + x);
  const square = s * s;
  let sum = 0;
  for (let odd = 33; odd >= 1; odd -= 2) sum = sum * square + 1 / odd;
  return 2 * s * sum;
};

/** ln x for finite x > 0. */
export const logOf = (x: number): number => {
  let halved = 0;
  let rest = x;
  for (; rest >= 2; rest /= 2) halved += 1;
  for (; rest < 1; rest *= 2) halved -= 1;
  return halved * LN2_LOW + log1pOf(rest - 1) + halved * LN2_HIGH;
};
