import { z } from 'zod';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';

const judged = z.object({ probability: z.number(), clean: z.boolean() });

/** Which changes are old enough to be judged by, in microseconds since 1970. */
export interface Matured {
  /** The model first decided on it before this. */
  readonly decidedBeforeUs: number;
  /** It was finished before this. */
  readonly finishedBeforeUs: number;
}

/** One author's changes beyond so many say nothing more: no single one can speak for all. */
const MOST_BY_AUTHOR = 25;

/**
 * The changes that one model judged and of which it is known how they turned out: its own probability at the last decision
 * before each was finished, and whether it was clean, as labels were last kept. A rejection is known at once and a clean merge
 * late, so none counts before either would be known. Without those by authors whom the operator's roots did not reach,
 * whatever a repository's own maintainers say: a model learns nothing of them, and they are given 0. Of each author the newest
 * 25. In the order of the pull requests.
 */
export const judgedChanges = (
  db: Db,
  model: string,
  { decidedBeforeUs, finishedBeforeUs }: Matured,
): Promise<z.output<typeof judged>[]> =>
  select(
    db,
    judged,
    `WITH known AS (
       SELECT pull, (body ->> '$.cleanMerge')::BOOLEAN AS clean, (body ->> '$.finishedAtUs')::BIGINT AS finished_at_us
       FROM kept_labels WHERE (body ->> '$.cleanMerge') IS NOT NULL
     ), begun AS (
       SELECT pull, min(decided_at_us) AS begun_us FROM decisions
       WHERE (body ->> '$.evidence.learned.model') = $1 GROUP BY pull
     ), said AS (
       SELECT pull, clean, begun_us, (decisions.body ->> '$.evidence.learned.probability')::DOUBLE AS probability
       FROM known JOIN begun USING (pull) JOIN decisions USING (pull)
       WHERE begun_us < $2 AND finished_at_us < $3
         AND decided_at_us < finished_at_us AND (decisions.body ->> '$.evidence.learned.model') = $1
         AND (decisions.body ->> '$.evidence.eigentrust')::DOUBLE > 0
       QUALIFY row_number() OVER (PARTITION BY pull ORDER BY decided_at_us DESC, id DESC) = 1
     )
     SELECT probability, clean FROM (
       SELECT * FROM said WHERE probability BETWEEN 0 AND 1
       QUALIFY row_number() OVER (PARTITION BY split_part(pull, '/', 3) ORDER BY begun_us DESC, pull) <= $4
     ) ORDER BY pull`,
    [model, decidedBeforeUs, finishedBeforeUs, MOST_BY_AUTHOR],
  );

/** What was last found of a model's drift, as JSON text; null before the first time. */
export const keptDrift = async (db: Db, model: string): Promise<string | null> =>
  (await select(db, z.object({ value: z.string() }), 'SELECT value FROM meta WHERE name = $1', [driftName(model)]))[0]
    ?.value ?? null;

/** Replaces what was found of a model's drift. To be run in one transaction. */
export const keepDrift = async (db: Db, model: string, body: string): Promise<void> => {
  await db.run('DELETE FROM meta WHERE name = $1', [driftName(model)]);
  await db.run('INSERT INTO meta VALUES ($1, $2)', [driftName(model), body]);
};

const driftName = (model: string): string => `drift ${model}`;
