import { isDeepStrictEqual } from 'node:util';
import type { Classified } from './outcome.ts';

type Fields = Readonly<Record<string, unknown>>;

const FAULT_KEYS: readonly string[] = ['error', 'exception', 'traceback'];
/** A text that two answers may share by chance is no longer than this. */
const CHANCE_CHARS = 20;

/**
 * What a stage's answer says of the stage, by the rule for any stage (requirements A10.2), in this order: nothing, no
 * record, an empty record and one with a key `error`, `exception` or `traceback` are failures; one in which everything
 * that `before` has too is as it was there, and some of that is a text of over 20 characters or a list or record that is
 * not empty, is a repetition and half a success; anything else is a success.
 */
export const classifyResult = (before: unknown, after: unknown): Omit<Classified, 'source'> => {
  if (after === null || after === undefined) return failure('it answered nothing');
  if (!isRecord(after)) return failure(`it answered with ${Array.isArray(after) ? 'a list' : `a ${typeof after}`}`);
  const keys = Object.keys(after);
  if (keys.length === 0) return failure('its answer is empty');
  const fault = keys.find((key) => FAULT_KEYS.includes(key));
  if (fault !== undefined) return failure(`its answer has the key ${fault}`);
  if (isRepetition(before, after)) return { outcome: 'partial', reason: 'it answered as before, word for word' };
  return { outcome: 'success', reason: null };
};

const failure = (reason: string): Omit<Classified, 'source'> => ({ outcome: 'failure', reason });

/** Objects with keys of their own: no list, map, error or array of bytes. */
export const isRecord = (value: unknown): value is Fields =>
  Object.prototype.toString.call(value) === '[object Object]';

const isRepetition = (before: unknown, after: Fields): boolean => {
  if (!isRecord(before)) return false;
  const both = Object.keys(after).filter((key) => Object.hasOwn(before, key));
  return both.some((key) => isTelling(after[key])) && both.every((key) => isDeepStrictEqual(before[key], after[key]));
};

const isTelling = (value: unknown): boolean => {
  if (typeof value === 'string') return value.length > CHANCE_CHARS;
  return Array.isArray(value) ? value.length > 0 : isRecord(value) && Object.keys(value).length > 0;
};
