import type { FileChange } from '../../domain/index.ts';
import { codeExchanges, linesOf } from '../size/code-text.ts';
import { areaOf } from '../size/file-area.ts';

const TOKEN = /[\p{L}\p{M}\p{N}_$]+|[^\s\p{L}\p{M}\p{N}_$]/gu;
/** What formatters add, drop and exchange: parting marks, brackets, quotes, line continuations. */
const FREE = /^[,;(){}[\]'"`\\]$/;
/** Formatters sort and merge imports. */
const IMPORT = /^\s*(?:import|from|use|pub use|require|#include|export .{0,200} from|mod)\b/;

const count = (lines: readonly string[], step: number, counts: Map<string, number>): void => {
  for (const line of lines) {
    if (IMPORT.test(line)) continue;
    for (const [token] of line.matchAll(TOKEN)) {
      if (FREE.test(token)) continue;
      const key = token.toLowerCase();
      counts.set(key, (counts.get(key) ?? 0) + step);
    }
  }
};

/** Whether words, numbers or operators of the file's code come or go: what no formatter does. */
export const changesTokens = (file: FileChange): boolean => {
  if (file.binary || file.kind === 'added' || file.kind === 'deleted' || areaOf(file.path) === 'docs') return false;
  const exchanges = codeExchanges(file, 'strict');
  const counts = new Map<string, number>();
  count(linesOf(exchanges, 'added'), 1, counts);
  count(linesOf(exchanges, 'deleted'), -1, counts);
  return [...counts.values()].some((difference) => difference !== 0);
};
