import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { PairState } from '../../domain/index.ts';
import { guardsOf } from '../auth.ts';
import { bodyUpTo, jsonIn, problemOf } from '../body.ts';
import { type ApiParts, badRequest, conflict } from '../context.ts';
import { deskOf } from '../desk-of.ts';
import { idempotencyKey, idempotencyKeyOf } from '../idempotency-key.ts';
import type { ReceivedEvent } from '../reputation-desk.ts';

const MOST_AT_ONCE = 100;

const id = z.string().min(1).max(2048);
/** Seconds since 1970, up to the year 9999. */
const time = z.number().min(0).max(253_402_300_799);
const state = z.object({
  ...{ pair_id: id, agent_a: id, agent_b: id },
  ...{ alpha: z.number().positive(), beta_val: z.number().positive() },
  last_updated: time,
  interaction_count: z.number().int().min(0),
  // A word that names no state cuts off: nobody gets through by a word that is not understood.
  circuit_state: z.enum(['CLOSED', 'HALF_OPEN', 'OPEN', 'TERMINATED']).catch('TERMINATED'),
  opened_at: time.nullish(),
});
const common = { tenant_id: id.nullish(), pair_id: id, idempotency_key: idempotencyKey.optional() };
const event = z.discriminatedUnion('event_type', [
  z.object({
    ...common,
    event_type: z.literal('TRUST_STATE_UPDATED'),
    trust_score: z.number().min(0).max(1),
    payload: z.object({ state }),
  }),
  z.object({ ...common, event_type: z.literal('TRUST_STATE_DELETED') }),
]);

/** `POST /api/trust/events`: one event, or an array of up to 100, that another service tells. */
export const trustEventsRoute = ({ reputation, credentials }: ApiParts): Hono =>
  new Hono().post('/api/trust/events', guardsOf(credentials).service, bodyUpTo(1024), async (c) => {
    const desk = deskOf(reputation);
    const receipt = await desk.receiveEvents(eventsIn(await jsonIn(c), c));
    if (receipt.kind === 'conflict')
      throw conflict(`the key ${receipt.key.slice(0, 255)} came before with another event; nothing was kept`);
    return c.json({ accepted: receipt.accepted, duplicates: receipt.duplicates }, 202);
  });

const eventsIn = (body: unknown, c: Context): ReceivedEvent[] => {
  const key = idempotencyKeyOf(c);
  if (!Array.isArray(body)) return [eventOf(body, { place: 'the event', key })];
  if (body.length === 0 || body.length > MOST_AT_ONCE)
    throw badRequest(`an array must hold 1 to ${MOST_AT_ONCE} events, got ${body.length}`);
  return body.map((each, index) => eventOf(each, { place: `event ${index}`, key: key && `${key}:${index}` }));
};

const eventOf = (given: unknown, { place, key }: { readonly place: string; readonly key: string | null }) => {
  const parsed = event.safeParse(given);
  if (!parsed.success) throw badRequest(`${place}: ${problemOf(parsed.error)}`);
  const { pair_id: pairId, tenant_id: tenantId = null, idempotency_key: own } = parsed.data;
  const told = parsed.data.event_type === 'TRUST_STATE_UPDATED' ? parsed.data.payload.state : null;
  if (told !== null && told.pair_id !== pairId) throw badRequest(`${place}: payload.state.pair_id is not pair_id`);
  const state = told && stateOf(told);
  return { idempotencyKey: own ?? key ?? contentKey({ pairId, tenantId, state }), tenantId, pairId, state };
};

const micros = (seconds: number): number => Math.round(seconds * 1e6);

const stateOf = (told: z.output<typeof state>): PairState => ({
  pairId: told.pair_id,
  agentA: told.agent_a,
  agentB: told.agent_b,
  alpha: told.alpha,
  beta: told.beta_val,
  updatedAtUs: micros(told.last_updated),
  interactions: told.interaction_count,
  circuit: told.circuit_state,
  openedAtUs: told.opened_at == null ? null : micros(told.opened_at),
});

/** Programs that give no key tell the same event with the same words. */
const contentKey = (event: Omit<ReceivedEvent, 'idempotencyKey'>): string =>
  `sha256:${createHash('sha256').update(JSON.stringify(event)).digest('hex')}`;
