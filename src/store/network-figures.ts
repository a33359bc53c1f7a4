import { z } from 'zod';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';

const figure = z.object({ what: z.string(), state: z.string(), count: z.number() });

/**
 * How far the service is with what it asks of the network, as counts: `patches`, `people` and `repositories` by state,
 * `backfill` by `done`, `failed` and `waiting`, and `gaps` in streams.
 */
export const networkFigures = (db: Db) =>
  select(
    db,
    figure,
    `SELECT 'patches' AS what, state, count(*) AS count FROM patch_fetches GROUP BY state
     UNION ALL SELECT 'people', state, count(*) FROM resolved_people GROUP BY state
     UNION ALL SELECT 'repositories', state, count(*) FROM resolved_repos GROUP BY state
     UNION ALL SELECT 'backfill', CASE WHEN done_at_us IS NULL THEN CASE WHEN attempts > 0 THEN 'retrying' ELSE 'waiting' END
       WHEN problem IS NULL THEN 'done' ELSE 'failed' END AS state, count(*) FROM backfill_jobs GROUP BY state
     UNION ALL SELECT 'gaps', source, count(*) FROM stream_gaps GROUP BY source
     ORDER BY what, state`,
  );
