import { createHash } from 'node:crypto';
import { treesToJson } from '../trees/trees-json.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Model } from './model.ts';

/** A model before it has its name. */
export type UnnamedModel = Omit<Model, 'id'>;

const bodyOf = (model: UnnamedModel) => {
  const { format, schema, featureHash, columns, window, heldOut, rows, metrics, threshold, trees, isotonic } = model;
  const said = { format, schema, featureHash, columns, window, heldOut, rows, metrics, threshold };
  return { ...said, trees: treesToJson(trees), isotonic };
};

/** Hex SHA-256 over everything a model says, in one order of keys: two models that say the same have the same. */
export const modelIdOf = (model: UnnamedModel): string =>
  createHash('sha256')
    .update(canonicalJson(bodyOf(model)))
    .digest('hex');

/** The model with its name. */
export const namedModel = (model: UnnamedModel): Model => ({ ...model, id: modelIdOf(model) });

/** The model as the text of a file, one line and its end. The same model gives the same bytes. */
export const modelText = (model: Model): string => `${canonicalJson({ ...bodyOf(model), sha256: model.id })}\n`;
