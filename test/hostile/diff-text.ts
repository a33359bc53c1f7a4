/** A run of changed lines: each with its marker (`+`, `-` or a blank) before it. */
export interface HunkText {
  /** 1-based number of its first line in the old file; 0 in a new file. */
  readonly oldStart: number;
  /** What stands behind the second `@@`; default: nothing. */
  readonly heading?: string;
  readonly lines: readonly string[];
}

/** What a diff does to one file. Without an old side it is a new file. */
export interface FileText {
  readonly path: string;
  readonly isNew?: true;
  readonly hunks: readonly HunkText[];
}

/** A name as git writes it: quoted, with its bytes in octal, where it has anything but plain ASCII (quote.c). */
const named = (name: string): string => {
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/.test(name)) return name;
  const escaped = [...Buffer.from(name)].map((byte) => {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === '\\') return `\\${character}`;
    return byte >= 0x20 && byte < 0x7f ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${escaped.join('')}"`;
};

const range = (start: number, count: number): string => (count === 1 ? `${start}` : `${start},${count}`);

function* hunksOf(file: FileText): Generator<string> {
  let shift = 0;
  for (const { oldStart, heading, lines } of file.hunks) {
    const added = lines.filter((line) => line.startsWith('+')).length;
    const deleted = lines.filter((line) => line.startsWith('-')).length;
    const [before, after] = [lines.length - added, lines.length - deleted];
    const newStart = file.isNew ? 1 : oldStart + shift;
    shift += added - deleted;
    yield `@@ -${range(oldStart, before)} +${range(newStart, after)} @@${heading === undefined ? '' : ` ${heading}`}`;
    yield* lines;
  }
}

/**
 * The files as one git diff, in the order given, with counts and line numbers made to fit. Lines must have no line feed
 * in them. Blob ids are left out: nobody reads them.
 */
export const diffText = (files: readonly FileText[]): string => {
  const lines = files.flatMap((file) => {
    const [old, fresh] = [named(`a/${file.path}`), named(`b/${file.path}`)];
    const header = [`diff --git ${old} ${fresh}`, ...(file.isNew ? ['new file mode 100644'] : [])];
    return [...header, `--- ${file.isNew ? '/dev/null' : old}`, `+++ ${fresh}`, ...hunksOf(file)];
  });
  return lines.map((line) => `${line}\n`).join('');
};
