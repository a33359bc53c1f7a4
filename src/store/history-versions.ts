import { z } from 'zod';
import type { AtUri, Did, Fact } from '../domain/index.ts';
import type { Version } from './history-times.ts';
import { type Deriver, loggedColumns } from './lay-derived.ts';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';

/** All versions of one record that has several. */
export interface Changed<Said> {
  readonly uri: AtUri;
  readonly did: Did;
  readonly versions: readonly Version<Said>[];
}

/**
 * Lays, for this connection, how each record of these collections became known: `lone_versions` for those that have one
 * version, `many_versions` with every version of the others. What a PDS listed was read as history: it came from the host
 * that somebody's identity names, without a position in a stream. `people`: a table of whose records alone, as `did`.
 */
export const layVersions = async (db: Db, collections: readonly string[], people?: string): Promise<void> => {
  const named = collections.map((name) => `'${name}'`).join(', ');
  const own = people === undefined ? '' : `AND did IN (SELECT did FROM ${people})`;
  const theirs = people === undefined ? '' : `AND records.did IN (SELECT did FROM ${people})`;
  await db.run(
    `CREATE OR REPLACE TEMP TABLE many_versions AS
     WITH hosts AS (
       SELECT DISTINCT regexp_extract(pds, '^[a-z]+://([^/?#]+)', 1) AS host FROM resolved_people WHERE pds IS NOT NULL
     ), many AS (
       SELECT uri FROM events WHERE collection IN (${named}) ${own} GROUP BY uri HAVING count(*) > 1
     )
     SELECT row_number() OVER (ORDER BY uri, id) AS number, id, uri, did, collection, rkey, operation, time_us, rev, cid, record,
       cursor IS NULL AND source IN (SELECT host FROM hosts) AS is_read
     FROM events WHERE uri IN (SELECT uri FROM many) ${own}`,
  );
  await db.run(
    `CREATE OR REPLACE TEMP TABLE lone_versions AS
     WITH hosts AS (
       SELECT DISTINCT regexp_extract(pds, '^[a-z]+://([^/?#]+)', 1) AS host FROM resolved_people WHERE pds IS NOT NULL
     )
     SELECT records.uri, records.cid, records.position_us, events.time_us,
       events.cursor IS NULL AND events.source IN (SELECT host FROM hosts) AS is_read
     FROM kept.records AS records JOIN events ON events.id = records.event_id
     WHERE records.collection IN (${named}) ${theirs} AND records.uri NOT IN (SELECT uri FROM many_versions)`,
  );
};

/** In SQL, what `knownFromUs` says of the one version of a record, from `lone_versions` and the record's own time. */
export const knownOfLone = (createdAtUs: string): string =>
  `CASE WHEN lone.is_read THEN least(coalesce(${createdAtUs}, lone.position_us), lone.position_us, lone.time_us)
   ELSE lone.time_us END`;

const PAGE = 5_000;
const row = loggedColumns.extend({ number: z.number(), isRead: z.boolean() });

/** What one version says, and the time it gives itself. */
export type Reading<Said> = (
  facts: readonly Fact[],
  event: { readonly timeUs: number; readonly cid: string | null },
) => { readonly said: Said; readonly createdAtUs: number | null } | null;

/**
 * The records of one collection in `many_versions`, each with all its versions, read page by page: a record can have any
 * number, and of each no more is kept than what it says.
 */
export const changedRecords = async <Said>(
  db: Db,
  collection: string,
  deriver: Pick<Deriver, 'derive'>,
  read: Reading<Said>,
): Promise<Changed<Said>[]> => {
  const records = new Map<AtUri, { did: Did; versions: Version<Said>[] }>();
  for (let last: number | undefined = 0; last !== undefined; ) {
    const page: z.output<typeof row>[] = await select(
      db,
      row,
      `SELECT * FROM many_versions WHERE collection = $1 AND number > $2 ORDER BY number LIMIT ${PAGE}`,
      [collection, last],
    );
    for (const { number: _, isRead, ...event } of page) {
      const { event: told, facts } = deriver.derive(event);
      const { said = null, createdAtUs = null } = read(facts, event) ?? {};
      const version = { id: event.id, positionUs: told.positionUs, timeUs: event.timeUs, isRead, said, createdAtUs };
      const known = records.get(event.uri);
      if (known === undefined) records.set(event.uri, { did: event.did, versions: [version] });
      else known.versions.push(version);
    }
    last = page.at(-1)?.number;
  }
  return [...records].map(([uri, rest]) => ({ uri, ...rest }));
};
