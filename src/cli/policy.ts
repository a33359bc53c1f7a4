import type { Config } from '../config/index.ts';
import { type Policy, UsageError } from '../domain/index.ts';
import { ADVISORY_ONLY, checkPolicy, DEFAULT_POLICY, modeOf } from '../gate/index.ts';
import { allSignals, discussion, type Signal } from '../signals/index.ts';

const checkedModes = (signals: Config['signals']): Config['signals'] => {
  const known = [...allSignals, discussion].map(({ id }) => id).sort();
  for (const [id, mode] of Object.entries(signals)) {
    if (!known.includes(id)) throw new UsageError(`SIGNALS names ${id}; there are ${known.join(', ')}`);
    if (mode === 'blocking' && ADVISORY_ONLY.has(id))
      throw new UsageError(`SIGNALS: ${id} may be advisory or off, never blocking`);
  }
  return signals;
};

/**
 * The default policy with what this instance sets otherwise, which its version then says.
 * @throws UsageError for a signal that there is not, or a mode that it cannot have.
 */
export const policyOf = ({ mergeWeight, signals }: Pick<Config, 'mergeWeight' | 'signals'>): Policy => {
  const modes = Object.entries(checkedModes(signals)).sort(([a], [b]) => Number(a > b) - Number(a < b));
  const otherwise = [
    ...(mergeWeight === 0 ? [] : [`merges ${mergeWeight}`]),
    ...modes.map(([id, mode]) => `${id} ${mode}`),
  ];
  if (otherwise.length === 0) return checkPolicy(DEFAULT_POLICY);
  return checkPolicy({
    ...DEFAULT_POLICY,
    mergeWeight,
    signals: { ...DEFAULT_POLICY.signals, ...signals },
    version: [DEFAULT_POLICY.version, ...otherwise].join(' '),
  });
};

/** The signals that a policy lets run. */
export const signalsOn = (policy: Policy): readonly Signal[] =>
  allSignals.filter(({ id }) => modeOf(id, policy) !== 'off');
