import { z } from 'zod';
import type { Did } from '../domain/index.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, selectOne, uriColumn } from './rows.ts';

const pull = z.object({
  uri: uriColumn,
  author: didColumn,
  title: z.string(),
  targetRepo: z.string(),
  repo: uriColumn.nullable(),
  state: z.enum(['open', 'closed', 'merged']),
  createdAtUs: z.number(),
  rounds: z.number(),
  saidBy: z.enum(['maintainer', 'author', 'appview']).nullable(),
  claimedMerged: z.boolean(),
  dependsOn: z.string().nullable(),
  patchOrigin: z.enum(['pds', 'appview']).nullable(),
  patchProblem: z.string().nullable(),
  patchAgainAtUs: z.number().nullable(),
});
const outcome = z.object({
  pull: uriColumn,
  author: didColumn,
  repo: uriColumn,
  outcome: z.enum(['merged', 'closed', 'reverted']),
  createdAtUs: z.number(),
});
const handle = z.object({ did: didColumn, handle: z.string() });
const rejection = z.object({ reason: z.string(), count: z.number() });
const totals = z.object({ events: z.number(), records: z.number() });

/**
 * Every pull request there is, withdrawn ones left out, newest first. `patchProblem` and `patchAgainAtUs` say why the latest
 * round's patch is not here, and when it is asked for again.
 */
export const allPulls = (db: Db) =>
  select(
    db,
    pull,
    `SELECT pulls.uri, pulls.did AS author, pulls.title, pulls.target_repo, pull_states.repo, pull_states.state,
       least(coalesce(pulls.created_at_us, pulls.seen_at_us), pulls.seen_at_us) AS created_at_us, coalesce(counted.rounds, 0) AS rounds,
       pull_states.said_by, pull_states.claimed_merged, pulls.depends_on, fetches.origin AS patch_origin,
       CASE WHEN fetches.state <> 'staged' THEN fetches.problem END AS patch_problem,
       CASE WHEN fetches.state <> 'staged' THEN fetches.again_at_us END AS patch_again_at_us
     FROM pulls JOIN pull_states ON pull_states.pull = pulls.uri
     LEFT JOIN (
       SELECT uri, count(*) AS rounds, arg_max(patch_cid, number) AS patch_cid FROM rounds GROUP BY uri
     ) AS counted ON counted.uri = pulls.uri
     LEFT JOIN patch_fetches AS fetches ON fetches.key = pulls.did || ' ' || counted.patch_cid
     ORDER BY created_at_us DESC, pulls.uri`,
  );

/** How every finished pull request of a known repository turned out. */
export const pullOutcomes = (db: Db) =>
  select(
    db,
    outcome,
    `SELECT pull_outcomes.pull, pull_outcomes.author, pull_outcomes.repo, pull_outcomes.outcome,
       least(coalesce(pulls.created_at_us, pulls.seen_at_us), pulls.seen_at_us) AS created_at_us
     FROM pull_outcomes JOIN pulls ON pulls.uri = pull_outcomes.pull
     WHERE pull_outcomes.repo IS NOT NULL ORDER BY created_at_us, pull_outcomes.pull`,
  );

/**
 * The handle of each account that has one: the one that was found to be theirs; where nobody has looked yet, the one last
 * announced; none where it was looked up and is not theirs.
 */
export const handles = (db: Db) => select(db, handle, `${HANDLES} ORDER BY did`);

/** The same of these accounts alone. */
export const handlesOf = (db: Db, people: readonly Did[]) =>
  people.length === 0
    ? Promise.resolve([])
    : select(db, handle, `${HANDLES} AND did IN (SELECT value ->> '$' FROM json_each($1)) ORDER BY did`, [
        JSON.stringify(people),
      ]);

const HANDLES = `
  SELECT did, CASE WHEN resolved.checked_at_us IS NULL THEN news.handle ELSE resolved.handle END AS handle
  FROM identities AS news FULL JOIN resolved_people AS resolved USING (did)
  WHERE CASE WHEN resolved.checked_at_us IS NULL THEN news.handle ELSE resolved.handle END IS NOT NULL`;

/** How much was kept. */
export const ingestTotals = (db: Db) =>
  selectOne(
    db,
    totals,
    'SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM records WHERE live) AS records',
  );

/** What could not be used, by reason: records without facts, and input that was no event. */
export const rejections = (db: Db) =>
  select(
    db,
    rejection,
    `SELECT reason, count(*) AS count FROM (
       SELECT rejection AS reason FROM records WHERE rejection IS NOT NULL AND live
       UNION ALL SELECT reason FROM dead_letters
     ) GROUP BY reason ORDER BY count DESC, reason`,
  );

const pastDecision = z.object({
  pull: uriColumn,
  lane: z.enum(['fast_lane', 'normal_queue', 'needs_human']),
  rule: z.number(),
  policy: z.string(),
  sentence: z.string().nullable(),
  decidedAtUs: z.number(),
});

/** Every decision ever made, in short, newest first, those in force included. */
export const decisionLog = (db: Db) =>
  select(
    db,
    pastDecision,
    'SELECT pull, lane, rule, policy, sentence, decided_at_us FROM decisions ORDER BY decided_at_us DESC, id',
  );
