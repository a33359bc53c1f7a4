/**
 * Names in file headers. Within this folder a name is a string of one character per byte, so that names are compared
 * as git compares them; `pathOf` makes a path of it that a person can read.
 */
import { Unreadable } from './unreadable.ts';

const LETTER_ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** No file system takes a longer path (PATH_MAX), and quoting makes at most four characters of a byte. */
const NAME_MAX_BYTES = 4096;
const HEADER_MAX_BYTES = 2 * NAME_MAX_BYTES + 1000;

/** One escape after its backslash: the byte it stands for, and how many characters it took. */
const escapeAt = (text: string, at: number): { readonly byte: number; readonly length: number } => {
  const letter = text[at] ?? '';
  const named = letter === '"' || letter === '\\' ? letter.charCodeAt(0) : LETTER_ESCAPES[letter];
  if (named !== undefined) return { byte: named, length: 1 };
  const octal = /^[0-3][0-7]{2}/.exec(text.slice(at, at + 3));
  if (octal === null) throw new Unreadable('a quoted file name has an unknown escape');
  return { byte: Number.parseInt(octal[0], 8), length: 3 };
};

/** A name in git's C-style quotes that starts the text, and the position after its closing quote. */
const readQuoted = (text: string): { readonly name: string; readonly end: number } => {
  if (text.length > 2 * (4 * NAME_MAX_BYTES + 4)) throw new Unreadable('a quoted file name is too long');
  const parts: string[] = [];
  let at = 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') {
      const { byte, length } = escapeAt(text, at + 1);
      parts.push(String.fromCharCode(byte));
      at += 1 + length;
    } else {
      const plain = /[^"\\]+/y;
      plain.lastIndex = at;
      const run = plain.exec(text)?.[0] ?? '';
      parts.push(run);
      at += run.length;
    }
  }
  if (at >= text.length) throw new Unreadable('a quoted file name does not end');
  return { name: parts.join(''), end: at + 1 };
};

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const asUtf8 = (bytes: Buffer): string | null => {
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
};

/** The bytes with those outside of UTF-8 sequences as `\xNN`, and each backslash doubled. */
const spelledOut = (bytes: Buffer): string => {
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const character = asUtf8(bytes.subarray(at, at + length));
    parts.push(character?.replace('\\', '\\\\') ?? `\\x${lead.toString(16)}`);
    at += character === null ? 1 : length;
  }
  return parts.join('');
};

/**
 * A name's bytes as the path a person reads. A byte that is not UTF-8 is shown as `\xNN`. In such a name, and in one that
 * holds such an escape as it is, backslashes are doubled, so that different names never come to the same path.
 */
export const pathOf = (name: string): string => {
  const isAscii = !/[\x80-\xff]/.test(name);
  if (isAscii && !name.includes('\\')) return name;
  const bytes = Buffer.from(name, 'latin1');
  const text = isAscii ? name : asUtf8(bytes);
  return text === null || /\\x[89a-f][0-9a-f]/.test(text) ? spelledOut(bytes) : text;
};

/** Refuses what cannot be a path of a file in a repository. */
export const checkedName = (name: string | undefined): string => {
  if (name === undefined || name === '') throw new Unreadable('a file header does not say which file it is about');
  if (name.length > NAME_MAX_BYTES) throw new Unreadable('a file name is too long');
  // Tools end a name there, or do not.
  if (name.includes('\0')) throw new Unreadable('a file name holds a NUL');
  return name;
};

/** Git ends a name that is not quoted at these, which no tool writes unquoted. */
const ENDS_NAME = /[\0\v\f\r]/;

/** A name that fills the rest of its line, as in `rename from`, without any folder to strip. */
export const readName = (text: string): string => {
  if (!text.startsWith('"')) {
    if (ENDS_NAME.test(text)) throw new Unreadable('a file name holds a control character');
    return text;
  }
  const { name, end } = readQuoted(text);
  if (end !== text.length) throw new Unreadable('text follows a quoted file name');
  return name;
};

/** Refuses a line that no name fits on; with dates and quotes, git writes no longer ones. */
const checkedLine = (text: string): string => {
  if (text.length > NAME_MAX_BYTES * 4 + 1000) throw new Unreadable('a file name is too long');
  return text;
};

/** A name up to the tab, if any, that ends it on a `---` or `+++` line: a date may follow. */
export const endedName = (text: string): string => {
  const tab = checkedLine(text).startsWith('"') ? text.lastIndexOf('"\t') + 1 : text.indexOf('\t');
  return readName(tab > 0 ? text.slice(0, tab) : text);
};

/** Git takes `/dev/null` for no file, whatever follows behind a blank. */
export const isDevNull = (text: string): boolean => /^\/dev\/null(?:\s|$)/.test(text);

/** Git takes several slashes for one. */
export const squashed = (name: string): string => name.replaceAll(/\/{2,}/g, '/');

/** The name without so many of its first folders; undefined when it has no more than those. */
export const withoutFolders = (name: string, folders: 0 | 1): string | undefined => {
  const start = folders === 0 ? 0 : name.indexOf('/') + 1;
  return (folders === 1 && start === 0) || start === name.length ? undefined : squashed(name.slice(start));
};

/** The same on a `diff --git` line, where a name may not start with a slash. */
const relative = (name: string, folders: 0 | 1): string | undefined =>
  name.startsWith('/') ? undefined : withoutFolders(name, folders);

/** Unquoted names may hold blanks, so only two equal names can be told apart; at most one blank can part those. */
const twice = (text: string, folders: 0 | 1): string | null => {
  const name = relative(text, folders);
  if (name === undefined) return null;
  let slash = -1;
  for (let blank = name.search(/[ \t]/); blank !== -1 && blank < name.length / 2; blank += 1) {
    if (name[blank] !== ' ' && name[blank] !== '\t') continue;
    if (folders === 1 && slash <= blank) {
      slash = name.indexOf('/', blank + 1);
      if (slash === -1) return null;
    }
    const second = folders === 0 ? blank + 1 : slash + 1;
    if (second === name.length - blank && second > blank && name.slice(second) === name.slice(0, blank)) {
      return name.slice(0, blank);
    }
  }
  return null;
};

const bothNames = (rest: string): readonly [string, string] | null => {
  if (rest.startsWith('"')) {
    const { name, end } = readQuoted(rest);
    return rest[end] === ' ' ? [name, readName(rest.slice(end + 1))] : null;
  }
  const quote = rest.indexOf(' "');
  return quote === -1 ? null : [rest.slice(0, quote), readName(rest.slice(quote + 1))];
};

/**
 * The one name on a `diff --git` line, its first folder stripped, or `null` when the line names two files or cannot say:
 * then git writes `rename`, `copy`, `---` or `+++` lines, which do say.
 */
export const readHeaderName = (rest: string, folders: 0 | 1): string | null => {
  if (!rest.includes('"')) {
    if (rest.length > HEADER_MAX_BYTES) throw new Unreadable('a file name is too long');
    if (ENDS_NAME.test(rest)) throw new Unreadable('a file name holds a control character');
    return twice(rest, folders);
  }
  const [before, after] = (bothNames(rest) ?? []).map((name) => relative(name, folders));
  return before !== undefined && before === after ? before : null;
};

/** The name on a `---` or `+++` line of a combined diff, without the letter of its side. */
export const readCombinedName = (text: string): string | null =>
  isDevNull(text) ? null : endedName(text).replace(/^[abciow12]\//, '');

/**
 * The name on a `---` or `+++` line under a `diff --git`, its first folder stripped, `null` for no file, and `undefined` when
 * there is no folder to strip: then git goes by the `diff --git` line.
 */
export const readMarkedName = (text: string, folders: 0 | 1): string | null | undefined =>
  isDevNull(text) ? null : withoutFolders(endedName(text), folders);
