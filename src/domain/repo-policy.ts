import type { SignalMode } from './decision.ts';
import type { AtUri } from './ids.ts';

/**
 * What the owner of a repository asks of the gate there. It can only make the operator's policy stricter; whatever
 * would loosen it is not heeded. Thresholds in 0..1; what is absent is left to the operator.
 */
export interface RepoPolicy {
  readonly repo: AtUri;
  /** Whether the owner said it in a record, or in a file on the repository's default branch. */
  readonly source: 'record' | 'default-branch';
  /** Where it stands: the record's at-uri, or the commit and the file's path. */
  readonly by: string;
  /** CID of the record; for a file Git's name of its content (SHA-1 in hex). Null where neither is known. */
  readonly cid: string | null;
  readonly tLow?: number;
  readonly tHigh?: number;
  readonly rLow?: number;
  readonly rHigh?: number;
  /** Modes by the id of a signal. */
  readonly signals?: Readonly<Record<string, SignalMode>>;
  /** Kinds of attestation that are accepted; an empty list accepts none. */
  readonly attestationKinds?: readonly string[];
  /** Who asked for what, where both said something: the record first. */
  readonly sources?: readonly RepoPolicySource[];
  /** Under which names of its target a pull request falls under it: the address, and the DID where that is verified. */
  readonly names?: readonly string[];
  /** What was said and cannot be heeded, each in a few words; strangers' text in it is cut short. */
  readonly problems?: readonly string[];
}

/** What can be asked. */
export type PolicyAsks = Pick<RepoPolicy, 'tLow' | 'tHigh' | 'rLow' | 'rHigh' | 'signals' | 'attestationKinds'>;

/** One place where the owner said something. */
export interface RepoPolicySource extends Pick<RepoPolicy, 'source' | 'by' | 'cid'> {
  /** What is in force as it asks: `tHigh`, `attestationKinds`, a signal as `signals.` and its id. */
  readonly asks: readonly string[];
}
