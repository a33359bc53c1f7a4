import type { FileChange } from '../domain/index.ts';
import type { LineReader } from './line-reader.ts';
import { readIndexMode, readMode, readModeList } from './modes.ts';
import {
  checkedName,
  pathOf,
  readCombinedName,
  readHeaderName,
  readMarkedName,
  readName,
  squashed,
} from './path-names.ts';
import { readPlainNames, type Stripping } from './plain-names.ts';
import { Unreadable } from './unreadable.ts';

/** What the lines before a file's first hunk say. */
export type FileHeader = Pick<FileChange, 'path' | 'oldPath' | 'kind' | 'binary' | 'oldMode' | 'newMode'>;

/** Names as found: `undefined` not said, `null` said to be `/dev/null`. */
interface Draft {
  headerName: string | null;
  from: string | undefined;
  to: string | undefined;
  minus: string | null | undefined;
  plus: string | null | undefined;
  flag: 'added' | 'deleted' | 'renamed' | 'copied' | 'mode' | undefined;
  oldMode: string | null;
  newMode: string | null;
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
  oldMode: null,
  newMode: null,
  isSubmodule: false,
  extended: 0,
});

type Take = (draft: Draft, value: string) => void;

type Side = 'oldMode' | 'newMode';

const setMode = (draft: Draft, side: Side, mode: string): void => {
  draft[side] = mode;
  // Whatever its last digits.
  draft.isSubmodule ||= mode.startsWith('16');
};

const flagged =
  (flag: NonNullable<Draft['flag']>, side: Side): Take =>
  (draft, value) => {
    setMode(draft, side, readMode(value));
    const clash = (draft.flag === 'added' && flag === 'deleted') || (draft.flag === 'deleted' && flag === 'added');
    if (clash) throw new Unreadable('a file is said to be both new and deleted');
    // A mode may change along with a rename; the rename is what a reader wants to know.
    if (flag !== 'mode' || draft.flag === undefined) draft.flag = flag;
  };

/** The mode on an `index` line is that of both sides, as far as nothing else is said of the new one. */
const indexed: Take = (draft, value) => {
  const mode = readIndexMode(value);
  if (mode === null) return;
  setMode(draft, 'oldMode', mode);
  draft.newMode ??= mode;
};

/** `mode 100644,100644..100755`: those of the parents, of which the first counts, and the new one. */
const combinedMode: Take = (draft, value) => {
  const { parents, after } = readModeList(value);
  for (const mode of [...parents].reverse()) setMode(draft, 'oldMode', mode);
  setMode(draft, 'newMode', after);
  draft.flag ??= 'mode';
};

/** `deleted file mode 100644,100644` */
const combinedDeletion: Take = (draft, value) => {
  flagged('deleted', 'oldMode')(draft, value.split(',')[0] ?? '');
};

const named =
  (flag: 'renamed' | 'copied', side: 'from' | 'to'): Take =>
  (draft, value) => {
    draft.flag = flag;
    draft[side] = squashed(readName(value));
  };

/** Git's extended header lines (apply.c, `optable`). Any other line ends the header. */
const EXTENDED: readonly (readonly [prefix: string, take: Take])[] = [
  ['old mode ', flagged('mode', 'oldMode')],
  ['new mode ', flagged('mode', 'newMode')],
  ['new file mode ', flagged('added', 'newMode')],
  ['deleted file mode ', flagged('deleted', 'oldMode')],
  ['rename from ', named('renamed', 'from')],
  ['rename to ', named('renamed', 'to')],
  ['rename old ', named('renamed', 'from')],
  ['rename new ', named('renamed', 'to')],
  ['copy from ', named('copied', 'from')],
  ['copy to ', named('copied', 'to')],
  ['similarity index ', () => {}],
  ['dissimilarity index ', () => {}],
  ['index ', indexed],
];
/** A combined diff has all its modes on one line, which `git apply` does not know. */
const EXTENDED_COMBINED: typeof EXTENDED = [
  ['deleted file mode ', combinedDeletion],
  ['mode ', combinedMode],
  ...EXTENDED,
];

const readExtended = (reader: LineReader, draft: Draft, extended: typeof EXTENDED): void => {
  while (!reader.done) {
    const found = extended.find(([prefix]) => reader.startsWith(prefix));
    if (found === undefined) return;
    // Git does not take a header line for one that the end of the patch cuts.
    if (reader.end === reader.raw.length) throw new Unreadable('the last file header is cut short');
    found[1](draft, reader.line.slice(found[0].length));
    draft.extended += 1;
    reader.advance();
  }
};

const readMarked = (reader: LineReader, draft: Draft, nameOn: (text: string) => string | null | undefined): void => {
  draft.minus = nameOn(reader.line.slice(4));
  reader.advance();
  draft.plus = nameOn(reader.line.slice(4));
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
  const name = checkedName(kind === 'deleted' ? (before ?? after) : (after ?? (kind === 'added' ? before : undefined)));
  const oldName = kind === 'added' || kind === 'deleted' || before === name ? undefined : before;
  return {
    path: pathOf(name),
    oldPath: oldName === undefined ? null : pathOf(checkedName(oldName)),
    kind,
    binary: draft.isSubmodule,
    oldMode: kind === 'added' ? null : draft.oldMode,
    newMode: kind === 'deleted' ? null : draft.newMode,
  };
};

/** Names without a hunk, or one without the other, would leave tools to guess what belongs to the file. */
const hasMarkedNames = (reader: LineReader): boolean => {
  if (!reader.startsWith('--- ') && !reader.startsWith('+++ ')) return false;
  if (reader.linesStartWith('--- ', '+++ ', '@@')) return true;
  throw new Unreadable(`no "---", "+++" and hunk in the file header at line ${reader.number}`);
};

/** The single name after `diff --cc`, or `diff --combined`, and what is left of the line after `diff --git`. */
const startName = (reader: LineReader, { folders }: Stripping): string | null | undefined => {
  if (reader.startsWith('diff --git ')) return readHeaderName(reader.line.slice('diff --git '.length), folders);
  const combined = ['diff --cc ', 'diff --combined '].find((prefix) => reader.startsWith(prefix));
  return combined === undefined ? undefined : readName(reader.line.slice(combined.length));
};

/** Names and a hunk with nothing before them, as other tools than git write them. */
const readPlainHeader = (reader: LineReader, stripping: Stripping): FileHeader => {
  const [minus, plus] = [0, 1].map(() => {
    const { line } = reader;
    if (reader.raw[reader.end - 1] === '\r' && /\d$/.test(line) && !line.includes('\t')) {
      throw new Unreadable(`a date and a carriage return follow a file name at line ${reader.number}`);
    }
    reader.advance();
    return line.slice(4);
  });
  const { name, kind } = readPlainNames(minus ?? '', plus ?? '', stripping);
  return { path: pathOf(checkedName(name)), oldPath: null, kind, binary: false, oldMode: null, newMode: null };
};

/**
 * The file header at the reader, which then stands after it; `null`, with the reader where it was, when there is none.
 * Like `git apply`, it takes `diff --git` with what follows, and a bare `---`, `+++`, `@@ -` in three lines, wherever
 * they stand outside a hunk, and strips the first folder of names, whatever it is called. A lone `diff --git` that nothing
 * follows is unreadable: git forgets it, but not its name, and applies a binary file that comes next under that name.
 */
export const readFileHeader = (reader: LineReader, stripping: Stripping): FileHeader | null => {
  const name = startName(reader, stripping);
  if (name === undefined) {
    return reader.linesStartWith('--- ', '+++ ', '@@ -') ? readPlainHeader(reader, stripping) : null;
  }
  const draft = draftOf(name);
  const isCombined = !reader.startsWith('diff --git ');
  const { folders } = stripping;
  reader.advance();
  readExtended(reader, draft, isCombined ? EXTENDED_COMBINED : EXTENDED);
  if (hasMarkedNames(reader)) {
    readMarked(reader, draft, isCombined ? readCombinedName : (text) => readMarkedName(text, folders));
  }
  if (draft.extended === 0 && !reader.startsWith('@@')) {
    throw new Unreadable(`a file is announced at line ${reader.number - 1}, and no change of it follows`);
  }
  if (draft.plus === null && draft.flag !== 'deleted') {
    throw new Unreadable('a file goes to /dev/null and is not said to be deleted: git would name it dev/null');
  }
  return settle(draft);
};
