import type { Policy, RepoPolicy, SignalMode } from '../domain/index.ts';
import { ADVISORY_ONLY, MODES, modeOf, SIGNAL_IDS } from './policy.ts';
import { type PolicyNumbers, policyFrom, policyHash } from './policy-hash.ts';
import { AND, inShort } from './words.ts';

/** What may be asked for one repository. */
export type PolicyWishes = Pick<RepoPolicy, 'tLow' | 'tHigh' | 'rLow' | 'rHigh' | 'signals' | 'attestationKinds'>;

/** A policy, and in plain words what was asked for and not heeded. */
export interface Tightened {
  readonly policy: Policy;
  readonly notes: readonly string[];
}

/** The thresholds with the word people know them by, and which way is stricter. */
const THRESHOLDS = [
  ['tLow', 'T_LOW', 1],
  ['tHigh', 'T_HIGH', 1],
  ['rLow', 'R_LOW', -1],
  ['rHigh', 'R_HIGH', -1],
] as const;

const show = (value: number): string => String(Number(value.toPrecision(6))).replace(/^0\./, '.');

/**
 * The base made stricter by the wishes: each wish that is stricter holds, each that is looser is left out and told in
 * the notes. For any input the gate answers no faster lane than by the base, as long as both go by the same coverage.
 * Total: a wish that makes no sense is one more that is not heeded. Without a change it is the base itself; else the
 * version has `suffix` at its end.
 */
export const tightened = (base: Policy, wishes: PolicyWishes, suffix = ' + repository'): Tightened => {
  const notes: string[] = [];
  const numbers = {
    ...base,
    ...thresholdsOf(base, wishes, notes),
    signals: modesOf(base, wishes.signals, notes),
    ...kindsOf(base, wishes.attestationKinds, notes),
  };
  const policy = policyHash(numbers) === policyHash(base) ? base : policyFrom(`${base.version}${suffix}`, numbers);
  return { policy, notes };
};

const thresholdsOf = (base: Policy, wishes: PolicyWishes, notes: string[]): Partial<PolicyNumbers> => {
  const result = { tLow: base.tLow, tHigh: base.tHigh, rLow: base.rLow, rHigh: base.rHigh };
  for (const [field, word, sign] of THRESHOLDS) {
    const wish = wishes[field];
    if (wish === undefined) continue;
    if (!(wish >= 0 && wish <= 1)) notes.push(`asks for a ${word} that is not from 0 to 1: ignored`);
    else if ((wish - base[field]) * sign >= 0) result[field] = wish;
    else {
      const side = sign > 0 ? 'below' : 'over';
      notes.push(`asks for ${word} ${show(wish)}, ${side} this service’s ${show(base[field])}: ignored`);
    }
  }
  return inOrder(result, notes);
};

/** The lower threshold may not pass the upper: the one that was not asked for follows, to the stricter side. */
const inOrder = (found: Pick<Policy, 'tLow' | 'tHigh' | 'rLow' | 'rHigh'>, notes: string[]) => {
  const { tLow, tHigh, rLow, rHigh } = found;
  if (tLow > tHigh)
    notes.push(`asks for T_LOW ${show(tLow)}, over T_HIGH ${show(tHigh)}: T_HIGH is ${show(tLow)}, too`);
  if (rLow > rHigh)
    notes.push(`asks for R_HIGH ${show(rHigh)}, below R_LOW ${show(rLow)}: R_LOW is ${show(rHigh)}, too`);
  return { tLow, tHigh: Math.max(tLow, tHigh), rLow: Math.min(rLow, rHigh), rHigh };
};

const modesOf = (base: Policy, wished: PolicyWishes['signals'], notes: string[]): Record<string, SignalMode> => {
  const modes: Record<string, SignalMode> = { ...base.signals };
  for (const id of SIGNAL_IDS) {
    const wish = wished !== undefined && Object.hasOwn(wished, id) ? wished[id] : undefined;
    const now = modeOf(id, base);
    if (wish === undefined || wish === now) continue;
    const why = whyNot(id, now, wish);
    if (why === null) modes[id] = wish;
    else notes.push(`asks for ${id} to be ${MODES.includes(wish) ? wish : 'something else'}, ${why}: ignored`);
  }
  const unknown = Object.keys(wished ?? {}).filter((id) => !SIGNAL_IDS.includes(id));
  if (unknown.length > 0)
    notes.push(
      `asks about ${listed(unknown)}, ${unknown.length === 1 ? 'which is no signal' : 'which are no signals'} here: ignored`,
    );
  return modes;
};

/** Strangers' names: three at most, each short and plain. */
const listed = (ids: readonly string[]): string => {
  const named = ids.slice(0, 3).map((id) => `“${inShort(id).replaceAll(/[^\x20-\x7e…]/gu, '?')}”`);
  return AND.format(ids.length > 3 ? [...named, `${ids.length - 3} more`] : named);
};

/** Why a mode is not given; null for one that is stricter and can be had. */
const whyNot = (id: string, now: SignalMode, wish: SignalMode): string | null => {
  if (now === 'off') return 'which this service has switched off';
  if (MODES.indexOf(wish) < MODES.indexOf(now)) return `which is ${now} on this service`;
  return ADVISORY_ONLY.has(id) ? 'which can only advise' : null;
};

const kindsOf = (
  { attestationKinds: accepted }: Policy,
  wished: PolicyWishes['attestationKinds'],
  notes: string[],
): Pick<Policy, 'attestationKinds'> => {
  if (wished === undefined) return {};
  const kinds = [...new Set(wished)].filter((kind) => accepted?.includes(kind) ?? true);
  const more = new Set(wished).size - kinds.length;
  if (more > 0) {
    const what = more === 1 ? 'a kind of attestation' : `${more} kinds of attestations`;
    notes.push(`asks to accept ${what} that this service does not: ignored`);
  }
  return { attestationKinds: kinds };
};
