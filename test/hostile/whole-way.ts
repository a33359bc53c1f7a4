import type { AtUri, Decision, Did } from '../../src/domain/index.ts';
import { DEFAULT_POLICY, modeOf } from '../../src/gate/index.ts';
import {
  type Analyst,
  analystWith,
  type Blinding,
  type BlindReading,
  type BlindReviewer,
  type KeptReview,
  type OpenPull,
  type ReviewStore,
  reviewPass,
  reviewsOf,
  type ScoringStore,
  scorePass,
  type World,
} from '../../src/pipeline/index.ts';
import { allSignals, NO_CONTEXT, type Signal } from '../../src/signals/index.ts';

/** A diff to be decided, under a name of its own. */
export interface Sent {
  readonly id: string;
  readonly diff: string;
}

/** What machines make of diffs, kept from one reviewer to the next: it does not depend on who reviews. */
export interface Machines {
  readonly analyst: Analyst;
  /** Analyses as scoring keeps them. */
  readonly analyses: Map<string, string>;
}

const TRUSTED = 'did:plc:trustedaaaaaaaaaaaaaaaaa' as Did;
const REPO = `at://${TRUSTED}/sh.tangled.repo/anvil` as AtUri;
const NOW_US = 1_760_000_000_000_000;

/** Her own repository, and a root of trust: structural trust 1, and nothing on the author's side that could hold a lane. */
const WORLD: World = {
  asOfUs: NOW_US,
  vouches: [],
  merges: [],
  seeds: [TRUSTED],
  maintainers: [{ repo: REPO, did: TRUSTED }],
  repos: [{ uri: REPO, name: 'anvil', ownerDid: TRUSTED, repoDid: null, tier: 'public' }],
  attestations: [],
  handles: [],
};

/** Machines with these signals, by default all, in the modes of the default policy. */
export const machinesWith = (signals: readonly Signal[] = allSignals): Machines => {
  const advisory = signals.map(({ id }) => id).filter((id) => modeOf(id, DEFAULT_POLICY) === 'advisory');
  const analyst = analystWith({ signals, context: NO_CONTEXT, advisory });
  const readings = new Map<string, Promise<BlindReading>>();
  const blind: Analyst['blind'] = (bytes, author, budgetBytes) => {
    const key = Buffer.from(bytes).toString('base64');
    const reading = readings.get(key) ?? analyst.blind(bytes, author, budgetBytes);
    readings.set(key, reading);
    return reading;
  };
  return { analyst: { ...analyst, blind }, analyses: new Map() };
};

const pullOf = ({ id, diff }: Sent): OpenPull => ({
  uri: `at://${TRUSTED}/sh.tangled.repo.pull/${id}` as AtUri,
  author: TRUSTED,
  repo: REPO,
  targetRepo: REPO,
  certain: true,
  tier: 'public',
  patchCid: null,
  patchText: diff,
  patchSigned: true,
  recordCid: null,
  round: 0,
  stacked: false,
});

const reviewStoreOf = (pulls: readonly OpenPull[]): ReviewStore => {
  const blindings = new Map<string, Blinding>();
  const kept = new Map<string, KeptReview>();
  return {
    any: async () => true,
    identities: async () => new Map(),
    blindings: async (keys) =>
      new Map(
        keys.flatMap((key) => {
          const blinding = blindings.get(key);
          return blinding === undefined ? [] : [[key, blinding]];
        }),
      ),
    reviews: async (hashes) => hashes.flatMap((hash) => kept.get(hash) ?? []),
    reviewable: async () => pulls.map((pull) => ({ ...pull, createdAtUs: NOW_US, decision: null })),
    keepBlindings: async (made) => {
      for (const [key, blinding] of made) blindings.set(key, blinding);
    },
    spentSince: async () => [],
    keepReview: async (made) => void kept.set(made.review.diffHash, made),
  };
};

const scoringStoreOf = (
  pulls: readonly OpenPull[],
  analyses: Machines['analyses'],
  decided: Map<AtUri, Decision>,
): ScoringStore => ({
  load: async () => ({ world: WORLD, pulls, upTo: { number: 0, atUs: 0 }, decided: new Map() }),
  analyses: async (keys) =>
    new Map(
      keys.flatMap((key) => {
        const analysis = analyses.get(key);
        return analysis === undefined ? [] : [[key, analysis]];
      }),
    ),
  keep: async (batch) => {
    for (const [key, analysis] of batch.analyses) analyses.set(key, analysis);
    for (const decision of batch.decisions) decided.set(decision.pull, decision);
  },
});

/**
 * Takes diffs the whole way, as pull requests of somebody fully trusted: machines, blinding, review by the pass over the
 * queue, and the decision by the scoring pass. In memory; otherwise the service's own code. Null for the reviewer: there is
 * none, and the machines decide.
 */
export const decideAll = async (
  sent: readonly Sent[],
  reviewer: BlindReviewer | null,
  { analyst, analyses }: Machines,
): Promise<readonly Decision[]> => {
  const patches = { blob: async () => null };
  const pulls = sent.map(pullOf);
  const store = reviewStoreOf(pulls);
  const { reviewBudgetBytes: budgetBytes } = DEFAULT_POLICY;
  if (reviewer !== null) {
    await reviewPass(store, {
      reviewer,
      analyst,
      patches,
      budgetBytes,
      nowUs: () => NOW_US,
      workers: 8,
      dayMicros: Infinity,
    });
  }
  const decided = new Map<AtUri, Decision>();
  await scorePass(scoringStoreOf(pulls, analyses, decided), {
    policy: DEFAULT_POLICY,
    analyst,
    patches,
    nowUs: NOW_US,
    ...(reviewer === null ? {} : { reviews: (open: readonly OpenPull[]) => reviewsOf(open, store, reviewer) }),
  });
  return pulls.map(({ uri }) => {
    const decision = decided.get(uri);
    if (decision === undefined) throw new Error(`${uri} was not decided`);
    return decision;
  });
};
