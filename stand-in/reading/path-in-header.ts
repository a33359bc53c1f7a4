const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** A path as git quotes it (`"b/na\303\257ve"`), plain; a path without quotes is itself. */
export const unquoted = (path: string): string => {
  if (!path.startsWith('"') || !path.endsWith('"') || path.length < 2) return path.replace(/\t$/, '');
  const bytes: number[] = [];
  const inside = path.slice(1, -1);
  for (let at = 0; at < inside.length; ) {
    const octal = /^\\([0-3][0-7]{2})/.exec(inside.slice(at, at + 4));
    const letter = inside[at] === '\\' ? ESCAPES[inside[at + 1] ?? ''] : undefined;
    if (octal !== null) bytes.push(Number.parseInt(octal[1] ?? '0', 8));
    else if (letter !== undefined) bytes.push(letter);
    else {
      const character = String.fromCodePoint(inside.codePointAt(at) ?? 0);
      bytes.push(...Buffer.from(character));
      at += character.length;
      continue;
    }
    at += octal === null ? 2 : 4;
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
};

const PATHS: readonly (readonly [mark: string, prefix: string])[] = [
  ['+++ ', 'b/'],
  ['--- ', 'a/'],
  ['rename to ', ''],
  ['copy to ', ''],
];

/**
 * The path that a header line of a git diff gives its file, or null when it gives none: `/dev/null`, or another line.
 * `diff --git` is not asked, for its two paths cannot always be told apart.
 */
export const pathInHeader = (header: string): string | null => {
  for (const [mark, prefix] of PATHS) {
    if (!header.startsWith(mark)) continue;
    const path = unquoted(header.slice(mark.length));
    return path === '/dev/null' || !path.startsWith(prefix) ? null : path.slice(prefix.length);
  }
  return null;
};
