import type { LineReader } from './line-reader.ts';
import { Unreadable } from './unreadable.ts';

/** One line of git's base 85: a letter for the length, then groups of five characters. */
const BASE85 = /^[A-Za-z](?:[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]{5}){1,13}\r?$/;

/** One `literal` or `delta` block up to and including its blank line. */
const skipBlock = (reader: LineReader): void => {
  reader.advance();
  while (!reader.done && reader.line !== '') {
    if (!BASE85.test(reader.text.slice(reader.start, Math.min(reader.end, reader.start + 100)))) {
      throw new Unreadable(`the binary patch is broken at line ${reader.number}`);
    }
    reader.advance();
  }
  reader.advance();
};

const atBlock = (reader: LineReader): boolean => /^(?:literal|delta) \d{1,12}$/.test(reader.line.slice(0, 30));

/** Passes over what git writes in place of hunks for a binary file; false, and nothing consumed, when it is text. */
export const skipBinary = (reader: LineReader): boolean => {
  const announced = reader.startsWith('Binary files ') || reader.startsWith('Files ');
  if (announced && reader.line.endsWith(' differ')) {
    reader.advance();
    return true;
  }
  if (!reader.startsWith('GIT binary patch') || reader.line !== 'GIT binary patch') return false;
  reader.advance();
  if (!atBlock(reader)) throw new Unreadable(`the binary patch is empty at line ${reader.number}`);
  while (!reader.done && atBlock(reader)) skipBlock(reader);
  return true;
};
