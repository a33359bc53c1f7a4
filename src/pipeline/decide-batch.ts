import { type AtUri, type Decision, InvariantError } from '../domain/index.ts';
import type { Discussion } from '../signals/index.ts';
import { type Analysis, analysePull, analysisKey } from './analyse.ts';
import { type Bench, decidePull, trustIn } from './decide-pull.ts';
import type { PullReview } from './kept-reviews.ts';
import type { SeenWorld } from './learned/serving.ts';
import type { OpenPull } from './ports.ts';
import type { PassOptions, ScoringStore } from './score-pass.ts';
import { concurrently } from './stages/concurrently.ts';
import type { StageOutcome } from './stages/outcome.ts';
import { inPull } from './stages/pull-context.ts';
import { stage } from './stages/stage.ts';
import type { PersonTrust } from './trust-view.ts';

/** What pull requests are decided with, and where what is kept of them lies. */
export interface BatchContext {
  readonly store: Pick<ScoringStore, 'analyses'>;
  readonly bench: Omit<Bench, 'reviews' | 'discussions' | 'learned'>;
  readonly options: PassOptions;
  /** For what a learned model is told; default: nobody is there. */
  readonly seen?: Pick<SeenWorld, 'seeds' | 'vouches' | 'open'>;
  /** Trust in its author where it was looked at ahead. */
  readonly trustOf?: (pull: OpenPull) => PersonTrust | null;
  /** The policy of a pull request's repository, and what of its own word is not heeded. Default: the bench's for all. */
  readonly policyFor?: (pull: OpenPull) => Pick<Bench, 'policy' | 'policyNotes' | 'policyAsked'>;
  /** After so many milliseconds nothing more is begun; default 5,000. The first are begun in any case. */
  readonly longestMs?: number;
}

/** What came of a batch, to be kept. */
export interface DecidedBatch {
  /** In the order of the pull requests, those that were come to before the signal; with what was made of the authors. */
  readonly decided: readonly { readonly pull: OpenPull; readonly decision: Decision; readonly trust: PersonTrust }[];
  /** Analyses made for it, by key, as JSON text. */
  readonly fresh: ReadonlyMap<string, string>;
  readonly outcomes: readonly StageOutcome[];
}

/** So many patches are read at a time: as many as there are threads for it. */
const READ_AT_ONCE = 2;
/** After this long what was decided is kept, however many are left: those wait for the next batch. */
const LONGEST_MS = 5_000;
/** Texts of patches are fetched at once up to so many, and so many characters of them. */
const TEXTS_AT_ONCE = { most: 1_000, chars: 16_000_000 };

/** Decides pull requests, each for itself, whatever is done for others meanwhile. */
export const decideBatch = async (pulls: readonly OpenPull[], given: BatchContext): Promise<DecidedBatch> => {
  const { store, bench, options, policyFor = () => ({}), trustOf, longestMs = LONGEST_MS } = given;
  const { analyst, policy, nowUs } = options;
  const reader = `${analyst.version} ${policy.reviewBudgetBytes}`;
  const keys = new Map(pulls.map((pull) => [pull.uri, analysisKey(pull, reader)]));
  const kept = await store.analyses([...new Set([...keys.values()].filter((key) => key !== null))]);
  const [reviews, discussions, learned] = await Promise.all([
    options.reviews?.(pulls),
    options.discussions?.(pulls),
    saidOf(pulls, given),
  ]);
  const facts: Bench = {
    ...bench,
    ...(reviews && { reviews }),
    ...(discussions && { discussions }),
    ...(learned && { learned }),
  };
  const outcomes: StageOutcome[] = [];
  const log = { nowUs: () => nowUs, add: (outcome: StageOutcome) => outcomes.push(outcome) };
  const unread = pulls.filter((pull) => !kept.has(keys.get(pull.uri) ?? ''));
  const reading = analysesFor({ ...options, patches: textsAhead(options.patches, unread) }, kept);
  // Counted from here, so that the first are come to however long it took to read what is kept.
  const signal = AbortSignal.any([...(options.signal ? [options.signal] : []), AbortSignal.timeout(longestMs)]);
  const decided = await concurrently(pulls, { most: READ_AT_ONCE, signal }, (pull) =>
    inPull(
      pull,
      async () => {
        const analysis = await reading.of(pull, keys.get(pull.uri) ?? null);
        await stagesBefore(pull, facts);
        const trust = await stage('trust', () => trustOf?.(pull) ?? trustIn(pull, bench.views));
        const own = { ...facts, ...policyFor(pull) };
        const decision = await stage('gate', () => decidePull(pull, analysis, own, trust), { uses: [analysis, trust] });
        return { pull, decision, trust };
      },
      log,
    ),
  );
  return { decided, fresh: reading.fresh, outcomes };
};

/** What the learned model says of these; absent where none is served. */
const saidOf = async (
  pulls: readonly OpenPull[],
  { bench: { views, index }, seen = NOBODY_SEEN, options: { learned }, trustOf }: BatchContext,
): Promise<Bench['learned']> =>
  learned ? { said: await learned.said(pulls, { views, index, ...seen, ...(trustOf && { trustOf }) }) } : undefined;

const NOBODY_SEEN = { seeds: [], vouches: () => [], open: () => [] };

/** What others contribute to a decision is looked at where it is taken over, so that nobody's is mixed up with another's. */
const stagesBefore = async (
  { uri }: OpenPull,
  { reviews, discussions }: { reviews?: ReadonlyMap<AtUri, PullReview>; discussions?: ReadonlyMap<AtUri, Discussion> },
): Promise<void> => {
  const review = reviews?.get(uri)?.shown?.review;
  if (review) {
    const { diffHash, model } = review;
    await stage('review', () => review, {
      source: `reviewer:${model}`,
      inputs: diffHash,
      shared: `review ${diffHash}`,
    });
  }
  const discussion = discussions?.get(uri);
  if (discussion) await stage('discussion', () => discussion);
};

/** Analyses of patches: kept ones, and those made here, each patch once. */
const analysesFor = ({ analyst, policy, patches }: PassOptions, kept: ReadonlyMap<string, string>) => {
  const fresh = new Map<string, string>();
  const made = new Map<string, Promise<Analysis>>();
  const read = (pull: OpenPull): Promise<Analysis> =>
    analysePull(pull, patches, (bytes) => analyst.analyse(bytes, policy.reviewBudgetBytes));
  const of = async (pull: OpenPull, key: string | null): Promise<Analysis> => {
    if (key === null) return read(pull);
    const known = kept.get(key);
    if (known !== undefined) return revived(known);
    const making = made.get(key) ?? stage('signals', () => read(pull), { inputs: key, shared: key });
    made.set(key, making);
    const analysis = await making;
    if (analysis.kind !== 'unavailable') fresh.set(key, JSON.stringify(analysis));
    const source = pull.patchCid === null ? 'contributor' : 'host:patches';
    return stage('diff', () => analysis, { source, inputs: key, shared: key });
  };
  return { of, fresh };
};

/** The same patches, of which those in records are fetched many at a time, in the order of the pull requests. */
const textsAhead = (patches: PassOptions['patches'], pulls: readonly OpenPull[]): PassOptions['patches'] => {
  const lots: { readonly uri: AtUri; readonly patchHash: string }[][] = [];
  const placeOf = new Map<AtUri, number>();
  let chars = Number.POSITIVE_INFINITY;
  for (const { uri, patchCid, patchHash, patchChars } of pulls) {
    if (patchCid !== null || patchHash == null) continue;
    chars += patchChars ?? 0;
    const isFull = chars > TEXTS_AT_ONCE.chars || (lots.at(-1)?.length ?? 0) >= TEXTS_AT_ONCE.most;
    if (isFull) lots.push([]);
    if (isFull) chars = patchChars ?? 0;
    lots.at(-1)?.push({ uri, patchHash });
    placeOf.set(uri, lots.length - 1);
  }
  const groups = new Map<number, Promise<ReadonlyMap<AtUri, string>>>();
  const group = (place: number): Promise<ReadonlyMap<AtUri, string>> => {
    const fetched = groups.get(place) ?? patches.texts?.(lots[place] ?? []) ?? Promise.resolve(new Map());
    groups.set(place, fetched);
    groups.delete(place - 2);
    return fetched;
  };
  return {
    ...patches,
    texts: async (asked) => {
      const found = new Map<AtUri, string>();
      for (const { uri } of asked) {
        const text = (await group(placeOf.get(uri) ?? 0)).get(uri);
        if (text !== undefined) found.set(uri, text);
      }
      return found;
    },
  };
};

const revived = (text: string): Analysis => {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('kind' in value))
    throw new InvariantError('a kept analysis is not one');
  return value as Analysis;
};
