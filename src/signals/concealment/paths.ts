import type { Change, FileChange } from '../../domain/index.ts';
import type { Found } from '../text/collect.ts';
import { foundInName, type Said } from './found-in.ts';

const TRAVERSAL: Said = {
  rule: 'path-traversal',
  severity: 'high',
  message: "This file's name leads out of the repository, so writing it would overwrite something elsewhere.",
};
const IN_GIT: Said = {
  rule: 'path-in-git',
  severity: 'high',
  message: "This file would lie within git's own folder, where hooks and settings run commands.",
};
const RESERVED: Said = {
  rule: 'path-reserved-name',
  severity: 'low',
  message: 'Windows takes this name for a device, so the repository cannot be checked out there.',
};
const STREAM: Said = {
  rule: 'path-stream',
  severity: 'medium',
  message: 'On Windows this name writes a hidden stream of another file.',
};
const TRAILING: Said = {
  rule: 'path-trailing-dot',
  severity: 'medium',
  message: 'Windows drops the dot or blank at the end of this name, so it would write another file.',
};
const OPTION: Said = {
  rule: 'path-like-option',
  severity: 'medium',
  message: 'This name begins with a dash, so a command given all files takes it for an option.',
};
const CONTROL: Said = {
  rule: 'path-control-character',
  severity: 'medium',
  message: "This file's name contains a control character.",
};

/** What git's folder may be called: on file systems that fold case, shorten names, or drop dots, blanks and streams. */
const GIT_FOLDER = /^(?:\.git|git~\d)[. ]*(?::.*)?$/i;
const DEVICE = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9]|conin\$|conout\$)(?:\..*)?$/i;
/** The characters that HFS+ leaves out when it compares names. */
const IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

const RULES: readonly (readonly [Said, (segments: readonly string[], path: string) => boolean])[] = [
  [TRAVERSAL, (segments, path) => segments.includes('..') || /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path)],
  [IN_GIT, (segments) => segments.some((segment) => GIT_FOLDER.test(segment.replaceAll(IGNORED, '')))],
  [RESERVED, (segments) => segments.some((segment) => DEVICE.test(segment))],
  [STREAM, (segments) => segments.some((segment) => /^[^:]+\.\w{1,10}:[^:]|::?\$DATA$/i.test(segment))],
  [TRAILING, (segments) => segments.some((segment) => /[. ]$/.test(segment) && !/^\.{1,2}$/.test(segment))],
  [OPTION, (segments) => (segments.at(-1) ?? '').startsWith('-')],
  // The other control characters are found wherever they stand; a tab or form feed is odd in a name alone.
  [CONTROL, (_, path) => /[\t\f\r]/.test(path)],
];

/** A name that leads elsewhere than it seems, or that some systems read as another. */
export function* oddName(file: FileChange): Generator<Found> {
  if (file.kind === 'deleted') return;
  const segments = file.path.split(/[/\\]/);
  for (const [said, applies] of RULES) if (applies(segments, file.path)) yield foundInName(file, said);
}

/** Files of the change whose names differ by case alone: where case is folded, the later one overwrites the earlier. */
export function* caseTwins(change: Change): Generator<Found> {
  const seen = new Map<string, string>();
  const gone = new Set(
    change.files.flatMap(({ kind, path, oldPath }) => (kind === 'deleted' ? [path] : (oldPath ?? []))),
  );
  for (const file of change.files) {
    if (file.kind === 'deleted' || gone.has(file.path)) continue;
    const folded = file.path.toLowerCase();
    const twin = seen.get(folded);
    if (twin === undefined) seen.set(folded, file.path);
    else if (twin !== file.path) {
      const message =
        'Another file of this change has the same name but for case, so on some systems one overwrites the other.';
      yield foundInName(file, { rule: 'path-case-twin', severity: 'medium', message });
    }
  }
}
