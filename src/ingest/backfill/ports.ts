import type { AtUri, DeadLetter, DecodedEvent, Did } from '../../domain/index.ts';

/**
 * One polite HTTP request: capped, timed out, retried within bounds. Answers of every status are values.
 * @throws AppError when there is no whole answer; `retryable` says whether there may be one later.
 */
export type Get = (
  url: string,
  options: {
    readonly accept?: string;
    readonly maxBytes?: number;
    readonly timeoutMs?: number;
    /** The longest wait for a host that asked to be left alone for a while. */
    readonly patienceMs?: number;
    readonly signal?: AbortSignal;
  },
) => Promise<{ readonly status: number; readonly bytes: Uint8Array }>;

/** Where history is asked for. */
export interface BackfillNetwork {
  readonly get: Get;
  /**
   * The address of the PDS that the DID's document names, null where it names none or there is no such DID.
   * `fresh` asks for the document anew instead of taking a kept one.
   * @throws AppError when the document could not be had.
   */
  readonly pdsOf: (did: Did, options?: { readonly fresh?: boolean }) => Promise<string | null>;
  /** Base addresses, as RELAY_URL and APPVIEW_URL give them. */
  readonly relayUrl: string;
  readonly appviewUrl: string;
}

/** A record as the store holds it. */
export interface HeldRecord {
  readonly uri: AtUri;
  readonly collection: string;
  readonly cid: string | null;
}

export interface KnownAccount {
  readonly active: boolean;
  readonly status: string | null;
  readonly source: string;
}

/** What the store knows of an account and its repository. */
export interface KnownRepo {
  /** The revision at which the repository was last read completely; null when it never was. */
  readonly rev: string | null;
  /** The fingerprint of what was in it then. */
  readonly held: string | null;
  /** The latest news of the account, and which host they are from; null without any. */
  readonly account: KnownAccount | null;
}

/** A repository that was read completely. */
export interface ReadRepo {
  readonly did: Did;
  /** Its revision before it was read. */
  readonly rev: string;
  /** The fingerprint of its records. */
  readonly held: string;
  /** Microseconds since 1970. */
  readonly atUs: number;
}

/** Events to be kept, and what is done with them. */
export interface KeptBatch {
  readonly events: readonly DecodedEvent[];
  readonly deadLetters: readonly DeadLetter[];
  readonly source: string;
  /** The repository that is completely read when these are kept. */
  readonly complete: ReadRepo | null;
}

/** What the appview says of a pull request. */
export interface PullState {
  readonly pull: AtUri;
  readonly state: 'open' | 'closed' | 'merged';
  readonly sinceUs: number | null;
}

/** Targets to be looked at, as text; `targets.ts` says which there are. */
export interface QueueRequest {
  readonly targets: readonly string[];
  readonly reason: string;
  readonly nowUs: number;
  /** Targets that were queued at or after this time are left alone. */
  readonly sinceUs: number;
  /** Whether targets that were looked at before are looked at again, and those being looked at once more. */
  readonly again: boolean;
  /** Whether targets that wait for another try are tried at once, from where they stopped. */
  readonly urgent: boolean;
  /** How far the target that named these has come, kept with them. */
  readonly progress?: { readonly target: string; readonly value: string };
}

/** One target, taken from the queue to be looked at. */
export interface Job {
  readonly target: string;
  readonly reason: string;
  readonly queuedAtUs: number;
  /** How often it failed since it was queued. */
  readonly attempts: number;
  readonly progress: string | null;
}

/** How a job ended: done, failed for good (`problem` set), to be tried again at `againAtUs`, or given back untouched. */
export interface JobEnd {
  readonly target: string;
  /** As the job had it when it was taken: a target queued again meanwhile stays queued. */
  readonly queuedAtUs: number;
  readonly kind: 'done' | 'failed' | 'again' | 'back';
  readonly problem: string | null;
  readonly atUs: number;
  readonly againAtUs: number;
}

/** Which jobs are taken from the queue. */
export interface JobClaim {
  readonly most: number;
  readonly nowUs: number;
  /** Until when nobody else takes them. */
  readonly untilUs: number;
  /** These targets alone; null takes any. */
  readonly only: readonly string[] | null;
  /** Also takes those that somebody else took and did not finish. */
  readonly abandoned: boolean;
}

/** What reading a repository keeps and asks. Every method here and below is one transaction, durable when it returns. */
export interface RepoStore {
  knownRepo(did: Did): Promise<KnownRepo>;
  /** The records of an account that are live, whether or not the account is. */
  liveRecords(did: Did): Promise<readonly HeldRecord[]>;
  /** @returns how many of the events were not kept before. */
  keep(batch: KeptBatch): Promise<number>;
}

/** What working off the queue keeps and asks besides. */
export interface BackfillStore extends RepoStore {
  /** A repository by the address of its record: its own DID, and who may push; null when no such record is held. */
  tangledRepo(uri: AtUri): Promise<{ readonly repoDid: Did | null; readonly maintainers: readonly Did[] } | null>;
  keepPullStates(states: readonly PullState[], checkedAtUs: number): Promise<void>;
  queue(request: QueueRequest): Promise<void>;
  /** Queues everybody of whom a record of one of the collections is held, as `queue` does. */
  queueKnownPeople(
    request: Omit<QueueRequest, 'targets' | 'progress'> & { readonly collections: readonly string[] },
  ): Promise<void>;
  /** Puts ended jobs back and takes others. */
  exchange(ended: readonly JobEnd[], claim: JobClaim): Promise<readonly Job[]>;
  /** Whether a claim would find anything. */
  isDue(nowUs: number): Promise<boolean>;
  /** Queues again what was done before its own moment of the current period, and `all` if it never was. */
  queuePeriodic(request: {
    readonly reason: string;
    readonly nowUs: number;
    readonly periodUs: number;
  }): Promise<unknown>;
  /** Jobs that wait for a later try, and those that failed for good. */
  leftOver(): Promise<{ readonly waiting: number; readonly failed: number }>;
}
