/** Ends a parse from any depth; `parsePatch` turns it into a value, and nothing outside this folder sees it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
