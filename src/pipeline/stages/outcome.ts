import type { AtUri, Did } from '../../domain/index.ts';

/** What a pull request goes through on its way to a lane. */
export type StageName = 'diff' | 'signals' | 'review' | 'discussion' | 'neighbours' | 'trust' | 'gate';

/** How one stage of one pull request ended. `partial`: half an answer, or the one that was given before to something else. */
export type StageResult = 'success' | 'failure' | 'partial';

/**
 * To whom an outcome is put down. A circuit may cut off a signal or a reviewer, so what the author's own bytes are to blame
 * for is put down to the `contributor`, and what a machine on the way did to its `host`: else anybody could switch off
 * what watches them by sending in what nobody can read. `service` is this program.
 */
export type StageSource =
  | 'service'
  | 'contributor'
  | `host:${'patches' | 'reviewer'}`
  | `signal:${string}`
  | `reviewer:${string}`;

/** The pull request a stage is about: to whom, beside the source, its outcome says something. */
export interface PullSubject {
  readonly uri: AtUri;
  /** Null while nobody knows whose the target is. */
  readonly repo: AtUri | null;
  readonly author: Did;
}

/** An outcome without the pull request. */
export interface Classified {
  readonly source: StageSource;
  readonly outcome: StageResult;
  /** Why, in one line of at most 200 characters; null for a success. */
  readonly reason: string | null;
}

/** How one stage of one pull request ended, and to whom that is put down. */
export interface StageOutcome extends Classified {
  readonly pull: AtUri;
  readonly repo: AtUri | null;
  readonly author: Did;
  readonly stage: StageName;
  /** What it was made from. The same outcome from the same inputs is kept once, however often it is made. */
  readonly inputs: string;
  /** Microseconds since 1970. */
  readonly atUs: number;
}
