import type { AtUri, Did, Policy, PullLabel } from '../domain/index.ts';
import { deriver } from '../ingest/index.ts';
import { type Examples, everReached, type History } from '../pipeline/index.ts';
import {
  type Db,
  featureFacts,
  finishedPulls,
  keptAnalyses,
  mergedChanges,
  pullLabels,
  type Store,
  trustHistory,
} from '../store/index.ts';

/** So many finished pull requests may become examples, the newest; and so many by one author. */
const MOST_PAST = 20_000;
const MOST_BY_AUTHOR = 1_000;

export interface ExampleOptions {
  readonly policy: Policy;
  /** Under which name analyses are kept: `Analyst.version`. */
  readonly reads: string;
  readonly signal?: AbortSignal;
}

/**
 * All that examples to learn from are made of. Each question is a lease of the database of its own: some take seconds.
 * @throws the signal's reason when it is aborted meanwhile, after the question that is under way.
 */
export const examplesIn = async (store: Store, { policy, reads, signal }: ExampleOptions): Promise<Examples> => {
  const ask = async <Value>(question: (db: Db) => Promise<Value>): Promise<Value> => {
    signal?.throwIfAborted();
    return store.read(question);
  };
  const labels = await ask(pullLabels);
  const byPull = new Map(labels.map((label) => [label.pull, label]));
  const history = await ask((db) => trustHistory(db, deriver));
  const worth = worthAsking(labels, history);
  const finished = await ask((db) => finishedPulls(db, deriver, MOST_PAST, worth));
  const past = finished.past.flatMap((pull) => {
    const label = byPull.get(pull.pull);
    return label === undefined ? [] : [{ ...pull, ...label }];
  });
  const asked = past.map((pull) => ({ ...pull, asOfUs: pull.roundAtUs }));
  const facts = await ask((db) => featureFacts(db, deriver, { asked, labels, when: 'past' }));
  const keyed = new Map(past.flatMap(({ patch }) => (patch === null ? [] : [[keyOf(patch, reads, policy), patch]])));
  const kept = await ask((db) => keptAnalyses(db, [...keyed.keys()]));
  const analyses = new Map([...kept].map(([key, body]) => [keyed.get(key) ?? key, body]));
  const merged = await ask((db) => mergedChanges(db, 'every'));
  return { history, past, merged, facts, policy, analyses };
};

/**
 * Of which pull requests it is known how they turned out, by authors whom the operator's roots reached at any time, the newest
 * first: before any are left out for being too many, lest strangers' push out the rest.
 */
const worthAsking = (labels: readonly PullLabel[], history: History): AtUri[] => {
  const reached = everReached(history);
  const brought = new Map<Did, number>();
  const worth = labels
    .filter(({ cleanMerge, author }) => cleanMerge !== null && reached.has(author))
    .toSorted((a, b) => b.finishedAtUs - a.finishedAtUs || Number(a.pull > b.pull) - Number(a.pull < b.pull))
    .filter(({ author }) => {
      const before = brought.get(author) ?? 0;
      brought.set(author, before + 1);
      return before < MOST_BY_AUTHOR;
    });
  return worth.slice(0, MOST_PAST).map(({ pull }) => pull);
};

const keyOf = (patch: string, reads: string, { reviewBudgetBytes }: Policy): string =>
  `${patch} ${reads} ${reviewBudgetBytes}`;
