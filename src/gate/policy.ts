import type { Finding, Policy, SignalMode } from '../domain/index.ts';
import { type PolicyNumbers, policyFrom } from './policy-hash.ts';

/** Sources whose findings are never more than advice: being like something bad is not being bad. */
export const ADVISORY_ONLY: ReadonlySet<string> = new Set(['slop']);

/** From the mildest to the strictest. */
export const MODES: readonly SignalMode[] = ['off', 'advisory', 'blocking'];

/** The default thresholds (docs/methodology.md, The lane). The version changes whenever a number does, or what a number is made from. */
export const DEFAULT_POLICY: Policy = policyFrom('default-4', {
  tLow: 0.3,
  tHigh: 0.7,
  rLow: 0.2,
  rHigh: 0.7,
  reviewBudgetBytes: 1_048_576,
  mergeWeight: 0,
  signals: {
    concealment: 'blocking',
    dependencies: 'blocking',
    discussion: 'blocking',
    instructions: 'blocking',
    sast: 'blocking',
    secrets: 'blocking',
    size: 'advisory',
    slop: 'advisory',
  },
});

/** Policies that are built in, by version. No other policy may be called by one of these names. */
export const BUILT_IN: ReadonlyMap<string, Policy> = new Map([[DEFAULT_POLICY.version, DEFAULT_POLICY]]);

/** Ids of all signals that a policy can give a mode. */
export const SIGNAL_IDS: readonly string[] = Object.keys(DEFAULT_POLICY.signals ?? {});

/** What keeps a policy from being meant: the field, and the rest of the sentence. Empty for one that can be. */
export const policyFaults = (policy: PolicyNumbers): readonly (readonly [field: string, fault: string])[] => {
  const { tLow, tHigh, rLow, rHigh, reviewBudgetBytes, mergeWeight, signals } = policy;
  const faults: [string, string][] = [];
  for (const [name, value] of Object.entries({ tLow, tHigh, rLow, rHigh })) {
    if (!(value >= 0 && value <= 1)) faults.push([name, `must be in [0,1], got ${value}`]);
  }
  if (tLow > tHigh) faults.push(['tLow', `${tLow} is over tHigh ${tHigh}`]);
  if (rLow > rHigh) faults.push(['rLow', `${rLow} is over rHigh ${rHigh}`]);
  if (!(reviewBudgetBytes > 0)) faults.push(['reviewBudgetBytes', `must be positive, got ${reviewBudgetBytes}`]);
  if (!(mergeWeight >= 0 && mergeWeight < 1)) faults.push(['mergeWeight', `must be in [0,1), got ${mergeWeight}`]);
  for (const [id, mode] of Object.entries(signals ?? {})) {
    if (!MODES.includes(mode)) faults.push([`signals.${id}`, `must be ${MODES.join(', ')}, got ${mode}`]);
    if (mode === 'blocking' && ADVISORY_ONLY.has(id))
      faults.push([`signals.${id}`, 'may be advisory or off, never blocking']);
  }
  return faults;
};

/**
 * Refuses a policy that could not be meant.
 * @throws RangeError naming the field, the rule and the value.
 */
export const checkPolicy = (policy: Policy): Policy => {
  const [fault] = policyFaults(policy);
  if (fault !== undefined) throw new RangeError(`policy.${fault.join(' ')}`);
  return policy;
};

/** How a source's findings count. One that the policy does not name is blocking, unless it can only advise. */
export const modeOf = (source: string, { signals }: Policy): SignalMode =>
  signals?.[source] ?? (ADVISORY_ONLY.has(source) ? 'advisory' : 'blocking');

/** The findings that count towards the lane; the others are shown beside them. */
export const countedFindings = (findings: readonly Finding[], policy: Policy): readonly Finding[] =>
  findings.filter(({ source }) => modeOf(source, policy) === 'blocking');
