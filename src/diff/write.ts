import type { DiffLine, FileChange, Hunk } from '../domain/index.ts';

const SUBMODULE = '160000';
/** Git writes the ids of the contents here, which only a repository can resolve; these resolve to nothing. */
const NO_IDS = 'index 0000000..0000000';

/** The parser's spelling of a name that is not UTF-8, and of one that could be mistaken for such a spelling. */
const SPELLED_OUT = /\\x[89a-f][0-9a-f]/;

const octal = (byte: number): string => `\\${byte.toString(8).padStart(3, '0')}`;

const escapeOf = (character: string): string =>
  character === '"' || character === '\\' ? `\\${character}` : octal(character.charCodeAt(0));

const spelledEscapeOf = (text: string): string => {
  if (text === '\\\\') return text;
  return text.length === 4 ? octal(Number.parseInt(text.slice(2), 16)) : escapeOf(text);
};

/** A name as git writes it with `core.quotePath=false`: in quotes only if it could be read as something else. */
const quoted = (name: string, always = false): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not stand bare.
  if (!always && !/[\0-\x1f\x7f"\\]/.test(name)) return name;
  return SPELLED_OUT.test(name)
    ? // biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
      `"${name.replaceAll(/\\\\|\\x[89a-f][0-9a-f]|[\0-\x1f\x7f"\\]/g, spelledEscapeOf)}"`
    : // biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
      `"${name.replaceAll(/[\0-\x1f\x7f"\\]/g, escapeOf)}"`;
};

/** A tab ends a name with blanks in it, as git has it: other tools read a date after a blank. */
const marked = (marker: '---' | '+++', name: string): string => {
  const text = quoted(name);
  return `${marker} ${text}${!text.startsWith('"') && /\s/.test(text) ? '\t' : ''}\n`;
};

/** How a line stands to the first parent and to the second, which is made up. */
const combinedMarks = (line: DiffLine, isHeld: boolean): string => {
  if (line.kind === 'context') return '  ';
  if (line.kind === 'added') return isHeld ? ' +' : '++';
  return line.oldLine === null ? ' -' : '- ';
};

/**
 * Marks for each line of a hunk of a combined diff. `DiffLine` keeps the first parent's numbers alone: where they leap,
 * added lines before the leap are that parent's too.
 */
const combinedMarksOf = ({ lines, oldStart }: Hunk): readonly string[] => {
  const marks = lines.map((line) => combinedMarks(line, false));
  let next = oldStart;
  let added: number[] = [];
  lines.forEach(({ kind, oldLine }, index) => {
    if (kind === 'added') added.push(index);
    if (oldLine === null) return;
    for (const held of added.slice(0, oldLine - next)) marks[held] = ' +';
    next = oldLine + 1;
    added = [];
  });
  return marks;
};

/** Whether one parent is enough to write the hunk: its numbers follow each other, and each deleted line has one. */
const isPlain = ({ lines, oldStart, newStart }: Hunk): boolean => {
  const next = { old: oldStart, new: newStart };
  for (const { kind, oldLine, newLine } of lines) {
    if (kind !== 'added' && oldLine !== next.old++) return false;
    if (kind !== 'deleted' && newLine !== next.new++) return false;
  }
  return true;
};

const range = (start: number, count: number): string => (count === 1 ? `${start}` : `${start},${count}`);

const rangesOf = ({ oldStart, newStart }: Hunk, marks: readonly string[], width: number): string => {
  const heldBy = (parent: number): number =>
    marks.filter((mark) => mark[parent] === '-' || (mark[parent] === ' ' && !mark.includes('-'))).length;
  const after = marks.filter((mark) => !mark.includes('-')).length;
  const parents = Array.from(
    { length: width },
    (_, parent) => `-${range(parent === 0 ? oldStart : 1, heldBy(parent))}`,
  );
  return `${parents.join(' ')} +${range(newStart, after)}`;
};

const MARKS = { added: '+', deleted: '-', context: ' ' } as const;

const writeHunk = (hunk: Hunk, combined: boolean): string => {
  const marks = combined ? combinedMarksOf(hunk) : hunk.lines.map(({ kind }) => MARKS[kind]);
  const signs = combined ? '@@@' : '@@';
  const parts = [`${signs} ${rangesOf(hunk, marks, signs.length - 1)} ${signs}`];
  parts.push(hunk.heading === '' ? '\n' : ` ${hunk.heading}\n`);
  hunk.lines.forEach(({ text, unended }, index) => {
    parts.push(marks[index] ?? '', text, unended ? '\n\\ No newline at end of file\n' : '\n');
  });
  return parts.join('');
};

const modeLines = ({ kind, oldMode, newMode }: FileChange, combined: boolean): string => {
  if (kind === 'added') return newMode === null ? '' : `new file mode ${newMode}\n`;
  if (kind === 'deleted') return oldMode === null ? '' : `deleted file mode ${oldMode}\n`;
  if (oldMode === newMode && oldMode !== null && kind !== 'mode') {
    return combined ? `mode ${oldMode},${oldMode}..${newMode}\n` : `${NO_IDS} ${newMode}\n`;
  }
  return `${oldMode === null ? '' : `old mode ${oldMode}\n`}${newMode === null ? '' : `new mode ${newMode}\n`}`;
};

const moveLines = ({ path, oldPath, kind }: FileChange): string => {
  if (oldPath === null || (kind !== 'renamed' && kind !== 'copied')) return '';
  const verb = kind === 'renamed' ? 'rename' : 'copy';
  return `${verb} from ${quoted(oldPath)}\n${verb} to ${quoted(path)}\n`;
};

const nameLine = (file: FileChange, combined: boolean): string => {
  if (combined) return `diff --cc ${quoted(file.path)}\n`;
  // A deletion without a mode is one of a plain diff, which has no such line; under one, it would not be believed.
  if (file.kind === 'deleted' && file.oldMode === null) return '';
  const before = file.oldPath ?? file.path;
  // Blanks in names that no other line repeats, or in two that differ, would leave open where one ends.
  const always = (before !== file.path || file.hunks.length === 0) && /\s/.test(before + file.path);
  return `diff --git ${quoted(`a/${before}`, always)} ${quoted(`b/${file.path}`, always)}\n`;
};

const isBinaryContent = ({ binary, content, hunks, oldMode, newMode }: FileChange): boolean =>
  hunks.length === 0 && (content !== null || (binary && oldMode !== SUBMODULE && newMode !== SUBMODULE));

const writeHeader = (file: FileChange, combined: boolean): string => {
  const { path, oldPath, kind, hunks } = file;
  const modes = modeLines(file, combined);
  const moves = moveLines(file);
  const name = nameLine(file, combined);
  const parts = [name, modes, moves];
  if (name !== '' && modes === '' && moves === '') parts.push(NO_IDS, '\n');
  const before = kind === 'added' ? '/dev/null' : `a/${oldPath ?? path}`;
  const after = kind === 'deleted' ? '/dev/null' : `b/${path}`;
  if (isBinaryContent(file)) parts.push(`Binary files ${quoted(before)} and ${quoted(after)} differ\n`);
  if (hunks.length > 0) parts.push(marked('---', before), marked('+++', after));
  return parts.join('');
};

/**
 * One git diff of the files, and the files with the sizes they have in it (`bytes`, and `content` unstated where it is
 * binary): what `parsePatch` gives back for the text.
 */
export const writeFiles = (
  files: readonly FileChange[],
): { readonly text: string; readonly files: readonly FileChange[] } => {
  const texts: string[] = [];
  const written = files.map((file): FileChange => {
    const combined = file.hunks.some((hunk) => !isPlain(hunk));
    const header = writeHeader(file, combined);
    // Names without a `diff --git` line would be read as those of a header before them.
    if (!header.startsWith('diff') && texts.length > 0) texts.push('\n');
    texts.push(header);
    let bytes = Buffer.byteLength(header);
    const hunks = file.hunks.map((hunk) => {
      const text = writeHunk(hunk, combined);
      texts.push(text);
      bytes += Buffer.byteLength(text);
      return { ...hunk, bytes: Buffer.byteLength(text) };
    });
    const content = file.content === null ? null : ({ form: 'unstated', size: null } as const);
    return { ...file, content, hunks, bytes };
  });
  return { text: texts.join(''), files: written };
};

/**
 * The files as one git diff, the same for the same files: renames, copies and modes; binary content as
 * `Binary files … differ`; blob ids as zeros; names in quotes only where they must be; a combined diff with its first
 * parent as it is and a second one made up. Parsing it gives the same files but for `bytes` and binary `content`.
 * Empty for no files. Takes time linear in them.
 */
export const writeDiff = (files: readonly FileChange[]): string => writeFiles(files).text;
