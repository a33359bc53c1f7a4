import { setImmediate as immediately } from 'node:timers/promises';
import type { AtUri, Policy, PullLabel } from '../../domain/index.ts';
import type { Dataset } from '../../learn/index.ts';
import { eigenTrust, preTrustOf, spreadWith } from '../../trust/index.ts';
import type { Analysis } from '../analyse.ts';
import { historyAbout, worldBefore } from '../backtest-world.ts';
import type { MergedChange } from '../contributor-ties.ts';
import type { History, PastPull } from '../history.ts';
import { HOP_DECAY, once, trustBase, trustInput } from '../trust-base.ts';
import { trustViews } from '../trust-view.ts';
import type { FeatureFacts } from './feature-facts.ts';
import { featureSet } from './feature-set.ts';
import { featuresNow } from './features-now.ts';
import { labelKnownAtUs } from './label-known.ts';
import { type Grain, type GraphBounds, momentsOf } from './moments.ts';

/** What examples are made from. Plain data: it goes to a thread. */
export interface Examples {
  readonly history: History;
  /** Finished pull requests with how they turned out; those of which that is not known make no example. */
  readonly past: readonly (Omit<PastPull, 'evidence'> & Pick<PullLabel, 'evidence'>)[];
  /** Everybody's merges, for who is tied to whom. */
  readonly merged: readonly MergedChange[];
  /** What the records say, asked for with `roundAtUs` of each. */
  readonly facts: FeatureFacts;
  readonly policy: Pick<Policy, 'mergeWeight'>;
  /** Kept analyses by the name of the patch, as JSON text. */
  readonly analyses: ReadonlyMap<string, string>;
  readonly bounds?: Partial<GraphBounds>;
}

/** Examples, and how they came about. */
export interface MadeDataset {
  readonly dataset: Dataset;
  /** Which pull request each row is. */
  readonly pulls: readonly AtUri[];
  /** Pull requests whose label is known, those left out below and those over the bounds included. */
  readonly labelled: number;
  /** Left out, for their last round was known no sooner than they were finished: features would be of after the end. */
  readonly late: number;
  /** Left out, for the operator's roots did not reach their repository's owner then: strangers merge as they like. */
  readonly strange: number;
  /** How many trusted roots there are. */
  readonly roots: number;
  readonly graphs: number;
  readonly grain: Grain;
}

/** Some minutes' work. */
const BOUNDS: GraphBounds = { mostGraphs: 2_000, mostVouches: 40_000_000 };

/**
 * Every finished pull request whose label is known, as an example: its features as of right before its last round, by
 * `featuresNow` over the world of then. The oldest first. @throws the signal's reason when it is aborted meanwhile.
 */
export const datasetOf = async (
  { history: whole, past, facts, policy, analyses, bounds }: Examples,
  signal?: AbortSignal,
): Promise<MadeDataset> => {
  const known = past.filter(({ cleanMerge }) => cleanMerge !== null);
  const labelled = known.filter(({ roundAtUs, finishedAtUs }) => roundAtUs < finishedAtUs);
  const history = historyAbout(whole, labelled);
  const { grain, moments } = momentsOf(labelled, history, {
    ...BOUNDS,
    ...bounds,
    mergesCount: policy.mergeWeight > 0,
  });
  const patches = new Map(labelled.map(({ pull, patch }) => [pull, patch]));
  const analysisOf = (pull: AtUri): Analysis | null => {
    const text = analyses.get(patches.get(pull) ?? '');
    return text === undefined ? null : (JSON.parse(text) as Analysis);
  };
  const rows = new Map<AtUri, Float64Array>();
  let strange = 0;
  for (const { pulls, atUs } of moments) {
    const { isStrange, ...then } = trustThen(history, atUs, policy, pulls);
    const asked = pulls.filter((pull) => !isStrange(pull)).map((pull) => ({ ...pull, asOfUs: pull.roundAtUs }));
    strange += pulls.length - asked.length;
    for (const [pull, row] of featuresNow(asked, { ...then, facts, analysisOf })) rows.set(pull, row);
    // Each is a graph of its own: let others have their turn in between.
    await immediately();
    signal?.throwIfAborted();
  }
  const examples = labelled
    .filter(({ pull }) => rows.has(pull))
    .sort((a, b) => a.roundAtUs - b.roundAtUs || Number(a.pull > b.pull) - Number(a.pull < b.pull));
  return {
    dataset: assembled(examples, rows),
    pulls: examples.map(({ pull }) => pull),
    labelled: known.length,
    late: known.length - labelled.length,
    strange,
    roots: history.seeds.length,
    graphs: moments.length,
    grain,
  };
};

const trustThen = (history: History, atUs: number, policy: Examples['policy'], pulls: readonly PastPull[]) => {
  const authors = new Set(pulls.map(({ author }) => author));
  const { world } = worldBefore(history, atUs);
  const base = trustBase(trustInput(world, policy, authors));
  const { graph } = base;
  // What is said of everybody is not asked for: judging all takes longest.
  const operator = once(() => {
    const solved = eigenTrust(graph, preTrustOf(graph, world.seeds));
    return spreadWith(graph, world.seeds, solved, { decay: HOP_DECAY });
  });
  const about = Map.groupBy(
    world.vouches.filter(({ toDid }) => authors.has(toDid)),
    ({ toDid }) => toDid,
  );
  const isReached = (did: PastPull['author']): boolean => (operator().eigentrust[graph.indexOf(did)] ?? 0) > 0;
  const owners = new Map(world.repos.map(({ uri, ownerDid }) => [uri, ownerDid]));
  return {
    // Whom an owner names beside need not know of it, so the owner alone tells.
    isStrange: ({ repo }: PastPull): boolean => {
      const owner = repo === null ? undefined : owners.get(repo);
      return owner === undefined || !isReached(owner);
    },
    views: trustViews(world, { ...base, operator }),
    seeds: world.seeds,
    vouchesAbout: (did: PastPull['author']) => about.get(did) ?? [],
  };
};

const assembled = (examples: Examples['past'], rows: ReadonlyMap<AtUri, Float64Array>): Dataset => {
  const width = featureSet.columns.length;
  const values = new Float64Array(examples.length * width);
  for (const [at, { pull }] of examples.entries()) values.set(rows.get(pull) ?? [], at * width);
  return {
    matrix: { rows: examples.length, columns: featureSet.columns.map(({ name }) => name), values },
    labels: Uint8Array.from(examples, ({ cleanMerge }) => Number(cleanMerge)),
    asOfUs: Float64Array.from(examples, ({ roundAtUs }) => roundAtUs),
    knownAtUs: Float64Array.from(examples, labelKnownAtUs),
    repositories: numbered(examples.map(({ repo, targetRepo }) => repo ?? targetRepo)),
    authors: numbered(examples.map(({ author }) => author)),
  };
};

const numbered = (names: readonly string[]): Int32Array => {
  const numbers = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
};
