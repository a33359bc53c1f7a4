import { z } from 'zod';
import type { VectorSpace } from './diff-vectors.ts';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';

/** How common words were when they were counted, and the space that this makes. */
export interface IdfGeneration {
  readonly model: string;
  /** How many diffs were counted. */
  readonly documents: number;
  /** Whether everything that was there then has its vector in it. */
  readonly ready: boolean;
  readonly body: string;
}

const generation = z.object({ model: z.string(), documents: z.number(), ready: z.boolean(), body: z.string() });

/** The newest count that is ready, or merely the newest; null before the first. */
export const idfGeneration = async (db: Db, which: 'ready' | 'newest'): Promise<IdfGeneration | null> => {
  const [row] = await select(
    db,
    generation,
    `SELECT model, documents, ready, body FROM idf_generations WHERE ready OR $1 ORDER BY number DESC LIMIT 1`,
    [which === 'newest'],
  );
  return row ?? null;
};

/** Keeps a new count; one that is known, by its model, stays as it is. */
export const keepIdfGeneration = async (
  db: Db,
  { model, documents, body }: Omit<IdfGeneration, 'ready'>,
): Promise<void> => {
  await db.run(
    `INSERT INTO idf_generations SELECT coalesce(max(number), 0) + 1, $1, $2, false, $3 FROM idf_generations
     HAVING count(*) FILTER (WHERE model = $1) = 0`,
    [model, documents, body],
  );
};

/** From now on this count's space is the one in use; those before it are forgotten, with their vectors. */
export const useIdfGeneration = async (db: Db, { provider, model }: VectorSpace): Promise<void> => {
  await db.run('UPDATE idf_generations SET ready = true WHERE model = $1', [model]);
  await db.run(
    `DELETE FROM diff_vectors WHERE provider = $1 AND model IN (
       SELECT model FROM idf_generations WHERE number < (SELECT number FROM idf_generations WHERE model = $2)
     )`,
    [provider, model],
  );
  await db.run('DELETE FROM idf_generations WHERE number < (SELECT number FROM idf_generations WHERE model = $1)', [
    model,
  ]);
};
