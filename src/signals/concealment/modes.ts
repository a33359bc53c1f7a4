import type { FileChange } from '../../domain/index.ts';
import type { Found } from '../text/collect.ts';
import { foundInName } from './found-in.ts';

const SCRIPT_FOLDER =
  /(?:^|\/)(?:\.?bin|\.?scripts?|tools?|hack|ci|\.ci|\.husky|\.githooks|hooks|sbin|libexec|contrib|t)\//i;
const SCRIPT_NAME =
  /\.(?:sh|bash|zsh|fish|py|pl|rb|js|mjs|cjs|ts|php|lua|ps1|bat|cmd|tcl|awk|sed|run|t|exs?|bb|nu)$|(?:^|\/)(?:configure|gradlew|mvnw|autogen\.sh|bootstrap|install|[^./]+)$/i;

const startsWithShebang = ({ hunks }: FileChange): boolean =>
  hunks[0]?.lines.some(({ newLine, text }) => newLine === 1 && text.startsWith('#!')) ?? false;

const isExecutable = (mode: string | null): boolean => mode?.startsWith('100') === true && /[1357]/.test(mode.slice(3));

/** Git stores four kinds of entries: plain and executable files, links, submodules. It knows one more of old. */
const KNOWN_MODE = /^(?:100644|100755|100664|120000|160000|040000)$/;

function* executableBit(file: FileChange): Generator<Found> {
  if (!isExecutable(file.newMode) || isExecutable(file.oldMode)) return;
  const isScript =
    startsWithShebang(file) || (!file.binary && SCRIPT_NAME.test(file.path)) || SCRIPT_FOLDER.test(file.path);
  yield foundInName(file, {
    rule: 'path-made-executable',
    severity: isScript && !file.binary ? 'low' : 'medium',
    message:
      isScript && !file.binary
        ? 'This script may now be run as a program.'
        : 'This file may now be run as a program, though it does not look like a script.',
  });
}

function* oddMode(file: FileChange): Generator<Found> {
  const { newMode } = file;
  if (newMode === null || KNOWN_MODE.test(newMode)) return;
  yield foundInName(file, {
    rule: 'path-odd-mode',
    severity: 'medium',
    message: `The mode ${newMode.slice(0, 12)} is none that git writes, so tools may disagree about what this file may do.`,
  });
}

/** A file that may be run from now on, and modes that git does not write (such as set-user-id). */
export function* oddModes(file: FileChange): Generator<Found> {
  if (file.kind === 'deleted') return;
  yield* executableBit(file);
  yield* oddMode(file);
}
