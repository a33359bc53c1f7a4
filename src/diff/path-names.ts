import { Unreadable } from './unreadable.ts';

const LETTER_ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** No file system takes a longer path (PATH_MAX), and quoting makes at most four characters of a byte. */
const NAME_MAX_BYTES = 4096;

/** One escape after its backslash: the byte it stands for, and how many characters it took. */
const escapeAt = (text: string, at: number): { readonly byte: number; readonly length: number } => {
  const letter = text[at] ?? '';
  const named = letter === '"' || letter === '\\' ? letter.charCodeAt(0) : LETTER_ESCAPES[letter];
  if (named !== undefined) return { byte: named, length: 1 };
  const octal = /^[0-3][0-7]{2}/.exec(text.slice(at, at + 3));
  if (octal === null) throw new Unreadable('a quoted file name has an unknown escape');
  return { byte: Number.parseInt(octal[0], 8), length: 3 };
};

/** A name in git's C-style quotes that starts the text, as UTF-8, and the position after its closing quote. */
const readQuoted = (text: string): { readonly name: string; readonly end: number } => {
  if (text.length > 2 * (4 * NAME_MAX_BYTES + 4)) throw new Unreadable('a quoted file name is too long');
  const parts: Buffer[] = [];
  let at = 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') {
      const { byte, length } = escapeAt(text, at + 1);
      parts.push(Buffer.of(byte));
      at += 1 + length;
    } else {
      const plain = /[^"\\]+/y;
      plain.lastIndex = at;
      const run = plain.exec(text)?.[0] ?? '';
      parts.push(Buffer.from(run));
      at += run.length;
    }
  }
  if (at >= text.length) throw new Unreadable('a quoted file name does not end');
  return { name: Buffer.concat(parts).toString('utf8'), end: at + 1 };
};

/** The one-letter folder that git puts before each name: `a/`, `b/`, or those of `diff.mnemonicPrefix`. */
const stripPrefix = (name: string): string => (/^[abciow12]\//.test(name) ? name.slice(2) : name);

/** Refuses what cannot be a path of a file in a repository. */
export const checkedPath = (path: string | undefined): string => {
  if (path === undefined || path === '') throw new Unreadable('a file header does not say which file it is about');
  if (path.length > NAME_MAX_BYTES) throw new Unreadable('a file name is too long');
  return path;
};

/** A name that fills the rest of its line, as in `rename from`, without any prefix to strip. */
export const readName = (text: string): string => {
  if (!text.startsWith('"')) return text;
  const { name, end } = readQuoted(text);
  if (end !== text.length) throw new Unreadable('text follows a quoted file name');
  return name;
};

/** The name on a `---` or `+++` line, prefix stripped, or `null` for `/dev/null`. A tab ends it (a date may follow). */
export const readMarkedName = (text: string): string | null => {
  const tab = text.startsWith('"') ? text.lastIndexOf('"\t') + 1 : text.indexOf('\t');
  const name = readName(tab > 0 ? text.slice(0, tab) : text);
  return name === '/dev/null' ? null : stripPrefix(name);
};

const bothNames = (rest: string): readonly [string, string] | null => {
  if (rest.startsWith('"')) {
    const { name, end } = readQuoted(rest);
    return rest[end] === ' ' ? [name, readName(rest.slice(end + 1))] : null;
  }
  const quote = rest.indexOf(' "');
  if (quote !== -1) return [rest.slice(0, quote), readName(rest.slice(quote + 1))];
  // Unquoted names may hold spaces, so only two equal names can be told apart: the space in the middle parts them.
  const middle = (rest.length - 1) / 2;
  return rest[middle] === ' ' ? [rest.slice(0, middle), rest.slice(middle + 1)] : null;
};

/**
 * The one name on a `diff --git` line, prefixes stripped, or `null` when the line names two files or cannot say:
 * then git writes `rename`, `copy`, `---` or `+++` lines, which do say.
 */
export const readHeaderName = (rest: string): string | null => {
  const [before, after] = (bothNames(rest) ?? []).map(stripPrefix);
  return before !== undefined && before === after ? before : null;
};
