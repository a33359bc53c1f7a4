import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import { getSystemErrorMessage } from 'node:util';
import { messageOf } from '../domain/index.ts';

/** What a file holds; or, as the end of a sentence about it, why that cannot be had. */
export type FileText = { readonly text: string } | { readonly problem: string };

/**
 * The text of a regular file of at most so many bytes, or of one that a link leads to; null where there is none. Never
 * waits and never reads on: a pipe, a device or a directory is no file, and a file that grows meanwhile is too large.
 * Never throws.
 */
export const fileText = (path: string, mostBytes: number): FileText | null => {
  try {
    // A device may do something when it is opened: it is looked at before.
    if (!statSync(path).isFile()) return NOT_A_FILE;
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return textOf(file, mostBytes);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const why = whyUnread(path, error);
    return why === null ? null : { problem: why };
  }
};

const NOT_A_FILE = { problem: 'is not a file' };

const textOf = (file: number, mostBytes: number): FileText => {
  const stat = fstatSync(file);
  if (!stat.isFile()) return NOT_A_FILE;
  const { size } = stat;
  if (size > mostBytes) return { problem: `is over ${mostBytes} bytes` };
  const bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length <= size; length += read) {
    read = readSync(file, bytes, length, bytes.length - length, null);
  }
  // Written to meanwhile: whoever asks again finds it whole.
  if (length > size) return { problem: 'is being written' };
  return { text: bytes.toString('utf8', 0, length) };
};

/**
 * Differs when a file may be another, by place, size and times: one that is written whole and renamed is another file.
 * What stands in the way of looking is told apart. Cheap; never throws.
 */
export const fileMark = (path: string): string => {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path);
    return `${ino}-${size}-${mtimeMs}-${ctimeMs}`;
  } catch (error) {
    return whyUnread(path, error) ?? 'none';
  }
};

/** Null where there simply is no such file. */
const whyUnread = (path: string, error: unknown): string | null => {
  const { code, errno } = error as NodeJS.ErrnoException;
  if (code === undefined || errno === undefined) return `cannot be read: ${messageOf(error)}`;
  if (code === 'ENOENT') return isThere(path) ? 'is a link to where nothing is' : null;
  return `cannot be read: ${getSystemErrorMessage(errno)} (${code})`;
};

const isThere = (path: string): boolean => {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
};
