import { z } from 'zod';
import type { AtUri, Did } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, uriColumn } from './rows.ts';

/** When an answer was got and how long it is good, in microseconds since 1970. */
interface Checked {
  readonly checkedAtUs: number;
  readonly againAtUs: number;
  /** Attempts in a row that did not come to an answer. */
  readonly failures: number;
  readonly problem: string | null;
}

/** Who an account is. `handle` is set only where the DID document and the handle name each other. */
export interface PersonRow extends Checked {
  readonly did: Did;
  readonly handle: string | null;
  /** Origin of the account's PDS. */
  readonly pds: string | null;
  readonly state: string;
}

/** Whom a repository's DID belongs to. `uri` is set only where its document, its knot and the owner's record agree. */
export interface RepoRow extends Checked {
  readonly repoDid: Did;
  readonly ownerDid: Did | null;
  readonly uri: AtUri | null;
  readonly knot: string | null;
  readonly state: string;
}

const checked = {
  checkedAtUs: z.number(),
  againAtUs: z.number(),
  failures: z.number(),
  problem: z.string().nullable(),
};
const person = z.object({
  did: didColumn,
  handle: z.string().nullable(),
  pds: z.string().nullable(),
  state: z.string(),
  ...checked,
});
const repo = z.object({
  repoDid: didColumn,
  ownerDid: didColumn.nullable(),
  uri: uriColumn.nullable(),
  knot: z.string().nullable(),
  state: z.string(),
  ...checked,
});
const due = z.object({ did: didColumn });

/** What is known of an account; null before it was first looked up. */
export const resolvedPerson = async (db: Db, did: Did): Promise<PersonRow | null> =>
  (await select(db, person, 'SELECT * FROM resolved_people WHERE did = $1', [did]))[0] ?? null;

/** What is known of a repository's DID; null before it was first looked up. */
export const resolvedRepo = async (db: Db, repoDid: Did): Promise<RepoRow | null> =>
  (await select(db, repo, 'SELECT * FROM resolved_repos WHERE repo_did = $1', [repoDid]))[0] ?? null;

/**
 * Accounts to look up now, at most `limit`, those that decisions hang on first: authors of pull requests, owners, givers
 * and subjects of vouches, never looked up before those whose answer ran out, or who announced news since.
 */
export const duePeople = async (db: Db, nowUs: number, limit: number): Promise<readonly Did[]> =>
  (
    await select(
      db,
      due,
      `WITH wanted AS (
         SELECT did, 0 AS turn FROM pulls UNION ALL SELECT did, 1 FROM repos
         UNION ALL SELECT did, 2 FROM vouches UNION ALL SELECT subject_did, 2 FROM vouches
         UNION ALL SELECT subject_did, 3 FROM collaborators
       ), first AS (SELECT did, min(turn) AS turn FROM wanted GROUP BY did)
       SELECT first.did FROM first
       LEFT JOIN resolved_people AS known USING (did) LEFT JOIN kept.identities AS news USING (did)
       WHERE known.did IS NULL OR known.again_at_us <= $1 OR news.seen_at_us > known.checked_at_us
       ORDER BY known.did IS NOT NULL, turn, known.again_at_us, first.did LIMIT $2`,
      [nowUs, limit],
    )
  ).map((row) => row.did);

/**
 * Repositories' DIDs to look up now: those that pull requests are aimed at first, then those that records claim; never
 * looked up before those whose answer ran out, or whose own knot told of a change of collaborators since.
 */
export const dueRepos = async (db: Db, nowUs: number, limit: number): Promise<readonly Did[]> =>
  (
    await select(
      db,
      due,
      `WITH wanted AS (
         SELECT target_repo AS did, 0 AS turn FROM pulls WHERE starts_with(target_repo, 'did:')
         UNION ALL SELECT repo_did, 1 FROM repos WHERE repo_did IS NOT NULL
       ), first AS (SELECT did, min(turn) AS turn FROM wanted GROUP BY did),
       news AS (SELECT repo, did AS host, max(seen_at_us) AS seen_at_us FROM access_updates GROUP BY ALL)
       SELECT first.did FROM first
       LEFT JOIN resolved_repos AS known ON known.repo_did = first.did
       LEFT JOIN news ON news.repo = first.did AND news.host = 'did:web:' || replace(known.knot, ':', '%3A')
       WHERE known.repo_did IS NULL OR known.again_at_us <= $1 OR news.seen_at_us > known.checked_at_us
       ORDER BY known.repo_did IS NOT NULL, turn, known.again_at_us, first.did LIMIT $2`,
      [nowUs, limit],
    )
  ).map((row) => row.did);

/** Keeps what was found out about accounts. */
export const keepPeople = async (db: Db, rows: readonly PersonRow[]): Promise<void> => {
  for (const row of rows) {
    const before = await resolvedPerson(db, row.did);
    if (before?.handle !== row.handle) await noteChanges(db, [{ what: 'names', key: row.did }]);
    await db.run('DELETE FROM resolved_people WHERE did = $1', [row.did]);
    await db.run('INSERT INTO resolved_people VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
      row.did,
      row.handle,
      row.pds,
      row.state,
      row.problem,
      BigInt(row.checkedAtUs),
      BigInt(row.againAtUs),
      row.failures,
    ]);
  }
};

/** Whether this answer is another than the one that is kept. */
const saysOtherwise = async (db: Db, row: RepoRow, collaborators: readonly Did[]): Promise<boolean> => {
  const before = await resolvedRepo(db, row.repoDid);
  if (before === null) return true;
  const same = (['state', 'ownerDid', 'uri', 'knot'] as const).every((name) => before[name] === row[name]);
  const known = new Set(await knotCollaborators(db, row.repoDid));
  return !same || known.symmetricDifference(new Set(collaborators)).size > 0;
};

/** Keeps what was found out about a repository, and who may push to it by its knot's word. */
export const keepRepo = async (db: Db, row: RepoRow, collaborators: readonly Did[]): Promise<void> => {
  if (await saysOtherwise(db, row, collaborators)) await noteChanges(db, [{ what: 'repositories', key: row.repoDid }]);
  await db.run('DELETE FROM resolved_repos WHERE repo_did = $1', [row.repoDid]);
  await db.run('INSERT INTO resolved_repos VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    row.repoDid,
    row.ownerDid,
    row.uri,
    row.knot,
    row.state,
    row.problem,
    BigInt(row.checkedAtUs),
    BigInt(row.againAtUs),
    row.failures,
  ]);
  await db.run('DELETE FROM knot_collaborators WHERE repo_did = $1', [row.repoDid]);
  for (const did of collaborators) await db.run('INSERT INTO knot_collaborators VALUES ($1, $2)', [row.repoDid, did]);
};

/** Who may push to a repository by the word of its knot. */
export const knotCollaborators = async (db: Db, repoDid: Did): Promise<readonly Did[]> =>
  (await select(db, due, 'SELECT did FROM knot_collaborators WHERE repo_did = $1 ORDER BY did', [repoDid])).map(
    (row) => row.did,
  );
