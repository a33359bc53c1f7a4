import type { DiffLine } from '../../../domain/index.ts';

const KEY = /^\s*(?:-\s+)*["']?([\w.$-]{1,80})["']?\s*:(?:\s|$)/;
/** Keys above each other that are remembered: no real workflow is deeper. */
const DEPTH = 12;

const widthOf = (text: string): number => /^(?:\s|-\s)*/.exec(text)?.[0].length ?? 0;

/**
 * For each line of a fragment of YAML, the keys it stands under and its own, outermost first, joined by `/`, as far as
 * the fragment shows them. The lines of a block of text (`run: |`) stand under the block's key.
 */
export const placesOf = (lines: readonly DiffLine[]): ReadonlyMap<DiffLine, string> => {
  const places = new Map<DiffLine, string>();
  let above: { width: number; key: string; isBlock: boolean }[] = [];
  for (const line of lines) {
    if (line.text.trim() === '') continue;
    const width = widthOf(line.text.slice(0, 400));
    const indent = line.text.length - line.text.trimStart().length;
    above = above.filter((outer) => outer.width < (outer.isBlock ? indent : width)).slice(-DEPTH);
    const inBlock = above.some(({ isBlock, width: blockWidth }) => isBlock && blockWidth < indent);
    const key = inBlock ? undefined : KEY.exec(line.text)?.[1];
    if (key !== undefined) {
      above = above.filter((outer) => outer.width < width);
      above.push({ width, key, isBlock: /:\s*[|>][+\-\d]*\s*(?:#.*)?$/.test(line.text) });
    }
    places.set(line, above.map((outer) => outer.key).join('/'));
  }
  return places;
};
