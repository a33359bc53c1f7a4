import { unescaped } from './escapes.ts';
import { type FoldedText, fold } from './fold.ts';
import { rejoined } from './joins.ts';

/** What one step after another makes of a text; positions lead back through all of them. */
const after = (first: FoldedText | null, whole: string, step: typeof fold): FoldedText | null => {
  if (first === null) return step(whole);
  const next = step(first.text);
  return next === null ? first : { text: next.text, origin: (position) => first.origin(next.origin(position)) };
};

/**
 * The text as it is meant to be read: escapes read, split words joined, disguised letters made plain. Null when it reads
 * so already. Linear.
 */
export const plainReading = (text: string): FoldedText | null => {
  const steps: readonly (typeof fold)[] = [unescaped, rejoined, fold];
  return steps.reduce<FoldedText | null>((read, step) => after(read, text, step), null);
};
