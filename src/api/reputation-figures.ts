import { Gauge, type Registry } from 'prom-client';
import type { CircuitState } from '../domain/index.ts';
import type { ReadModel } from '../pipeline/index.ts';
import type { ReputationDesk } from './reputation-desk.ts';

/** Below this total somebody is at risk of losing the fast lane. */
const AT_RISK = 500;
const MOST_LISTED = 20;

/** How many circuits are not closed, and whose conduct is low. */
export interface ReputationFigures {
  readonly circuitsOpen: number;
  readonly circuitsHalfOpen: number;
  readonly circuitsTerminated: number;
  readonly revoked: number;
  /** With a total below 500, and not revoked. */
  readonly atRisk: number;
  /** Of the revoked and those at risk the first 20: the revoked first, then the lowest. */
  readonly people: readonly {
    readonly did: string;
    readonly handle: string | null;
    /** 0..1000. */
    readonly total: number;
    readonly previous: number | null;
    readonly revoked: boolean;
  }[];
}

/** The figures now; null where this process has no desk, or it does not answer: all other figures must still be told. */
export const reputationFigures = async (
  model: ReadModel,
  desk: ReputationDesk | null | undefined,
): Promise<ReputationFigures | null> => {
  if (!desk) return null;
  const answers = await Promise.all([desk.circuits(), desk.conductBelow(AT_RISK)]).catch(() => null);
  if (answers === null) return null;
  const [circuits, people] = answers;
  const inState = (state: CircuitState): number => circuits.filter(({ circuit }) => circuit === state).length;
  const revoked = people.filter((each) => each.revoked).length;
  return {
    circuitsOpen: inState('OPEN'),
    circuitsHalfOpen: inState('HALF_OPEN'),
    circuitsTerminated: inState('TERMINATED'),
    revoked,
    atRisk: people.length - revoked,
    people: people.slice(0, MOST_LISTED).map(({ did, ...rest }) => ({ did, handle: model.handleOf(did), ...rest })),
  };
};

/** Nothing at all where they are not known: a 0 would say that all is well. */
export const addReputation = (registry: Registry, figures: ReputationFigures | null): void => {
  if (figures === null) return;
  const circuits = new Gauge({
    name: 'tangled_trust_circuits',
    help: 'Circuits of sources with contributors that are not closed, by state',
    labelNames: ['state'],
    registers: [registry],
  });
  circuits.set({ state: 'open' }, figures.circuitsOpen);
  circuits.set({ state: 'half_open' }, figures.circuitsHalfOpen);
  circuits.set({ state: 'terminated' }, figures.circuitsTerminated);
  const people = new Gauge({
    name: 'tangled_trust_conduct_people',
    help: 'People whose fast-lane eligibility is revoked, and whose conduct is below 500 of 1000 without that',
    labelNames: ['state'],
    registers: [registry],
  });
  people.set({ state: 'revoked' }, figures.revoked);
  people.set({ state: 'at_risk' }, figures.atRisk);
};
