import type { Layout, Row } from './layout.ts';
import { shownFrom } from './numbered.ts';
import type { Part } from './parts.ts';

/** A stretch of changed lines, as bytes of the diff. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly file: number;
  readonly hunk: number | null;
  readonly kinds: 'added' | 'deleted' | 'both';
}

/** Blank lines and brackets do not part what was exchanged. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

const isBridge = ({ line }: Row): boolean => line === null || !SAYS_SOMETHING.test(line.text);

/** Stretches in which lines were deleted and others added, blank lines and brackets between them or none. */
const exchanges = ({ rows }: Layout): readonly Run[] => {
  const runs: Run[] = [];
  let isOpen = false;
  for (const row of rows) {
    const { start, end, file, hunk, line } = row;
    const last: Run | undefined = isOpen ? runs.at(-1) : undefined;
    const goesOn: boolean = last?.file === file && last.hunk === hunk;
    if (line === null || line.kind === 'context') {
      isOpen = goesOn && isBridge(row);
    } else {
      isOpen = true;
      if (goesOn) runs.pop();
      const kinds = goesOn && last?.kinds !== line.kind ? 'both' : line.kind;
      runs.push({ start: goesOn ? (last?.start ?? start) : start, end, file, hunk, kinds });
    }
  }
  return runs.filter(({ kinds }) => kinds === 'both');
};

/**
 * Whether lines were exchanged for others in a stretch that no part shows whole: then nobody could hold what came
 * against what went. Takes time linear in the rows.
 */
export const hasCutRun = (layout: Layout, parts: readonly Pick<Part, 'start' | 'end'>[]): boolean => {
  let at = 0;
  let shown = shownFrom(layout, parts[0]?.start ?? 0);
  return exchanges(layout).some(({ start, end }) => {
    while ((parts[at]?.end ?? end) < end) {
      at += 1;
      shown = shownFrom(layout, parts[at]?.start ?? end);
    }
    return shown > start;
  });
};
