import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PairState, TrustOutcome } from '../../domain/index.ts';
import { circuitAt, circuitCode, circuitOf, isBelow } from './circuit.ts';
import { type TrustConfig, trustConfig } from './config.ts';
import { decayed, freshPair, isBlocked, type Recorded, recorded, TRUST_OUTCOME } from './record.ts';

const { SUCCESS, FAILURE, PARTIAL } = TRUST_OUTCOME;
const HOUR_US = 3600e6;
const DAY_US = 24 * HOUR_US;
const names = { pairId: 'p', agentA: 'a', agentB: 'b' };
const fresh = (config: TrustConfig, atUs = 0): PairState => freshPair(names, atUs, config);
const stateAfter = (outcomes: readonly TrustOutcome[], config = trustConfig(), from = fresh(config)): PairState =>
  outcomes.reduce((state, outcome) => recorded(state, outcome, state.updatedAtUs, config).state, from);
const times = (count: number, outcome: TrustOutcome): TrustOutcome[] => Array.from({ length: count }, () => outcome);
const scoreOf = ({ alpha, beta }: PairState): number => alpha / (alpha + beta);
const failuresToOpen = (from: PairState, config: TrustConfig): number => {
  let [state, count] = [from, 0];
  for (; state.circuit !== 'OPEN'; count += 1) state = recorded(state, FAILURE, state.updatedAtUs, config).state;
  return count;
};

describe('one outcome', () => {
  it('has its word', () => {
    expect([SUCCESS, FAILURE, PARTIAL]).toEqual(['success', 'failure', 'partial']);
  });

  it.each<[readonly TrustOutcome[], number, number, number]>([
    [[], 1, 1, 0.5],
    [[SUCCESS], 2, 1, 2 / 3],
    [[FAILURE], 1, 2, 1 / 3],
    [[PARTIAL], 1.5, 1.5, 0.5],
    [[SUCCESS, SUCCESS, FAILURE], 3, 2, 0.6],
    [[FAILURE, FAILURE], 1, 3, 0.25],
  ])('%j makes Beta(%f, %f), score %f', (outcomes, alpha, beta, score) => {
    const state = stateAfter(outcomes);
    expect(state).toMatchObject({ alpha, beta, interactions: outcomes.length });
    expect(scoreOf(state)).toBeCloseTo(score, 12);
  });

  it('adds what the weights say', () => {
    const config = trustConfig({ successWeight: 2, failureWeight: 3 });
    expect(stateAfter([SUCCESS], config).alpha).toBe(3);
    expect(stateAfter([SUCCESS, FAILURE], config).beta).toBe(4);
  });

  it('is added after fading, and leaves what it was handed as it was', () => {
    const before = stateAfter(times(2, SUCCESS));
    const copy = { ...before };
    expect(recorded(before, FAILURE, DAY_US, trustConfig()).state).toMatchObject({
      alpha: 2,
      beta: 2,
      updatedAtUs: DAY_US,
    });
    expect(decayed(before, DAY_US, trustConfig()).alpha).toBe(2);
    expect(before).toEqual(copy);
  });

  it('that comes late counts in full and turns no clock back', () => {
    const late = recorded(
      recorded(fresh(trustConfig(), DAY_US), FAILURE, DAY_US, trustConfig()).state,
      FAILURE,
      0,
      trustConfig(),
    );
    expect(late.state).toMatchObject({ beta: 3, updatedAtUs: DAY_US, circuit: 'OPEN', openedAtUs: DAY_US });
  });

  it('must be one, at a time', () => {
    expect(() => recorded(fresh(trustConfig()), 'Success' as TrustOutcome, 0, trustConfig())).toThrow(TypeError);
    expect(() => recorded(fresh(trustConfig()), SUCCESS, Number.NaN, trustConfig())).toThrow(RangeError);
  });

  it('fades to the configured prior, not to (1, 1): who did nothing wrong reads like who is unknown', () => {
    const config = trustConfig({ alphaPrior: 3 });
    const later = decayed(fresh(config), 500 * DAY_US, config);
    expect(scoreOf(later)).toBe(0.75);
    expect(scoreOf({ ...later, alpha: 1 + (3 - 1) * 0, beta: 1 })).toBe(0.5);
    const moved = decayed(stateAfter(times(4, FAILURE), config), 500 * DAY_US, config);
    expect([moved.alpha, moved.beta]).toEqual([3, 1]);
  });
});

describe('how many failures open', () => {
  it.each([
    [0, 2],
    [1, 4],
    [2, 7],
    [5, 14],
    [10, 25],
    [50, 119],
    [300, 702],
  ])('after %i successes: %i', (successes, failures) => {
    expect(failuresToOpen(stateAfter(times(successes, SUCCESS)), trustConfig())).toBe(failures);
  });

  it.each([
    [2, 5],
    [3, 7],
    [5, 12],
    [20, 47],
    [60, 140],
    [100, 234],
  ])('with alphaMax %i, whatever was banked: within %i', (alphaMax, bound) => {
    const config = trustConfig({ alphaMax });
    expect(bound).toBe(Math.ceil((alphaMax * 7) / 3));
    const needed = failuresToOpen(stateAfter(times(1000, SUCCESS), config), config);
    expect(needed).toBeLessThanOrEqual(bound);
    expect(needed).toBe(Math.floor((alphaMax * 7) / 3 + 1e-9));
  });

  it.each([
    [1, 2],
    [1, 4],
    [2, 5],
    [9, 10],
  ])('at threshold %i/%i within ⌈alphaMax (q − p)/p⌉', (p, q) => {
    const config = trustConfig({ alphaMax: 20, threshold: p / q });
    expect(failuresToOpen(stateAfter(times(100, SUCCESS), config), config)).toBeLessThanOrEqual(
      Math.ceil((20 * (q - p)) / p),
    );
  });

  it('at the cap with β 47 successes alone never recover; one half-life and one success do', () => {
    const config = trustConfig({ alphaMax: 20 });
    const pinned: PairState = { ...stateAfter(times(46, FAILURE), config, stateAfter(times(100, SUCCESS), config)) };
    expect(pinned).toMatchObject({ alpha: 20, beta: 47, circuit: 'OPEN' });
    expect(stateAfter(times(500, SUCCESS), config, pinned)).toMatchObject({ alpha: 20, circuit: 'OPEN' });
    expect(recorded(pinned, SUCCESS, DAY_US, config).state.circuit).toBe('CLOSED');
  });

  it('a cap at the prior freezes successes', () => {
    expect(stateAfter(times(9, SUCCESS), trustConfig({ alphaMax: 1 }))).toMatchObject({ alpha: 1, interactions: 9 });
  });
});

describe('the threshold', () => {
  it.each([
    [0.3, false],
    [0.3 - 1e-15, false],
    [0.3 - 1e-9, true],
    [0.30001, false],
    [0, true],
  ])('of .3: %f is below it: %s', (score, below) => {
    expect(isBelow(score, 0.3)).toBe(below);
  });
});

describe('a circuit without a cooldown', () => {
  it('opens below the threshold and closes with the success that lifts it', () => {
    const open = stateAfter([FAILURE, FAILURE]);
    expect(open).toMatchObject({ circuit: 'OPEN', openedAtUs: 0 });
    const closed = stateAfter([SUCCESS], trustConfig(), open);
    expect(closed.circuit).toBe('CLOSED');
    expect(scoreOf(closed)).toBe(0.4);
  });

  it('never closes by time alone, though the score is .30 again after 14.04 hours', () => {
    const open = stateAfter([FAILURE, FAILURE]);
    const config = trustConfig();
    const at = (hours: number) => scoreOf(decayed(open, hours * HOUR_US, config));
    expect(at(14.03)).toBeLessThan(0.3);
    expect(at(14.04)).toBeCloseTo(0.3, 4);
    expect(at(14.05)).toBeGreaterThan(0.3);
    for (const hours of [14.05, 100, 1e5]) {
      expect(circuitAt(open, hours * HOUR_US, config)).toBe('OPEN');
      expect(isBlocked(open, hours * HOUR_US, config)).toBe(true);
      const naive = scoreOf(decayed(open, hours * HOUR_US, config)) < config.threshold;
      expect(naive).toBe(false);
    }
  });

  it('nor by one more failure, long after', () => {
    const { state, change } = recorded(stateAfter([FAILURE, FAILURE]), FAILURE, 30 * DAY_US, trustConfig());
    expect(scoreOf(state)).toBeGreaterThan(0.3);
    expect([state.circuit, change]).toEqual(['OPEN', null]);
  });

  it('closes from HALF_OPEN, which nothing leads to', () => {
    const half = { ...fresh(trustConfig()), circuit: 'HALF_OPEN' } as const;
    expect(stateAfter([SUCCESS], trustConfig(), half).circuit).toBe('CLOSED');
    expect(stateAfter(times(2, FAILURE), trustConfig(), half).circuit).toBe('OPEN');
  });
});

describe('a circuit with a cooldown', () => {
  const config = trustConfig({ recoveryCooldownSeconds: 3600 });
  const open = stateAfter([FAILURE, FAILURE], config);
  const at = (state: PairState, outcome: TrustOutcome, us: number): Recorded => recorded(state, outcome, us, config);

  it('stays open until then, though the score recovered, and says nothing', () => {
    const { state, change } = at(open, SUCCESS, HOUR_US - 1);
    expect(scoreOf(state)).toBeCloseTo(0.4, 2);
    expect([state.circuit, change, state.openedAtUs]).toEqual(['OPEN', null, 0]);
  });

  it.each([SUCCESS, FAILURE, PARTIAL])('then a %s puts it on probation', (outcome) => {
    expect(at(open, outcome, HOUR_US).change).toMatchObject({ from: 'OPEN', to: 'HALF_OPEN', atUs: HOUR_US });
  });

  it('reads as on probation from then on, without anything happening', () => {
    expect([HOUR_US - 1, HOUR_US].map((us) => circuitAt(open, us, config))).toEqual(['OPEN', 'HALF_OPEN']);
    expect([HOUR_US - 1, HOUR_US].map((us) => isBlocked(open, us, config))).toEqual([true, false]);
    expect(open.circuit).toBe('OPEN');
  });

  it('from probation closes at the threshold, and opens anew below', () => {
    const probation = at(at(open, SUCCESS, 10).state, SUCCESS, HOUR_US).state;
    expect(at(probation, SUCCESS, HOUR_US + 1).change).toMatchObject({ from: 'HALF_OPEN', to: 'CLOSED' });
    const worse = at(open, FAILURE, HOUR_US).state;
    const again = at(worse, FAILURE, HOUR_US + 7);
    expect(again.change).toMatchObject({ from: 'HALF_OPEN', to: 'OPEN' });
    expect(again.state.openedAtUs).toBe(HOUR_US + 7);
  });

  it('on probation, a failure that time makes harmless does not close it', () => {
    const probation = at(open, SUCCESS, DAY_US).state;
    expect(at(probation, FAILURE, 30 * DAY_US)).toMatchObject({ state: { circuit: 'HALF_OPEN' }, change: null });
  });

  it('that opened nobody knows when is stamped by the first outcome and held', () => {
    const legacy: PairState = { ...open, openedAtUs: null };
    expect(circuitAt(legacy, 99 * DAY_US, config)).toBe('OPEN');
    const { state, change } = at(legacy, SUCCESS, DAY_US);
    expect([state.circuit, state.openedAtUs, change]).toEqual(['OPEN', DAY_US, null]);
  });

  it('never goes from OPEN to CLOSED at once, nor closes by a failure, whatever happens when', () => {
    const act = fc.tuple(fc.constantFrom(SUCCESS, FAILURE, PARTIAL), fc.nat(10 * 24 * 3600));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), fc.boolean(), (acts, withCooldown) => {
        const rules = withCooldown ? config : trustConfig();
        let [state, us] = [fresh(rules), 0];
        for (const [outcome, seconds] of acts) {
          us += seconds * 1e6;
          const { state: next, change } = recorded(state, outcome, us, rules);
          expect(change === null).toBe(next.circuit === state.circuit);
          if (change?.to === 'CLOSED') expect(outcome).not.toBe(FAILURE);
          if (withCooldown && state.circuit === 'OPEN') expect(next.circuit).not.toBe('CLOSED');
          expect(Math.min(next.alpha, next.beta)).toBeGreaterThanOrEqual(1);
          state = next;
        }
      }),
    );
  });
});

describe('a state', () => {
  it.each([
    ['CLOSED', 0],
    ['HALF_OPEN', 1],
    ['OPEN', 2],
    ['TERMINATED', 3],
    ['closed', 3],
    ['', 3],
    ['toString', 3],
    ['__proto__', 3],
  ])('%s is %i', (word, code) => {
    expect(circuitCode(word)).toBe(code);
  });

  it.each(['closed', '', 'toString', undefined, null, 0])(
    'that is none, %s, is the worst: blocked, and not moved',
    (word) => {
      expect(circuitOf(word)).toBe('TERMINATED');
      const state = { ...stateAfter(times(9, SUCCESS)), circuit: word as PairState['circuit'] };
      expect(isBlocked(state, 0, trustConfig())).toBe(true);
      expect(stateAfter([SUCCESS], trustConfig(), state).circuit).toBe('TERMINATED');
    },
  );

  it('TERMINATED blocks whatever the score and the time, and nothing but a reset ends it', () => {
    const state: PairState = { ...stateAfter(times(9, SUCCESS)), circuit: 'TERMINATED' };
    expect(isBlocked(state, 0, trustConfig())).toBe(true);
    expect(isBlocked(state, 1e6 * DAY_US, trustConfig({ recoveryCooldownSeconds: 1 }))).toBe(true);
    expect(recorded(state, SUCCESS, DAY_US, trustConfig())).toMatchObject({
      state: { circuit: 'TERMINATED' },
      change: null,
    });
  });

  it('CLOSED blocks where the score is below the threshold all the same', () => {
    const imported: PairState = { ...fresh(trustConfig()), beta: 3 };
    expect(isBlocked(imported, 0, trustConfig())).toBe(true);
    expect(isBlocked(imported, 0, trustConfig({ threshold: 0.1 }))).toBe(false);
    expect(isBlocked(imported, DAY_US, trustConfig())).toBe(false);
  });
});

describe('the known demonstrations', () => {
  it('two agents that thank each other break at the fifth turn', () => {
    const config = trustConfig({ partialAlphaWeight: 0.2, partialBetaWeight: 0.8 });
    const states = [1, 2, 3, 4, 5].map((count) => stateAfter(times(count, PARTIAL), config));
    expect(states.map((state) => scoreOf(state).toFixed(3))).toEqual(['0.400', '0.350', '0.320', '0.300', '0.286']);
    expect(states.map(({ circuit }) => circuit)).toEqual(['CLOSED', 'CLOSED', 'CLOSED', 'CLOSED', 'OPEN']);
  });

  it('a slow drift breaks at turn 85, score .398; a cap makes it sooner', () => {
    const turnsTo = (config: TrustConfig): readonly [turn: number, score: string, interactions: number] => {
      let state = fresh(config);
      for (let turn = 0; ; turn += 1) {
        const quality = 1 - 0.015 * turn;
        state = recorded(state, quality >= 0.7 ? SUCCESS : quality >= 0.3 ? PARTIAL : FAILURE, 0, config).state;
        if (state.circuit === 'OPEN') return [turn, scoreOf(state).toFixed(3), state.interactions];
      }
    };
    expect(turnsTo(trustConfig({ threshold: 0.4 }))).toEqual([85, '0.398', 86]);
    expect(turnsTo(trustConfig({ threshold: 0.4, alphaMax: 10 }))[0]).toBeLessThan(60);
  });
});
