import { Hono } from 'hono';
import { z } from 'zod';
import type { Did } from '../../domain/index.ts';
import type { ReadModel } from '../../pipeline/index.ts';
import { type ApiParts, asOf, fresh, wantsJson } from '../context.ts';
import { limitParameter, pageOf, queryOf } from '../paging.ts';

const query = z.object({ limit: limitParameter, cursor: z.string().optional() });

/** `GET /leaderboard` as JSON; browsers that ask for a page get the page. */
export const leaderboardRoute = ({ model }: ApiParts): Hono =>
  new Hono().get('/leaderboard', (c, next) => {
    if (!wantsJson(c)) return next();
    const { limit, cursor } = queryOf(query, c.req.query());
    const now = model();
    return Promise.resolve(
      fresh(c, now, () => {
        const page = pageOf(now.ranking, { limit, cursor, keyOf: (did) => did });
        return {
          items: page.items.map((did) => entryOf(did, now)),
          cursor: page.cursor,
          of: now.ranking.length,
          asOf: asOf(now),
        };
      }),
    );
  });

const entryOf = (did: Did, model: ReadModel) => {
  const person = model.person(did, null);
  return {
    rank: person?.rank ?? null,
    did,
    handle: model.handleOf(did),
    eigentrust: person?.eigentrust ?? 0,
    standing: person?.standing ?? 0,
    opinion: person?.opinion ?? 0,
    structural: person?.structural ?? 0,
    vouchesIn: person?.vouchesIn ?? 0,
    denouncesIn: person?.denouncers.length ?? 0,
    seed: person?.seed ?? false,
  };
};
