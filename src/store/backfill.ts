import { z } from 'zod';
import type { AtUri, Did } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, uriColumn } from './rows.ts';
import { stage } from './staging.ts';

const known = z.object({
  rev: z.string().nullable(),
  held: z.string().nullable(),
  active: z.boolean().nullable(),
  status: z.string().nullable(),
  source: z.string().nullable(),
});

/**
 * At which revision a repository was last read and what was in it, null when never; and the latest news of its account,
 * with the host they are from.
 */
export const knownRepo = async (db: Db, did: Did) => {
  const [row] = await select(
    db,
    known,
    `SELECT read.rev, read.held, accounts.active, accounts.status, events.source
     FROM (SELECT $1 AS did) AS asked
     LEFT JOIN backfilled_repos AS read USING (did) LEFT JOIN kept.accounts AS accounts USING (did)
     LEFT JOIN kept.records AS news ON news.uri = accounts.uri LEFT JOIN events ON events.id = news.event_id`,
    [did],
  );
  const { active = null, status = null, source = null } = row ?? {};
  return {
    rev: row?.rev ?? null,
    held: row?.held ?? null,
    account: active === null || source === null ? null : { active, status, source },
  };
};

const live = z.object({ uri: uriColumn, collection: z.string(), cid: z.string().nullable() });

/** The records of an account that are not deleted, whether or not the account is there. */
export const liveRecords = (db: Db, did: Did) =>
  select(
    db,
    live,
    "SELECT uri, collection, cid FROM kept.records WHERE did = $1 AND live AND NOT starts_with(collection, '#')",
    [did],
  );

/** A repository that was read completely: at which revision, the fingerprint of what was in it, and when. */
export interface ReadRepo {
  readonly did: Did;
  readonly rev: string;
  readonly held: string;
  readonly atUs: number;
}

/** Notes that a repository was read completely. */
export const keepBackfilled = async (db: Db, { did, rev, held, atUs }: ReadRepo): Promise<void> => {
  await db.run(
    `INSERT INTO backfilled_repos (did, rev, done_at_us, held) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO UPDATE SET rev = excluded.rev, done_at_us = excluded.done_at_us, held = excluded.held`,
    [did, rev, BigInt(atUs), held],
  );
};

const tangled = z.object({ repoDid: didColumn.nullable() });
const person = z.object({ did: didColumn });

/** A repository of Tangled's by its record's address: its own DID, and who may push; null when no such record is held. */
export const tangledRepo = async (db: Db, uri: AtUri) => {
  const [row] = await select(db, tangled, 'SELECT repo_did FROM kept.repos WHERE uri = $1', [uri]);
  if (row === undefined) return null;
  const people = await select(db, person, 'SELECT DISTINCT did FROM maintainers WHERE repo = $1 ORDER BY did', [uri]);
  return { repoDid: row.repoDid, maintainers: people.map(({ did }) => did) };
};

/** What the appview says of a pull request; microseconds since 1970. */
export interface AppviewState {
  readonly pull: AtUri;
  readonly state: 'open' | 'closed' | 'merged';
  readonly sinceUs: number | null;
}

/** Keeps the appview's word on pull requests in place of its earlier one. */
export const keepAppviewStates = async (
  db: Db,
  states: readonly AppviewState[],
  checkedAtUs: number,
): Promise<void> => {
  const byPull = new Map(states.map((state) => [state.pull, { ...state, checkedAtUs }]));
  const staged = await stage(db, 'appview_states', byPull.values());
  await db.run(`DELETE FROM appview_states WHERE pull IN (SELECT pull FROM ${staged})`);
  await db.run(`INSERT INTO appview_states SELECT * FROM ${staged}`);
  await noteChanges(
    db,
    states.map(({ pull }) => ({ what: 'pull', key: pull })),
  );
};
