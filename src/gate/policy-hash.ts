import { createHash } from 'node:crypto';
import type { Policy } from '../domain/index.ts';

/** What a policy says, without its name. */
export type PolicyNumbers = Omit<Policy, 'version' | 'hash'>;

/** By code unit, never by locale: the order must be the same on every machine. */
const compareText = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** What the policy says in one order of fields, signals and kinds; what is repeated counts once. */
const canonical = ({ signals = {}, attestationKinds, ...policy }: PolicyNumbers) => {
  const { tLow, tHigh, rLow, rHigh, reviewBudgetBytes, mergeWeight } = policy;
  return {
    ...{ tLow, tHigh, rLow, rHigh, reviewBudgetBytes, mergeWeight },
    signals: Object.fromEntries(Object.entries(signals).sort(([a], [b]) => compareText(a, b))),
    ...(attestationKinds && { attestationKinds: [...new Set(attestationKinds)].sort(compareText) }),
  };
};

/** Hex SHA-256 over what a policy says, whatever it is called and in whatever order it says it. */
export const policyHash = (policy: PolicyNumbers): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(policy)))
    .digest('hex');

/** A policy of these numbers under this name, with its hash; frozen, its fields in one order. Checks nothing. */
export const policyFrom = (version: string, numbers: PolicyNumbers): Policy => {
  const said = canonical(numbers);
  Object.freeze(said.signals);
  if (said.attestationKinds) Object.freeze(said.attestationKinds);
  return Object.freeze({ version, ...said, hash: policyHash(numbers) });
};
