import type { Severity } from './change.ts';
import type { AtUri, Did } from './ids.ts';

/** How one interaction of a pair turned out. */
export type TrustOutcome = 'success' | 'failure' | 'partial';

/** Where a pair's circuit stands, from the mildest: `OPEN` is cut off, `HALF_OPEN` is on probation, `TERMINATED` is cut off for good. */
export type CircuitState = 'CLOSED' | 'HALF_OPEN' | 'OPEN' | 'TERMINATED';

/** What is known of one pair of identities, in either order: a Beta distribution over "their next interaction goes well". */
export interface PairState {
  /** See `pairKey`. */
  readonly pairId: string;
  readonly agentA: string;
  readonly agentB: string;
  /** Of the Beta distribution, > 0; as they stood at `updatedAtUs`, to be faded from there on. */
  readonly alpha: number;
  readonly beta: number;
  /** Microseconds since 1970. */
  readonly updatedAtUs: number;
  readonly interactions: number;
  readonly circuit: CircuitState;
  /** When it opened last, in microseconds since 1970; null where it never did, or nobody knows. */
  readonly openedAtUs: number | null;
}

/** A circuit that stands otherwise than before. */
export interface CircuitChange {
  readonly pairId: string;
  readonly agentA: string;
  readonly agentB: string;
  readonly from: CircuitState;
  readonly to: CircuitState;
  /** The mean after fading, 0..1. */
  readonly score: number;
  readonly atUs: number;
}

/** Of whom a maintainer has an opinion of one's own: a contributor (`agent`, a DID) or what speaks of diffs (`source`). */
export interface OverrideTarget {
  readonly kind: 'agent' | 'source';
  readonly id: string;
}

/** A maintainer's word on how far somebody is to be relied on, in place of what is known by default. */
export interface Override {
  readonly entity: OverrideTarget;
  /** The mean that is believed in, 0..1. */
  readonly confidence: number;
  /** How many observations that belief is worth, ≥ 0: 10 weak, 100 confident, 500 all but immovable; 0 says nothing. */
  readonly strength: number;
  /** Whether no observation moves it. */
  readonly locked: boolean;
  /** Microseconds since 1970. */
  readonly updatedAtUs: number;
}

/** One observation of a tool: a signal, the reviewer, or whatever a program reports. */
export interface ToolObservation {
  readonly tool: string;
  /** In what kind of work; empty for any. */
  readonly contextClass: string;
  readonly success: boolean;
  /** ≥ 0; usually 1. */
  readonly weight: number;
  readonly atUs: number;
  /** The repository in which it counts; absent: everywhere. */
  readonly repo?: AtUri;
}

/** What all observations of one tool in one context come to. */
export interface ToolTally {
  readonly tool: string;
  readonly contextClass: string;
  /** Sums of weights. */
  readonly successes: number;
  readonly failures: number;
  readonly observations: number;
  /** The repository in which it counts; absent or null: everywhere. */
  readonly repo?: AtUri | null;
}

/** A maintainer's verdict on what a source said of a change; `missed`: it should have said something and did not. */
export type FindingVerdictWord = 'confirmed' | 'false-alarm' | 'missed';

/** One verdict on one finding, as somebody with authority in the repository gave it. */
export interface FindingVerdict {
  readonly pull: AtUri;
  readonly repo: AtUri;
  /** The author of the change. */
  readonly author: Did;
  readonly source: string;
  /** The finding's rule, file and line; empty and 0 for a whole source. */
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly verdict: FindingVerdictWord;
  /** Who says so: a DID, or `operator`. */
  readonly by: string;
  readonly atUs: number;
}

/** The five dimensions of conduct, in the order in which they are listed everywhere. */
export const CONDUCT_DIMENSIONS = [
  'policy_compliance',
  'resource_efficiency',
  'output_quality',
  'security_posture',
  'collaboration_health',
] as const;
export type ConductDimension = (typeof CONDUCT_DIMENSIONS)[number];

/** Something somebody did, as one dimension of conduct sees it. */
export interface ConductSignal {
  readonly dimension: ConductDimension;
  /** 0 the worst, 1 the best. */
  readonly value: number;
  /** Who or what says so. */
  readonly source: string;
  readonly details: string | null;
  readonly atUs: number;
  /** The pull request it was about; absent where it was about none. */
  readonly pull?: AtUri;
}

/** How far one source of findings, or the reviewer, counts for one change. */
export interface SourceWeight {
  readonly source: string;
  /** 0: not at all, 1: in full. */
  readonly weight: number;
  /** What it goes by: nothing known, verdicts so far, a maintainer's override, or one that is locked. */
  readonly by: 'nothing' | 'verdicts' | 'override' | 'lock';
  /** In which context the verdicts were counted; empty for all together. */
  readonly contextClass: string;
  readonly observations: number;
  /** The mean it is believed to be right with, 0..1, and its 90 % interval. */
  readonly rate: number;
  readonly interval: readonly [low: number, high: number];
  /** Its circuit with this contributor in this repository; absent where nothing was ever heard of the two. */
  readonly circuit?: CircuitState;
}

/** What one finding, or the reviewer's verdict as a whole, adds to the risk of a change. */
export interface FusionTerm {
  readonly source: string;
  /** The rule of the finding or `flag`; `verdict` for the reviewer's number. */
  readonly what: string;
  /** Absent for a verdict. */
  readonly at?: { readonly file: string; readonly line: number };
  /** Before weighing, 0..1. */
  readonly raw: number;
  readonly weight: number;
  /** After: `raw` times `weight`. */
  readonly risk: number;
  /** The severity as said and as it counts; null for not at all. A verdict has none. */
  readonly said: Severity | null;
  readonly counts: Severity | null;
}

/** How content came to one number, source by source. Absent from decisions of before sources were weighed. */
export interface Fusion {
  readonly weights: readonly SourceWeight[];
  readonly terms: readonly FusionTerm[];
}

/** What is kept of every act and change that reputation goes by, in order, for good. */
export type ReputationEntryKind =
  | 'circuit.transition'
  | 'circuit.terminate'
  | 'circuit.reset'
  | 'override.set'
  | 'override.unset'
  | 'weights.updated'
  | 'credential.revoked'
  | 'credential.reinstated'
  | 'feedback.finding'
  | 'tool.observation'
  | 'source.rotated';

/** One entry: never changed, never removed. */
export interface ReputationEntry {
  readonly kind: ReputationEntryKind;
  /** Whom or what it is about: a DID, a source, a pair. */
  readonly subject: string;
  /** Whose doing: a DID, `operator`, or `service`. */
  readonly by: string;
  readonly atUs: number;
  /** The rest, as JSON: before, after, reason. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The same key is kept once. */
  readonly key: string;
}
