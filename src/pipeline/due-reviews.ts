import type { AtUri, BlindChange, BlindFinding, Decision, Did } from '../domain/index.ts';
import { type Analyst, patchBytes } from './analyse.ts';
import {
  type Blinding,
  blindingKey,
  identityOf,
  isBy,
  type KeptReview,
  type ReviewerName,
  type ReviewRecords,
} from './kept-reviews.ts';
import type { PatchSource } from './ports.ts';
import type { ReviewNeed } from './review-need.ts';

/** A pull request that might be reviewed, with the decision in force on it. */
export interface ReviewablePull {
  readonly uri: AtUri;
  readonly author: Did;
  readonly patchCid: string | null;
  readonly patchText: string | null;
  readonly createdAtUs: number;
  readonly decision: Pick<Decision, 'inputs' | 'policy' | 'evidence'> | null;
}

/** What reviews for one author and need cost, in millionths of a US dollar. */
export interface ReviewCost {
  readonly askedFor: Did;
  readonly need: ReviewNeed;
  readonly costMicros: number;
}

/** What reviewing reads and writes. Each call is one short lease of the database. */
export interface ReviewStore extends ReviewRecords {
  /** Open pull requests, or those that are finished. */
  reviewable(which: 'open' | 'past'): Promise<readonly ReviewablePull[]>;
  keepBlindings(blindings: ReadonlyMap<string, Blinding>): Promise<void>;
  /** What reviews made since a moment cost, by whom and for which need they were asked for. */
  spentSince(sinceUs: number): Promise<readonly ReviewCost[]>;
  /** Keeps a review in place of one by the same model and prompts; a verdict on all of a diff stays as it is. What this asking cost counts. */
  keepReview(review: KeptReview, paidMicros: number): Promise<void>;
}

/** How it is found out what is due. */
export interface DueOptions {
  readonly reviewer: ReviewerName;
  readonly analyst: Analyst;
  readonly patches: PatchSource;
  /** Larger patches are for a person, and nobody is asked. */
  readonly budgetBytes: number;
  /** Microseconds since 1970. */
  readonly nowUs: () => number;
  /** Asks at once for whatever is to be asked again some time: somebody wishes it, or may have mended what failed. */
  readonly atOnce?: boolean;
}

/** Why nothing is to be asked about a pull request. */
export type NotDue = 'already' | 'waiting' | 'without-diff';

/** A diff as the reviewer is to be sent it, and what it said before, if anything. */
export interface DueDiff {
  readonly change: BlindChange;
  readonly findings: readonly BlindFinding[];
}

/** Says of pull requests whether the reviewer is to be asked about them, and how they read without their authors. */
export class DueReviews {
  readonly #store: ReviewStore;
  readonly #options: DueOptions;
  readonly #identities: Awaited<ReturnType<ReviewStore['identities']>>;

  constructor(store: ReviewStore, options: DueOptions, identities: Awaited<ReturnType<ReviewStore['identities']>>) {
    this.#store = store;
    this.#options = options;
    this.#identities = identities;
  }

  /** As far as can be told without reading a patch: null for each that may be due. */
  async look(pulls: readonly ReviewablePull[]): Promise<readonly (NotDue | null)[]> {
    const keys = pulls.map((pull) => this.#keyOf(pull));
    const blindings = await this.#store.blindings(keys.filter((key) => key !== null));
    const kept = await this.#own([...new Set([...blindings.values()].map(({ diffHash }) => diffHash))]);
    return keys.map((key) => {
      if (key === null) return 'without-diff';
      return this.#held(kept.get(blindings.get(key)?.diffHash ?? ''));
    });
  }

  /** Reads the patch without its author, and keeps how it reads. Null where there is none to be read. */
  async read(pull: ReviewablePull): Promise<DueDiff | null> {
    const { analyst, patches, budgetBytes } = this.#options;
    const key = this.#keyOf(pull);
    const bytes = await patchBytes(pull, patches);
    if (bytes === null || key === null) return null;
    const reading = await analyst.blind(bytes, identityOf(this.#identities, pull.author), budgetBytes);
    if (reading.kind !== 'read') return null;
    const { change, findings, realPaths } = reading;
    const { hash: diffHash, redactions, codeRedactions } = change;
    const size = Buffer.byteLength(change.text);
    const blinding = { diffHash, bytes: size, redactions, codeRedactions, realPaths: [...realPaths] };
    await this.#store.keepBlindings(new Map([[key, blinding]]));
    return { change, findings };
  }

  /** What the reviewer said of this diff before, and whether it is to be asked again. */
  async before(diffHash: string): Promise<{ readonly kept: KeptReview | null; readonly held: NotDue | null }> {
    const kept = (await this.#own([diffHash])).get(diffHash);
    return { kept: kept ?? null, held: this.#held(kept) };
  }

  async #own(diffHashes: readonly string[]): Promise<ReadonlyMap<string, KeptReview>> {
    const all = await this.#store.reviews(diffHashes);
    const own = all.filter(({ review }) => isBy(review, this.#options.reviewer));
    return new Map(own.map((each) => [each.review.diffHash, each]));
  }

  #keyOf(pull: ReviewablePull): string | null {
    return blindingKey(pull, identityOf(this.#identities, pull.author));
  }

  #held(kept: KeptReview | undefined): NotDue | null {
    if (kept === undefined) return null;
    const { atOnce, nowUs } = this.#options;
    if (kept.notBeforeUs !== null && (atOnce || kept.notBeforeUs <= nowUs())) return null;
    return kept.review.outcome.kind === 'verdict' ? 'already' : 'waiting';
  }
}
