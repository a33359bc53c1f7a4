import type { FileChange } from '../domain/index.ts';
import type { LineReader } from './line-reader.ts';
import { checkedPath, readHeaderName, readMarkedName, readName } from './path-names.ts';
import { Unreadable } from './unreadable.ts';

/** What the lines before a file's first hunk say. */
export type FileHeader = Pick<FileChange, 'path' | 'oldPath' | 'kind' | 'binary'>;

/** Names as found: `undefined` not said, `null` said to be `/dev/null`. */
interface Draft {
  headerName: string | null;
  from: string | undefined;
  to: string | undefined;
  minus: string | null | undefined;
  plus: string | null | undefined;
  flag: 'added' | 'deleted' | 'renamed' | 'copied' | 'mode' | undefined;
  isSubmodule: boolean;
  /** Lines seen after `diff --git`: with none, the line announces nothing. */
  extended: number;
}

const draftOf = (headerName: string | null): Draft => ({
  headerName,
  from: undefined,
  to: undefined,
  minus: undefined,
  plus: undefined,
  flag: undefined,
  isSubmodule: false,
  extended: 0,
});

type Take = (draft: Draft, value: string) => void;

/** Modes are octal, as git reads them; a combined diff has several. A submodule's is 160000, whatever its last digits. */
const readModes: Take = (draft, value) => {
  draft.isSubmodule ||= value.split(/[\s,.]+/).some((mode) => (Number.parseInt(mode, 8) & 0o170000) === 0o160000);
};

const flagged =
  (flag: NonNullable<Draft['flag']>): Take =>
  (draft, value) => {
    readModes(draft, value);
    const clash = (draft.flag === 'added' && flag === 'deleted') || (draft.flag === 'deleted' && flag === 'added');
    if (clash) throw new Unreadable('a file is said to be both new and deleted');
    // A mode may change along with a rename; the rename is what a reader wants to know.
    if (flag !== 'mode' || draft.flag === undefined) draft.flag = flag;
  };

const named =
  (flag: 'renamed' | 'copied', side: 'from' | 'to'): Take =>
  (draft, value) => {
    draft.flag = flag;
    draft[side] = readName(value);
  };

/** Git's extended header lines (apply.c, `optable`). Any other line ends the header. */
const EXTENDED: readonly (readonly [prefix: string, take: Take])[] = [
  ['old mode ', flagged('mode')],
  ['new mode ', flagged('mode')],
  ['new file mode ', flagged('added')],
  ['deleted file mode ', flagged('deleted')],
  ['rename from ', named('renamed', 'from')],
  ['rename to ', named('renamed', 'to')],
  ['rename old ', named('renamed', 'from')],
  ['rename new ', named('renamed', 'to')],
  ['copy from ', named('copied', 'from')],
  ['copy to ', named('copied', 'to')],
  ['similarity index ', () => {}],
  ['dissimilarity index ', () => {}],
  ['index ', (draft, value) => readModes(draft, value.split(' ').slice(1).join(' '))],
];
/** A combined diff has all its modes on one line, which `git apply` does not know. */
const EXTENDED_COMBINED = [...EXTENDED, ['mode ', flagged('mode')] as const];

const readExtended = (reader: LineReader, draft: Draft, extended: typeof EXTENDED): void => {
  while (!reader.done) {
    const found = extended.find(([prefix]) => reader.startsWith(prefix));
    if (found === undefined) return;
    found[1](draft, reader.line.slice(found[0].length));
    draft.extended += 1;
    reader.advance();
  }
};

const readMarked = (reader: LineReader, draft: Draft): void => {
  draft.minus = readMarkedName(reader.line.slice(4));
  reader.advance();
  draft.plus = readMarkedName(reader.line.slice(4));
  reader.advance();
  draft.extended += 2;
};

/** Every line that names one side must name the same file, or tools would disagree about what is changed. */
const agreed = (...names: readonly (string | null | undefined)[]): string | undefined => {
  const said = names.filter((name) => typeof name === 'string');
  if (said.some((name) => name !== said[0])) throw new Unreadable('the lines of a file header name different files');
  return said[0];
};

const kindOf = (draft: Draft, renamed: boolean): FileChange['kind'] => {
  if (draft.minus === null || draft.flag === 'added') return 'added';
  if (draft.plus === null || draft.flag === 'deleted') return 'deleted';
  if (draft.flag === 'copied') return 'copied';
  return renamed || draft.flag === 'renamed' ? 'renamed' : (draft.flag ?? 'modified');
};

const settle = (draft: Draft): FileHeader => {
  const before = agreed(draft.from, draft.minus) ?? draft.headerName ?? undefined;
  const after = agreed(draft.to, draft.plus) ?? draft.headerName ?? undefined;
  if (draft.headerName !== null) agreed(draft.headerName, before, after);
  if (draft.minus === null && draft.plus === null) throw new Unreadable('a file is /dev/null on both sides');
  const kind = kindOf(draft, before !== undefined && after !== undefined && before !== after);
  const contradicted = (kind === 'added' && draft.plus === null) || (kind === 'deleted' && draft.minus === null);
  if (contradicted) throw new Unreadable('a file is said to be both new and deleted');
  const path = checkedPath(kind === 'deleted' ? (before ?? after) : (after ?? (kind === 'added' ? before : undefined)));
  const oldPath = kind === 'added' || kind === 'deleted' || before === path ? null : (before ?? null);
  return { path, oldPath, kind, binary: draft.isSubmodule };
};

/** Names without a hunk, or one without the other, would leave tools to guess what belongs to the file. */
const hasMarkedNames = (reader: LineReader): boolean => {
  if (!reader.startsWith('--- ') && !reader.startsWith('+++ ')) return false;
  if (reader.linesStartWith('--- ', '+++ ', '@@')) return true;
  throw new Unreadable(`no "---", "+++" and hunk in the file header at line ${reader.number}`);
};

/** The single name after `diff --cc`, or `diff --combined`, and what is left of the line after `diff --git`. */
const startName = (reader: LineReader): string | null | undefined => {
  if (reader.startsWith('diff --git ')) return readHeaderName(reader.line.slice('diff --git '.length));
  const combined = ['diff --cc ', 'diff --combined '].find((prefix) => reader.startsWith(prefix));
  return combined === undefined ? undefined : readName(reader.line.slice(combined.length));
};

/**
 * The file header at the reader, which then stands after it; `null`, with the reader where it was, when there is none.
 * Like `git apply`, it takes `diff --git` with what follows, and a bare `---`, `+++`, `@@ -` in three lines, wherever
 * they stand outside a hunk. A lone `diff --git` that nothing follows is unreadable: git forgets it, but not its name,
 * and applies a binary file that comes next under that name.
 */
export const readFileHeader = (reader: LineReader): FileHeader | null => {
  const name = startName(reader);
  if (name === undefined) {
    if (!reader.linesStartWith('--- ', '+++ ', '@@ -')) return null;
    const draft = draftOf(null);
    readMarked(reader, draft);
    return settle(draft);
  }
  const draft = draftOf(name);
  const isCombined = !reader.startsWith('diff --git ');
  reader.advance();
  readExtended(reader, draft, isCombined ? EXTENDED_COMBINED : EXTENDED);
  if (hasMarkedNames(reader)) readMarked(reader, draft);
  if (draft.extended === 0 && !reader.startsWith('@@')) {
    throw new Unreadable(`a file is announced at line ${reader.number - 1}, and no change of it follows`);
  }
  if (draft.plus === null && draft.flag !== 'deleted') {
    throw new Unreadable('a file goes to /dev/null and is not said to be deleted: git would name it dev/null');
  }
  return settle(draft);
};
