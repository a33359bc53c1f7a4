import { randomUUID } from 'node:crypto';
import type { PairState } from '../domain/index.ts';
import type { NewItem } from './outbox.ts';

/** The target of trust events in an outbox. */
const TRUST_EVENTS = 'trust-events';

/** Where trust events are received, under the base address. */
export const TRUST_EVENTS_PATH = '/api/trust/events';

/** A pair's state on the wire; names as the programs have them that others run. Times in seconds since 1970. */
interface WireState {
  readonly pair_id: string;
  readonly agent_a: string;
  readonly agent_b: string;
  readonly alpha: number;
  readonly beta_val: number;
  readonly last_updated: number;
  readonly interaction_count: number;
  readonly circuit_state: string;
  readonly opened_at: number | null;
}

/** What is shipped when a pair's state changed, or when it was deleted. */
export type TrustEvent = { readonly tenant_id?: string; readonly pair_id: string } & (
  | {
      readonly event_type: 'TRUST_STATE_UPDATED';
      readonly trust_score: number;
      readonly payload: { readonly state: WireState };
    }
  | { readonly event_type: 'TRUST_STATE_DELETED'; readonly payload: Readonly<Record<string, never>> }
);

const seconds = (micros: number): number => micros / 1e6;

const tenant = (tenantId: string | null) => (tenantId === null ? {} : { tenant_id: tenantId });

/** The event of a state that was just kept. `trust_score` is the mean as it stood then. */
export const stateUpdated = (state: PairState, tenantId: string | null): TrustEvent => ({
  ...tenant(tenantId),
  pair_id: state.pairId,
  event_type: 'TRUST_STATE_UPDATED',
  trust_score: state.alpha / (state.alpha + state.beta),
  payload: {
    state: {
      pair_id: state.pairId,
      agent_a: state.agentA,
      agent_b: state.agentB,
      alpha: state.alpha,
      beta_val: state.beta,
      last_updated: seconds(state.updatedAtUs),
      interaction_count: state.interactions,
      circuit_state: state.circuit,
      opened_at: state.openedAtUs === null ? null : seconds(state.openedAtUs),
    },
  },
});

/** The event of a pair whose history was deleted. */
export const stateDeleted = (pairId: string, tenantId: string | null): TrustEvent => ({
  ...tenant(tenantId),
  pair_id: pairId,
  event_type: 'TRUST_STATE_DELETED',
  payload: {},
});

/**
 * The event as an outbox takes it, under a key of its own: the same state kept twice is two events, since between them
 * the pair may have been deleted. Every attempt to send one of them has its key.
 */
export const eventItem = (event: TrustEvent, idempotencyKey: string = randomUUID()): NewItem => ({
  idempotencyKey,
  target: TRUST_EVENTS,
  body: JSON.stringify(event),
});
