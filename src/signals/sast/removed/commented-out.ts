import type { DiffLine, FileChange, Hunk } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { COMMENTED_OUT } from '../rules/removed/code-commented-out.ts';
import { CODE_PATH } from './paths.ts';
import { report } from './report.ts';
import { readOf } from './runs.ts';

/** How a stretch of code is taken out without deleting it: what opens such a stretch, and what closes it. */
const BRACKETS: readonly (readonly [opens: RegExp, closes: RegExp])[] = [
  [/\/\*(?!.*\*\/)/, /\*\//],
  [/^\s*#\s*if\s+(?:0|false|FALSE)\b/, /^\s*#\s*(?:endif|else|elif)\b/],
  [/<!--(?!.*-->)/, /-->/],
  [/^=begin\b/, /^=end\b/],
  [/^\s*(?:"""|''')\s*$/, /^\s*(?:"""|''')\s*$/],
];

/** A line that does something, as opposed to one that only opens, closes, or comments. */
const DOES = /[;:{]\s*$|\w\(.*\)\s*,?\s*$|\w\s[-+*/|&]?=\s/;

/** Where the stretch ends, and whether both its ends are new while something old lies in it. */
const stretchFrom = (lines: readonly DiffLine[], from: number, closes: RegExp) => {
  let holdsOld = false;
  for (let end = from + 1; end < lines.length; end += 1) {
    const { kind, text } = lines[end] ?? { kind: 'deleted', text: '' };
    if (kind === 'deleted') continue;
    if (closes.test(readOf(text))) return { end, isNew: kind === 'added' && holdsOld };
    if (kind === 'context' && DOES.test(readOf(text))) holdsOld = true;
  }
  return { end: lines.length, isNew: false };
};

function* inHunk(file: FileChange, { lines }: Hunk): Generator<Found> {
  for (const [opens, closes] of BRACKETS) {
    for (let at = 0; at < lines.length; at += 1) {
      const line = lines[at];
      if (line?.kind !== 'added' || !opens.test(readOf(line.text))) continue;
      const { end, isNew } = stretchFrom(lines, at, closes);
      if (isNew) yield report(COMMENTED_OUT, file, line);
      at = end;
    }
  }
}

/** Code that stays in the file but is put into a comment or `#if 0`, by lines added before and behind it. */
export function* commentedOut(file: FileChange, path: string): Generator<Found> {
  if (file.added < 2 || !CODE_PATH.test(path)) return;
  for (const hunk of file.hunks) yield* inHunk(file, hunk);
}
