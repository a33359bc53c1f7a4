import { Notes, stated, statedHash } from '../notes.ts';
import { LONGEST_LINE_CHARS, type Reader } from '../reading.ts';

const PATH = String.raw`([\w.~/-]{1,300})`;
const REQUIRED = new RegExp(`^(?:require\\s+)?${PATH}\\s+(v\\d[\\w.+-]{1,150})(?:\\s*//.*)?$`);
const REPLACED = new RegExp(`^(?:replace\\s+)?${PATH}(?:\\s+v\\S{1,150})?\\s+=>\\s+(\\S{1,500})(?:\\s+(v\\S{1,150}))?`);
const BLOCK = /^(require|replace|exclude|retract|tool)\s*\(/;
const OTHER = /^(?:module|go|toolchain|exclude|retract|tool|godebug)\s/;

/** `go.mod`: what is required, and what is put in another module's place. */
export const readGoMod: Reader = (lines) => {
  const notes = new Notes('Go', false);
  /** Which block the lines stand in; null when that cannot be seen, and between blocks. */
  let block: string | null = null;
  for (const line of lines) {
    const text = line.text.trim();
    if (text.length > LONGEST_LINE_CHARS) {
      notes.unnamed(line);
      continue;
    }
    const opened = BLOCK.exec(text)?.[1];
    if (opened !== undefined) block = opened;
    else if (text === ')') block = null;
    else if (OTHER.test(text) || block === 'exclude' || block === 'retract') continue;
    const replaced = REPLACED.exec(text);
    if (replaced !== null) {
      const [, path = '', by = '', version] = replaced;
      notes.setting('replace', path, stated(by, line));
      if (version !== undefined) notes.package(by, version, line);
      continue;
    }
    const [, path, version] = REQUIRED.exec(text) ?? [];
    if (path !== undefined && version !== undefined && path.includes('.')) notes.package(path, version, line);
  }
  return notes.finish();
};

/** `go.sum`: the hash of each module, and, as a file of its own, of its `go.mod`. */
export const readGoSum: Reader = (lines) => {
  const notes = new Notes('Go', true);
  for (const line of lines) {
    if (line.text.length > LONGEST_LINE_CHARS) notes.unnamed(line);
    const match = /^([\w.~/!-]{1,300}) (v[\w.+-]{1,150}?)(\/go\.mod)? (h\d:\S{1,200})$/.exec(line.text.trim());
    if (match === null) continue;
    const [, path = '', version = '', modOnly, hash = ''] = match;
    const draft = notes.draft(stated(path, line));
    draft.version = stated(version, line);
    draft.hashes.push(statedHash(hash, line, modOnly === undefined ? '' : 'go.mod'));
  }
  return notes.finish();
};
