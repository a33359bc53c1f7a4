import { z } from 'zod';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';

const figure = z.object({ what: z.string(), state: z.string(), count: z.number() });

/**
 * How far the service is with what it asks of the network, as counts: `patches`, `people`, `repositories` and `policies` by state,
 * `backfill` by `done`, `failed` and `waiting`, and `gaps` in streams.
 */
export const networkFigures = (db: Db) =>
  select(
    db,
    figure,
    `SELECT 'patches' AS what, state, count(*) AS count FROM patch_fetches GROUP BY state
     UNION ALL SELECT 'people', state, count(*) FROM resolved_people GROUP BY state
     UNION ALL SELECT 'repositories', state, count(*) FROM resolved_repos GROUP BY state
     UNION ALL SELECT 'policies', state, count(*) FROM branch_policies GROUP BY state
     UNION ALL SELECT 'backfill', CASE WHEN done_at_us IS NULL THEN CASE WHEN attempts > 0 THEN 'retrying' ELSE 'waiting' END
       WHEN problem IS NULL THEN 'done' ELSE 'failed' END AS state, count(*) FROM backfill_jobs GROUP BY state
     UNION ALL SELECT 'gaps', source, count(*) FROM stream_gaps GROUP BY source
     ORDER BY what, state`,
  );

const trouble = z.object({ what: z.string(), about: z.string(), problem: z.string() });

/** Of each kind of thing asked of the network the latest that could not be had, and why. */
export const networkTroubles = (db: Db) =>
  select(
    db,
    trouble,
    `SELECT 'backfill' AS what, target AS about, problem FROM (
       SELECT * FROM backfill_jobs WHERE problem IS NOT NULL ORDER BY queued_at_us DESC, target LIMIT 1)
     UNION ALL SELECT 'patches', did || ' ' || cid, problem FROM (
       SELECT * FROM patch_fetches WHERE state <> 'staged' AND problem IS NOT NULL ORDER BY again_at_us DESC, key LIMIT 1)
     UNION ALL SELECT 'people', did, problem FROM (
       SELECT * FROM resolved_people WHERE problem IS NOT NULL AND failures > 0 ORDER BY checked_at_us DESC, did LIMIT 1)
     UNION ALL SELECT 'repositories', repo_did, problem FROM (
       SELECT * FROM resolved_repos WHERE problem IS NOT NULL ORDER BY checked_at_us DESC, repo_did LIMIT 1)
     UNION ALL SELECT 'policies', uri, problem FROM (
       SELECT * FROM branch_policies WHERE problem IS NOT NULL ORDER BY checked_at_us DESC, repo_did LIMIT 1)
     ORDER BY what`,
  );
