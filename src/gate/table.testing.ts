import type { Cap, GateInputs, Guard, LearnedPolicy, Policy, Severity } from '../domain/index.ts';
import { CAP_WORDS, GUARD_WORDS } from './decide.ts';

/** Every guard and every cap there is. */
export const GUARDS = Object.keys(GUARD_WORDS) as readonly Guard[];
export const CAPS = Object.keys(CAP_WORDS) as readonly Cap[];

/** Inputs of a fast lane, from which each row of the table departs. */
export const BASE: GateInputs = {
  tier: 'public',
  attested: false,
  structural: 0.8,
  content: { risk: 0, reviewRecommended: false, flags: [] },
  guards: [],
  caps: [],
};

export const content = (risk: number, reviewRecommended = false, flags: Severity[] = []) => ({
  risk,
  reviewRecommended,
  flags,
});

/** A model is served that opens the fast lane from there on; closed: nowhere. */
export const learned = (fastFrom: number | null, more: Partial<LearnedPolicy> = {}): Pick<Policy, 'learned'> => ({
  learned: { model: 'ab12', guaranteed: fastFrom, fastFrom, needed: fastFrom === null ? 120 : 0, ...more },
});

/**
 * What the gate is to answer by the default policy, and what else that says: its specification. The lane, and the number of
 * the row that fired.
 */
export const TABLE: readonly (readonly [string, Partial<GateInputs>, string, Partial<Policy>?])[] = [
  ['1 sensitive, not attested', { tier: 'sensitive' }, 'needs_human by 1'],
  ['1 sensitive, not attested, whatever the trust', { tier: 'sensitive', structural: 1 }, 'needs_human by 1'],
  ['1 before every other row', { tier: 'sensitive', structural: 0, guards: ['over-budget'] }, 'needs_human by 1'],
  ['sensitive and attested goes on', { tier: 'sensitive', attested: true }, 'fast_lane by 4'],
  ['an attestation lifts nothing', { tier: 'sensitive', attested: true, structural: 0.1 }, 'needs_human by 2'],
  ['2 trust below T_LOW', { structural: 0.2999 }, 'needs_human by 2'],
  ['2 trust zero with a clean diff', { structural: 0 }, 'needs_human by 2'],
  ['trust at T_LOW is not below it', { structural: 0.3 }, 'normal_queue by 5'],
  ['2 risk at R_HIGH', { content: content(0.7) }, 'needs_human by 2'],
  ['risk just under R_HIGH', { content: content(0.6999) }, 'normal_queue by 5'],
  ['2 a flag of severity high', { content: content(0, false, ['low', 'high']) }, 'needs_human by 2'],
  ['flags below high do not stop by themselves', { content: content(0, false, ['low', 'medium']) }, 'fast_lane by 4'],
  ['3 eligibility revoked', { guards: ['eligibility-revoked'] }, 'needs_human by 3'],
  ['3 eligibility revoked, whatever the trust', { structural: 1, guards: ['eligibility-revoked'] }, 'needs_human by 3'],
  ['3 open dispute', { guards: ['open-dispute'] }, 'needs_human by 3'],
  ['3 denounced by the maintainers', { guards: ['denounced-by-maintainers'] }, 'needs_human by 3'],
  ['3 too large to review', { guards: ['over-budget'] }, 'needs_human by 3'],
  ['2 comes before 3', { structural: 0, guards: ['over-budget'] }, 'needs_human by 2'],
  ['4 trust and a clean diff', {}, 'fast_lane by 4'],
  ['4 trust exactly at T_HIGH', { structural: 0.7 }, 'fast_lane by 4'],
  ['4 risk exactly at R_LOW', { content: content(0.2) }, 'fast_lane by 4'],
  ['4 no reviewer configured', { content: null }, 'fast_lane by 4'],
  ['5 trust just under T_HIGH', { structural: 0.6999 }, 'normal_queue by 5'],
  ['5 risk just over R_LOW', { content: content(0.2001) }, 'normal_queue by 5'],
  ['5 review recommended', { content: content(0, true) }, 'normal_queue by 5'],
  ['5 not reviewed yet', { caps: ['review-pending'] }, 'normal_queue by 5'],
  ['5 reviewed in part', { caps: ['review-partial'] }, 'normal_queue by 5'],
  ['5 names taken out of code before the review', { caps: ['names-in-code'] }, 'normal_queue by 5'],
  ['5 reviewer failed', { caps: ['reviewer-failed'] }, 'normal_queue by 5'],
  ['5 what was found counts for less', { caps: ['source-discounted'] }, 'normal_queue by 5'],
  ['5 a source is switched off', { caps: ['source-disabled'] }, 'normal_queue by 5'],
  [
    '5 a source is switched off, and risk reads 0',
    { structural: 1, content: content(0), caps: ['source-disabled'] },
    'normal_queue by 5',
  ],
  ['2 comes before what counts for less', { content: content(0.7), caps: ['source-discounted'] }, 'needs_human by 2'],
  ['5 circuit open', { caps: ['circuit-open'] }, 'normal_queue by 5'],
  ['5 unread bytes', { caps: ['unread-bytes'] }, 'normal_queue by 5'],
  ['5 diff unavailable', { content: null, caps: ['diff-unavailable'] }, 'normal_queue by 5'],
  ['5 diff not the signed one', { caps: ['diff-unverified'] }, 'normal_queue by 5'],
  ['5 on top of an unmerged one', { caps: ['stacked'] }, 'normal_queue by 5'],
  ['5 diff unreadable', { content: null, caps: ['diff-unreadable'] }, 'normal_queue by 5'],
  ['5 stale scores', { caps: ['stale'] }, 'normal_queue by 5'],
  ['trust that is no number', { structural: Number.NaN }, 'needs_human by 2'],
  ['risk that is no number', { content: content(Number.NaN) }, 'needs_human by 2'],
  ['4 P(clean) at the learned threshold', { calibrated: 0.9 }, 'fast_lane by 4', learned(0.9)],
  [
    '4 P(clean), where vouches alone are not enough',
    { calibrated: 0.9, structural: 0.3 },
    'fast_lane by 4',
    learned(0.9),
  ],
  ['4 P(clean) at a learned threshold below T_HIGH', { calibrated: 0.6 }, 'fast_lane by 4', learned(0.6)],
  ['5 P(clean) just under the learned threshold', { calibrated: 0.8999 }, 'normal_queue by 5', learned(0.9)],
  [
    '5 P(clean) short of it, whatever the vouches',
    { calibrated: 0.8999, structural: 1 },
    'normal_queue by 5',
    learned(0.9),
  ],
  ['5 P(clean) of 1 while the lane is closed', { calibrated: 1, structural: 1 }, 'normal_queue by 5', learned(null)],
  ['5 P(clean) that is not known', { calibrated: null, structural: 1 }, 'normal_queue by 5', learned(0.9)],
  ['5 P(clean) that is not there', { structural: 1 }, 'normal_queue by 5', learned(0.9)],
  ['5 P(clean) without a word on what it opens', { calibrated: 1, structural: 1 }, 'normal_queue by 5'],
  ['2 P(clean) below T_LOW', { calibrated: 0.2999, structural: 1 }, 'needs_human by 2', learned(0.9)],
  ['P(clean) at T_LOW is not below it', { calibrated: 0.3, structural: 1 }, 'normal_queue by 5', learned(0.9)],
  ['2 P(clean) below T_LOW while the lane is closed', { calibrated: 0.2 }, 'needs_human by 2', learned(null)],
  ['2 P(clean) below T_LOW, without trust', { calibrated: 0, structural: 0 }, 'needs_human by 2', learned(0.9)],
  ['2 trust below T_LOW, whatever P(clean)', { calibrated: 1, structural: 0.2999 }, 'needs_human by 2', learned(0.9)],
  ['2 trust zero, whatever P(clean)', { calibrated: 1, structural: 0 }, 'needs_human by 2', learned(0.5)],
  ['3 a guard, whatever P(clean)', { calibrated: 1, guards: ['over-budget'] }, 'needs_human by 3', learned(0.5)],
  ['5 a cap, whatever P(clean)', { calibrated: 1, caps: ['stale'] }, 'normal_queue by 5', learned(0.5)],
  ['P(clean) that is no number', { calibrated: Number.NaN, structural: 1 }, 'needs_human by 2', learned(0.5)],
  ['a learned threshold that is no number', { calibrated: 1 }, 'normal_queue by 5', learned(Number.NaN)],
];
