import { type AtUri, atUri, type Did } from '../../domain/index.ts';
import { GOOD_FOR_MS, pauseAfterMs } from './again.ts';
import { readDidDocument } from './did-document.ts';
import { knotCollaborators } from './knot-collaborators.ts';
import type { Network } from './network.ts';
import { ownerRecord } from './owner-record.ts';
import { REPO_COLLECTION, repoClaim } from './repo-claim.ts';

/**
 * Whom a repository's DID belongs to, as far as could be checked: `verified` when the repository names its knot, the
 * knot its owner, and the owner's own record the repository; `contradicted` when that record is missing or names
 * another one; `unverified` when it could not be checked or says nothing; `unresolvable` without a knot to ask.
 */
export type ResolvedRepo = {
  readonly repoDid: Did;
  /** Host of the knot that the repository's document names. */
  readonly knot: string | null;
  readonly problem: string | null;
  /** Failures of others in a row; 0 after any answer. */
  readonly failures: number;
  /** Milliseconds after which to ask again. */
  readonly againInMs: number;
  /** Who may push by the word of the knot; null leaves those known as they are. Empty unless verified. */
  readonly collaborators: readonly Did[] | null;
} & (
  | {
      readonly state: 'verified';
      readonly ownerDid: Did;
      readonly uri: AtUri;
      /** Whose word led to the owner; null for an answer kept from before. An appview repeats anybody's claim. */
      readonly claimedBy: 'knot' | 'appview' | null;
    }
  | { readonly state: 'contradicted' | 'unverified' | 'unresolvable'; readonly ownerDid: null; readonly uri: null }
);

/** What the store remembers of the answer before this one. */
export interface LastRepo {
  readonly state: ResolvedRepo['state'];
  readonly ownerDid: Did | null;
  readonly uri: AtUri | null;
  readonly knot: string | null;
  readonly failures: number;
}

export interface ResolveRepoOptions {
  /** The last answer: a verified owner outlives failures while the repository names the same knot. */
  readonly last?: LastRepo | null;
  readonly signal?: AbortSignal | undefined;
}

/** Document to knot to owner and back. Never throws for what others answer or fail to; only for an abort. */
export const resolveRepo = async (
  repoDid: Did,
  network: Network,
  { last = null, signal }: ResolveRepoOptions = {},
): Promise<ResolvedRepo> => {
  const outcome = answers(repoDid, last);
  const read = await readDidDocument(repoDid, network, signal);
  if (read.kind === 'failed') return outcome.failing(null, read.problem);
  if (read.kind === 'none') return outcome.without('unresolvable', null, read.problem);
  const { knot } = read.document;
  if (knot === null) return outcome.without('unresolvable', null, 'the document names no knot');

  const claimed = await repoClaim(repoDid, knot, network, signal);
  if (claimed.kind === 'failed') return outcome.failing(knot, claimed.problem);
  if (claimed.kind === 'none') return outcome.without('unverified', knot, claimed.problem);
  const { claim } = claimed;

  const record = await ownerRecord(repoDid, claim, network, signal);
  if (record.kind === 'failed') return outcome.failing(knot, record.problem);
  if (record.kind === 'silent') return outcome.without('unverified', knot, record.problem);
  if (record.kind === 'contradicts') return outcome.without('contradicted', knot, record.problem);

  const uri = atUri(claim.ownerDid, REPO_COLLECTION, claim.rkey);
  const owner = { state: 'verified', ownerDid: claim.ownerDid, uri, claimedBy: claim.by, repoDid, knot } as const;
  const settled = { failures: 0, againInMs: GOOD_FOR_MS.verified };
  if (record.knot !== knot) {
    // Push rights are the owner's to give: a knot the owner's record does not name speaks for nobody.
    const problem = 'document and owner’s record name different knots';
    return { ...owner, ...settled, problem, collaborators: [] };
  }
  const listed = await knotCollaborators(repoDid, knot, network, signal);
  if (listed.kind === 'listed') return { ...owner, ...settled, problem: null, collaborators: listed.dids };
  // Those known are another knot's or another owner's where either has changed.
  const same = last?.knot === knot && last.ownerDid === claim.ownerDid;
  return { ...owner, ...outcome.later, problem: listed.problem, collaborators: same ? null : [] };
};

const answers = (repoDid: Did, last: LastRepo | null) => {
  const failures = (last?.failures ?? 0) + 1;
  const later = { failures, againInMs: pauseAfterMs(failures) };
  const nobody = { repoDid, ownerDid: null, uri: null } as const;
  return {
    later,
    without: (
      state: 'contradicted' | 'unverified' | 'unresolvable',
      knot: string | null,
      problem: string,
    ): ResolvedRepo => ({
      ...nobody,
      state,
      knot,
      problem,
      failures: 0,
      againInMs: GOOD_FOR_MS[state],
      collaborators: [],
    }),
    /** `knot` is null where the failure came before it was known. */
    failing: (knot: string | null, problem: string): ResolvedRepo => {
      if (last?.state === 'verified' && last.ownerDid && last.uri && (knot === null || knot === last.knot)) {
        const { ownerDid, uri } = last;
        const kept = { state: 'verified', ownerDid, uri, claimedBy: null, collaborators: null } as const;
        return { repoDid, knot: last.knot, problem, ...later, ...kept };
      }
      const state = last === null || last.state === 'verified' ? 'unverified' : last.state;
      return { ...nobody, state, knot: knot ?? last?.knot ?? null, problem, ...later, collaborators: [] };
    },
  };
};
