import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import type { Model, Trained } from '../learn/index.ts';
import type { ModelDrift } from '../pipeline/index.ts';
import type { Store } from '../store/index.ts';
import { note } from './output.ts';
import { driftStore, modelIn } from './served-model.ts';

/**
 * The model in use, which a new one has to stand against; null where there is none, none that can be used, or one that
 * was stopped for its drift, and is in use no more. Why it is not compared with is told.
 */
export const incumbentOf = async (store: Store, config: Pick<Config, 'modelDir'>): Promise<Model | null> => {
  const kept = modelIn(config);
  if (kept === null) return null;
  const path = join(config.modelDir, 'model.json');
  if ('problem' in kept) {
    note(`${path} ${kept.problem}: not compared with`);
    return null;
  }
  const { model } = kept;
  const drift = await stopped(store, model);
  if (drift === null) return model;
  note(`${path}, the model ${shortOf(model)}, was stopped (${drift.why}): not compared with`);
  return null;
};

/** What was trained; as not to be served where it is, to the last bit, a model that was stopped. */
export const unlessStopped = async (store: Store, { report, model }: Trained): Promise<Trained> => {
  const drift = model && (await stopped(store, model));
  if (model === null || drift === null) return { report, model };
  const reason =
    `Training gave the very model again that was stopped (${shortOf(model)}), and it stays stopped: ${drift.why}. ` +
    'Another one comes of other outcomes than those it learned from.';
  return { report: { ...report, served: false, reason, model: null }, model: null };
};

const stopped = async (store: Store, { id }: Model): Promise<ModelDrift | null> => {
  const drift = await driftStore(store).kept(id);
  return drift === null || drift.stoppedAtUs === null ? null : drift;
};

const shortOf = ({ id }: Model): string => id.slice(0, 12);
