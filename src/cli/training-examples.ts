import type { Config } from '../config/index.ts';
import { deriver } from '../ingest/index.ts';
import type { Examples } from '../pipeline/index.ts';
import { featureFacts, finishedPulls, keptAnalyses, pullLabels, type Store, trustHistory } from '../store/index.ts';
import { policyOf } from './policy.ts';

/** So many finished pull requests are learned from at most, the newest. */
const MOST_PAST = 50_000;

/**
 * All that examples to learn from are made of, out of one snapshot of the database.
 * @throws the signal's reason when it is aborted meanwhile, after the question that is under way.
 */
export const trainingExamples = (store: Store, config: Config, signal?: AbortSignal): Promise<Examples> =>
  store.read(async (db) => {
    const labels = await pullLabels(db);
    const labelOf = new Map(labels.map((label) => [label.pull, label]));
    signal?.throwIfAborted();
    const { past } = await finishedPulls(db, deriver, MOST_PAST);
    signal?.throwIfAborted();
    const history = await trustHistory(db, deriver);
    signal?.throwIfAborted();
    const labelled = past.flatMap((pull) => {
      const label = labelOf.get(pull.pull);
      return label === undefined ? [] : [{ ...pull, ...label }];
    });
    const known = labelled.filter(({ cleanMerge }) => cleanMerge !== null);
    const asked = known.map(({ pull, author, targetRepo, roundAtUs }) => ({
      ...{ pull, author, targetRepo },
      asOfUs: roundAtUs,
    }));
    const facts = await featureFacts(db, deriver, { asked, labels, when: 'past' });
    signal?.throwIfAborted();
    return {
      history,
      past: labelled,
      facts,
      policy: { mergeWeight: policyOf(config).mergeWeight },
      analyses: await keptAnalyses(
        db,
        known.flatMap(({ patch }) => (patch === null ? [] : [patch])),
      ),
    };
  });
