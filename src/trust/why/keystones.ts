import type { Appraisal, Support } from '../standing/appraise.ts';

/** Vouches for somebody without which a threshold is missed. */
export interface Keystones {
  /** Their edge numbers, ascending; 1 to 20. */
  readonly edges: readonly number[];
  /** Structural trust without them, below the threshold. */
  readonly without: number;
  /** Whether no smaller set does. If not, still none of these can be spared. */
  readonly smallest: boolean;
}

/** With more vouches than this not every set of them is tried. */
const MOST_TRIED = 12;
/** A longer list explains nothing. */
const MOST_LISTED = 20;

/**
 * The smallest set of vouches for a node whose removal drops its structural trust below a threshold. The smallest for
 * sure where no denounce of the node is heard, and where at most 12 vouch for it; else a set of which none can be
 * spared. Null for a seed, when trust is below the threshold already, and when it takes more than 20.
 */
export const keystonesOf = (appraisal: Appraisal, threshold: number): Keystones | null => {
  const { structural, isSeed, vouches, heardAgainst, without } = appraisal;
  if (isSeed || structural < threshold) return null;
  const left = (cut: readonly Support[]): number => without({ vouches: new Set(cut.map(({ edge }) => edge)) });
  const isEnough = (cut: readonly Support[]): boolean => left(cut) < threshold;
  const strongest = vouches.toSorted((a, b) => b.offer - a.offer || b.voice - a.voice || a.from - b.from);
  const smallest = heardAgainst === 0 || strongest.length <= MOST_TRIED;
  const found =
    heardAgainst === 0
      ? // Then structural trust is standing, and each offer that reaches the threshold keeps it there.
        strongest.filter(({ offer }) => offer >= threshold)
      : smallest
        ? smallestOf(strongest, isEnough)
        : sparing(strongest, isEnough);
  if (found.length > MOST_LISTED || !isEnough(found)) return null;
  return { edges: found.map(({ edge }) => edge).sort((a, b) => a - b), without: left(found), smallest };
};

type IsEnough = (cut: readonly Support[]) => boolean;

/** Of the smallest sets that are enough the one with the strongest vouches. */
const smallestOf = (strongest: readonly Support[], isEnough: IsEnough): readonly Support[] => {
  const sets = Array.from({ length: 2 ** strongest.length }, (_, set) =>
    strongest.filter((_, place) => ((set >> place) & 1) === 1),
  );
  return sets.sort((a, b) => a.length - b.length).find(isEnough) ?? strongest;
};

/** As many of the strongest as are needed, the fewest, and of these without those that can be spared after all. */
const sparing = (strongest: readonly Support[], isEnough: IsEnough): readonly Support[] => {
  let [tooFew, enough] = [0, strongest.length];
  while (enough - tooFew > 1) {
    const middle = (tooFew + enough) >> 1;
    if (isEnough(strongest.slice(0, middle))) enough = middle;
    else tooFew = middle;
  }
  const first = strongest.slice(0, enough);
  // Each round is one more count of all voices: a longer list would not be shown anyway.
  if (first.length > 5 * MOST_LISTED) return first;
  return first.toReversed().reduce((kept, each) => {
    const rest = kept.filter((other) => other !== each);
    return isEnough(rest) ? rest : kept;
  }, first);
};
