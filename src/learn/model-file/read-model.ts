import { AppError, messageOf } from '../../domain/index.ts';
import { isotonicFromJson } from '../calibration/isotonic-json.ts';
import { treesFromJson } from '../trees/trees-json.ts';
import { MODEL_FORMAT, MODEL_SCHEMA, type Model } from './model.ts';
import { firstIssue, MODEL_SHAPE } from './model-shape.ts';
import { modelIdOf } from './model-text.ts';

/** No model file is longer, in bytes: 32 MiB. Who reads one looks at its size before. */
export const MODEL_BYTES_MAX = 32 * 1024 * 1024;

/** The model, or in words why it is not used: the end of a sentence that begins with the file's name. */
export type ReadModel = { readonly model: Model } | { readonly problem: string };

/**
 * The model of a file's text, if it is whole, of this version, made for these features, and every number in it can be
 * one: otherwise the first thing that is wrong. Never throws. A hash is no signature: whoever may write the file may
 * write a model that says what they like.
 */
export const readModel = (text: string, { featureHash }: { readonly featureHash: string }): ReadModel => {
  try {
    return { model: modelOf(parsedOf(text), featureHash) };
  } catch (error) {
    return { problem: error instanceof Refused ? error.message : `cannot be read: ${messageOf(error).slice(0, 200)}` };
  }
};

/** Why a file is not used. Never leaves this file. */
class Refused extends Error {}

const parsedOf = (text: string): Readonly<Record<string, unknown>> => {
  if (text.length > MODEL_BYTES_MAX) throw new Refused(`is too large: over ${MODEL_BYTES_MAX / 1024 / 1024} MiB`);
  const parsed = jsonOf(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new Refused('is no JSON object');
  return parsed as Readonly<Record<string, unknown>>;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    if (text.trim() === '') throw new Refused('is empty');
    const isCut = text.trimStart().startsWith('{') && !text.trimEnd().endsWith('}');
    throw new Refused(isCut ? 'is cut off: its end is missing' : 'is not JSON');
  }
};

const modelOf = (parsed: Readonly<Record<string, unknown>>, featureHash: string): Model => {
  requireVersion('format', parsed.format, MODEL_FORMAT);
  requireVersion('schema', parsed.schema, MODEL_SCHEMA);
  if (parsed.featureHash !== featureHash) throw new Refused('is made for other features than these: train a new one');
  const shape = MODEL_SHAPE.safeParse(parsed);
  if (!shape.success) throw new Refused(firstIssue(shape.error));
  const { sha256, trees: treesJson, isotonic: isotonicJson, ...rest } = shape.data;
  const trees = partOf('trees', () => treesFromJson(treesJson));
  const isotonic = partOf('isotonic', () => isotonicFromJson(isotonicJson));
  if (JSON.stringify(trees.columns) !== JSON.stringify(rest.columns)) {
    throw new Refused('trees.columns: must be the columns of the model');
  }
  const id = modelIdOf({ ...rest, trees, isotonic });
  if (id !== sha256)
    throw new Refused(`was changed: its content has the hash ${short(id)}, and ${short(sha256)} is written in it`);
  return { ...rest, trees, isotonic, id };
};

const requireVersion = (name: string, found: unknown, known: number): void => {
  if (found === known) return;
  if (typeof found !== 'number') throw new Refused(`is no model file: it has no ${name}`);
  const whose = found > known ? 'a later version of this program' : 'an earlier version of this program';
  throw new Refused(`is of ${whose}: ${name} ${found}, this one reads ${known}`);
};

/** A part read by its own maker, who says in words what is wrong with it. */
const partOf = <T extends object>(name: string, read: () => T | string): T => {
  const part = wordsOrPart(read);
  if (typeof part === 'string') throw new Refused(`${name}: ${part.slice(0, 200)}`);
  return part;
};

const wordsOrPart = <T extends object>(read: () => T | string): T | string => {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
};

const short = (hash: string): string => hash.slice(0, 12);
