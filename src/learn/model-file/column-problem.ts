import { type FeatureSet, isGiven, WITHHELD } from '../dataset.ts';

/** Why a model of these columns is not to be served, as the end of a sentence about its file; null where it may be. */
export const columnProblem = (columns: readonly string[], features: FeatureSet): string | null => {
  const known = new Map(features.columns.map((feature) => [feature.name, feature]));
  for (const column of columns) {
    const feature = known.get(column);
    if (feature === undefined) return `has the column ${column}, which is no feature`;
    if (isGiven(feature)) continue;
    return feature.group === WITHHELD
      ? `looks at the change itself (${column}): nothing about a diff may lift trust`
      : `looks at what anybody can make (${column}): nobody may lift their own trust`;
  }
  return null;
};
