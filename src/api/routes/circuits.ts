import { Hono } from 'hono';
import { z } from 'zod';
import { type AtUri, type Did, parseAtUri, parseDid } from '../../domain/index.ts';
import type { ReadModel } from '../../pipeline/index.ts';
import { guardsOf, OPERATOR } from '../auth.ts';
import { bodyOf, bodyUpTo } from '../body.ts';
import { type ApiParts, notFound, timeText } from '../context.ts';
import { deskOf } from '../desk-of.ts';
import { limitParameter, queryOf } from '../paging.ts';
import type { Circuit } from '../reputation-desk.ts';

const STATES = ['CLOSED', 'HALF_OPEN', 'OPEN', 'TERMINATED'] as const;
const filter = z.object({ state: z.enum(STATES).optional(), limit: limitParameter });
const because = z.strictObject({ reason: z.string().trim().max(1000).nullish() });

const circuitJson = ({ updatedAtUs, openedAtUs, ...circuit }: Circuit) => ({
  ...circuit,
  updatedAt: timeText(updatedAtUs),
  openedAt: openedAtUs === null ? null : timeText(openedAtUs),
});

/** The repository and the contributor that a source's circuit is about; null in pairs of other programs. */
const sidesIn = (agentB: string): readonly [AtUri, Did] | null => {
  const [first = '', second = '', ...more] = agentB.split(' ');
  const repo = parseAtUri(first);
  const did = parseDid(second);
  return repo === null || did === null || more.length > 0 ? null : [repo, did];
};

/** The same with their names, as far as they are known. */
const namesOf = ({ snapshot: { world }, handleOf }: ReadModel) => {
  const repos = new Map(world.repos.map(({ uri, name }) => [uri, name]));
  return (sides: readonly [AtUri, Did] | null) => {
    if (sides === null) return null;
    const [repo, did] = sides;
    return { repo, repoName: repos.get(repo) ?? null, did, handle: handleOf(did) };
  };
};

/** `GET /trust/circuits`; `POST /trust/circuits/{pairId}/terminate` and `/reset`: which sources are cut off from whom. */
export const circuitsRoute = ({ model, reputation, credentials }: ApiParts): Hono => {
  const { operator } = guardsOf(credentials);
  const unknown = (pairId: string) => notFound(`nothing is known of a pair ${pairId.slice(0, 100)}`);
  return new Hono()
    .get('/trust/circuits', async (c) => {
      const { state = null, limit } = queryOf(filter, c.req.query());
      const all = await deskOf(reputation).circuits();
      const counts = Object.fromEntries(STATES.map((each) => [each, 0]));
      for (const { circuit } of all) counts[circuit] = (counts[circuit] ?? 0) + 1;
      const items = all.filter(({ circuit }) => state === null || circuit === state).slice(0, limit);
      const sides = items.map(({ agentB }) => sidesIn(agentB));
      const about = sides.some((side) => side !== null) ? namesOf(model()) : () => null;
      return c.json({
        items: items.map((each, at) => ({ ...circuitJson(each), about: about(sides[at] ?? null) })),
        counts,
      });
    })
    .post('/trust/circuits/:pairId/terminate', operator, bodyUpTo(64), async (c) => {
      const { reason = null } = await bodyOf(c, because, { optional: true });
      const pairId = c.req.param('pairId');
      const circuit = await deskOf(reputation).terminate(pairId, { by: OPERATOR, reason });
      if (circuit === null) throw unknown(pairId);
      return c.json(circuitJson(circuit));
    })
    .post('/trust/circuits/:pairId/reset', operator, bodyUpTo(64), async (c) => {
      const { reason = null } = await bodyOf(c, because, { optional: true });
      const pairId = c.req.param('pairId');
      if (!(await deskOf(reputation).reset(pairId, { by: OPERATOR, reason }))) throw unknown(pairId);
      return c.json({ pairId, reset: true });
    });
};
