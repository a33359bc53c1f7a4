/** Stands at the start of a window that is not the start of its text, so that no `^` matches there. */
const CUT = '…';

/**
 * A text in windows of a bounded length that overlap, each of which an expression can read in bounded time: whatever is
 * no longer than `overlapChars` is whole in one of them. A short text is its own window. Linear.
 */
export const windowsOf = (text: string, windowChars: number, overlapChars: number): readonly string[] => {
  if (text.length <= windowChars) return [text];
  const windows = [text.slice(0, windowChars)];
  for (let from = windowChars - overlapChars; from + overlapChars < text.length; from += windowChars - overlapChars) {
    windows.push(CUT + text.slice(from, from + windowChars));
  }
  return windows;
};
