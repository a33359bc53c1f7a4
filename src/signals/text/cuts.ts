/** A text made from another by leaving out, and replacing, stretches of it. */
export interface CutText {
  readonly text: string;
  /** Position in the original of a position in `text`; in a replacement, that of the stretch it stands for. */
  readonly origin: (position: number) => number;
  /** How many stretches stand at or before the position in `text`. */
  readonly cutsUpTo: (position: number) => number;
}

/** Replaces every match of an expression with flag `g` (by nothing: leaves it out); null when there is none. Linear. */
export const cut = (whole: string, stretch: RegExp, replace: (match: string) => string = () => ''): CutText | null => {
  const parts: string[] = [];
  /** Per stretch: where its replacement starts and ends in the result, where it starts and ends in the original. */
  const cuts: { readonly start: number; readonly end: number; readonly from: number; readonly to: number }[] = [];
  let [from, length] = [0, 0];
  for (const { 0: match, index } of whole.matchAll(stretch)) {
    const replacement = replace(match);
    parts.push(whole.slice(from, index), replacement);
    const start = length + index - from;
    from = index + match.length;
    length = start + replacement.length;
    cuts.push({ start, end: length, from: index, to: from });
  }
  if (cuts.length === 0) return null;
  const cutsUpTo = (position: number): number => {
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cuts[middle]?.start ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    text: parts.join('') + whole.slice(from),
    origin: (position) => {
      const last = cuts[cutsUpTo(position) - 1];
      if (last === undefined) return position;
      return position < last.end ? last.from : position - last.end + last.to;
    },
    cutsUpTo,
  };
};
