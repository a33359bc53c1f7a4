import type { AtUri } from '../../domain/index.ts';
import { changeFeatures } from '../features/change-features.ts';
import type { FeatureFacts } from '../features/feature-facts.ts';
import { featureSet } from '../features/feature-set.ts';
import { featuresNow } from '../features/features-now.ts';
import type { AskedPull } from '../features/trust-features.ts';
import type { OpenPull } from '../ports.ts';
import type { PersonTrust, Weighed } from '../trust-view.ts';
import type { FeatureRow, SeenWorld } from './serving.ts';

/** As of when open pull requests are looked at: right after the newest event, as trust in them is. */
export const askedNow = (pulls: readonly OpenPull[], { index }: Pick<SeenWorld, 'index'>): AskedPull[] =>
  pulls.map(({ uri, author, repo, targetRepo, certain }) => ({
    ...{ pull: uri, author, repo, targetRepo, certain },
    asOfUs: index.asOfUs + 1,
  }));

/**
 * The features of open pull requests, by what `askedNow` was answered with. What a row says of the diff is filled in when that
 * is read, by the same function as in training: what was kept before and what was read just now give the same row.
 */
export const featureRows = (
  pulls: readonly OpenPull[],
  { views, index, seeds, trustOf }: SeenWorld,
  facts: FeatureFacts,
): Map<AtUri, FeatureRow> => {
  const looked = new Map(pulls.map((pull) => [pull.uri, weighedIn(trustOf?.(pull) ?? null)]));
  const seenOf = (pull: AtUri): Weighed | null => looked.get(pull) ?? null;
  const trust = { views, seeds, vouchesAbout: index.vouchesAbout, seenOf };
  // Repository by repository, for what its maintainers see is worked out once for all that follow each other.
  const asked = askedNow(pulls, { index }).sort((a, b) => (String(a.repo) < String(b.repo) ? -1 : 1));
  const rows = featuresNow(asked, { ...trust, facts, analysisOf: () => null });
  return new Map([...rows].map(([pull, row]) => [pull, (analysis) => withChange(row, changeFeatures(analysis))]));
};

const weighedIn = (trust: PersonTrust | null): Weighed | null => trust && { ...trust, vouchers: trust.vouchers.length };

const CHANGE = featureSet.columns.flatMap(({ name, group }, at) => (group === 'change' ? [[name, at] as const] : []));

const withChange = (row: Float64Array, change: Readonly<Record<string, number>>): Float64Array => {
  const whole = row.slice();
  for (const [name, at] of CHANGE) whole[at] = change[name] ?? Number.NaN;
  return whole;
};
