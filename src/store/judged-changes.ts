import { z } from 'zod';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';

const judged = z.object({ probability: z.number(), clean: z.boolean() });

/**
 * The changes that one model judged and of which it is known how they turned out: its own probability at the last decision
 * before each was finished, and whether it was clean, as labels were last kept. Without those by authors whom no trust
 * reached: a model learns nothing of them, and they are given 0 whatever it says. In the order of the pull requests.
 */
export const judgedChanges = (db: Db, model: string): Promise<z.output<typeof judged>[]> =>
  select(
    db,
    judged,
    `WITH known AS (
       SELECT pull, (body ->> '$.cleanMerge')::BOOLEAN AS clean, (body ->> '$.finishedAtUs')::BIGINT AS finished_at_us
       FROM kept_labels WHERE (body ->> '$.cleanMerge') IS NOT NULL
     ), said AS (
       SELECT pull, clean, (decisions.body ->> '$.evidence.learned.probability')::DOUBLE AS probability
       FROM known JOIN decisions USING (pull)
       WHERE decided_at_us < finished_at_us AND (decisions.body ->> '$.evidence.learned.model') = $1
         AND (decisions.body ->> '$.evidence.standing')::DOUBLE > 0
       QUALIFY row_number() OVER (PARTITION BY pull ORDER BY decided_at_us DESC, id DESC) = 1
     )
     SELECT probability, clean FROM said WHERE probability BETWEEN 0 AND 1 ORDER BY pull`,
    [model],
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
