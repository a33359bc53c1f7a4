/** What fading goes by; `TrustConfig` is one. */
export interface Fading {
  /** Seconds after which half of what was learned is left; infinite for never fading. */
  readonly halfLifeSeconds: number;
  /** What is believed of somebody unknown: where fading leads to. */
  readonly alphaPrior: number;
  readonly betaPrior: number;
}

/** What is left of evidence after `elapsedUs` microseconds: ½ to the power of half-lives gone by; 1 where no time went by. */
export const decayFactor = (elapsedUs: number, halfLifeSeconds: number): number =>
  elapsedUs > 0 ? 0.5 ** (elapsedUs / (halfLifeSeconds * 1e6)) : 1;

/** One shape, faded towards its prior: the prior stays, what was learned beyond it is multiplied by `factor`. */
export const faded = (shape: number, prior: number, factor: number): number => prior + (shape - prior) * factor;
