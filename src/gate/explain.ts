import type { Did, Evidence, Explanation, GateInputs, Lane, Outcome, Policy } from '../domain/index.ts';
import { LANES } from '../domain/index.ts';
import { decide } from './decide.ts';

/** What an explanation is made from. */
export interface Case {
  readonly outcome: Outcome;
  readonly inputs: GateInputs;
  readonly evidence: Evidence;
  readonly policy: Policy;
  /** A person's handle, or a short form of the DID. */
  readonly nameOf: (did: Did) => string;
  /** Trust that one new vouch would give: from a maintainer, and from somebody a maintainer vouches for. */
  readonly reach: { readonly byMaintainer: number; readonly byVouched: number };
}

export const LANE_WORDS: Readonly<Record<Lane, string>> = {
  fast_lane: 'fast lane',
  normal_queue: 'normal queue',
  needs_human: 'needs a human',
};

/** The words of a decision: a badge, one sentence, the whole, and what would change the lane. Pure. */
export const explain = (given: Case): Explanation => {
  const { outcome } = given;
  const words = LANE_WORDS[outcome.lane];
  return {
    badge: words,
    sentence: `${capital(words)}: ${outcome.reasons[0]}${outcome.reasons.length > 1 ? `, and ${outcome.reasons.length - 1} more` : ''}.`,
    full: [trustSentence(given), contentSentence(given), coverageSentence(given), ruleSentence(given)],
    changes: changesOf(given),
  };
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const digits = (value: number): string => value.toFixed(3);

const trustSentence = ({ evidence, inputs, nameOf }: Case): string => {
  const names = evidence.path.map((step) => nameOf(step.did));
  if (names.length === 0)
    return 'Trust 0.000: nobody the maintainers trust, directly or through others, vouches for the author.';
  if (names.length === 1)
    return `Trust ${digits(inputs.structural)}: the author is a maintainer here or one of the operator’s trusted roots.`;
  const opinion = evidence.opinion < 0 ? ' Trusted people denounce the author, which lowers it.' : '';
  return `Trust ${digits(inputs.structural)}: it flows ${names.join(' → ')}, losing 15 % at each vouch.${opinion}`;
};

const contentSentence = ({ inputs, evidence }: Case): string => {
  if (inputs.content === null) return 'Content: nothing could be read, so nothing speaks for the change.';
  if (evidence.findings.length === 0 && evidence.verdict === null) {
    return 'Content: the machine checks found nothing; no reviewer has read it.';
  }
  const places = evidence.findings.slice(0, 3).map((finding) => `${finding.message} (${finding.file}:${finding.line})`);
  const more = evidence.findings.length - places.length;
  return `Content risk ${digits(inputs.content.risk)}: ${places.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`.trim();
};

const coverageSentence = ({ evidence: { coverage } }: Case): string => {
  if (coverage === null) return 'Coverage: no byte of the diff was read.';
  return coverage.unreadBytes === 0
    ? `Coverage: all ${coverage.bytes} bytes in ${coverage.files.length} files were read.`
    : `Coverage: ${coverage.unreadBytes} of ${coverage.bytes} bytes were read by nobody.`;
};

const ruleSentence = ({ outcome, policy }: Case): string =>
  `Decided by row ${outcome.rule.number} of the gate (policy ${policy.version}): ${outcome.reasons.join('; ')}.`;

interface Move {
  readonly words: string;
  readonly apply: (inputs: GateInputs) => GateInputs;
}

const movesFor = ({ inputs, evidence, reach }: Case): Move[] => {
  const moves: Move[] = [];
  if (inputs.tier === 'sensitive' && !inputs.attested) {
    moves.push({ words: 'the author publishes an attestation', apply: (now) => ({ ...now, attested: true }) });
  }
  const vouches = [
    {
      words: `a vouch from anyone the maintainers vouch for would bring trust to ${digits(reach.byVouched)}`,
      to: reach.byVouched,
    },
    { words: `a vouch from a maintainer would bring trust to ${digits(reach.byMaintainer)}`, to: reach.byMaintainer },
  ];
  for (const { words, to } of vouches) {
    if (inputs.structural < to)
      moves.push({ words, apply: (now) => ({ ...now, structural: Math.max(now.structural, to) }) });
  }
  if (evidence.findings.length > 0) {
    const places = evidence.findings.slice(0, 3).map((finding) => `${finding.file}:${finding.line}`);
    moves.push({
      words: `resolving the finding${evidence.findings.length === 1 ? '' : 's'} at ${places.join(', ')}`,
      apply: (now) => ({ ...now, content: { risk: 0, reviewRecommended: false, flags: [] } }),
    });
  }
  if (inputs.guards.includes('over-budget')) {
    moves.push({
      words: 'splitting the change into parts that can be reviewed',
      apply: (now) => ({ ...now, guards: now.guards.filter((guard) => guard !== 'over-budget') }),
    });
  }
  if (inputs.caps.length > 0) {
    moves.push({
      words: `clearing what holds it back: ${inputs.caps.join(', ')}`,
      apply: (now) => ({ ...now, caps: [] }),
    });
  }
  return moves;
};

/** Each single step that reaches a faster lane; where none does alone, the steps that do together. */
const changesOf = (given: Case): string[] => {
  const { inputs, policy, outcome } = given;
  const faster = (lane: Lane): boolean => LANES.indexOf(lane) < LANES.indexOf(outcome.lane);
  const moves = movesFor(given);
  const alone = moves.flatMap((move) => {
    const { lane } = decide(move.apply(inputs), policy);
    return faster(lane) ? [`${capital(move.words)} ⇒ ${LANE_WORDS[lane]}.`] : [];
  });
  if (alone.length > 0 || moves.length < 2) return alone;
  const together = decide(
    moves.reduce((now, move) => move.apply(now), inputs),
    policy,
  );
  return faster(together.lane)
    ? [`${capital(moves.map((move) => move.words).join('; and '))} ⇒ ${LANE_WORDS[together.lane]}.`]
    : [];
};
