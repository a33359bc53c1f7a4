import type { Cap, GateInputs, Guard, Lane, Outcome, Policy, Rule, Severity } from '../domain/index.ts';

const RULES = {
  attestation: { number: 1, name: 'attestation' },
  risk: { number: 2, name: 'risk' },
  guard: { number: 3, name: 'guard' },
  fast: { number: 4, name: 'fast' },
  otherwise: { number: 5, name: 'otherwise' },
} as const satisfies Record<string, Rule>;

export const GUARD_WORDS: Readonly<Record<Guard, string>> = {
  'eligibility-revoked': 'the author’s fast-lane eligibility is revoked',
  'open-dispute': 'a dispute about this pull request is open',
  'denounced-by-maintainers': 'a maintainer of this repository denounces the author',
  'over-budget': 'the diff is too large to review',
};

export const CAP_WORDS: Readonly<Record<Cap, string>> = {
  'repo-unverified': 'nothing proves who owns the repository',
  'diff-unavailable': 'the diff could not be fetched',
  'diff-unverified': 'the diff is not the one the author signed, or others may read the record differently',
  'diff-unreadable': 'the diff could not be parsed',
  stacked: 'it builds on a pull request that is not merged',
  'unread-bytes': 'part of the diff was read by nobody',
  'review-pending': 'the blind review has not been made yet',
  'review-partial': 'the reviewer did not read all of the diff',
  'names-in-code': 'names were taken out of its code before the review, which may hide what it does',
  'reviewer-failed': 'the configured reviewer gave no verdict',
  'source-discounted': 'what was found counts for less here, and in full would hold the change back',
  'source-disabled': 'a source whose findings count is switched off',
  'circuit-open': 'a source that kept being wrong about the author is switched off, or on probation',
  stale: 'the scores are out of date',
};

/** Two digits, or as many more as tell the value from the threshold it missed. */
const show = (value: number, threshold: number): string => {
  if (!Number.isFinite(value)) return 'unknown';
  const digits = [2, 3, 4].find((count) => value.toFixed(count) !== threshold.toFixed(count)) ?? 2;
  return value.toFixed(digits);
};
const limit = (threshold: number): string => threshold.toFixed(2);

/** Both with two digits, or as many more as tell them apart: a learned threshold is seldom a round number. */
const sided = (value: number, word: string, threshold: number): string => {
  if (!Number.isFinite(value)) return `P(clean) is unknown, and must be ${limit(threshold)} at least`;
  const digits = [2, 3, 4, 5, 6].find((count) => value.toFixed(count) !== threshold.toFixed(count)) ?? 2;
  return `P(clean) ${value.toFixed(digits)} ${word} ${threshold.toFixed(digits)}`;
};

/** What is said of P(clean) below T_LOW. Where no trust reaches the author it follows from that, which is said already. */
const unlikely = ({ structural }: GateInputs, calibrated: number, { tLow }: Policy): string[] =>
  structural === 0 && tLow > 0 ? [] : [sided(calibrated, 'is below', tLow)];

/** `about 120 more labelled outcomes in the held-out part (a fifth of examples)`. */
const moreOutcomes = (more: number): string =>
  `about ${more} more labelled outcome${more === 1 ? '' : 's'} in the held-out part, a fifth of all examples,`;

const closedWords = (learned: Policy['learned']): string => {
  const more = learned?.needed ?? 0;
  const opens = more > 0 ? ` (${moreOutcomes(more)} would open it)` : '';
  return `the fast lane is closed, for no P(clean) is proven safe enough yet${opens}`;
};

/**
 * Puts a pull request into its lane: the table in docs/methodology.md, first match wins. Pure, total, and monotone: more risk,
 * more flags, more guards, more caps, less trust or less P(clean) never give a faster lane, and nothing about the content,
 * nor a learned model, lifts an author below `tLow`. A number that is not one counts as the worst.
 */
export const decide = (inputs: GateInputs, policy: Policy): Outcome => {
  if (inputs.tier === 'sensitive' && !inputs.attested) {
    return outcome('needs_human', 'attestation', [
      'this repository is sensitive and the author has no valid attestation',
    ]);
  }
  const dangers = dangersOf(inputs, policy);
  if (dangers.length > 0) return outcome('needs_human', 'risk', dangers);
  if (inputs.guards.length > 0) {
    return outcome(
      'needs_human',
      'guard',
      inputs.guards.map((guard) => GUARD_WORDS[guard]),
    );
  }
  const holds = holdsOf(inputs, policy);
  if (holds.length > 0) return outcome('normal_queue', 'otherwise', holds);
  return outcome('fast_lane', 'fast', [
    enoughWords(inputs, policy),
    inputs.content === null
      ? 'no reviewer is configured'
      : `content risk ${show(inputs.content.risk, policy.rLow)} is at most ${limit(policy.rLow)}`,
  ]);
};

const enoughWords = ({ structural, calibrated }: GateInputs, { tHigh, learned }: Policy): string =>
  typeof calibrated === 'number' && typeof learned?.fastFrom === 'number'
    ? sided(calibrated, 'is at least', learned.fastFrom)
    : `trust ${show(structural, tHigh)} is at least ${limit(tHigh)}`;

const outcome = (lane: Lane, rule: keyof typeof RULES, reasons: readonly string[]): Outcome => ({
  lane,
  rule: RULES[rule],
  reasons,
});

/** What was not read counts as without risk, and without anything that speaks for it: other rows hold it. */
const NOTHING_READ = { risk: 0, flags: [] as readonly Severity[] };

/** Row 2. Written as "not known to be good", so that a value that is no number is a danger. */
const dangersOf = (inputs: GateInputs, policy: Policy): string[] => {
  const { structural, content, calibrated } = inputs;
  const dangers: string[] = [];
  if (!(structural >= policy.tLow)) {
    dangers.push(
      structural === 0
        ? 'no vouch leads from the maintainers, or from anybody they trust, to the author'
        : `trust ${show(structural, policy.tLow)} is below ${limit(policy.tLow)}`,
    );
  }
  if (typeof calibrated === 'number' && !(calibrated >= policy.tLow)) {
    dangers.push(...unlikely(inputs, calibrated, policy));
  }
  const { risk, flags } = content ?? NOTHING_READ;
  const high = flags.filter((severity) => severity === 'high').length;
  if (high > 0) dangers.push(`${high} finding${high === 1 ? '' : 's'} of high severity in the diff`);
  if (!(risk < policy.rHigh))
    dangers.push(`content risk ${show(risk, policy.rHigh)} is at least ${limit(policy.rHigh)}`);
  return dangers;
};

/** What keeps a pull request that is not dangerous out of the fast lane: the opposite of row 4. */
const holdsOf = (inputs: GateInputs, policy: Policy): string[] => {
  const { content, caps } = inputs;
  const holds = trustHolds(inputs, policy);
  if (content !== null && !(content.risk <= policy.rLow)) {
    holds.push(`content risk ${show(content.risk, policy.rLow)} is over ${limit(policy.rLow)}`);
  }
  if (content?.reviewRecommended) holds.push('the reviewer recommends a review');
  return [...holds, ...caps.map((cap) => CAP_WORDS[cap])];
};

/** Trust that is not enough: P(clean) where a learned model is served, which vouches alone do not replace. */
export const trustHolds = ({ structural, calibrated }: GateInputs, { tHigh, learned }: Policy): string[] => {
  if (calibrated === undefined && learned === undefined) {
    return structural >= tHigh ? [] : [`trust ${show(structural, tHigh)} is below ${limit(tHigh)}`];
  }
  const fastFrom = learned?.fastFrom ?? null;
  if (fastFrom === null) return [closedWords(learned)];
  if (typeof calibrated !== 'number') return ['P(clean) is not known: the learned model gave none'];
  return calibrated >= fastFrom ? [] : [sided(calibrated, 'is below', fastFrom)];
};
