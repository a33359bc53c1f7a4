import type { VectorSpace } from './embed-diffs.ts';

/** Two patches that are alike, with the cosine of the angle between their vectors, at most 1. */
export interface Likeness {
  readonly left: string;
  readonly right: string;
  readonly similarity: number;
}

/** Compares every left with every right: the pairs alike to `least` or more, of each left the first `most`. */
export type Compare = (
  space: VectorSpace,
  question: { readonly lefts: readonly string[]; readonly rights: readonly string[]; least: number; most: number },
) => Promise<readonly Likeness[]>;

/** How alike patches are, known from one pass to the next. */
export interface AlikePatches {
  /**
   * What each left is like among the rights, most alike first. A left that is not in the answer was not compared yet:
   * at most `budget` pairs are compared in one call, and the next call goes on. Nothing is compared twice.
   */
  among(
    space: VectorSpace,
    lefts: readonly string[],
    rights: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Likeness[]>>;
}

export interface AlikeOptions {
  readonly least: number;
  /** Kept of each left. */
  readonly most: number;
  readonly budget: number;
}

/**
 * Where nothing was compared yet. The same vectors give the same answer, however many calls it took to compare them.
 */
export const alikePatches = (compare: Compare, { least, most, budget }: AlikeOptions): AlikePatches => {
  let compared = { space: '', rights: new Set<string>(), rows: new Map<string, readonly Likeness[]>() };

  /** Rows that hold what they would if made anew among the rights that are still there. */
  const surviving = (lefts: ReadonlySet<string>, rights: ReadonlySet<string>) =>
    [...compared.rows].flatMap(([left, row]): [string, readonly Likeness[]][] => {
      if (!lefts.has(left)) return [];
      const kept = row.filter(({ right }) => rights.has(right));
      return kept.length < row.length && row.length >= most ? [] : [[left, kept]];
    });

  return {
    async among(space, lefts, rights) {
      const name = JSON.stringify([space.provider, space.model]);
      if (compared.space !== name) compared = { space: name, rights: new Set(), rows: new Map() };
      const [wanted, there] = [new Set(lefts), new Set(rights)];
      const fresh = [...there.difference(compared.rights)];
      const known = surviving(wanted, there).slice(
        0,
        fresh.length === 0 ? undefined : Math.ceil(budget / fresh.length),
      );
      const rows = new Map(known);
      const left = budget - fresh.length * rows.size;
      const added = [...wanted]
        .filter((each) => !rows.has(each))
        .slice(0, Math.max(0, Math.ceil(left / Math.max(1, there.size))));
      const question = { least, most };
      const news =
        fresh.length > 0 && rows.size > 0
          ? await compare(space, { ...question, lefts: [...rows.keys()], rights: fresh })
          : [];
      const whole = added.length > 0 ? await compare(space, { ...question, lefts: added, rights: [...there] }) : [];
      for (const each of added) rows.set(each, []);
      for (const [each, pairs] of Map.groupBy([...news, ...whole], (pair) => pair.left)) {
        rows.set(each, [...(rows.get(each) ?? []), ...pairs].sort(mostAlikeFirst).slice(0, most));
      }
      compared = { space: name, rights: there, rows };
      return rows;
    },
  };
};

const mostAlikeFirst = (a: Likeness, b: Likeness): number =>
  b.similarity - a.similarity || Number(a.right > b.right) - Number(a.right < b.right);
