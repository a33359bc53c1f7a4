import { WireError } from '../wire/wire-error.ts';
import type { StandInModel } from './answer.ts';
import { careful } from './careful.ts';
import { lazy } from './lazy.ts';
import { liar } from './liar.ts';
import { obedient } from './obedient.ts';
import { rude } from './rude.ts';
import { sly } from './sly.ts';
import { yes } from './yes.ts';

const MODELS: Readonly<Record<string, StandInModel>> = { careful, obedient, sly, yes, lazy, liar, rude };

/**
 * Every id that is answered: `stand-in-{name}-1`, which takes forced tools, and `stand-in-auto-{name}-1`, which refuses
 * them and thinks before it answers, as the newest models do.
 */
export const MODEL_IDS: readonly string[] = Object.keys(MODELS).flatMap((name) => [
  `stand-in-${name}-1`,
  `stand-in-auto-${name}-1`,
]);

/** The model behind an id. @throws {WireError} 404 for an id that is none. */
export const modelNamed = (id: string): StandInModel => {
  const name = /^stand-in-(?:auto-)?([a-z]{1,20})-1$/.exec(id)?.[1] ?? '';
  const model = Object.hasOwn(MODELS, name) ? MODELS[name] : undefined;
  if (model === undefined) throw new WireError(404, `model: ${id}`);
  return model;
};
