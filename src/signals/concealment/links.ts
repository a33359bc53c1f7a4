import type { Change, DiffLine, FileChange } from '../../domain/index.ts';
import type { Found } from '../text/collect.ts';
import { foundInLine, foundInName } from './found-in.ts';

const LINK = '120000';

/** Files that hold keys or settings which run commands, wherever they lie. */
const SENSITIVE =
  /(?:^|[/\\])(?:\.git(?:$|[/\\])|\.ssh(?:$|[/\\])|\.aws(?:$|[/\\])|\.gnupg(?:$|[/\\])|\.kube(?:$|[/\\])|\.netrc$|\.npmrc$|\.pypirc$|\.env$|id_(?:rsa|ed25519)$|etc[/\\](?:passwd|shadow|sudoers))/i;

/** Whether the target, read from the link's folder, lies outside of the repository. A Windows path counts, too. */
const leaves = (path: string, target: string): boolean => {
  if (/^(?:[/\\~]|[A-Za-z]:)/.test(target)) return true;
  let depth = path.split('/').filter((segment) => segment !== '' && segment !== '.').length - 1;
  for (const segment of target.split(/[/\\]/)) {
    if (segment === '..') depth -= 1;
    else if (segment !== '' && segment !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
};

const judged = (file: FileChange, target: string): Found['severity'] =>
  leaves(file.path, target) || SENSITIVE.test(target) ? 'high' : 'low';

const addedLines = (file: FileChange): readonly DiffLine[] =>
  file.hunks.flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'added'));

/** Links: one that leaves the repository, or leads to keys or to git's folder, and any other. */
export function* links(file: FileChange): Generator<Found> {
  if (file.newMode !== LINK || file.kind === 'deleted') return;
  const lines = addedLines(file);
  for (const { text, newLine } of lines) {
    const severity = judged(file, text);
    yield foundInLine(
      { file: file.path, line: newLine, text },
      severity === 'high'
        ? {
            rule: 'link-leaves-tree',
            severity,
            message: 'This link leads out of the repository or to a file that holds secrets or settings.',
          }
        : { rule: 'link', severity, message: 'This file is a link: whatever opens it opens the file named here.' },
    );
  }
  if (lines.length === 0 && (file.binary || file.oldMode !== LINK)) {
    const message = 'This file becomes a link, and the change does not show where it leads.';
    yield foundInName(file, { rule: 'path-link-unseen', severity: 'medium', message });
  }
  if (file.kind === 'renamed' && file.oldPath !== null && lines.length === 0) {
    const message = 'This link was moved; where it leads is read from its folder, and the change does not show it.';
    yield foundInName(file, { rule: 'path-link-moved', severity: 'low', message });
  }
}

const isPlain = (mode: string | null): boolean => mode?.startsWith('100') === true;

/** Files that become links: git writes that as a deletion and an addition of the same name, or as a change of mode. */
export function* becomeLinks(change: Change): Generator<Found> {
  const gone = new Set<string>();
  for (const { kind, path, oldMode } of change.files) if (kind === 'deleted' && isPlain(oldMode)) gone.add(path);
  for (const file of change.files) {
    if (file.newMode !== LINK || file.kind === 'deleted') continue;
    if (!gone.has(file.path) && !isPlain(file.oldMode)) continue;
    const message = 'A plain file becomes a link, so what writes to it or reads it now meets another file.';
    yield foundInName(file, { rule: 'path-became-link', severity: 'medium', message });
  }
}
