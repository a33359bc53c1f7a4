import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../gate/index.ts';
import { history, past, replayOf, vouch } from '../pipeline/backtest.testing.ts';
import { backtest } from '../pipeline/backtest.ts';
import { type Backtest, buildReadModel, nothingTested } from '../pipeline/index.ts';
import { addBacktest, backtestFigures } from './backtest-figures.ts';

const modelOf = (kept: Backtest | null) => {
  const world = {
    asOfUs: 0,
    vouches: [],
    merges: [],
    seeds: [],
    maintainers: [],
    repos: [],
    attestations: [],
    handles: [],
  };
  const totals = { events: 0, records: 0 };
  const rest = { pulls: [], decisions: [], log: [], totals, rejections: [], network: [] };
  return buildReadModel({ world, ...rest, backtest: kept }, { policy: DEFAULT_POLICY, aliases: new Map() });
};

const gaugesOf = async (kept: Backtest | null): Promise<string> => {
  const registry = new Registry();
  addBacktest(registry, modelOf(kept));
  return registry.metrics();
};

const told = () =>
  backtest(
    replayOf(
      [past('alice', 100), past('alice', 101, { cleanMerge: false }), past('eve', 102)],
      history({ vouches: [vouch('mira', 'alice', 10)] }),
    ),
  );

describe('the backtest’s figures', () => {
  it('are those of nothing before the first, and where another version kept them', () => {
    const nothing = { ...nothingTested(DEFAULT_POLICY), confidence: 0.95 };
    expect(backtestFigures(modelOf(null))).toMatchObject(nothing);
    const old = { threshold: 0.7, considered: 9, approved: 3, rate: 0 } as unknown as Backtest;
    expect(backtestFigures(modelOf(old))).toMatchObject(nothing);
  });

  it('say of how many they are', async () => {
    const figures = backtestFigures(modelOf(await told()));
    expect(figures).toMatchObject({ considered: 3, approved: 2, undoneApprovals: 1, rate: 0.5 });
    expect(figures.note).toContain('newest 3 of 3');
  });

  it.each<[string, object, boolean]>([
    ['the one in force', {}, true],
    ['another version', { policy: 'other' }, false],
    ['another of the same name', { policyHash: 'ab' }, false],
  ])('name the policy and the time they were made with: %s', async (_, made, isOfPolicyInForce) => {
    const figures = backtestFigures(modelOf({ ...(await told()), madeAtUs: 5_000_000, ...made }));
    const inForce = { version: DEFAULT_POLICY.version, hash: DEFAULT_POLICY.hash };
    expect(figures).toMatchObject({ madeAt: '1970-01-01T00:00:05.000Z', inForce, isOfPolicyInForce });
    expect(figures).not.toHaveProperty('madeAtUs');
  });
});

describe('the backtest’s gauges', () => {
  it('are none before the first', async () => {
    expect((await gaugesOf(null)).trim()).toBe('');
  });

  it('give counts, rates and both ends of intervals, and no rate of none', async () => {
    const text = await gaugesOf(await told());
    for (const line of [
      'tangled_trust_backtest_considered 3',
      'tangled_trust_backtest_pulls{of="replayed",lane="fast_lane",outcome="undone"} 1',
      'tangled_trust_backtest_rate{of="replayed",rate="undone_approval"} 0.5',
      'tangled_trust_backtest_rate_low{of="replayed",rate="undone_approval"} 0.01257',
      'tangled_trust_backtest_rate_high{of="replayed",rate="undone_approval"} 0.98742',
      'tangled_trust_backtest_rate{of="trust_alone",rate="unclean_approval"} 0.5',
    ])
      expect(text).toContain(line);
    expect(text).not.toContain('rate{of="decided"');
  });
});
