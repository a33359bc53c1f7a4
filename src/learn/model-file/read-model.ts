import { isotonicFromJson } from '../calibration/isotonic-json.ts';
import type { FeatureSet } from '../dataset.ts';
import { carriedProblem } from '../training/serve-rule.ts';
import { treesFromJson } from '../trees/trees-json.ts';
import { columnProblem } from './column-problem.ts';
import { MODEL_FORMAT, MODEL_SCHEMA, type Model } from './model.ts';
import { firstIssue, MODEL_SHAPE } from './model-shape.ts';
import { modelIdOf } from './model-text.ts';
import { orProblem, parsedOf, partOf, Refused, requireHash, requireNone, requireVersion } from './refusals.ts';

export { MODEL_BYTES_MAX } from './refusals.ts';

/** The model, or in words why it is not used: the end of a sentence that begins with the file's name. */
export type ReadModel = { readonly model: Model } | { readonly problem: string };

/**
 * The model of a file's text, if it is whole, of this version, made for these features and none of those that are withheld,
 * every number in it can be one, and its own figures hold what is asked of a model that is served: otherwise the first
 * thing that is wrong. Never throws. A hash is no signature: whoever may write the file may
 * write a model that says what they like.
 */
export const readModel = (text: string, features: FeatureSet): ReadModel =>
  orProblem(() => ({ model: modelOf(parsedOf(text), features) }));

const modelOf = (parsed: Readonly<Record<string, unknown>>, features: FeatureSet): Model => {
  requireVersion('format', parsed.format, MODEL_FORMAT);
  requireVersion('schema', parsed.schema, MODEL_SCHEMA);
  if (parsed.featureHash !== features.hash) throw new Refused('is made for other features than these: train a new one');
  const shape = MODEL_SHAPE.safeParse(parsed);
  if (!shape.success) throw new Refused(firstIssue(shape.error));
  const { sha256, trees: treesJson, isotonic: isotonicJson, ...rest } = shape.data;
  const trees = partOf('trees', () => treesFromJson(treesJson));
  const isotonic = partOf('isotonic', () => isotonicFromJson(isotonicJson));
  if (JSON.stringify(trees.columns) !== JSON.stringify(rest.columns)) {
    throw new Refused('trees.columns: must be the columns of the model');
  }
  const id = modelIdOf({ ...rest, trees, isotonic });
  requireHash(sha256, id);
  requireNone(columnProblem(rest.columns, features));
  requireNone(carriedProblem(rest));
  return { ...rest, trees, isotonic, id };
};
