import { z } from 'zod';
import type { AtUri, Decision } from '../domain/index.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, uriColumn } from './rows.ts';
import { stage } from './staging.ts';

const body = z.string().transform((text): Decision => JSON.parse(text));
const stored = z.object({
  id: z.string(),
  pull: uriColumn,
  author: didColumn,
  lane: z.enum(['fast_lane', 'normal_queue', 'needs_human']),
  rule: z.number(),
  policy: z.string(),
  inputsHash: z.string(),
  decidedAtUs: z.number(),
  superseded: z.boolean(),
  body,
  words: z.string().nullable(),
  sentence: z.string().nullable(),
});
/** A decision as kept. */
export type StoredDecision = z.output<typeof stored>;

const COLUMNS = 'id, pull, author, lane, rule, policy, inputs_hash, decided_at_us, superseded, body, words, sentence';

/** The decision in force of every pull request that has one. */
export const currentDecisions = (db: Db): Promise<StoredDecision[]> =>
  select(db, stored, `SELECT ${COLUMNS} FROM decisions WHERE NOT superseded ORDER BY pull`);

/** Every decision ever made, whole. */
export const allDecisions = (db: Db): Promise<StoredDecision[]> =>
  select(db, stored, `SELECT ${COLUMNS} FROM decisions ORDER BY pull, decided_at_us, id`);

/** The hashes of every decision in force, of its inputs and of its words: what has to differ before anything is kept again. */
export const currentInputs = async (db: Db): Promise<Map<AtUri, { inputsHash: string; wordsHash: string | null }>> => {
  const rows = await select(
    db,
    z.object({ pull: uriColumn, inputsHash: z.string(), words: z.string().nullable() }),
    'SELECT pull, inputs_hash, words FROM decisions WHERE NOT superseded',
  );
  return new Map(rows.map(({ pull, inputsHash, words }) => [pull, { inputsHash, wordsHash: words }]));
};

/**
 * Puts decisions into force. Earlier ones about the same pull requests stay, superseded. Of a decision that is in force
 * already the words alone are replaced, where they are other ones: who is called otherwise now, say.
 */
export const keepDecisions = async (db: Db, decisions: readonly Decision[], decidedAtUs: number): Promise<void> => {
  if (decisions.length === 0) return;
  const staged = await stage(
    db,
    'decisions',
    decisions.map((decision) => ({
      id: `${decision.pull}#${decision.inputsHash.slice(0, 16)}-${decidedAtUs}`,
      pull: decision.pull,
      author: decision.author,
      lane: decision.outcome.lane,
      rule: decision.outcome.rule.number,
      policy: decision.policy.version,
      inputsHash: decision.inputsHash,
      decidedAtUs,
      superseded: false,
      body: JSON.stringify(decision),
      words: decision.wordsHash ?? null,
      sentence: decision.explanation.sentence,
    })),
  );
  await db.run(
    `UPDATE decisions SET body = fresh.body, words = fresh.words, sentence = fresh.sentence FROM ${staged} AS fresh
     WHERE decisions.pull = fresh.pull AND decisions.inputs_hash = fresh.inputs_hash AND NOT decisions.superseded
       AND decisions.words IS DISTINCT FROM fresh.words`,
  );
  await db.run(
    `DELETE FROM ${staged} WHERE EXISTS (
       SELECT 1 FROM decisions AS old
       WHERE old.pull = ${staged}.pull AND old.inputs_hash = ${staged}.inputs_hash AND NOT old.superseded)`,
  );
  await db.run(`UPDATE decisions SET superseded = true WHERE NOT superseded AND pull IN (SELECT pull FROM ${staged})`);
  await db.run(`INSERT INTO decisions SELECT * FROM ${staged}`);
};
