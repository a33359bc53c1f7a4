import type { Fading } from '../beta/decay.ts';

/** How pairs are judged. */
export interface TrustConfig extends Fading {
  /** A circuit opens below it; strictly between 0 and 1. */
  readonly threshold: number;
  /** What one outcome adds, ≥ 0. */
  readonly successWeight: number;
  readonly failureWeight: number;
  readonly partialAlphaWeight: number;
  readonly partialBetaWeight: number;
  /** Seconds until an open circuit is on probation; null: it closes with the next success that lifts it enough. */
  readonly recoveryCooldownSeconds: number | null;
  /** The most that successes can be worth together, ≥ `alphaPrior`; null for any number. Bounds how many failures are free. */
  readonly alphaMax: number | null;
}

const DEFAULTS: TrustConfig = {
  threshold: 0.3,
  halfLifeSeconds: 86_400,
  alphaPrior: 1,
  betaPrior: 1,
  successWeight: 1,
  failureWeight: 1,
  partialAlphaWeight: 0.5,
  partialBetaWeight: 0.5,
  recoveryCooldownSeconds: null,
  alphaMax: null,
};

const PRIORS = ['alphaPrior', 'betaPrior'] as const;
const WEIGHTS = ['successWeight', 'failureWeight', 'partialAlphaWeight', 'partialBetaWeight'] as const;

const mustBe = (holds: boolean, name: string, rule: string, value: unknown): void => {
  if (!holds) throw new RangeError(`${name} must be ${rule}, got ${value}`);
};

/**
 * A whole configuration: what is given, and for the rest threshold .3, half-life 24 hours, prior Beta(1, 1), weights 1, 1
 * and ½ and ½, no cooldown, no cap. Frozen.
 * @throws {RangeError} naming the option, the rule and the value: no weight is negative, infinite or NaN.
 */
export const trustConfig = (options: Partial<TrustConfig> = {}): TrustConfig => {
  const config = { ...DEFAULTS, ...options };
  const { threshold, halfLifeSeconds, recoveryCooldownSeconds: cooldown, alphaMax } = config;
  mustBe(threshold > 0 && threshold < 1, 'threshold', 'in (0, 1)', threshold);
  mustBe(halfLifeSeconds > 0, 'halfLifeSeconds', 'above 0', halfLifeSeconds);
  for (const name of PRIORS) {
    mustBe(config[name] > 0 && Number.isFinite(config[name]), name, 'above 0 and finite', config[name]);
  }
  for (const name of WEIGHTS) {
    mustBe(config[name] >= 0 && Number.isFinite(config[name]), name, 'at least 0 and finite', config[name]);
  }
  mustBe(cooldown === null || cooldown > 0, 'recoveryCooldownSeconds', 'above 0', cooldown);
  const capped = alphaMax === null || (alphaMax >= config.alphaPrior && Number.isFinite(alphaMax));
  mustBe(capped, 'alphaMax', `at least alphaPrior (${config.alphaPrior}) and finite`, alphaMax);
  return Object.freeze(config);
};

/** How the circuits of sources are judged: a day until probation, and at most 47 failures whatever was banked before. */
export const CIRCUIT_CONFIG: TrustConfig = trustConfig({ recoveryCooldownSeconds: 86_400, alphaMax: 20 });
