import type { BinaryContent } from '../domain/index.ts';
import type { LineReader } from './line-reader.ts';
import { Unreadable } from './unreadable.ts';

/** One line of git's base 85: a letter for the length, then groups of five characters. */
const BASE85 = /^([A-Za-z])(?:[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]{5}){1,13}\r?$/;
const BLOCK = /^(literal|delta) (\d{1,12})$/;
const LINE_MAX_CHARS = 100;

/** Whether a line's letter (A is 1 byte, z is 52) says as many bytes as its groups, of four bytes each, can hold. */
const isLine = (text: string): boolean => {
  const letter = BASE85.exec(text)?.[1];
  if (letter === undefined) return false;
  const code = letter.charCodeAt(0);
  const bytes = code <= 0x5a ? code - 0x40 : code - 0x60 + 26;
  const groups = Math.floor((text.length - 1) / 5);
  return bytes <= groups * 4 && bytes > groups * 4 - 4;
};

/** One `literal` or `delta` block up to and including its blank line; null, and nothing consumed, when none stands here. */
const readBlock = (reader: LineReader): BinaryContent | null => {
  const [, form, size] = BLOCK.exec(reader.line.slice(0, 30)) ?? [];
  if (form === undefined) return null;
  reader.advance();
  while (!reader.done && reader.line !== '') {
    if (!isLine(reader.raw.slice(reader.start, Math.min(reader.end, reader.start + LINE_MAX_CHARS)))) {
      throw new Unreadable(`the binary patch is broken at line ${reader.number}`);
    }
    reader.advance();
  }
  if (reader.done) throw new Unreadable('the binary patch is cut short');
  reader.advance();
  return { form: form === 'literal' ? 'literal' : 'delta', size: Number(size) };
};

/**
 * What git wrote in place of hunks for a binary file; null, and nothing consumed, when it is text. A second block, which
 * leads back, belongs to it too. The size is the patch's word: the data is not unpacked.
 */
export const readBinary = (reader: LineReader): BinaryContent | null => {
  const announced = reader.startsWith('Binary files ') || reader.startsWith('Files ');
  if (announced && reader.line.endsWith(' differ')) {
    reader.advance();
    return { form: 'unstated', size: null };
  }
  if (!reader.startsWith('GIT binary patch') || reader.line !== 'GIT binary patch') return null;
  reader.advance();
  const content = readBlock(reader);
  if (content === null) throw new Unreadable(`the binary patch is empty at line ${reader.number}`);
  readBlock(reader);
  return content;
};
