import type { DiffLine, Hunk } from '../../../domain/index.ts';

/** The lines of a hunk in one of its two files, and where each stands among them. */
export interface Side {
  readonly lines: readonly DiffLine[];
  readonly at: (line: DiffLine) => number;
}

const sideOf = (hunk: Hunk, without: DiffLine['kind']): Side => {
  const lines = hunk.lines.filter(({ kind }) => kind !== without);
  const places = new Map(lines.map((line, index) => [line, index]));
  return { lines, at: (line) => places.get(line) ?? 0 };
};

/** Gives one side of each hunk, made once: a hunk may have as many runs as lines. */
export const sides = (which: 'old' | 'new'): ((hunk: Hunk) => Side) => {
  const known = new WeakMap<Hunk, Side>();
  return (hunk) => {
    const side = known.get(hunk) ?? sideOf(hunk, which === 'old' ? 'added' : 'deleted');
    known.set(hunk, side);
    return side;
  };
};
