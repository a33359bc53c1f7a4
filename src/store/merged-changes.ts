import { z } from 'zod';
import type { Db } from './open-store.ts';
import { didColumn, select } from './rows.ts';

const merged = z.object({ author: didColumn, repository: z.string(), atUs: z.number() });

/**
 * Who had a change merged into which repository, and when, in microseconds since 1970: every time, or each pair once with the
 * last. The repository is its record's address or, where its owner is not known, what the pull request names.
 */
export const mergedChanges = (db: Db, which: 'every' | 'last'): Promise<z.output<typeof merged>[]> =>
  select(
    db,
    merged,
    `SELECT endings.author, coalesce(endings.repo, pulls.target_repo) AS repository,
       ${which === 'last' ? `max(${AT_US})` : AT_US} AS at_us
     FROM pull_endings AS endings JOIN pulls ON pulls.uri = endings.pull
     WHERE endings.outcome = 'merged' GROUP BY ALL ORDER BY 1, 2, 3`,
  );

const AT_US = 'coalesce(endings.finished_at_us, endings.opened_at_us)';
