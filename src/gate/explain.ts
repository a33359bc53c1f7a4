import type {
  Cap,
  Did,
  Evidence,
  Explanation,
  Finding,
  Flag,
  GateInputs,
  Guard,
  Lane,
  Outcome,
  Policy,
} from '../domain/index.ts';
import { attestationBadge, attestationSentence } from './attestation-words.ts';
import { changesOf } from './changes.ts';
import { CAP_WORDS, trustHolds } from './decide.ts';
import { isDenounceDecisive, withDenounce } from './denounced-words.ts';
import { isHigh } from './fusion.ts';
import { fusionSentences, withSources } from './fusion-words.ts';
import { learnedSentence } from './learned-words.ts';
import { countedFindings } from './policy.ts';
import { policySentences } from './policy-asked.ts';
import { capital, digits, LANE_WORDS } from './words.ts';

/** What an explanation is made from. */
export interface Case {
  readonly outcome: Outcome;
  readonly inputs: GateInputs;
  readonly evidence: Evidence;
  readonly policy: Policy;
  /** A person's handle, or a short form of the DID. */
  readonly nameOf: (did: Did) => string;
  /**
   * Trust that one new vouch would give: from one of those trust starts with, and from somebody they freshly vouch for,
   * if either vouches for fewer than the 20 carried at full strength. And who those are.
   */
  readonly reach: {
    readonly byMaintainer: number;
    readonly byVouched: number;
    readonly starter: 'maintainer' | 'trusted root';
  };
  /** Trust after one denounce is taken back, and whether that clears the repository for them. Absent: not looked at. */
  readonly withdrawals?: readonly { readonly by: Did; readonly structural: number; readonly clears: boolean }[];
  /** Trust after all maintainers who denounce the author take that back, and with one new vouch then; absent: not looked at. */
  readonly withdrawnByAll?: { readonly structural: number; readonly byMaintainer: number; readonly byVouched: number };
  /** The maintainers of the repository who denounce the author; absent: not looked at. */
  readonly denouncedBy?: readonly Did[];
  /** What the repository's own policy asks for and does not get, each as words that go on after "the policy". */
  readonly policyNotes?: readonly string[];
  /** What it asks for and gets, and where it says so. */
  readonly policyAsked?: Explanation['policyAsked'];
}

/** The words of a decision: a badge, one sentence, the whole, and what would change the lane. Pure. */
export const explain = (given: Case): Explanation => {
  const reasons = reasonsOf(given);
  const { steps, changes } = changesOf(given);
  return {
    badge: badgeOf(given),
    sentence: sentenceOf(given.outcome.lane, reasons),
    reasons,
    full: fullOf(given, changes.length),
    changes,
    steps,
    ...(given.policyNotes?.length ? { policyNotes: given.policyNotes } : {}),
    ...(given.policyAsked?.length ? { policyAsked: given.policyAsked } : {}),
  };
};

/** A lane and why, in one sentence. */
export const sentenceOf = (lane: Lane, [first, ...others]: readonly string[]): string =>
  `${capital(LANE_WORDS[lane])}: ${first}${others.length > 0 ? `, and ${others.length} more` : ''}.`;

/** All that can be said in sentences, the trust first. */
const fullOf = (given: Case, ways: number): readonly string[] => [
  trustSentence(given),
  ...[learnedSentence(given)].filter((sentence) => sentence !== null),
  contentSentence(given),
  ...fusionSentences(given),
  coverageSentence(given),
  ...[attestationSentence(given)].filter((sentence) => sentence !== null),
  ruleSentence(given),
  ...policySentences(given),
  ...(ways === 0 && given.outcome.rule.name !== 'fast' ? [NO_WAY] : []),
];

const NO_WAY = 'What would change it: nothing that anybody can do is known to; a maintainer decides.';

/** The reason in at most three words. */
const badgeOf = (given: Case): string => {
  const { outcome, inputs, evidence, policy } = given;
  const [guard] = inputs.guards;
  const [cap] = inputs.caps;
  const counted = countedFindings(evidence.findings, policy);
  if (outcome.rule.name === 'attestation') return attestationBadge(given);
  if (outcome.rule.name === 'fast') return evidence.findings.length === 0 ? 'trusted, nothing found' : 'trusted';
  if (outcome.rule.name === 'guard' && guard !== undefined) return GUARD_BADGES[guard];
  if (outcome.rule.name === 'risk') {
    if (isDenounceDecisive(given)) return GUARD_BADGES['denounced-by-maintainers'];
    if (inputs.structural === 0) return 'unvouched';
    const gravest = counted.find((finding) => isHigh(finding, evidence.fusion));
    if (gravest !== undefined) return `${gravest.source} finding`;
    if (evidence.verdict?.flags.some((flag) => isHigh(flag, evidence.fusion))) return 'flagged by reviewer';
    return leastTrust(inputs) >= policy.tLow ? 'risky change' : 'little trust';
  }
  if (trustHolds(inputs, policy).length > 0) return heldBadge(inputs, policy);
  return cap === undefined ? 'worth a look' : CAP_BADGES[cap];
};

/** Vouches and P(clean): the lower of the two is what a person is told. */
const leastTrust = ({ structural, calibrated }: GateInputs): number => Math.min(structural, calibrated ?? structural);

const heldBadge = ({ calibrated }: GateInputs, { learned }: Policy): string => {
  if (learned !== undefined && learned.fastFrom === null) return 'fast lane closed';
  return learned !== undefined && typeof calibrated !== 'number' ? 'not worked out' : 'some trust';
};

const GUARD_BADGES: Readonly<Record<Guard, string>> = {
  'eligibility-revoked': 'eligibility revoked',
  'open-dispute': 'open dispute',
  'denounced-by-maintainers': 'denounced here',
  'over-budget': 'too large',
};

export const CAP_BADGES: Readonly<Record<Cap, string>> = {
  'repo-unverified': 'repository unverified',
  'diff-unavailable': 'diff unavailable',
  'diff-unverified': 'diff unverified',
  'diff-unreadable': 'diff unreadable',
  stacked: 'stacked',
  'unread-bytes': 'not fully read',
  'review-pending': 'review pending',
  'review-partial': 'partly reviewed',
  'names-in-code': 'names in code',
  'reviewer-failed': 'not reviewed',
  'source-discounted': 'counted for less',
  'source-disabled': 'source switched off',
  'circuit-open': 'circuit open',
  stale: 'scores outdated',
};

/** The gate's own reasons, where it counts findings with each finding instead, and with the path trust took. */
const reasonsOf = (given: Case): readonly string[] => {
  const { outcome, inputs, evidence, policy, nameOf } = given;
  const counted = countedFindings(evidence.findings, policy);
  if (outcome.rule.name === 'fast') {
    const names = evidence.path.map((step) => nameOf(step.did)).join(' → ');
    const trust =
      evidence.path.length > 1 ? `trust ${digits(inputs.structural)} flows ${names}` : 'the author is trusted outright';
    return [
      ...(inputs.calibrated === undefined ? [] : outcome.reasons.slice(0, 1)),
      trust,
      counted.length === 0 ? foundNothing(evidence.findings.length) : (outcome.reasons[1] ?? ''),
      ...(evidence.verdict === null ? [] : ['the blind reviewer found nothing to hold it back']),
    ];
  }
  const high = placesOf(evidence, policy).filter(({ place }) => isHigh(place, evidence.fusion));
  const reasons = outcome.reasons.flatMap((reason) => {
    if (HIGH_FINDINGS.test(reason) && high.length > 0) return high.slice(0, 5).map(placed);
    return reason === CAP_WORDS['reviewer-failed']
      ? [`${reason}: ${whyNoVerdict(evidence)}`]
      : [withSources(reason, given)];
  });
  return withDenounce(reasons, given);
};

/** What counts against the change and where, of machines and of the reviewer. */
const placesOf = (evidence: Evidence, policy: Policy): readonly Place[] => [
  ...countedFindings(evidence.findings, policy).map((place) => ({ place, message: place.message })),
  ...(evidence.verdict?.flags ?? []).map((place) => ({ place, message: `the blind reviewer: ${place.reason}` })),
];

interface Place {
  readonly place: Finding | Flag;
  readonly message: string;
}

const whyNoVerdict = ({ review }: Evidence): string =>
  review?.instead?.reason ?? review?.outcome.reason ?? 'it gave no reason';

/** With notes that only advise, nothing that counts is not nothing. */
const foundNothing = (notes: number): string =>
  notes === 0 ? 'the machine checks found nothing' : 'the machine checks found nothing that counts';

const HIGH_FINDINGS = /^\d+ findings? of high severity/;

const placed = ({ message, place: { file, line } }: Place): string => `${message.replace(/\.$/, '')} (${file}:${line})`;

const trustSentence = ({ evidence, inputs, nameOf }: Case): string => {
  const names = evidence.path.map((step) => nameOf(step.did));
  const lowered = inputs.structural < evidence.standing;
  const opposed = lowered ? ' Trusted people denounce the author, which lowers it.' : '';
  if (names.length === 0) {
    return `Trust 0.00: nobody the maintainers trust, directly or through others, vouches for the author.${evidence.opinion < 0 ? ' Somebody trusted denounces them.' : ''}`;
  }
  if (names.length === 1) return `Trust ${digits(inputs.structural)}: trust starts with the author.${opposed}`;
  return `Trust ${digits(inputs.structural)}: it flows ${names.join(' → ')}, ${losses(evidence.path)}.${opposed}`;
};

/** What is lost on the way, hop by hop: a fresh vouch by somebody who vouches for few keeps 85 %. */
const losses = (path: Evidence['path']): string => {
  const kept = path.slice(1).map((step, hop) => step.standing / (path[hop]?.standing ?? 1));
  if (kept.every((share) => share > 0.8499)) return 'losing 15\u00a0% at each vouch';
  const shares = kept.map((share) => `${Math.round(100 * (1 - share))}\u00a0%`);
  return `losing ${shares.join(', then ')}: more than 15\u00a0% where a vouch is over a year old or its giver vouches for more than 20`;
};

const contentSentence = ({ inputs, evidence, policy }: Case): string => {
  if (inputs.content === null) return 'Content: the change was not read, so nothing speaks for it.';
  const counted = countedFindings(evidence.findings, policy);
  const advice = evidence.findings.length - counted.length;
  const aside =
    advice === 0
      ? ''
      : ` Beside the lane: ${advice} note${advice === 1 ? '' : 's'} that only advise${advice === 1 ? 's' : ''}.`;
  const reviewer = reviewerSentence(evidence);
  if (counted.length === 0 && evidence.verdict === null) {
    return `Content: ${foundNothing(advice)}; ${reviewer}.${aside}`;
  }
  const places = placesOf(evidence, policy);
  const named = places.slice(0, 3).map(({ message, place: { file, line } }) => `${capital(message)} (${file}:${line})`);
  const more = places.length - named.length;
  const found =
    named.length === 0 ? `${foundNothing(advice)};` : `${named.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`;
  const said = named.length === 0 ? reviewer : capital(reviewer);
  return `Content risk ${digits(inputs.content.risk)}: ${found} ${said}.${aside}`;
};

/** What the blind reviewer says, or that it says nothing. */
const reviewerSentence = ({ verdict, review }: Evidence): string => {
  if (verdict === null)
    return review === undefined ? 'no reviewer has read it' : `no verdict: ${review.outcome.reason}`;
  const recommended = verdict.reviewRecommended ? ' and recommends a review' : '';
  const dropped = review?.outcome.droppedFlags ?? 0;
  const aside = dropped === 0 ? '' : `; ${dropped} of its remarks pointed at nothing in the change and were left out`;
  return `the blind reviewer puts the risk at ${digits(verdict.contentRisk)}${recommended}${aside}`;
};

const coverageSentence = ({ evidence: { coverage } }: Case): string => {
  if (coverage === null) return 'Coverage: no byte of the diff was read.';
  const files = `${coverage.files.length} file${coverage.files.length === 1 ? '' : 's'}`;
  return coverage.unreadBytes === 0
    ? `Coverage: everything the patch changes was read, in ${files}.`
    : `Coverage: ${coverage.unreadBytes} of ${coverage.bytes} bytes were read by nobody.`;
};

/** Which row it was, by which policy, and why. */
export const ruleSentence = ({ outcome, policy }: Pick<Case, 'outcome' | 'policy'>): string =>
  `Decided by row ${outcome.rule.number} of the gate (policy ${policy.version}): ${outcome.reasons.join('; ')}.`;
