import type { Flag, Severity } from '../../domain/index.ts';
import { cut } from '../one-line.ts';
import { fenced } from '../text/fence.ts';
import type { Part } from '../text/parts.ts';
import { estimateTokens } from '../text/tokens.ts';
import type { PartReport } from '../verdict.ts';

const MOST_TOKENS = 50_000;
const MOST_PATH = 160;
/** Files and flags shown of one part: the first of these that make the index fit, or the last. */
const SHOWN = [
  { files: 12, flags: 8, reason: 200 },
  { files: 6, flags: 4, reason: 120 },
  { files: 3, flags: 2, reason: 60 },
  { files: 1, flags: 1, reason: 0 },
] as const;
type Shown = (typeof SHOWN)[number];

const GRAVITY: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

const flagLine = ({ severity, file, line, side, quote, reason }: Flag, shown: Shown): object => ({
  severity,
  file: cut(file, MOST_PATH),
  line,
  ...(side === 'old' && { side }),
  quote: cut(quote, 120),
  ...(shown.reason > 0 && { reason: cut(reason, shown.reason) }),
});

const filesOf = ({ files }: Part, shown: Shown): object => ({
  files: files
    .slice(0, shown.files)
    .map(({ path, from, to }) => (from === null ? cut(path, MOST_PATH) : `${cut(path, MOST_PATH)}:${from}-${to}`)),
  ...(files.length > shown.files && { moreFiles: files.length - shown.files }),
});

const reportOf = (report: PartReport | null, shown: Shown): object => {
  if (report === null) return { unread: true };
  const gravest = report.flags.toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]);
  return {
    risk: report.risk,
    note: report.note,
    flags: gravest.slice(0, shown.flags).map((flag) => flagLine(flag, shown)),
    ...(gravest.length > shown.flags && { moreFlags: gravest.length - shown.flags }),
  };
};

/**
 * The parts as the navigator is told of them: fenced, one JSON object a line, in order; as much of each as fits into
 * some 50,000 tokens altogether.
 */
export const indexText = (parts: readonly Part[], reports: readonly (PartReport | null)[]): string => {
  let text = '';
  for (const shown of SHOWN) {
    const lines = parts.map((part, index) =>
      JSON.stringify({ handle: part.handle, ...reportOf(reports[index] ?? null, shown), ...filesOf(part, shown) }),
    );
    text = lines.map((line) => `${line}\n`).join('');
    if (estimateTokens(text) <= MOST_TOKENS) break;
  }
  return fenced(text, 'index').text;
};
