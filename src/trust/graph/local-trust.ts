/**
 * One person's word on another: a vouch or a denounce. Ids are any strings; an `Opinion` is other people's data, so
 * whatever cannot be used is dropped and counted by `buildGraph`, never thrown at the caller.
 */
export interface Opinion {
  readonly from: string;
  readonly to: string;
  /** Above 0 a vouch, below 0 a denounce; any finite scale, only ratios matter. 0 is "no opinion" and is dropped. */
  readonly weight: number;
  /** Milliseconds since it was given, ≥ 0; a negative age (a date in the future) counts as 0. */
  readonly ageMs: number;
}

/** What a vouch of this age still gives EigenTrust, in [0,1]: halves with every half-life from the first day on. */
export const trustFade = (ageMs: number, halfLifeMs: number): number => 0.5 ** (Math.max(0, ageMs) / halfLifeMs);

/** What a vouch of this age still carries of standing, in [0,1]: 1 for one half-life, halving with each further one. */
export const standingFade = (ageMs: number, halfLifeMs: number): number =>
  0.5 ** Math.max(0, (ageMs - halfLifeMs) / halfLifeMs);
