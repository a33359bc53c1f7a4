import type { Finding, Policy, SignalMode } from '../domain/index.ts';

/** Sources whose findings are never more than advice: being like something bad is not being bad. */
export const ADVISORY_ONLY: ReadonlySet<string> = new Set(['slop']);

const MODES: readonly SignalMode[] = ['off', 'advisory', 'blocking'];

/** The default thresholds (docs/methodology.md, The lane). The version changes whenever a number does, or what a number is made from. */
export const DEFAULT_POLICY: Policy = Object.freeze({
  version: 'default-4',
  tLow: 0.3,
  tHigh: 0.7,
  rLow: 0.2,
  rHigh: 0.7,
  reviewBudgetBytes: 1_048_576,
  mergeWeight: 0,
  signals: Object.freeze({
    concealment: 'blocking',
    dependencies: 'blocking',
    discussion: 'blocking',
    instructions: 'blocking',
    sast: 'blocking',
    secrets: 'blocking',
    size: 'advisory',
    slop: 'advisory',
  }),
});

/**
 * Refuses a policy that could not be meant.
 * @throws RangeError naming the field, the rule and the value.
 */
export const checkPolicy = (policy: Policy): Policy => {
  for (const name of ['tLow', 'tHigh', 'rLow', 'rHigh'] as const) {
    const value = policy[name];
    if (!(value >= 0 && value <= 1)) throw new RangeError(`policy.${name} must be in [0,1], got ${value}`);
  }
  if (policy.tLow > policy.tHigh) throw new RangeError(`policy.tLow ${policy.tLow} is over tHigh ${policy.tHigh}`);
  if (policy.rLow > policy.rHigh) throw new RangeError(`policy.rLow ${policy.rLow} is over rHigh ${policy.rHigh}`);
  if (!(policy.reviewBudgetBytes > 0)) {
    throw new RangeError(`policy.reviewBudgetBytes must be positive, got ${policy.reviewBudgetBytes}`);
  }
  if (!(policy.mergeWeight >= 0 && policy.mergeWeight < 1)) {
    throw new RangeError(`policy.mergeWeight must be in [0,1), got ${policy.mergeWeight}`);
  }
  for (const [id, mode] of Object.entries(policy.signals ?? {})) {
    if (!MODES.includes(mode)) throw new RangeError(`policy.signals.${id} must be ${MODES.join(', ')}, got ${mode}`);
    if (mode === 'blocking' && ADVISORY_ONLY.has(id)) {
      throw new RangeError(`policy.signals.${id} may be advisory or off, never blocking`);
    }
  }
  return policy;
};

/** How a source's findings count. One that the policy does not name is blocking, unless it can only advise. */
export const modeOf = (source: string, { signals }: Policy): SignalMode =>
  signals?.[source] ?? (ADVISORY_ONLY.has(source) ? 'advisory' : 'blocking');

/** The findings that count towards the lane; the others are shown beside them. */
export const countedFindings = (findings: readonly Finding[], policy: Policy): readonly Finding[] =>
  findings.filter(({ source }) => modeOf(source, policy) === 'blocking');
