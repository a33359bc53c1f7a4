import type { FileChange } from '../../domain/index.ts';
import type { Found } from '../text/collect.ts';
import { foundInLine, type Said } from './found-in.ts';

const COMMIT = /^Subproject commit ([0-9a-f]{7,64})(-dirty)?\r?$/;

const committed = (file: FileChange, side: 'added' | 'deleted'): string | null => {
  for (const { lines } of file.hunks) {
    for (const { kind, text } of lines) if (kind === side) return COMMIT.exec(text)?.[1]?.slice(0, 12) ?? null;
  }
  return null;
};

function* moved(file: FileChange): Generator<Found> {
  if (!file.binary) return;
  const before = committed(file, 'deleted');
  for (const { lines } of file.hunks) {
    for (const { kind, text, newLine } of lines) {
      const commit = kind === 'added' ? COMMIT.exec(text)?.[1]?.slice(0, 12) : undefined;
      if (commit === undefined) continue;
      const message =
        before === null
          ? `This adds another repository at commit ${commit}, and nobody reads here what it contains.`
          : `This moves another repository from commit ${before} to ${commit}, and nobody reads here what changed in it.`;
      const where = { file: file.path, line: newLine, text };
      yield foundInLine(where, { rule: 'submodule-moved', severity: 'medium', message });
    }
  }
}

const URL_CHANGED: Said = {
  rule: 'submodule-url',
  severity: 'medium',
  message: 'This says from where another repository is fetched into this one.',
};
/** CVE-2018-17456 (a URL or path taken for an option) and `update = !command`. */
const COMMAND: Said = {
  rule: 'submodule-command',
  severity: 'high',
  message: 'This setting of a submodule makes git run a command.',
};
const LEAVES: Said = {
  rule: 'submodule-outside',
  severity: 'high',
  message: 'This places a submodule outside of the repository or within git’s own folder (CVE-2018-11235).',
};

function* settings(file: FileChange): Generator<Found> {
  if (!/(?:^|\/)\.gitmodules$/i.test(file.path)) return;
  for (const { lines } of file.hunks) {
    for (const { kind, text, newLine } of lines) {
      if (kind !== 'added') continue;
      const where = { file: file.path, line: newLine, text };
      if (/^\s*(?:url|path)\s*=\s*["']?-|^\s*update\s*=\s*["']?!|^\s*url\s*=\s*["']?ext::/i.test(text)) {
        yield foundInLine(where, COMMAND);
      } else if (/^\s*path\s*=.*(?:\.\.\/|\.git\/)|^\s*\[submodule\s+"[^"]*\.\.\//i.test(text))
        yield foundInLine(where, LEAVES);
      else if (/^\s*url\s*=/i.test(text)) yield foundInLine(where, URL_CHANGED);
    }
  }
}

/** Submodules added or moved to another commit, and what `.gitmodules` says of them. */
export function* submodules(file: FileChange): Generator<Found> {
  if (file.kind === 'deleted') return;
  yield* moved(file);
  yield* settings(file);
}
