import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Override } from '../../domain/index.ts';
import { guardsOf, OPERATOR } from '../auth.ts';
import { bodyOf, bodyUpTo } from '../body.ts';
import { type ApiParts, timeText } from '../context.ts';
import { deskOf } from '../desk-of.ts';
import { queryOf } from '../paging.ts';

const kind = z.enum(['agent', 'source'], 'must be agent or source');
const target = z.object({ kind, id: z.string().trim().min(1, 'must not be empty').max(2048) });
const reason = z.string().trim().max(1000).nullish();
const wanted = z.strictObject({
  confidence: z.number().min(0).max(1),
  strength: z.number().min(0),
  lock: z.boolean().default(false),
  reason,
});

/** An override as it is answered. */
export const overrideJson = ({ entity: { kind, id }, confidence, strength, locked, updatedAtUs }: Override) => ({
  entity: { kind, id },
  confidence,
  strength,
  locked,
  updatedAt: timeText(updatedAtUs),
});

/** `GET|PUT|DELETE /trust/overrides/{kind}/{id}` and `GET /trust/overrides`: how far people and sources are to be relied on. */
export const overridesRoute = ({ reputation, credentials }: ApiParts): Hono => {
  const { operator } = guardsOf(credentials);
  const targetOf = (c: Context) =>
    queryOf(target, { kind: c.req.param('kind') ?? '', id: c.req.param('entity') ?? '' });
  const one = '/trust/overrides/:kind/:entity{.+}';
  return new Hono()
    .get('/trust/overrides', async (c) => {
      const filter = queryOf(z.object({ kind: kind.optional() }), c.req.query());
      return c.json((await deskOf(reputation).listOverrides(filter.kind ?? null)).map(overrideJson));
    })
    .get(one, async (c) => {
      const found = await deskOf(reputation).getOverride(targetOf(c));
      return c.json(found && overrideJson(found));
    })
    .put(one, operator, bodyUpTo(64), async (c) => {
      const entity = targetOf(c);
      const { confidence, strength, lock, reason = null } = await bodyOf(c, wanted);
      const act = { by: OPERATOR, reason };
      const set = await deskOf(reputation).setOverride({ entity, confidence, strength, locked: lock }, act);
      return c.json(overrideJson(set));
    })
    .delete(one, operator, bodyUpTo(64), async (c) => {
      const entity = targetOf(c);
      const { reason: why = null } = await bodyOf(c, z.strictObject({ reason }), { optional: true });
      return c.json({ removed: await deskOf(reputation).unsetOverride(entity, { by: OPERATOR, reason: why }) });
    });
};
