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

/** How far other hosts' streams of the same kind were kept; the sockets of knots and spindles are of another kind. */
export const otherCursors = async (db: Db, source: string): Promise<string[]> =>
  (
    await select(
      db,
      z.object({ cursor: z.string() }),
      "SELECT cursor FROM cursors WHERE source <> $1 AND NOT ends_with(source, '/events') ORDER BY source",
      [source],
    )
  ).map((row) => row.cursor);

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
    'SELECT did FROM kept.records UNION SELECT subject_did FROM kept.vouches UNION SELECT subject_did FROM kept.collaborators',
  );
  return new Set(rows.map((row) => row.did));
};
