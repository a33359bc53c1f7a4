import { type AtUri, InvariantError } from '../../domain/index.ts';
import type { Analysis } from '../analyse.ts';
import { changeFeatures } from './change-features.ts';
import type { FeatureFacts } from './feature-facts.ts';
import { rowOf } from './feature-set.ts';
import { historyFeatures } from './history-features.ts';
import { type AskedPull, type TrustThen, trustFeatures } from './trust-features.ts';

/** What features are made from, at one time. */
export interface FeaturesFrom extends TrustThen {
  /** What the records say, asked for with the same pull requests and moments. */
  readonly facts: FeatureFacts;
  /** What is kept of a pull request's diff; null for nothing. */
  readonly analysisOf: (pull: AtUri) => Analysis | null;
}

/**
 * The features of pull requests, all in one state of trust, by pull request: a row in the order of `featureSet.columns`.
 * A few microseconds each, once the first asked for what all share. The one way to features, of open pull requests now
 * (`asOfUs` one microsecond after the newest event) and of finished ones then.
 * @throws InvariantError where the records were not asked about one of them.
 */
export const featuresNow = (
  asked: readonly AskedPull[],
  { facts, analysisOf, ...trust }: FeaturesFrom,
): Map<AtUri, Float64Array> => {
  const trustOf = trustFeatures(trust, facts);
  return new Map(
    asked.map((one) => {
      const counts = facts.counts.get(one.pull);
      if (counts === undefined) throw new InvariantError(`the records were not asked about ${one.pull}`);
      const change = changeFeatures(analysisOf(one.pull));
      return [one.pull, rowOf({ ...trustOf(one, counts), ...historyFeatures(counts, one.asOfUs), ...change })];
    }),
  );
};
