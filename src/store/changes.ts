import { z } from 'zod';
import type { AtUri, NewsItem, NewsMark, NewsTopic } from '../domain/index.ts';
import type { Db } from './open-store.ts';
import { select, selectOne, uriColumn } from './rows.ts';
import { stageAs } from './staging.ts';

/** More keys than these at once, or more rows than these in all, become one row that says "everything". */
const MOST = { atOnce: 20_000, kept: 200_000 };
/** What was decided upon is kept for as long, for other processes that follow. */
const KEPT_US = 60 * 60 * 1_000_000;

const COLUMNS = [
  { name: 'what', field: 'what', type: 'VARCHAR' },
  { name: 'key', field: 'key', type: 'VARCHAR' },
] as const;

/** Notes changes, in the transaction that makes them. */
export const noteChanges = async (db: Db, changes: readonly NewsItem[]): Promise<void> => {
  if (changes.length === 0) return;
  await stageAs(
    db,
    'noted_changes',
    COLUMNS,
    changes.map(({ what, key }) => ({ what, key })),
  );
  await keepNoted(db);
};

/** Numbers what stands in the temporary table `noted_changes`, each once. */
export const keepNoted = async (db: Db): Promise<void> => {
  await db.run(
    `INSERT INTO changes
     WITH noted AS (SELECT DISTINCT what, key FROM noted_changes),
     bounded AS (
       SELECT what, key FROM noted WHERE (SELECT count(*) FROM noted) <= ${MOST.atOnce}
       UNION ALL SELECT 'everything', NULL WHERE (SELECT count(*) FROM noted) > ${MOST.atOnce}
     )
     SELECT (SELECT coalesce(max(number), 0) FROM changes) + row_number() OVER (ORDER BY what, key), epoch_us(now()), what, key
     FROM bounded`,
  );
  const { kept } = await selectOne(db, z.object({ kept: z.number() }), 'SELECT count(*) AS kept FROM changes');
  if (kept > MOST.kept) await db.run(COLLAPSE);
};

/** In two steps, as the row that stays is made of all. */
const COLLAPSE = `
  CREATE OR REPLACE TEMP TABLE collapsed AS SELECT max(number) + 1 AS number, min(at_us) AS at_us FROM changes;
  DELETE FROM changes;
  INSERT INTO changes SELECT number, at_us, 'everything', NULL FROM collapsed`;

const row = z.object({ number: z.number(), atUs: z.number() });
const noted = z.object({ what: z.custom<NewsTopic>((value) => typeof value === 'string'), key: z.string().nullable() });

/** What was changed since a mark. */
export interface ChangesSince {
  /** Up to where this reaches. */
  readonly mark: NewsMark;
  /** Each once; null where that is not known any more, or too much: then anything may have changed. */
  readonly changes: readonly NewsItem[] | null;
}

const START: NewsMark = { number: 0, atUs: 0 };

/** What was changed since a mark; since `null` anything. */
export const changesSince = async (db: Db, since: NewsMark | null): Promise<ChangesSince> => {
  const [last = START] = await select(db, row, 'SELECT number, at_us FROM changes ORDER BY number DESC LIMIT 1');
  if (since === null || !(await isKnown(db, since))) return { mark: last, changes: null };
  const changes = await select(
    db,
    noted,
    `SELECT DISTINCT what, key FROM changes WHERE number > $1 ORDER BY what, key LIMIT ${MOST.atOnce + 1}`,
    [BigInt(since.number)],
  );
  const isAll = changes.length > MOST.atOnce || changes.some(({ what }) => what === 'everything');
  return { mark: last, changes: isAll ? null : changes };
};

/** Whether everything after the mark is still here: its own row is, or nothing was ever taken away. */
const isKnown = async (db: Db, { number, atUs }: NewsMark): Promise<boolean> => {
  if (number > 0) {
    const same = await select(db, row, 'SELECT number, at_us FROM changes WHERE number = $1', [BigInt(number)]);
    return same[0]?.atUs === atUs;
  }
  const [first] = await select(db, row, 'SELECT number, at_us FROM changes ORDER BY number LIMIT 1');
  return first === undefined || first.number === 1;
};

const DECIDED = 'decided_through';

/**
 * Notes that whatever changed up to a mark is decided upon but for those that wait, and lets go of what nobody needs any
 * more. Who waited before goes on waiting since then.
 */
export const noteDecided = async (
  db: Db,
  { number }: NewsMark,
  { waiting, nowUs }: { readonly waiting: readonly AtUri[]; readonly nowUs: number },
): Promise<void> => {
  await db.run(
    `CREATE OR REPLACE TEMP TABLE waiting_now AS
     SELECT pull, coalesce(known.since_us, $2) AS since_us
     FROM (SELECT DISTINCT value ->> '$' AS pull FROM json_each($1)) LEFT JOIN waiting_pulls AS known USING (pull)`,
    [JSON.stringify(waiting), BigInt(nowUs)],
  );
  await db.run('DELETE FROM waiting_pulls');
  await db.run('INSERT INTO waiting_pulls SELECT * FROM waiting_now');
  // Written only where it is another, so that who looks whether the file changed is not woken for nothing.
  await db.run(
    `INSERT INTO meta VALUES ($1, $2)
     ON CONFLICT DO UPDATE SET value = excluded.value WHERE meta.value <> excluded.value`,
    [DECIDED, String(number)],
  );
  await db.run(
    `DELETE FROM changes
     WHERE number <= $1 AND at_us < $2 AND number < (SELECT max(number) FROM changes)`,
    [BigInt(number), BigInt(nowUs - KEPT_US)],
  );
};

const waitingPull = z.object({ pull: uriColumn, sinceUs: z.number() });

/** Which pull requests wait although what changed is decided upon otherwise, and since when, in microseconds since 1970. */
export const waitingPulls = async (db: Db): Promise<Map<AtUri, number>> =>
  new Map(
    (await select(db, waitingPull, 'SELECT pull, since_us FROM waiting_pulls')).map((each) => [
      each.pull,
      each.sinceUs,
    ]),
  );

/** How much was noted that nobody decided upon yet, and when the last decision was kept, in microseconds since 1970. */
export const undecidedChanges = (db: Db) =>
  selectOne(
    db,
    z.object({ count: z.number(), lastDecidedAtUs: z.number().nullable() }),
    `SELECT count(*) AS count, (SELECT max(decided_at_us) FROM decisions) AS last_decided_at_us FROM changes
     WHERE number > coalesce((SELECT value::BIGINT FROM meta WHERE name = '${DECIDED}'), 0)`,
  );

/** Since when something waits to be decided upon, in microseconds since 1970; null when nothing does. */
export const undecidedSinceUs = async (db: Db): Promise<number | null> => {
  const { sinceUs } = await selectOne(
    db,
    z.object({ sinceUs: z.number().nullable() }),
    `SELECT min(at_us) AS since_us FROM changes
     WHERE number > coalesce((SELECT value::BIGINT FROM meta WHERE name = '${DECIDED}'), 0)`,
  );
  return sinceUs;
};
