import { z } from 'zod';
import type { Db } from './open-store.ts';
import { select, uriColumn } from './rows.ts';

const label = z.object({
  pull: uriColumn,
  outcome: z.enum(['merged', 'closed']),
  cleanMerge: z.boolean().nullable(),
  evidence: z.string().transform((kind) => [{ kind }]),
});

/** What became of finished pull requests, by status and by reverts that are titled so. Gives way to `pullLabels` once its view is there. */
export const interimLabels = (db: Db) =>
  select(
    db,
    label,
    `WITH by_others AS (
       SELECT DISTINCT entitled_statuses.pull
       FROM entitled_statuses JOIN pull_statuses USING (uri) JOIN pulls ON pulls.uri = entitled_statuses.pull
       WHERE by_maintainer AND entitled_statuses.state = 'merged' AND pull_statuses.did <> pulls.did
     ), told AS (
       SELECT outcomes.pull, CASE WHEN outcomes.outcome = 'closed' THEN 'closed' ELSE 'merged' END AS outcome,
         CASE WHEN outcomes.outcome = 'reverted' THEN 'reverted-by-message'
           WHEN said_by = 'appview' THEN 'appview-only'
           WHEN outcomes.outcome = 'closed' AND said_by = 'maintainer' THEN 'closed-by-maintainer'
           WHEN outcomes.outcome = 'closed' THEN 'withdrawn'
           WHEN by_others.pull IS NULL THEN 'self-merged' ELSE 'merged-by-maintainer' END AS evidence
       FROM pull_outcomes AS outcomes JOIN pull_states USING (pull) LEFT JOIN by_others ON by_others.pull = outcomes.pull
     )
     SELECT *, CASE WHEN evidence IN ('reverted-by-message', 'closed-by-maintainer') THEN false
       WHEN evidence = 'merged-by-maintainer' THEN true END AS clean_merge
     FROM told`,
  );
