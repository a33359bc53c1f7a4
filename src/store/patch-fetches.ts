import { z } from 'zod';
import type { AtUri, Did, NewsItem } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, uriColumn } from './rows.ts';

/** A patch that a pull request names by CID, and that is to be fetched now. */
export interface DuePatch {
  readonly pull: AtUri;
  readonly did: Did;
  readonly cid: string;
  /** The round's place among the rounds, from 0. */
  readonly round: number;
  /** The repository it is aimed at: as the record names it, and its owner and name where known. */
  readonly targetRepo: string;
  readonly ownerDid: Did | null;
  readonly repoName: string | null;
  /** The pull request's number in the page's address, where an old record gives it. */
  readonly number: number | null;
  readonly attempts: number;
}

const duePatch = z.object({
  pull: uriColumn,
  did: didColumn,
  cid: z.string(),
  round: z.number(),
  targetRepo: z.string(),
  ownerDid: didColumn.nullable(),
  repoName: z.string().nullable(),
  number: z.number().nullable(),
  attempts: z.number(),
});

const DAY_US = 24 * 60 * 60 * 1_000_000;
const MOST_A_DAY = 64;
/** Fewer than of open ones, so that nobody's history keeps their open pull requests waiting. */
const MOST_FINISHED_A_DAY = 32;
/** For so long after its end a pull request's patch is still asked for: labels look 14 days on, and the network may be slow. */
const FINISHED_DAYS = 90;

/**
 * The latest rounds' patches that are not here and may be asked for now, of open pull requests and, after all of them, of
 * those finished within 90 days: those to known repositories first, never asked for before those tried already, and each
 * author in turn, so that nobody's many keep others' waiting. An author of whom 64 patches came within a day waits until it
 * has passed, and with finished ones already at 32: what is staged stays on the disk.
 */
export const duePatches = (db: Db, nowUs: number, limit: number): Promise<readonly DuePatch[]> =>
  select(
    db,
    duePatch,
    `SELECT pulls.uri AS pull, pulls.did, latest.patch_cid AS cid, latest.number AS round, pulls.target_repo, repo_names.owner_did,
       repos.name AS repo_name, pulls.number, coalesce(fetches.attempts, 0) AS attempts
     FROM pulls JOIN pull_states ON pull_states.pull = pulls.uri
       AND (pull_states.state = 'open' OR pull_states.since_us >= $1 - ${FINISHED_DAYS * DAY_US})
     JOIN (
       SELECT uri, patch_cid, number FROM rounds QUALIFY row_number() OVER (PARTITION BY uri ORDER BY number DESC) = 1
     ) AS latest ON latest.uri = pulls.uri AND latest.patch_cid IS NOT NULL
     LEFT JOIN repo_names ON repo_names.name = pulls.target_repo LEFT JOIN repos ON repos.uri = repo_names.uri
     LEFT JOIN patch_fetches AS fetches ON fetches.key = pulls.did || ' ' || latest.patch_cid
     LEFT JOIN (
       SELECT did, count(*) AS patches FROM patch_fetches WHERE state = 'staged' AND again_at_us > $1 - ${DAY_US} GROUP BY did
     ) AS today ON today.did = pulls.did
     WHERE (fetches.key IS NULL
       OR (fetches.again_at_us <= $1 AND (fetches.state <> 'staged' OR fetches.origin <> 'pds')))
       AND coalesce(today.patches, 0) < CASE WHEN pull_states.state = 'open' THEN ${MOST_A_DAY} ELSE ${MOST_FINISHED_A_DAY} END
     ORDER BY pull_states.state <> 'open', pull_states.repo IS NULL, fetches.key IS NOT NULL,
       row_number() OVER (PARTITION BY pulls.did, pull_states.state = 'open' ORDER BY fetches.key IS NOT NULL, pulls.seen_at_us DESC, pulls.uri),
       pulls.seen_at_us, pulls.uri LIMIT $2`,
    [nowUs, limit],
  );

/** The pull requests of which a patch, named by its author and its CID, is a round. */
const pullsWith = async (db: Db, patches: readonly string[]): Promise<readonly NewsItem[]> =>
  patches.length === 0
    ? []
    : (
        await select(
          db,
          z.object({ uri: uriColumn }),
          "SELECT DISTINCT uri FROM kept.rounds WHERE did || ' ' || patch_cid IN (SELECT value ->> '$' FROM json_each($1))",
          [JSON.stringify(patches)],
        )
      ).map(({ uri }) => ({ what: 'pull', key: uri }));

/** How an attempt to fetch a patch ended. */
export interface PatchFetch {
  readonly did: Did;
  readonly cid: string;
  readonly state: 'staged' | 'unavailable';
  /** Under which CID it was staged: its own where it came from elsewhere than the author's PDS. */
  readonly stagedCid: string | null;
  readonly origin: 'pds' | 'appview' | null;
  readonly problem: string | null;
  readonly attempts: number;
  /** When to ask again, in microseconds since 1970. */
  readonly againAtUs: number;
}

/** Keeps how attempts ended, the last of each patch. A patch that is here stays so when a later attempt fails. */
export const keepPatchFetches = async (db: Db, fetches: readonly PatchFetch[]): Promise<void> => {
  const staged = fetches.filter(({ state }) => state === 'staged').map(({ did, cid }) => `${did} ${cid}`);
  await noteChanges(db, await pullsWith(db, staged));
  for (const { did, cid, state, stagedCid, origin, problem, attempts, againAtUs } of fetches) {
    const key = `${did} ${cid}`;
    if (state === 'staged') await db.run('DELETE FROM patch_fetches WHERE key = $1', [key]);
    await db.run(
      `INSERT INTO patch_fetches VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT DO UPDATE SET problem = excluded.problem, attempts = excluded.attempts, again_at_us = excluded.again_at_us`,
      [key, did, cid, state, stagedCid, origin, problem, attempts, BigInt(againAtUs)],
    );
  }
};
