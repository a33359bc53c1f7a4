import { z } from 'zod';
import { InvariantError } from '../domain/index.ts';
import { dimensionsOf, type VectorSpace } from './diff-vectors.ts';
import type { Db, Store } from './open-store.ts';
import { select } from './rows.ts';
import { stageAs } from './staging.ts';

/** Two patches that are alike. */
export interface Likeness {
  readonly left: string;
  readonly right: string;
  /** Cosine of the angle between their vectors, at most 1; exactly 1 where the embedded texts are equal. */
  readonly similarity: number;
}

const likeness = z.object({ left: z.string(), right: z.string(), similarity: z.number() });

/** What is asked: of each of `lefts` the first `most` of `rights` that are alike to `least` or more. */
export interface LikenessQuestion {
  readonly lefts: readonly string[];
  readonly rights: readonly string[];
  readonly least: number;
  readonly most: number;
}

/**
 * Compared at once: with long vectors more would not fit the engine's memory, and others wait for the file meanwhile.
 */
const PAGE = { lefts: 256, rights: 2048 };

/**
 * Compares patches of one space by brute force, each of `lefts` with each of `rights`: the most alike first, equals by
 * name. Names without a vector in the space are left out. A terse text is like an equal one alone. Takes about 1.7 µs
 * of one processor for a pair of 1024 numbers; the file is let go between pages.
 */
export const likenessOf = async (
  store: Store,
  space: VectorSpace,
  { lefts, rights, ...bounds }: LikenessQuestion,
): Promise<Likeness[]> => {
  const found: Likeness[] = [];
  for (let left = 0; left < lefts.length; left += PAGE.lefts) {
    for (let right = 0; right < rights.length; right += PAGE.rights) {
      const page = {
        ...bounds,
        lefts: lefts.slice(left, left + PAGE.lefts),
        rights: rights.slice(right, right + PAGE.rights),
      };
      found.push(...(await store.read((db) => onePage(db, space, page))));
    }
  }
  return firstOfEach(found, bounds.most);
};

const onePage = async (
  db: Db,
  space: VectorSpace,
  { lefts, rights, least, most }: LikenessQuestion,
): Promise<Likeness[]> => {
  const dimensions = await dimensionsOf(db, space);
  if (dimensions === null) return [];
  if (!Number.isSafeInteger(dimensions) || dimensions < 1) throw new InvariantError(`vectors of ${dimensions} numbers`);
  const [left, right] = [await stageNames(db, 'lefts', lefts), await stageNames(db, 'rights', rights)];
  return select(
    db,
    likeness,
    `WITH space AS (
       SELECT patch, text_hash, terse, vector FROM diff_vectors WHERE provider = $1 AND model = $2 AND skipped IS NULL
     ), a AS (
       SELECT patch, text_hash, terse, vector::FLOAT[${dimensions}] AS vector
       FROM space SEMI JOIN ${left} USING (patch)
     ), b AS (
       SELECT patch, text_hash, terse, vector::FLOAT[${dimensions}] AS vector
       FROM space SEMI JOIN ${right} USING (patch)
     ), pairs AS (
       SELECT a.patch AS "left", b.patch AS "right",
         CASE WHEN a.text_hash = b.text_hash THEN 1.0 WHEN a.terse OR b.terse THEN NULL
           ELSE least(1.0, array_cosine_similarity(a.vector, b.vector)::DOUBLE) END AS similarity
       FROM a, b
     )
     SELECT "left", "right", similarity FROM pairs WHERE similarity >= $3
     QUALIFY row_number() OVER (PARTITION BY "left" ORDER BY similarity DESC, "right") <= $4`,
    [space.provider, space.model, least, most],
  );
};

const stageNames = (db: Db, side: string, patches: readonly string[]): Promise<string> =>
  stageAs(
    db,
    `compared_${side}`,
    [{ name: 'patch', field: 'patch', type: 'VARCHAR' }],
    patches.map((patch) => ({ patch })),
  );

const firstOfEach = (found: readonly Likeness[], most: number): Likeness[] => {
  const byLeft = Map.groupBy(found, ({ left }) => left);
  return [...byLeft.values()].flatMap((pairs) =>
    pairs
      .sort((a, b) => b.similarity - a.similarity || Number(a.right > b.right) - Number(a.right < b.right))
      .slice(0, most),
  );
};
