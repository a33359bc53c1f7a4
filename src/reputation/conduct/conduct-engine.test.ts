import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONDUCT_DIMENSIONS, type ConductDimension } from '../../domain/index.ts';
import { allFive, row, START_US, signal, times } from './conduct.testing.ts';
import { ConductEngine } from './conduct-engine.ts';
import { conductOf } from './conduct-of.ts';
import { CONDUCT_WEIGHTS } from './conduct-weights.ts';

const BO = 'did:plc:bo';
const at = START_US;

const engineAfter = (signals: ReturnType<typeof row>): ConductEngine => {
  const engine = new ConductEngine();
  for (const each of signals) engine.record(BO, each);
  return engine;
};

describe('what is recorded', () => {
  it.each<[string, (engine: ConductEngine) => boolean, object]>([
    [
      'a policy kept',
      (engine) => engine.recordPolicyCompliance(BO, { compliant: true, policy: 'X', atUs: at }),
      { dimension: 'policy_compliance', value: 1, source: 'policy_engine', details: 'Policy: X', atUs: at },
    ],
    [
      'a policy of no name broken',
      (engine) => engine.recordPolicyCompliance(BO, { compliant: false, atUs: at }),
      { dimension: 'policy_compliance', value: 0, source: 'policy_engine', details: null, atUs: at },
    ],
    [
      'work accepted',
      (engine) => engine.recordOutputQuality(BO, { accepted: true, consumer: 'al', atUs: at }),
      { dimension: 'output_quality', value: 1, source: 'consumer:al', details: null, atUs: at },
    ],
    [
      'work rejected',
      (engine) => engine.recordOutputQuality(BO, { accepted: false, consumer: 'al', reason: 'no', atUs: at }),
      { dimension: 'output_quality', value: 0, source: 'consumer:al', details: 'no', atUs: at },
    ],
    [
      'a breach',
      (engine) => engine.recordSecurityEvent(BO, { withinBoundary: false, event: 'secret', atUs: at }),
      { dimension: 'security_posture', value: 0, source: 'security_monitor', details: 'secret', atUs: at },
    ],
    [
      'a request answered',
      (engine) => engine.recordCollaboration(BO, { handedOver: true, peer: 'did:plc:al', atUs: at }),
      { dimension: 'collaboration_health', value: 1, source: 'collaboration:did:plc:al', details: null, atUs: at },
    ],
  ])('%s', (_, record, kept) => {
    const engine = new ConductEngine();
    record(engine);
    expect(engine.signals(BO)).toEqual([kept]);
  });

  it.each<[string, [number, number], [number, number], number]>([
    ['one budget kept half, one in full', [200, 100], [50, 100], 0.75],
    ['both kept', [100, 200], [50, 100], 1],
    ['ten times over both', [1000, 100], [1000, 100], 0.1],
    ['nothing of nothing', [0, 0], [0, 0], 0],
  ])('of resources: %s', (_, [tokensUsed, tokensBudget], [computeMs, computeBudgetMs], value) => {
    const engine = new ConductEngine();
    const atOnce = engine.recordResourceUsage(BO, { tokensUsed, tokensBudget, computeMs, computeBudgetMs, atUs: at });
    expect(engine.signals(BO)).toEqual([
      {
        dimension: 'resource_efficiency',
        value,
        source: 'resource_monitor',
        details: `tokens=${tokensUsed}/${tokensBudget}, compute=${computeMs}/${computeBudgetMs}ms`,
        atUs: at,
      },
    ]);
    expect(atOnce).toBe(value < 0.3);
    if (value === 0.1) expect(engine.standing(BO).total).toBe(440);
  });

  it.each([-0.01, 1.01, Number.NaN])('refuses a value of %d', (value) => {
    const engine = new ConductEngine();
    expect(() => engine.record(BO, signal('output_quality', value))).toThrow(RangeError);
    expect(engine.signals(BO)).toEqual([]);
  });

  it('is reckoned at once below .3, else at the next tick', () => {
    const engine = new ConductEngine();
    expect(engine.record(BO, signal('output_quality', 0.3))).toBe(false);
    expect(engine.standing(BO).total).toBe(500);
    expect(engine.tick(at + 1)).toBe(1);
    expect(engine.standing(BO).total).toBe(460);
    expect(engine.record(BO, signal('output_quality', 0.29, at + 2))).toBe(true);
    expect(engine.standing(BO).total).toBe(458);
  });

  it('is trimmed to a thousand signals and a hundred totals', () => {
    const engine = engineAfter(row('output_quality', times(1100, 0)));
    expect(engine.signals(BO)).toHaveLength(1000);
    expect(engine.signals(BO)[0]?.atUs).toBe(START_US + 100);
    expect(engine.totals(BO)).toHaveLength(100);
  });
});

describe('a standing', () => {
  it('of somebody unknown is 500, standard, and asking leaves no trace', () => {
    const engine = new ConductEngine();
    expect(engine.standing(BO)).toEqual({ total: 500, tier: 'standard', previous: null, change: 0, revoked: null });
    expect(engine.explanation(BO, at)).toMatchObject({ total_score: 500, dimensions: {}, recent_signals: [] });
    expect(engine.healthReport(at).total_agents).toBe(0);
  });

  it('carries the total before it and the change', () => {
    const engine = engineAfter([signal('output_quality', 0), signal('policy_compliance', 0, at + 1)]);
    expect(engine.standing(BO)).toMatchObject({ total: 275, previous: 400, change: -125 });
  });

  it('has no new total for a tick to which nothing came', () => {
    const engine = engineAfter([signal('output_quality', 1)]);
    expect([engine.tick(at + 1), engine.tick(at + 2), engine.tick(at + 3)]).toEqual([1, 0, 0]);
    expect(engine.totals(BO)).toEqual([{ atUs: at + 1, total: 600 }]);
  });

  it('follows new weights at the next tick; an invalid set is refused and nothing of it is kept', () => {
    const engine = engineAfter([signal('output_quality', 1)]);
    engine.tick(at + 1);
    expect(engine.updateWeights({ output_quality: 0.5 })).toBe(false);
    expect(engine.config.weights).toEqual(CONDUCT_WEIGHTS);
    expect(engine.tick(at + 2)).toBe(0);
    expect(engine.updateWeights({ output_quality: 0.3, policy_compliance: 0.15 })).toBe(true);
    expect(engine.standing(BO).total).toBe(600);
    engine.tick(at + 3);
    expect(engine.standing(BO)).toMatchObject({ total: 650, previous: 600, change: 50 });
  });

  it('has the digits of the pure form, however many signals there were', () => {
    const step = fc.record({
      dimension: fc.constantFrom(...CONDUCT_DIMENSIONS),
      value: fc.double({ min: 0, max: 1, noNaN: true }),
      count: fc.integer({ min: 1, max: 400 }),
      tick: fc.boolean(),
    });
    const run = fc.array(step, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(run, (steps) => {
        const engine = new ConductEngine();
        const all: ReturnType<typeof row> = [];
        for (const { dimension, value, count, tick } of steps) {
          const signals = row(dimension, times(count, value), START_US + all.length);
          for (const each of signals) engine.record(BO, each);
          all.push(...signals);
          if (tick) engine.tick(START_US + all.length);
        }
        engine.tick(START_US + all.length);
        const pure = conductOf(all);
        const { dimensions, total_score } = engine.explanation(BO, START_US + all.length);
        expect(total_score).toBe(pure.total);
        expect(engine.signals(BO)).toEqual(pure.signals);
        for (const name of CONDUCT_DIMENSIONS) {
          const { score, signalCount, weight, contribution } = pure.dimensions[name];
          expect(dimensions[name]).toEqual({ score, signal_count: signalCount, weight, contribution });
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a revocation', () => {
  const worst = (): { engine: ConductEngine; told: string[] } => {
    const engine = new ConductEngine();
    const told: string[] = [];
    engine.onRevocation((did, reason) => told.push(`${did}: ${reason}`));
    return { engine, told };
  };

  it('comes once, at the first total below 300', () => {
    const { engine, told } = worst();
    for (const each of allFive([0, 0, 0, 0, 0])) engine.record(BO, each);
    expect(engine.totals(BO).map(({ total }) => total)).toEqual([375, 300, 200, 75, 0]);
    expect(told).toEqual([`${BO}: Trust score 200 below threshold`]);
    expect(engine.standing(BO).revoked).toEqual({ atUs: at + 2, reason: 'Trust score 200 below threshold' });
  });

  it('comes of bad policy and security alone, at 250', () => {
    const { engine, told } = worst();
    engine.record(BO, signal('policy_compliance', 0));
    engine.record(BO, signal('security_posture', 0, at + 1));
    expect(told).toEqual([`${BO}: Trust score 250 below threshold`]);
  });

  it('does not come at 300', () => {
    const { engine, told } = worst();
    engine.record(BO, signal('policy_compliance', 0));
    engine.record(BO, signal('resource_efficiency', 0, at + 1));
    expect([engine.standing(BO).total, told]).toEqual([300, []]);
  });

  it('stands though 200 perfect rounds follow', () => {
    const { engine, told } = worst();
    for (const each of allFive([0, 0, 0, 0, 0])) engine.record(BO, each);
    for (let round = 1; round <= 200; round += 1) {
      for (const each of allFive([1, 1, 1, 1, 1], at + 10 * round)) engine.record(BO, each);
      engine.tick(at + 10 * round + 5);
    }
    expect(engine.standing(BO)).toMatchObject({ total: 1000, revoked: { reason: 'Trust score 200 below threshold' } });
    expect(told).toHaveLength(1);
  });

  it('reaches every callback, whichever of them throw or reject, and counts those', async () => {
    const { engine, told } = worst();
    engine.onRevocation(() => {
      throw new Error('thrown');
    });
    engine.onRevocation(() => Promise.reject(new Error('rejected')));
    engine.onRevocation(() => told.push('last'));
    for (const each of allFive([0, 0, 0, 0, 0])) engine.record(BO, each);
    await Promise.resolve();
    expect(told).toEqual([`${BO}: Trust score 200 below threshold`, 'last']);
    expect(engine.callbackFailures).toBe(2);
  });

  it('is taken back only by somebody else, and then only later signals can bring another', () => {
    const { engine, told } = worst();
    for (const each of allFive([0, 0, 0, 0, 0])) engine.record(BO, each);
    expect(() => engine.reinstate(BO, BO, at + 10)).toThrow(TypeError);
    expect(() => engine.reinstate(BO, ' ', at + 10)).toThrow(TypeError);
    expect(engine.reinstate('did:plc:unknown', 'operator', at + 10)).toBe(false);
    expect(engine.reinstate(BO, 'did:plc:maintainer', at + 10)).toBe(true);
    expect(engine.reinstate(BO, 'did:plc:maintainer', at + 10)).toBe(false);
    engine.record(BO, signal('output_quality', 0, at + 20));
    expect(engine.standing(BO)).toMatchObject({ total: 0, revoked: null });
    engine.record(BO, signal('policy_compliance', 0, at + 21));
    expect(engine.standing(BO).revoked?.reason).toBe('Trust score 275 below threshold');
    expect(told).toHaveLength(2);
  });
});

describe('an explanation', () => {
  it('has no dimensions before anything was reckoned, and each one’s part after', () => {
    const engine = new ConductEngine();
    engine.recordOutputQuality(BO, { accepted: true, consumer: 'al', atUs: at });
    expect(engine.explanation(BO, at).dimensions).toEqual({});
    engine.tick(at + 1);
    const part = (weight: number) => ({ score: 50, signal_count: 0, weight, contribution: 50 * weight });
    expect(engine.explanation(BO, at + 1)).toEqual({
      agent_did: BO,
      total_score: 600,
      tier: 'standard',
      previous_score: null,
      score_change: 0,
      dimensions: {
        policy_compliance: part(0.25),
        resource_efficiency: part(0.15),
        output_quality: { score: 100, signal_count: 1, weight: 0.2, contribution: 20 },
        security_posture: part(0.25),
        collaboration_health: part(0.15),
      },
      recent_signals: [
        { dimension: 'output_quality', value: 1, source: 'consumer:al', timestamp: '2026-01-01T00:00:00.000Z' },
      ],
      trend: 'stable',
      revoked: false,
      revocation_reason: null,
    });
  });

  it('gives the parts 12.5, 7.5, 20, 12.5 and 7.5 after one accepted output, and the last ten signals', () => {
    const one = engineAfter([signal('output_quality', 1)]);
    one.tick(at);
    const parts = Object.values(one.explanation(BO, at).dimensions).map(({ contribution }) => contribution);
    expect(parts).toEqual([12.5, 7.5, 20, 12.5, 7.5]);
    const many = engineAfter(row('output_quality', times(12, 0)));
    expect(many.explanation(BO, at + 12).recent_signals).toHaveLength(10);
  });

  it('says why somebody is revoked', () => {
    const engine = engineAfter(allFive([0, 0, 0, 0, 0]));
    expect(engine.explanation(BO, at + 5)).toMatchObject({
      revoked: true,
      revocation_reason: 'Trust score 200 below threshold',
    });
  });
});

describe('who is at risk', () => {
  it('is below 500 and not revoked, lowest first', () => {
    const engine = new ConductEngine();
    const bad = (did: string, dimension: ConductDimension) => engine.record(did, signal(dimension, 0));
    bad('did:plc:low', 'output_quality');
    bad('did:plc:lower', 'policy_compliance');
    for (const dimension of CONDUCT_DIMENSIONS) bad('did:plc:revoked', dimension);
    engine.record('did:plc:even', signal('output_quality', 0.5));
    engine.tick(at + 1);
    expect(engine.standing('did:plc:even').total).toBe(500);
    expect(engine.atRisk()).toEqual(['did:plc:lower', 'did:plc:low']);
  });
});
