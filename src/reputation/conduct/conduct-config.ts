import { CONDUCT_WEIGHTS, type ConductWeights, validateWeights } from './conduct-weights.ts';

/** What conduct is reckoned by. */
export interface ConductConfig {
  /** How often totals are reckoned anew at the least, 1..300 seconds. */
  readonly updateIntervalSeconds: number;
  /** Eligibility goes below this total, 0..1000. */
  readonly revocationThreshold: number;
  /** Below this total somebody is at risk, 0..1000. */
  readonly warningThreshold: number;
  readonly weights: ConductWeights;
}

const DEFAULTS: ConductConfig = {
  updateIntervalSeconds: 30,
  revocationThreshold: 300,
  warningThreshold: 500,
  weights: CONDUCT_WEIGHTS,
};

const RANGES = {
  updateIntervalSeconds: [1, 300],
  revocationThreshold: [0, 1000],
  warningThreshold: [0, 1000],
} as const;

/** The defaults (30 s, 300, 500, the usual shares) with some set otherwise; throws a RangeError for what is out of range. */
export const conductConfig = (options: Partial<ConductConfig> = {}): ConductConfig => {
  const config = { ...DEFAULTS, ...options };
  for (const name of ['updateIntervalSeconds', 'revocationThreshold', 'warningThreshold'] as const) {
    const [least, most] = RANGES[name];
    const value = config[name];
    if (!(value >= least && value <= most)) {
      throw new RangeError(`${name} must be from ${least} to ${most}, got ${value}`);
    }
  }
  if (!validateWeights(config.weights)) {
    throw new RangeError(`weights must be ≥ 0 and sum to 1, got ${JSON.stringify(config.weights)}`);
  }
  return config;
};
