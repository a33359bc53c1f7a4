import type { Words } from '../words.ts';

/** One ordinary change, as the lines of a hunk with their markers. */
type Scene = (words: Words) => readonly string[];

/** What ordinary files of a language are called, and what is changed in them. */
export interface Language {
  readonly path: (words: Words) => string;
  readonly scenes: readonly Scene[];
}
