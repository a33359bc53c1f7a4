import type { Did } from '../../domain/index.ts';
import { GOOD_FOR_MS, pauseAfterMs } from './again.ts';
import { readDidDocument } from './did-document.ts';
import { handleOwner } from './handle-owner.ts';
import type { Network } from './network.ts';

/**
 * Who a DID is, as far as could be checked: `verified` when document and handle name each other, `handle-unverified`
 * when the document is fine and the handle is missing, another's, or could not be asked, `unresolvable` without a
 * document.
 */
export type ResolvedPerson = {
  readonly did: Did;
  /** What is not as it should be, in a few words with strangers' text cut short; null when all is well. */
  readonly problem: string | null;
  /** Failures of others in a row; 0 after any answer. */
  readonly failures: number;
  /** Milliseconds after which to ask again. */
  readonly againInMs: number;
} & (
  | { readonly state: 'verified'; readonly handle: string; readonly pds: string | null }
  | { readonly state: 'handle-unverified'; readonly handle: null; readonly pds: string | null }
  | { readonly state: 'unresolvable'; readonly handle: null; readonly pds: null }
);

/** What the store remembers of the answer before this one. */
export interface LastPerson {
  readonly state: ResolvedPerson['state'];
  readonly handle: string | null;
  readonly pds: string | null;
  readonly failures: number;
}

export interface ResolvePersonOptions {
  /** The last answer. It outlives failures: without it a moment's failure reads as `unresolvable` or unverified. */
  readonly last?: LastPerson | null;
  readonly signal?: AbortSignal | undefined;
}

/**
 * DID to document to handle and back. Never throws for what others answer or fail to; only for an abort. A failure
 * keeps what `last` says (a handle only while the document still claims it), counts up, and asks again soon.
 */
export const resolvePerson = async (
  did: Did,
  network: Network,
  { last = null, signal }: ResolvePersonOptions = {},
): Promise<ResolvedPerson> => {
  const failures = (last?.failures ?? 0) + 1;
  const failing = (problem: string) => ({ did, problem, failures, againInMs: pauseAfterMs(failures) });
  const settled = (state: ResolvedPerson['state'], problem: string | null) => ({
    did,
    problem,
    failures: 0,
    againInMs: GOOD_FOR_MS[state],
  });

  const read = await readDidDocument(did, network, signal);
  if (read.kind === 'failed') return { ...failing(read.problem), ...kept(last) };
  if (read.kind === 'none') return { ...settled('unresolvable', read.problem), ...NOBODY };

  const { handle, pds } = read.document;
  const unverified = { state: 'handle-unverified', handle: null, pds } as const;
  if (handle === null) return { ...settled('handle-unverified', 'the document names no handle'), ...unverified };
  const owner = await handleOwner(handle, network, { pds, signal });
  if (owner.kind === 'failed') {
    const still = last?.state === 'verified' && last.handle === handle;
    const problem = `the handle cannot be checked: ${owner.problem}`;
    return { ...failing(problem), ...(still ? { state: 'verified', handle, pds } : unverified) };
  }
  if (owner.kind === 'did' && owner.did === did)
    return { ...settled('verified', null), state: 'verified', handle, pds };
  const problem = owner.kind === 'did' ? `the handle is of ${owner.did}` : owner.problem;
  return { ...settled('handle-unverified', problem), ...unverified };
};

const NOBODY = { state: 'unresolvable', handle: null, pds: null } as const;

const kept = (last: LastPerson | null) => {
  if (last === null || last.state === 'unresolvable') return NOBODY;
  if (last.state === 'verified' && last.handle !== null) {
    return { state: 'verified', handle: last.handle, pds: last.pds } as const;
  }
  return { state: 'handle-unverified', handle: null, pds: last.pds } as const;
};
