import type { Policy } from '../domain/index.ts';
import { deriver } from '../ingest/index.ts';
import type { Examples } from '../pipeline/index.ts';
import { featureFacts, finishedPulls, keptAnalyses, pullLabels, type Store, trustHistory } from '../store/index.ts';

/** So many finished pull requests may become examples, the newest. */
const MOST_PAST = 20_000;

export interface ExampleOptions {
  readonly policy: Policy;
  /** Under which name analyses are kept: `Analyst.version`. */
  readonly reads: string;
}

/** All that examples to learn from are made of. Each question is a lease of the database of its own: some take seconds. */
export const examplesIn = async (store: Store, { policy, reads }: ExampleOptions): Promise<Examples> => {
  const labels = await store.read(pullLabels);
  const byPull = new Map(labels.map((label) => [label.pull, label]));
  const finished = await store.read((db) => finishedPulls(db, deriver, MOST_PAST));
  const past = finished.past.flatMap((pull) => {
    const label = byPull.get(pull.pull);
    return label === undefined ? [] : [{ ...pull, ...label }];
  });
  const asked = past
    .filter(({ cleanMerge }) => cleanMerge !== null)
    .map((pull) => ({ ...pull, asOfUs: pull.roundAtUs }));
  const facts = await store.read((db) => featureFacts(db, deriver, { asked, labels, when: 'past' }));
  const history = await store.read((db) => trustHistory(db, deriver));
  const keyed = new Map(past.flatMap(({ patch }) => (patch === null ? [] : [[keyOf(patch, reads, policy), patch]])));
  const kept = await store.read((db) => keptAnalyses(db, [...keyed.keys()]));
  const analyses = new Map([...kept].map(([key, body]) => [keyed.get(key) ?? key, body]));
  return { history, past, facts, policy, analyses };
};

const keyOf = (patch: string, reads: string, { reviewBudgetBytes }: Policy): string =>
  `${patch} ${reads} ${reviewBudgetBytes}`;
