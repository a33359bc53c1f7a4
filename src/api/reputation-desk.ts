import type {
  AtUri,
  ConductDimension,
  Did,
  FindingVerdict,
  Override,
  OverrideTarget,
  PairState,
  ToolObservation,
} from '../domain/index.ts';

/** Whose doing a write is: `operator`, or a maintainer's DID; and why, where they say. */
export interface Act {
  readonly by: string;
  readonly reason: string | null;
}

/** What somebody wants an override to be. */
export interface WantedOverride {
  readonly entity: OverrideTarget;
  readonly confidence: number;
  readonly strength: number;
  readonly locked: boolean;
}

/** One observation as it is reported. */
export interface ReportedObservation extends Omit<ToolObservation, 'atUs'> {
  /** Which agent used the tool; kept with the observation, and nothing goes by it. */
  readonly agentId: string | null;
  /** The same key is one observation. */
  readonly key: string;
}

/** A pair with its circuit as it stands now. */
export interface Circuit extends PairState {
  /** The mean after fading, 0..1. */
  readonly score: number;
}

/** Somebody's conduct in one line. */
export interface ConductLine {
  readonly did: Did;
  /** 0..1000. */
  readonly total: number;
  /** The total before this one; null where there was none. */
  readonly previous: number | null;
  /** Whether eligibility for the fast lane is revoked everywhere. */
  readonly revoked: boolean;
}

/** A trust event that another service told. */
export interface ReceivedEvent {
  /** The same key of a tenant is one event. */
  readonly idempotencyKey: string;
  readonly tenantId: string | null;
  readonly pairId: string;
  /** Null where the pair was deleted. */
  readonly state: PairState | null;
}

/** What became of events. With `conflict`, a key that came before with something else, none of them was kept. */
export type Receipt =
  | { readonly kind: 'kept'; readonly accepted: number; readonly duplicates: number }
  | { readonly kind: 'conflict'; readonly key: string };

/** The share of each dimension of conduct. */
export type Shares = Readonly<Record<ConductDimension, number>>;

/**
 * Reputation as the routes and the commands need it. What is sent on as it is has the shapes of docs/reputation.md. Writes
 * are done when they return. @throws UsageError for what cannot be meant, before any effect.
 */
export interface ReputationDesk {
  /** By kind and id. */
  listOverrides(kind: OverrideTarget['kind'] | null): Promise<readonly Override[]>;
  getOverride(target: OverrideTarget): Promise<Override | null>;
  setOverride(wanted: WantedOverride, act: Act): Promise<Override>;
  /** Whether there was one. */
  unsetOverride(target: OverrideTarget, act: Act): Promise<boolean>;

  /** The tool's prior, with this observation in it. */
  observe(observation: ReportedObservation, act: Act): Promise<object>;
  priors(filter: {
    readonly tool: string | null;
    readonly contextClass: string | null;
    readonly limit: number | null;
  }): Promise<readonly object[]>;
  findingVerdict(verdict: Omit<FindingVerdict, 'by' | 'atUs'>, act: Act): Promise<FindingVerdict>;
  /** Those that count, on one change, the newest first. */
  findingVerdicts(pull: AtUri): Promise<readonly FindingVerdict[]>;

  /** All, the worst first. */
  circuits(): Promise<readonly Circuit[]>;
  /** Null where the pair is unknown. */
  terminate(pairId: string, act: Act): Promise<Circuit | null>;
  /** Forgets what is known of the pair; false where nothing is. */
  reset(pairId: string, act: Act): Promise<boolean>;

  weights(): Promise<Shares>;
  /** Null, with nothing changed, where the set would not sum to 1. */
  setWeights(changes: Partial<Shares>, act: Act): Promise<Shares | null>;
  /** False where eligibility was not revoked. */
  reinstate(did: Did, act: Act): Promise<boolean>;
  explanationOf(did: Did): Promise<object>;
  healthReport(days: number): Promise<object>;
  /** Whose eligibility is revoked, and then whose total is below this, the lowest first. */
  conductBelow(total: number): Promise<readonly ConductLine[]>;

  receiveEvents(events: readonly ReceivedEvent[]): Promise<Receipt>;
}
