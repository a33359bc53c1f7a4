import type { ChangeKind, Coverage, Finding, Severity } from './change.ts';
import type { AtUri, Did } from './ids.ts';
import type { Fusion } from './reputation.ts';
import type { ReviewEvidence, Verdict } from './review.ts';

/** Where a pull request goes. */
export type Lane = 'fast_lane' | 'normal_queue' | 'needs_human';

/** From the fastest to the most careful; the gate may only move towards the end. */
export const LANES: readonly Lane[] = ['fast_lane', 'normal_queue', 'needs_human'];

/** Why a lane may not be better than `normal_queue`. */
export type Cap =
  | 'repo-unverified'
  | 'diff-unavailable'
  | 'diff-unverified'
  | 'diff-unreadable'
  | 'stacked'
  | 'unread-bytes'
  | 'review-pending'
  | 'review-partial'
  | 'names-in-code'
  | 'reviewer-failed'
  | 'source-discounted'
  | 'source-disabled'
  | 'circuit-open'
  | 'stale';

/** Why a person must look, whatever the scores say. */
export type Guard = 'eligibility-revoked' | 'open-dispute' | 'denounced-by-maintainers' | 'over-budget';

/** Everything the gate looks at. Stored with each decision, so that it can be decided again. */
export interface GateInputs {
  readonly tier: 'public' | 'sensitive';
  /** A valid attestation by the author exists now. */
  readonly attested: boolean;
  /** Structural trust in the author, 0..1: what vouches alone say. */
  readonly structural: number;
  /** Content as one number and its flags; null when nothing could be read and no reviewer is configured. */
  readonly content: {
    readonly risk: number;
    readonly reviewRecommended: boolean;
    readonly flags: readonly Severity[];
  } | null;
  readonly guards: readonly Guard[];
  readonly caps: readonly Cap[];
  /**
   * P(clean), 0..1, by the learned model that is served: 0 where no trust reaches the author, null where the model gave
   * none. Absent: no model is served, and structural trust stands alone.
   */
  readonly calibrated?: number | null;
}

/** Whether a signal runs, and whether what it finds counts towards the lane or is only shown. */
export type SignalMode = 'off' | 'advisory' | 'blocking';

/** Thresholds of the gate, all in 0..1. `version` names the set in every decision made with it. */
export interface Policy {
  readonly version: string;
  /** Hex SHA-256 over the rest but the version (`policyHash`); absent in decisions of before there was one. */
  readonly hash?: string;
  readonly tLow: number;
  readonly tHigh: number;
  readonly rLow: number;
  readonly rHigh: number;
  /** A patch over this many bytes is "too large to review". */
  readonly reviewBudgetBytes: number;
  /** What a maintainer's merging of somebody's change counts as, beside a vouch's 1; in [0,1), 0 for nothing. */
  readonly mergeWeight: number;
  /** Each signal's mode by its id. One that is not named is blocking: doubt holds. */
  readonly signals?: Readonly<Record<string, SignalMode>>;
  /** Kinds of attestation that count in a sensitive repository; absent: any kind. */
  readonly attestationKinds?: readonly string[];
  /** The learned model that is served, and what it opens; absent: none is. No part of `hash`. */
  readonly learned?: LearnedPolicy;
}

/** From which P(clean) on a learned model opens the fast lane. */
export interface LearnedPolicy {
  /** Hex SHA-256 that names the model. */
  readonly model: string;
  /** The lowest P(clean) that keeps the promised rate of false approvals, in [0,1]; null: none does. */
  readonly guaranteed: number | null;
  /** What P(clean) must reach here: the same, or the stricter `tHigh` that somebody asked for; null: the lane is closed. */
  readonly fastFrom: number | null;
  /** About how many more labelled outcomes in the held-out part would open a closed lane; 0 for an open one, null: not known. */
  readonly needed: number | null;
  /** The highest P(clean) that the model gives anybody, in [0,1]; absent: not known. For words alone: no part of a hash. */
  readonly highest?: number;
}

/** One row of the gate's table. */
export interface Rule {
  readonly number: 1 | 2 | 3 | 4 | 5;
  readonly name: 'attestation' | 'risk' | 'guard' | 'fast' | 'otherwise';
}

/** What the gate answers. */
export interface Outcome {
  readonly lane: Lane;
  readonly rule: Rule;
  /** Every condition that holds the lane where it is, most important first; never empty. */
  readonly reasons: readonly string[];
}

/** One hop of a vouch path: who, and the standing trust still has there. */
export interface PathStep {
  readonly did: Did;
  readonly standing: number;
}

/** What an author declared about oneself, and when it holds: from `fromUs` until before `expiresAtUs`, null for without end. */
export interface AttestationEvidence {
  readonly uri: AtUri;
  readonly kind: string;
  readonly jurisdiction: string | null;
  /** Microseconds since 1970, as is `expiresAtUs`. */
  readonly fromUs: number;
  readonly expiresAtUs: number | null;
}

/** What a learned model says of one change, and what moved it. Margins are log-odds, before calibration. */
export interface LearnedEvidence {
  /** Hex SHA-256 that names the model. */
  readonly model: string;
  /** What kind it is: `graphsage` has no exact contributions, so that there are none. Absent: boosted trees. */
  readonly by?: 'graphsage';
  /** The model's own P(clean), 0..1, whether trust reaches the author or not. */
  readonly probability: number;
  /** `bias`, all contributions and `rest` add up to it. */
  readonly margin: number;
  readonly bias: number;
  /** The largest, whichever way, first. */
  readonly contributions: readonly LearnedContribution[];
  /** What all other features add together. */
  readonly rest: number;
  /** Hex SHA-256 over all features, in the model's order; with `graphsage` over those of everybody up to two ties away as well. */
  readonly featuresHash: string;
}

/** How far one feature moved the margin: its exact Shapley value. */
export interface LearnedContribution {
  /** The feature's name in docs/features.md. */
  readonly name: string;
  /** What it is called in a sentence. */
  readonly words: string;
  readonly unit: string;
  /** Null where it is not known. */
  readonly value: number | null;
  readonly contribution: number;
}

/** The facts that a decision was made from, beyond the gate's inputs: for explaining, never for deciding. */
export interface Evidence {
  readonly path: readonly PathStep[];
  readonly vouchers: readonly { readonly did: Did; readonly share: number }[];
  readonly eigentrust: number;
  readonly standing: number;
  readonly opinion: number;
  readonly findings: readonly Finding[];
  readonly coverage: Coverage | null;
  readonly verdict: Verdict | null;
  /** How the verdict came about, or why there is none; absent where no reviewer is configured or none was asked yet. */
  readonly review?: ReviewEvidence;
  /** How findings and verdict were weighed; absent where nobody weighed sources. */
  readonly fusion?: Fusion;
  /** What kind of change it is; no lane goes by it. Absent where the diff was not read. */
  readonly changeKind?: ChangeKind;
  /**
   * Where the repository is sensitive: the author's attestation that holds or, where none does, the last that ran out or
   * the next to begin; null without any of a kind that counts here.
   */
  readonly attestation?: AttestationEvidence | null;
  /** What P(clean) is made of; absent where no learned model is served, or it gave none. */
  readonly learned?: LearnedEvidence;
  /** Hex SHA-256 of the patch, or null while the diff is not to be had. */
  readonly diffHash: string | null;
  /** The newest event the scores know of, in microseconds since 1970. */
  readonly asOfUs: number;
}

/** One thing that one person, or the service, can do towards a faster lane; all else is taken to stay as it is. */
export interface Step {
  /**
   * Whose it is to do. `reviewer`: it happens by itself when the blind reviewer has read the change; `voucher`: somebody
   * trusted, who vouches or takes a denounce back; `operator`: whoever runs this service.
   */
  readonly who: 'author' | 'reviewer' | 'voucher' | 'maintainer' | 'operator';
  /** What it is, as words that begin small and end without a full stop. */
  readonly does: string;
  /** The lane that the gate gives then. */
  readonly lane: Lane;
  /** `all`: only together with every other step to this lane that says so. Absent: it is enough alone. */
  readonly needs?: 'all';
}

/** The words of a decision, in three lengths, and the ways to another lane. */
export interface Explanation {
  /** At most three words. */
  readonly badge: string;
  readonly sentence: string;
  /** The gate's reasons with names, files and lines, most important first. */
  readonly reasons: readonly string[];
  readonly full: readonly string[];
  /** What would change the lane, in words: one for each step that is enough alone, one for each set of several. */
  readonly changes: readonly string[];
  /** The same step by step, cheapest first; absent in decisions of before there were any. */
  readonly steps?: readonly Step[];
  /** What the repository's own policy asks for and does not get, and why; absent where nothing. */
  readonly policyNotes?: readonly string[];
  /** What the repository's own policy asks for and gets, source by source: where it stands, and what of it is in force. */
  readonly policyAsked?: readonly { readonly by: string; readonly asks: readonly string[] }[];
  /** While the decision is out of date: its sentence of before. Never stored. */
  readonly before?: string;
}

/** One of the inputs of a decision: which it was, in which version, and how to tell whether it is another. */
export interface DecisionSource {
  readonly name:
    | 'gate'
    | 'policy'
    | 'trust'
    | 'model'
    | 'features'
    | 'record'
    | 'diff'
    | 'signals'
    | 'review'
    | 'attestation'
    | 'discussion'
    | 'neighbours';
  /** Which edition: a version, a day, a round, a count; in words where there was nothing. */
  readonly version: string;
  /** A hash or CID over its content; null where there is none. */
  readonly hash: string | null;
  /** Where it was read from: the address of a record, or a commit and a path. */
  readonly at?: string;
}

/** A pull request's lane with everything needed to check it. */
export interface Decision {
  readonly pull: AtUri;
  readonly author: Did;
  readonly outcome: Outcome;
  readonly inputs: GateInputs;
  readonly evidence: Evidence;
  readonly explanation: Explanation;
  /** The thresholds it was made with. */
  readonly policy: Policy;
  /** Hex SHA-256 over what decides and explains it (trust to three digits): equal hash, equal decision. */
  readonly inputsHash: string;
  /** Hex SHA-256 over the explanation: words may change while inputs do not, as when somebody on the path takes another handle. */
  readonly wordsHash?: string;
  /** All that it was made from, by name; absent in decisions of before it was kept. Not part of `inputsHash`. */
  readonly sources?: readonly DecisionSource[];
}
