import type { Change, ChangeKind, FileChange } from '../../domain/index.ts';
import { codeExchanges, sameButBlanks, textExchanges } from './code-text.ts';
import { areaOf, type FileArea } from './file-area.ts';

const sameMode = ({ oldMode, newMode, kind }: FileChange): boolean =>
  oldMode === newMode && (newMode === null || newMode.startsWith('100')) && kind !== 'mode';

/** Text that was there before under the same name and mode, and still is. */
const isEdit = (file: FileChange): boolean => file.kind === 'modified' && !file.binary && sameMode(file);

const isMove = (file: FileChange): boolean =>
  file.kind === 'renamed' && file.hunks.length === 0 && file.content === null && sameMode(file);

const onlyBlanks = (file: FileChange): boolean => sameButBlanks(textExchanges(file), file.path);

const onlyComments = (file: FileChange): boolean => sameButBlanks(codeExchanges(file, 'strict'), file.path);

const BY_AREA: Readonly<Partial<Record<FileArea, ChangeKind>>> = {
  docs: 'docs-only',
  tests: 'tests-only',
  translation: 'translations-only',
  lock: 'lockfile-only',
  asset: 'assets-only',
};

/** A document that may be run, a link or what nobody can read is not plainly what its name says. */
const byName = (file: FileChange): ChangeKind =>
  [file.oldMode, file.newMode].some((mode) => mode !== null && mode !== '100644') ||
  (file.binary && areaOf(file.path) !== 'asset') ||
  (file.oldPath !== null && areaOf(file.oldPath) !== areaOf(file.path))
    ? 'other'
    : (BY_AREA[areaOf(file.path)] ?? 'other');

/**
 * The kind of a change, from the names of its files and what its lines say: words to show beside a lane. The author
 * chooses both, so it informs and decides nothing. An empty change is `other`. Takes time linear in the change.
 */
export const kindOfChange = (change: Change): ChangeKind => {
  const { files } = change;
  const [first] = files;
  if (first === undefined) return 'other';
  if (files.every(isMove)) return 'rename-only';
  if (files.every((file) => isEdit(file) && onlyBlanks(file))) return 'whitespace-only';
  const kind = byName(first);
  if (kind !== 'other' && files.every((file) => byName(file) === kind)) return kind;
  return files.every((file) => isEdit(file) && onlyComments(file)) ? 'comments-only' : 'other';
};
