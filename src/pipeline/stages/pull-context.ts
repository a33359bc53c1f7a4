import { AsyncLocalStorage } from 'node:async_hooks';
import type { PullSubject, StageOutcome } from './outcome.ts';

/** Where the outcomes of a pull request's stages go, and by which clock: microseconds since 1970. */
export interface StageLog {
  readonly nowUs: () => number;
  readonly add: (outcome: StageOutcome) => void;
}

/** A pull request at work. */
export interface PullContext {
  readonly pull: PullSubject;
  readonly log: StageLog | null;
  /** Keys under which it may share answers with other pull requests: patches that are the same, for one. */
  readonly shared: Set<string>;
}

const contexts = new AsyncLocalStorage<PullContext>();

/**
 * Does work for one pull request: everything it calls and awaits is for that one, however much is done for others
 * meanwhile. Within another's work this one counts until its own is done.
 */
export const inPull = <Result>(pull: PullSubject, work: () => Result, log: StageLog | null = null): Result =>
  contexts.run({ pull, log, shared: new Set() }, work);

/** The pull request that work is done for just now; null outside `inPull`. */
export const currentPull = (): PullSubject | null => contexts.getStore()?.pull ?? null;

/** The same with all that belongs to it. */
export const currentContext = (): PullContext | null => contexts.getStore() ?? null;
