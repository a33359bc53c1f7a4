import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { ConflictError } from '../../domain/index.ts';
import { guardsOf, OPERATOR } from '../auth.ts';
import { bodyOf, bodyUpTo } from '../body.ts';
import { type ApiParts, conflict } from '../context.ts';
import { deskOf } from '../desk-of.ts';
import { idempotencyKeyOf } from '../idempotency-key.ts';
import { limitParameter, queryOf } from '../paging.ts';

const name = z.string().trim().min(1, 'must not be empty').max(200);
const contextClass = z.string().trim().max(200);
const reported = z.strictObject({
  tool: name,
  success: z.boolean(),
  contextClass: contextClass.default(''),
  weight: z.number().min(0).max(1e6).default(1),
  agentId: z.string().trim().max(2048).nullish(),
  reason: z.string().trim().max(1000).nullish(),
});
const filter = z.object({
  tool: name.optional(),
  contextClass: contextClass.optional(),
  limit: limitParameter,
});

/** `POST /tools/observe`: how one use of a tool went. `GET /tools/priors`: how far tools are to be relied on. */
export const toolsRoute = ({ reputation, credentials }: ApiParts): Hono =>
  new Hono()
    .get('/tools/priors', async (c) => {
      const { tool = null, contextClass = null, limit } = queryOf(filter, c.req.query());
      return c.json(await deskOf(reputation).priors({ tool, contextClass, limit }));
    })
    .post('/tools/observe', guardsOf(credentials).operator, bodyUpTo(64), async (c) => {
      const { agentId = null, reason = null, ...observation } = await bodyOf(c, reported);
      const key = idempotencyKeyOf(c) ?? randomUUID();
      const desk = deskOf(reputation);
      return c.json(
        await desk.observe({ ...observation, agentId, key }, { by: OPERATOR, reason }).catch((error: unknown) => {
          throw error instanceof ConflictError ? conflict(error.message) : error;
        }),
      );
    });
