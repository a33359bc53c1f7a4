import { z } from 'zod';
import type { AtUri, Did } from '../domain/index.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, uriColumn } from './rows.ts';

/** What was said under a pull request, and when it was changed. Times in microseconds since 1970. */
export interface Discussion {
  /** The latest 200, oldest first; of accounts that are there. */
  readonly comments: readonly {
    readonly by: Did;
    /** Whether that is the author of the pull request. */
    readonly isAuthor: boolean;
    /** The first 2,000 characters. */
    readonly body: string;
    /** When, by the commenter's word, but never later than when the stream saw it. */
    readonly atUs: number;
    /** Which round it is about, from 0; null where the record does not say. */
    readonly round: number | null;
    /** The address of the comment it answers. */
    readonly replyTo: string | null;
  }[];
  /** When each round after the first was handed in, in order of the rounds. */
  readonly rounds: readonly number[];
}

const COMMENTS = 200;
const BODY_CHARS = 2000;

const named = z.object({ pull: uriColumn });
const comment = z.object({
  pull: uriColumn,
  by: didColumn,
  isAuthor: z.boolean(),
  body: z.string(),
  atUs: z.number(),
  round: z.number().nullable(),
  replyTo: z.string().nullable(),
});
const round = z.object({ pull: uriColumn, atUs: z.number() });

const ASKED = "(SELECT value ->> '$' FROM json_each($1))";

/** The discussion of each of these pull requests that there is; one nobody spoke about has no comments. */
export const discussionsOf = async (db: Db, pulls: readonly AtUri[]): Promise<Map<AtUri, Discussion>> => {
  const asked = JSON.stringify(pulls);
  const known = await select(db, named, `SELECT uri AS pull FROM pulls WHERE uri IN ${ASKED} ORDER BY uri`, [asked]);
  const comments = Map.groupBy(await commentsOn(db, asked), ({ pull }) => pull);
  const rounds = Map.groupBy(await laterRounds(db, asked), ({ pull }) => pull);
  return new Map(
    known.map(({ pull }) => [
      pull,
      {
        comments: (comments.get(pull) ?? []).map(({ pull: _, ...said }) => said),
        rounds: (rounds.get(pull) ?? []).map(({ atUs }) => atUs),
      },
    ]),
  );
};

const commentsOn = (db: Db, asked: string) =>
  select(
    db,
    comment,
    `SELECT pulls.uri AS pull, comments.did AS "by", comments.did = pulls.did AS is_author,
       left(comments.body, ${BODY_CHARS}) AS body, comments.pull_round AS round, comments.reply_to,
       least(coalesce(comments.created_at_us, comments.seen_at_us), comments.seen_at_us) AS at_us
     FROM comments JOIN pulls ON pulls.uri = comments.subject
     WHERE pulls.uri IN ${ASKED}
     QUALIFY row_number() OVER (PARTITION BY pulls.uri ORDER BY at_us DESC, comments.uri DESC) <= ${COMMENTS}
     ORDER BY pull, at_us, comments.uri`,
    [asked],
  );

const laterRounds = (db: Db, asked: string) =>
  select(
    db,
    round,
    `SELECT uri AS pull, least(coalesce(created_at_us, seen_at_us), seen_at_us) AS at_us
     FROM rounds WHERE number > 0 AND uri IN ${ASKED} ORDER BY uri, number`,
    [asked],
  );
