import { createHash } from 'node:crypto';
import type { AtUri, LearnedContribution, LearnedEvidence } from '../../domain/index.ts';
import { predict } from '../../learn/index.ts';
import type { FeatureRow, LearnedModel, Said } from './serving.ts';

/** So many features are kept with a decision, the largest contributions first; the others as one sum. */
const MOST_KEPT = 8;

/**
 * What a model makes of one pull request's features, given in the feature set's order, and what moved it. Pure: the same
 * row gives the same digits. @throws RangeError for a row that has not all features.
 */
export const learnedEvidence = ({ model, features }: LearnedModel, row: Float64Array): LearnedEvidence => {
  if (row.length !== features.columns.length)
    throw new RangeError(`row must have ${features.columns.length} features, got ${row.length}`);
  const places = placesOf({ model, features });
  const own = Float64Array.from(places, (place) => row[place] ?? Number.NaN);
  const { probability, margin, bias, contributions } = predict(model, own);
  const all = places.map((place, at): LearnedContribution => {
    const { name, words, unit } = features.columns[place] ?? NAMELESS;
    const value = own[at] ?? Number.NaN;
    return { name, words, unit, value: Number.isFinite(value) ? value : null, contribution: contributions[at] ?? 0 };
  });
  const kept = all
    .filter(({ contribution }) => contribution !== 0)
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_KEPT);
  const told = kept.reduce((sum, { contribution }) => sum + contribution, 0);
  const featuresHash = createHash('sha256')
    .update(JSON.stringify(valuesOf(own)))
    .digest('hex');
  return { model: model.id, probability, margin, bias, contributions: kept, rest: margin - bias - told, featuresHash };
};

/** What trees say of pull requests, by features of each. */
export const treesSaid = (learned: LearnedModel, rows: ReadonlyMap<AtUri, FeatureRow>): Map<AtUri, Said> =>
  new Map([...rows].map(([pull, row]) => [pull, (analysis) => learnedEvidence(learned, row(analysis))]));

const NAMELESS = { name: '', words: '', unit: '' };

/** What is no number is the same whatever it is. */
const valuesOf = (row: Float64Array): (number | null)[] =>
  [...row].map((value) => (Number.isFinite(value) ? value : null));

const placesFound = new WeakMap<LearnedModel['model'], readonly number[]>();

/** Where each of the model's columns stands among the features. */
const placesOf = ({ model, features }: LearnedModel): readonly number[] => {
  const known = placesFound.get(model);
  if (known !== undefined) return known;
  const names = features.columns.map(({ name }) => name);
  const found = model.columns.map((column) => names.indexOf(column));
  placesFound.set(model, found);
  return found;
};
