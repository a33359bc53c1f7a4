import { createHash } from 'node:crypto';
import { BLIND_VERSION, type Identity } from '../diff/index.ts';
import type { AtUri, Cap, Did, Guard, Review } from '../domain/index.ts';
import { patchName } from './analyse.ts';
import type { OpenPull } from './ports.ts';
import type { ReviewNeed } from './review-need.ts';

/** What is kept of how one patch by one author reads without them. */
export interface Blinding {
  /** Hex SHA-256 of the blind diff: reviews are kept under it. */
  readonly diffHash: string;
  readonly bytes: number;
  readonly redactions: number;
  readonly codeRedactions: number;
  readonly realPaths: readonly (readonly [string, string])[];
}

/** A review as kept. */
export interface KeptReview {
  readonly review: Review;
  /** How often it was asked for. */
  readonly attempts: number;
  /** When it may be asked for again, in microseconds since 1970; null when it is done, for better or worse. */
  readonly notBeforeUs: number | null;
  readonly reviewedAtUs: number;
  /** Whose pull request it was asked for, and how much a verdict could do for it: whom its cost is put down to. */
  readonly askedFor: Did;
  readonly need: ReviewNeed;
}

/** What is kept of reviews. Each call is one short lease of the database. */
export interface ReviewRecords {
  /** What is known of how people are called. */
  identities(dids: readonly Did[]): Promise<ReadonlyMap<Did, Identity>>;
  blindings(keys: readonly string[]): Promise<ReadonlyMap<string, Blinding>>;
  /** Whether anything was ever reviewed. */
  any(): Promise<boolean>;
  /** All reviews of these blind diffs, by whatever model and prompts. */
  reviews(diffHashes: readonly string[]): Promise<readonly KeptReview[]>;
}

/** Who reviews now: the model and the hash of the prompts. */
export interface ReviewerName {
  readonly model: string;
  readonly promptHash: string;
}

/** What a decision is told of the review of its diff. */
export interface PullReview {
  /** The verdict that counts, or what came instead; null while there is nothing. */
  readonly shown: {
    readonly review: Review;
    readonly realPaths: ReadonlyMap<string, string>;
    readonly current: boolean;
    /** What came of asking the reviewer in use, where an earlier verdict is shown. */
    readonly instead?: Review['outcome'];
    readonly codeRedactions: number;
  } | null;
  readonly caps: readonly Cap[];
  readonly guards: readonly Guard[];
}

type Patch = Pick<OpenPull, 'author' | 'patchCid' | 'patchText'>;

const NOBODY: Omit<Identity, 'did'> = { handle: null, names: [], emails: [] };

/** What is known of how an author is called; at least the DID. */
export const identityOf = (identities: ReadonlyMap<Did, Identity>, author: Did): Identity =>
  identities.get(author) ?? { ...NOBODY, did: author };

/** Under which key it is kept how a patch reads without its author: other names, another reading. Null without a patch. */
export const blindingKey = (patch: Patch, identity: Identity): string | null => {
  const name = patchName(patch);
  if (name === null) return null;
  const who = createHash('sha256')
    .update(JSON.stringify(sorted(identity)))
    .digest('hex');
  return `${name} ${who} blind@${BLIND_VERSION}`;
};

const sorted = ({ did, handle, names, emails }: Identity) => [did, handle, [...names].sort(), [...emails].sort()];

/**
 * What is kept of the reviews of these pull requests' diffs. A verdict of the reviewer in use counts; until there is one,
 * the newest by another model or other prompts does, and the lane is held all the same. Without a reviewer in use the
 * newest verdict counts, and what the last one said of the diff holds the lane as it did: switching it off forgets no danger.
 */
export const reviewsOf = async (
  pulls: readonly (Patch & { readonly uri: AtUri })[],
  records: ReviewRecords,
  using: ReviewerName | null,
): Promise<ReadonlyMap<AtUri, PullReview>> => {
  if (using === null && !(await records.any())) return new Map();
  const identities = await records.identities([...new Set(pulls.map(({ author }) => author))]);
  const keys = pulls.map((pull) => blindingKey(pull, identityOf(identities, pull.author)));
  const blindings = await records.blindings(keys.filter((key) => key !== null));
  const hashes = new Set([...blindings.values()].map(({ diffHash }) => diffHash));
  const byDiff = Map.groupBy(await records.reviews([...hashes]), ({ review }) => review.diffHash);
  return new Map(
    pulls.map((pull, index) => {
      const blinding = blindings.get(keys[index] ?? '');
      return [pull.uri, pullReview(blinding, byDiff.get(blinding?.diffHash ?? '') ?? [], using)];
    }),
  );
};

/** Whether a review was made with these. */
export const isBy = ({ model, promptHash }: Review, using: ReviewerName | null): boolean =>
  using !== null && model === using.model && promptHash === using.promptHash;

const pullReview = (
  blinding: Blinding | undefined,
  kept: readonly KeptReview[],
  using: ReviewerName | null,
): PullReview => {
  const newest = [...kept].sort((a, b) => b.reviewedAtUs - a.reviewedAtUs);
  const own = newest.find(({ review }) => isBy(review, using))?.review;
  const verdict =
    own?.outcome.kind === 'verdict' ? own : newest.find(({ review }) => review.outcome.kind === 'verdict')?.review;
  const review = verdict ?? own;
  const { caps: held, guards } = heldBy(using === null ? newest[0]?.review : own, using);
  const caps: readonly Cap[] =
    verdict !== undefined && (blinding?.codeRedactions ?? 0) > 0 ? [...held, 'names-in-code'] : held;
  if (review === undefined || blinding === undefined) return { shown: null, caps, guards };
  const { realPaths, codeRedactions } = blinding;
  return {
    shown: {
      review,
      realPaths: new Map(realPaths),
      current: review === own,
      ...(own === undefined || own === review ? {} : { instead: own.outcome }),
      codeRedactions,
    },
    caps,
    guards,
  };
};

/** Outcomes that tell something of the diff, not of the moment: switching the reviewer off does not make them untrue. */
const ABOUT_THE_DIFF: ReadonlySet<Review['outcome']['kind']> = new Set(['steered', 'refused']);

/** What holds the lane while the reviewer in use, or the last there was, has not said all there is to say. */
const heldBy = (own: Review | undefined, using: ReviewerName | null): Pick<PullReview, 'caps' | 'guards'> => {
  if (own === undefined) return { caps: using === null ? [] : ['review-pending'], guards: [] };
  if (own.outcome.kind === 'too-large') return { caps: [], guards: ['over-budget'] };
  if (own.outcome.kind !== 'verdict') {
    const isOver = using === null && !ABOUT_THE_DIFF.has(own.outcome.kind);
    return { caps: isOver ? [] : ['reviewer-failed'], guards: [] };
  }
  return { caps: own.unread.length > 0 ? ['review-partial'] : [], guards: [] };
};
