import { AppError, messageOf } from '../../domain/index.ts';

/** No model file is longer, in bytes: 32 MiB. Who reads one looks at its size before. */
export const MODEL_BYTES_MAX = 32 * 1024 * 1024;

/** Why a file is not used: the end of a sentence that begins with its name. Never leaves who reads the file. */
export class Refused extends Error {}

/** No fault is told in more, in UTF-16 code units. */
const TOLD_MAX = 200;

/** Words that may hold what a stranger wrote, short and on one line: control and format characters become visible. */
export const told = (words: string, most = TOLD_MAX): string => {
  const shown = words.slice(0, most + 1).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);
  return shown.length <= most ? shown : `${shown.slice(0, most - 1).toWellFormed()}…`;
};

const escaped = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** What is read, or in words why it is not used: 200 code units at most, without control characters. Never throws. */
export const orProblem = <Read extends object>(read: () => Read): Read | { readonly problem: string } => {
  try {
    return read();
  } catch (error) {
    return { problem: told(error instanceof Refused ? error.message : `cannot be read: ${messageOf(error)}`) };
  }
};

/** A text's JSON object. @throws Refused */
export const parsedOf = (text: string): Readonly<Record<string, unknown>> => {
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

/** @throws Refused for a file of another version. */
export const requireVersion = (name: string, found: unknown, known: number): void => {
  if (found === known) return;
  if (typeof found !== 'number') throw new Refused(`is no model file: it has no ${name}`);
  const whose = found > known ? 'a later version of this program' : 'an earlier version of this program';
  throw new Refused(`is of ${whose}: ${name} ${found}, this one reads ${known}`);
};

/** A part read by its own maker, who says in words what is wrong with it. @throws Refused */
export const partOf = <T extends object>(name: string, read: () => T | string): T => {
  const part = wordsOrPart(read);
  if (typeof part === 'string') throw new Refused(`${name}: ${part}`);
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

/** @throws Refused where there is a problem. */
export const requireNone = (problem: string | null): void => {
  if (problem !== null) throw new Refused(problem);
};

/** @throws Refused where the hash that is written is not that of what is there. */
export const requireHash = (written: string, found: string): void => {
  if (found !== written)
    throw new Refused(`was changed: its content has the hash ${short(found)}, and ${short(written)} is written in it`);
};

const short = (hash: string): string => hash.slice(0, 12);
