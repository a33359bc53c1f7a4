import { z } from 'zod';
import type { Did } from '../domain/index.ts';
import type { Db } from './open-store.ts';
import { didColumn, select } from './rows.ts';

/** How far a stream was kept; null when never. */
export const cursorOf = async (db: Db, source: string): Promise<string | null> => {
  const rows = await select(db, z.object({ cursor: z.string() }), 'SELECT cursor FROM cursors WHERE source = $1', [
    source,
  ]);
  return rows[0]?.cursor ?? null;
};

/** Where the kept events came from. */
export const eventSources = async (db: Db): Promise<string[]> =>
  (await select(db, z.object({ source: z.string() }), 'SELECT DISTINCT source FROM events ORDER BY source')).map(
    (row) => row.source,
  );

/** Everybody who wrote a record or is the subject of one: whose account news matters. */
export const knownPeople = async (db: Db): Promise<Set<Did>> => {
  const rows = await select(
    db,
    z.object({ did: didColumn }),
    'SELECT did FROM records UNION SELECT subject_did FROM vouches UNION SELECT subject_did FROM collaborators',
  );
  return new Set(rows.map((row) => row.did));
};
