import { z } from 'zod';
import type { AtUri, Decision, Did } from '../domain/index.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, uriColumn } from './rows.ts';

/** A pull request with a patch that a reviewer may be asked about. */
export interface ReviewablePull {
  readonly uri: AtUri;
  readonly author: Did;
  readonly state: 'open' | 'closed' | 'merged';
  /** Names the patch of its latest round: the same for the same bytes. */
  readonly patch: string;
  /** Where the patch is: its CID, or else its text. */
  readonly patchCid: string | null;
  readonly patchText: string | null;
  /** In microseconds since 1970, never later than when the stream saw it. */
  readonly createdAtUs: number;
  /** The decision in force; null before the first. */
  readonly decision: Pick<Decision, 'inputs' | 'policy' | 'outcome' | 'evidence'> | null;
}

/** In JavaScript: quotes from diffs may end within a character, which the engine's JSON refuses with an error. */
const decisionOf = (body: string): NonNullable<ReviewablePull['decision']> => {
  const { inputs, policy, outcome, evidence }: Decision = JSON.parse(body);
  return { inputs, policy, outcome, evidence };
};

const reviewable = z.object({
  uri: uriColumn,
  author: didColumn,
  state: z.enum(['open', 'closed', 'merged']),
  patch: z.string(),
  patchCid: z.string().nullable(),
  patchText: z.string().nullable(),
  createdAtUs: z.number(),
  decision: z.string().transform(decisionOf).nullable(),
});

const REVIEWABLE = `
  SELECT pulls.uri, pulls.did AS author, pull_states.state, pull_patches.patch, pull_patches.cid AS patch_cid, rounds.patch_text,
    least(coalesce(pulls.created_at_us, pulls.seen_at_us), pulls.seen_at_us) AS created_at_us, decisions.body AS decision
  FROM pulls
  JOIN pull_states ON pull_states.pull = pulls.uri
  JOIN pull_patches ON pull_patches.pull = pulls.uri
  LEFT JOIN rounds ON rounds.key = pull_patches.round_key
  LEFT JOIN decisions ON decisions.pull = pulls.uri AND NOT decisions.superseded`;

/** Every open pull request that names a patch, oldest first. Whether the patch is here already is not asked. */
export const pullsToReview = (db: Db): Promise<ReviewablePull[]> =>
  select(
    db,
    reviewable,
    `SELECT * FROM (${REVIEWABLE}) AS reviewable WHERE state = 'open' ORDER BY created_at_us, uri`,
  );

/** Which page of a long list: what comes behind `after`, at most `limit`. */
export interface PullPage {
  readonly after: Pick<ReviewablePull, 'createdAtUs' | 'uri'> | null;
  readonly limit: number;
}

/** A page of the finished pull requests that name a patch, oldest first; shorter than its limit only at the end. */
export const finishedPulls = (db: Db, { after, limit }: PullPage): Promise<ReviewablePull[]> =>
  select(
    db,
    reviewable,
    `SELECT * FROM (${REVIEWABLE}) AS reviewable
     WHERE state <> 'open' AND (created_at_us > $1 OR (created_at_us = $1 AND uri > $2))
     ORDER BY created_at_us, uri LIMIT $3`,
    [BigInt(after?.createdAtUs ?? Number.MIN_SAFE_INTEGER), after?.uri ?? '', limit],
  );
