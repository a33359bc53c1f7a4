import { z } from 'zod';
import type { NewsItem, PairState } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';
import { stage } from './staging.ts';

const pair = z.object({
  pairId: z.string(),
  agentA: z.string(),
  agentB: z.string(),
  alpha: z.number(),
  beta: z.number(),
  updatedAtUs: z.number(),
  interactions: z.number(),
  // A word that nobody here wrote lets nobody through.
  circuit: z.enum(['CLOSED', 'HALF_OPEN', 'OPEN', 'TERMINATED']).catch('TERMINATED'),
  openedAtUs: z.number().nullable(),
});

const COLUMNS = 'pair_id, agent_a, agent_b, alpha, beta, updated_at_us, interactions, circuit, opened_at_us';

/** Up to so many are looked up in the index; more are compared with all, in one pass. */
const FEW = 250;

/**
 * What is known of these pairs, or of all, in order of their ids; unknown ones are left out. A circuit of which the file says
 * anything but the four words is `TERMINATED`.
 */
export const pairStates = async (db: Db, pairIds?: Iterable<string>): Promise<PairState[]> => {
  if (pairIds === undefined) return select(db, pair, `SELECT ${COLUMNS} FROM trust_pairs ORDER BY pair_id`);
  const ids = [...new Set(pairIds)];
  if (ids.length === 0) return [];
  const isFew = ids.length <= FEW;
  const among = isFew ? ids.map((_, index) => `$${index + 1}`).join(', ') : "SELECT value ->> '$' FROM json_each($1)";
  return select(
    db,
    pair,
    `SELECT ${COLUMNS} FROM trust_pairs WHERE pair_id IN (${among}) ORDER BY pair_id`,
    isFew ? ids : [JSON.stringify(ids)],
  );
};

/**
 * Keeps states, each in place of what was known of its pair; of one pair twice the last counts. Whose circuit stands otherwise
 * than before is noted as news.
 * @throws RangeError when a state is none: nothing is kept then.
 */
export const putPairs = async (db: Db, states: readonly PairState[]): Promise<void> => {
  if (states.length === 0) return;
  const fresh = new Map(states.map((state) => [state.pairId, checkedPair(state)]));
  const before = new Map((await pairStates(db, fresh.keys())).map((state) => [state.pairId, state]));
  await writePairs(db, [...fresh.values()]);
  await notePairs(
    db,
    [...fresh.values()].filter(({ pairId, circuit }) => before.get(pairId)?.circuit !== circuit),
  );
};

/** Forgets a pair, which is news. @returns whether anything was known. */
export const deletePair = async (db: Db, pairId: string): Promise<boolean> => {
  const known = await pairStates(db, [pairId]);
  await dropPairs(db, [pairId]);
  await notePairs(db, known);
  return known.length > 0;
};

/** Forgets pairs, which is news. */
export const forgetPairs = async (db: Db, pairIds: readonly string[]): Promise<void> => {
  if (pairIds.length === 0) return;
  const known = await pairStates(db, pairIds);
  await dropPairs(db, pairIds);
  await notePairs(db, known);
};

/** Puts states, of each pair one, in the place of earlier ones; notes nothing. */
export const writePairs = async (db: Db, states: readonly PairState[]): Promise<void> => {
  const staged = await stage(
    db,
    'trust_pairs',
    states.map((state) => ({ ...state })),
  );
  await db.run(
    `INSERT INTO trust_pairs SELECT * FROM ${staged} ON CONFLICT DO UPDATE SET
       agent_a = excluded.agent_a, agent_b = excluded.agent_b, alpha = excluded.alpha, beta = excluded.beta,
       updated_at_us = excluded.updated_at_us, interactions = excluded.interactions, circuit = excluded.circuit,
       opened_at_us = excluded.opened_at_us`,
  );
};

/** Takes pairs out; notes nothing. */
export const dropPairs = async (db: Db, pairIds: readonly string[]): Promise<void> => {
  await db.run("DELETE FROM trust_pairs WHERE pair_id IN (SELECT value ->> '$' FROM json_each($1))", [
    JSON.stringify(pairIds),
  ]);
};

/** Notes that these pairs' circuits stand otherwise: of the people among them, or else of sources as a whole. */
export const notePairs = (db: Db, states: readonly Pick<PairState, 'agentA' | 'agentB'>[]): Promise<void> =>
  noteChanges(
    db,
    states.flatMap(({ agentA, agentB }): NewsItem[] => {
      const people = [...`${agentA} ${agentB}`.matchAll(PERSON)].map(([did]) => did);
      return people.length === 0
        ? [{ what: 'sources', key: null }]
        : people.map((did) => ({ what: 'author', key: did }));
    }),
  );

/** A DID that is no part of a record's address: whose repository it is decides nothing. */
const PERSON = /(?<!at:\/\/)\bdid:[a-z]{1,32}:[\w.:%-]{1,256}/g;

/** The same state. @throws RangeError naming the field that cannot be kept. */
export const checkedPair = (state: PairState): PairState => {
  const { pairId, alpha, beta, updatedAtUs, interactions, openedAtUs } = state;
  const refuse = (field: keyof PairState, rule: string): never => {
    throw new RangeError(`${field} of the pair ${pairId} must be ${rule}, got ${String(state[field])}`);
  };
  if (!pairId.isWellFormed()) refuse('pairId', 'well-formed text');
  if (!(alpha > 0 && Number.isFinite(alpha))) refuse('alpha', 'a finite number over 0');
  if (!(beta > 0 && Number.isFinite(beta))) refuse('beta', 'a finite number over 0');
  if (!Number.isSafeInteger(updatedAtUs)) refuse('updatedAtUs', 'a whole number of microseconds');
  if (!(Number.isSafeInteger(interactions) && interactions >= 0)) refuse('interactions', 'a count');
  if (openedAtUs !== null && !Number.isSafeInteger(openedAtUs)) refuse('openedAtUs', 'whole microseconds or null');
  return state;
};
