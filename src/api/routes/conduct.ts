import { Hono } from 'hono';
import { z } from 'zod';
import { CONDUCT_DIMENSIONS, type ConductDimension, type Did, parseDid } from '../../domain/index.ts';
import { guardsOf, OPERATOR } from '../auth.ts';
import { bodyOf, bodyUpTo } from '../body.ts';
import { type ApiParts, badRequest, conflict, unprocessable } from '../context.ts';
import { deskOf } from '../desk-of.ts';
import { queryOf } from '../paging.ts';

const reason = z.string().trim().max(1000).nullish();
const share = z.number().min(0).max(1);
const shares = Object.fromEntries(CONDUCT_DIMENSIONS.map((name) => [name, share.optional()]));
const weightsShape = z.strictObject({ ...shares, reason });
const days = z.object({ days: z.coerce.number().int().min(1).max(366).default(7) });

const didOf = (text: string): Did => {
  const did = parseDid(text);
  if (did === null) throw badRequest(`"${text.slice(0, 100)}" is not a DID`);
  return did;
};

/** Conduct: how it is weighed, why somebody's is what it is, how it went lately, and eligibility given back. */
export const conductRoute = ({ reputation, credentials }: ApiParts): Hono => {
  const { operator } = guardsOf(credentials);
  return new Hono()
    .get('/agents/:did/explanation', async (c) =>
      c.json(await deskOf(reputation).explanationOf(didOf(c.req.param('did')))),
    )
    .get('/health-report', async (c) =>
      c.json(await deskOf(reputation).healthReport(queryOf(days, c.req.query()).days)),
    )
    .get('/trust/weights', async (c) => c.json(await deskOf(reputation).weights()))
    .put('/trust/weights', operator, bodyUpTo(64), async (c) => {
      const { reason: why = null, ...given } = await bodyOf(c, weightsShape);
      const changes: Partial<Record<ConductDimension, number>> = given;
      if (Object.keys(changes).length === 0) throw badRequest(`give some of ${CONDUCT_DIMENSIONS.join(', ')}`);
      const set = await deskOf(reputation).setWeights(changes, { by: OPERATOR, reason: why });
      if (set === null) throw unprocessable('the five weights must sum to 1; nothing was changed');
      return c.json(set);
    })
    .post('/trust/eligibility/:did/reinstate', operator, bodyUpTo(64), async (c) => {
      const did = didOf(c.req.param('did'));
      const { reason: why = null } = await bodyOf(c, z.strictObject({ reason }), { optional: true });
      if (!(await deskOf(reputation).reinstate(did, { by: OPERATOR, reason: why })))
        throw conflict(`eligibility of ${did} is not revoked`);
      return c.json({ did, reinstated: true });
    });
};
