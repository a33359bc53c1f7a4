import type { Policy } from '../domain/index.ts';
import { deriver } from '../ingest/index.ts';
import type { Examples } from '../pipeline/index.ts';
import {
  type Db,
  featureFacts,
  finishedPulls,
  keptAnalyses,
  pullLabels,
  type Store,
  trustHistory,
} from '../store/index.ts';

/** So many finished pull requests may become examples, the newest. */
const MOST_PAST = 20_000;

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
  const finished = await ask((db) => finishedPulls(db, deriver, MOST_PAST));
  const past = finished.past.flatMap((pull) => {
    const label = byPull.get(pull.pull);
    return label === undefined ? [] : [{ ...pull, ...label }];
  });
  const asked = past
    .filter(({ cleanMerge }) => cleanMerge !== null)
    .map((pull) => ({ ...pull, asOfUs: pull.roundAtUs }));
  const facts = await ask((db) => featureFacts(db, deriver, { asked, labels, when: 'past' }));
  const history = await ask((db) => trustHistory(db, deriver));
  const keyed = new Map(past.flatMap(({ patch }) => (patch === null ? [] : [[keyOf(patch, reads, policy), patch]])));
  const kept = await ask((db) => keptAnalyses(db, [...keyed.keys()]));
  const analyses = new Map([...kept].map(([key, body]) => [keyed.get(key) ?? key, body]));
  return { history, past, facts, policy, analyses };
};

const keyOf = (patch: string, reads: string, { reviewBudgetBytes }: Policy): string =>
  `${patch} ${reads} ${reviewBudgetBytes}`;
