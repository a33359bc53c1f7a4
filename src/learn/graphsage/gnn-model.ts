import { createHash } from 'node:crypto';
import { canonicalJson } from '../model-file/canonical-json.ts';
import type { Model } from '../model-file/model.ts';
import { type KeptPeople, keptPeopleToJson } from './kept-people.ts';
import { sageToJson } from './sage-json.ts';
import type { SageModel } from './sage-model.ts';

/**
 * A GraphSAGE that is better than the trees, with all that a model of trees comes with: its calibration, its figures on
 * held-out changes (the trees' AUC stands among the baselines), its own threshold by guarantee. `columns` are those of
 * a change's own row; people are described by `sage.nodeScales.columns`, all of which are among these.
 */
export interface GnnModel extends Omit<Model, 'trees'> {
  readonly sage: SageModel;
  /** What was last known of the authors it learned from and was measured on, by `sage.nodeScales.columns`. */
  readonly people: KeptPeople;
}

type UnnamedGnnModel = Omit<GnnModel, 'id'>;

const bodyOf = (model: UnnamedGnnModel) => {
  const { format, schema, featureHash, columns, window, heldOut, rows, metrics, threshold, sage, people, isotonic } =
    model;
  const said = { format, schema, featureHash, columns, window, heldOut, rows, metrics, threshold };
  return { ...said, sage: sageToJson(sage), people: keptPeopleToJson(people), isotonic };
};

/** Hex SHA-256 over everything a model says; see `modelIdOf`. */
export const gnnModelIdOf = (model: UnnamedGnnModel): string =>
  createHash('sha256')
    .update(canonicalJson(bodyOf(model)))
    .digest('hex');

/** The model with its name. */
export const namedGnnModel = (model: UnnamedGnnModel): GnnModel => ({ ...model, id: gnnModelIdOf(model) });

/** The model as the text of a file, one line and its end. The same model gives the same bytes. */
export const gnnModelText = (model: GnnModel): string => `${canonicalJson({ ...bodyOf(model), sha256: model.id })}\n`;
