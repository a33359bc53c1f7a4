import { z } from 'zod';
import type { Db } from './open-store.ts';
import { selectOne } from './rows.ts';

/** In SQL, whether a column is among those that were asked for; and whether these are few. */
export type Among = ((column: string) => string) & { readonly isFew: boolean };

/** Up to so many are compared one by one. */
const FEW = 64;

/**
 * Whether something is among the column `did` of a temporary table, which is not to change afterwards. A join tests rows
 * after all their columns were read. Few are told to the scan itself, as a list: of the rows that are not theirs it reads
 * the tested column alone. `many`: what tests more of them; default: a join.
 */
export const among = async (
  db: Db,
  table: string,
  many: (column: string) => string = (column) => `${column} IN (SELECT did FROM ${table})`,
): Promise<Among> => {
  const { count } = await selectOne(db, z.object({ count: z.number() }), `SELECT count(*) AS count FROM ${table}`);
  if (count > FEW) return Object.assign((column: string) => many(column), { isFew: false });
  await db.run(`SET VARIABLE ${table} = (SELECT coalesce(list(did), []::VARCHAR[]) FROM ${table})`);
  const few = (column: string): string => `list_contains(getvariable('${table}'), ${column})`;
  return Object.assign(few, { isFew: true });
};
