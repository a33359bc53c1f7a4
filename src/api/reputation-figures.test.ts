import { describe, expect, it } from 'vitest';
import { type CircuitState, parseDid } from '../domain/index.ts';
import { DEFAULT_POLICY } from '../gate/index.ts';
import { buildReadModel } from '../pipeline/index.ts';
import { deskApp, fakeDesk } from './desk.testing.ts';
import type { ConductLine, ReputationDesk } from './reputation-desk.ts';

const world = {
  asOfUs: 1,
  vouches: [],
  merges: [],
  seeds: [],
  maintainers: [],
  repos: [],
  attestations: [],
  handles: [],
};
const model = buildReadModel(
  {
    world,
    pulls: [],
    decisions: [],
    log: [],
    backtest: null,
    totals: { events: 1, records: 1 },
    rejections: [],
    network: [],
  },
  { policy: DEFAULT_POLICY, aliases: new Map() },
);
const JSON_WANTED = { accept: 'application/json' };

const circuit = (state: CircuitState, number: number) => ({
  ...{ pairId: `p${number}`, agentA: 'sast', agentB: 'other', alpha: 1, beta: 4, interactions: 3 },
  ...{ updatedAtUs: 0, circuit: state, openedAtUs: null, score: 0.2 },
});
const line = (name: string, total: number, revoked = false): ConductLine => {
  const did = parseDid(`did:plc:${name}`);
  if (did === null) throw new Error(name);
  return { did, total, previous: null, revoked };
};

const metrics = async (over: Partial<ReputationDesk> | null) => {
  const reputation = over === null ? null : { ...fakeDesk().desk, ...over };
  const { app } = deskApp({ model: () => model, reputation });
  const json = JSON.parse(await (await app.request('/metrics', { headers: JSON_WANTED })).text());
  return { figures: json.reputation, text: await (await app.request('/metrics')).text() };
};

describe('the figures of reputation', () => {
  it('count circuits that are not closed by state, and tell the revoked from those at risk', async () => {
    const states: CircuitState[] = ['TERMINATED', 'OPEN', 'OPEN', 'HALF_OPEN', 'HALF_OPEN', 'HALF_OPEN', 'CLOSED'];
    const people = [line('gone', 200, true), line('low', 310), line('risk', 499)];
    const { figures, text } = await metrics({
      circuits: async () => states.map(circuit),
      conductBelow: async (total) => people.filter((each) => each.revoked || each.total < total),
    });
    expect(figures).toMatchObject({
      circuitsOpen: 2,
      circuitsHalfOpen: 3,
      circuitsTerminated: 1,
      revoked: 1,
      atRisk: 2,
    });
    expect(figures.people.map(({ did, revoked }: ConductLine) => [did, revoked])).toEqual([
      ['did:plc:gone', true],
      ['did:plc:low', false],
      ['did:plc:risk', false],
    ]);
    expect(text).toContain('tangled_trust_circuits{state="open"} 2');
    expect(text).toContain('tangled_trust_circuits{state="half_open"} 3');
    expect(text).toContain('tangled_trust_circuits{state="terminated"} 1');
    expect(text).toContain('tangled_trust_conduct_people{state="revoked"} 1');
    expect(text).toContain('tangled_trust_conduct_people{state="at_risk"} 2');
  });

  it('list twenty people at most and count all', async () => {
    const people = Array.from({ length: 30 }, (_, number) => line(`p${number}`, 400));
    const { figures } = await metrics({ circuits: async () => [], conductBelow: async () => people });
    expect(figures.people).toHaveLength(20);
    expect(figures.atRisk).toBe(30);
  });

  it.each([
    ['without a desk', null],
    ['where it cannot be read', { circuits: () => Promise.reject(new Error('locked')) }],
  ])('are null, and no gauge says 0, %s', async (_, over) => {
    const { figures, text } = await metrics(over);
    expect(figures).toBeNull();
    expect(text).not.toContain('tangled_trust_circuits');
    expect(text).toContain('tangled_trust_events 1');
  });
});
