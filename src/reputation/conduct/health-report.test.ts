import { describe, expect, it } from 'vitest';
import type { ConductSignal } from '../../domain/index.ts';
import { DAY_US, row, START_US, signal, times } from './conduct.testing.ts';
import { ConductEngine } from './conduct-engine.ts';
import { conductHistory, conductTrend } from './conduct-history.ts';
import { conductOf } from './conduct-of.ts';
import { healthReport } from './health-report.ts';
import { trendOf } from './trend-of.ts';

const NOON_US = DAY_US / 2;
const day = (number: number): number => START_US + number * DAY_US;

describe('history by days', () => {
  it('has each day’s last total, and on silent days the one before', () => {
    const signals = [
      signal('output_quality', 1, day(0)),
      signal('output_quality', 0, day(1) - 1),
      signal('policy_compliance', 1, day(1)),
      signal('policy_compliance', 1, day(3) + NOON_US),
      signal('security_posture', 0, day(3) + NOON_US + 1),
    ];
    expect(conductHistory(signals, 7, day(3) + NOON_US)).toEqual([
      { dayUs: day(0), total: 499, signals: 2 },
      { dayUs: day(1), total: 624, signals: 1 },
      { dayUs: day(2), total: 624, signals: 0 },
      { dayUs: day(3), total: 624, signals: 1 },
    ]);
  });

  it('reckons with what was before the window', () => {
    const signals = row('output_quality', times(250, 0), day(-40));
    expect(conductHistory(signals, 2, day(0))).toEqual([
      { dayUs: day(-1), total: 400, signals: 0 },
      { dayUs: day(0), total: 400, signals: 0 },
    ]);
  });

  it('ends with the total of now', () => {
    const values = times(700, 0).map((_, at) => ((at * 7) % 11) / 10);
    const signals = values.map((value, at) => signal('security_posture', value, day(0) + at * 600_000_000));
    const nowUs = day(9);
    expect(conductHistory(signals, 7, nowUs).at(-1)?.total).toBe(conductOf(signals, undefined, nowUs).total);
  });

  it.each([0, 1.5, 367, Number.NaN])('is not to be had of %d days', (days) => {
    expect(() => conductHistory([], days, START_US)).toThrow(RangeError);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('is not to be had at %d', (nowUs) => {
    expect(() => conductHistory([], 7, nowUs)).toThrow(RangeError);
  });

  const halfAndHalf = (each: number): ConductSignal[] =>
    times(10, 0).flatMap((_, number) =>
      times(each, number < 5 ? 1 : 0).map((value, at) =>
        signal('security_posture', value, day(number) + at * 30_000_000),
      ),
    );

  it('spans days, where totals as they were reckoned span minutes', () => {
    const signals = halfAndHalf(200);
    const engine = new ConductEngine();
    for (const each of signals) {
      engine.record('did:plc:bo', each);
      engine.tick(each.atUs);
    }
    const totals = engine.totals('did:plc:bo');
    expect((totals.at(-1)?.atUs ?? 0) - (totals[0]?.atUs ?? 0)).toBeLessThan(3600e6);
    expect(trendOf(totals.map(({ total }) => total))).toBe('stable');
    expect(conductTrend(signals, day(9) + NOON_US)).toBe('degrading');
    const person = { did: 'did:plc:bo', signals, revoked: false };
    expect(healthReport([person], { nowUs: day(9) + NOON_US, days: 10 }).agents['did:plc:bo']).toMatchObject({
      min: 375,
      max: 625,
      trend: 'degrading',
    });
  });

  it('is had of the engine as well, as far as the signals it keeps reach', () => {
    const engine = new ConductEngine();
    for (const each of halfAndHalf(90)) engine.record('did:plc:bo', each);
    expect(engine.explanation('did:plc:bo', day(9) + NOON_US).trend).toBe('degrading');
    expect(engine.healthReport(day(9) + NOON_US, 10).agents['did:plc:bo']).toMatchObject({
      max: 625,
      trend: 'degrading',
    });
  });

  it('has the trend of ten calendar days', () => {
    const signals = [signal('security_posture', 1, day(0)), ...row('security_posture', times(60, 0), day(5))];
    expect(conductTrend(signals, day(9))).toBe('degrading');
    expect(conductTrend(signals, day(14))).toBe('stable');
  });
});

describe('the health report', () => {
  const people = [
    {
      did: 'did:plc:good',
      signals: [signal('output_quality', 1, day(0)), signal('output_quality', 0, day(2))],
      revoked: false,
    },
    { did: 'did:plc:gone', signals: [signal('security_posture', 0, day(-30))], revoked: true },
    { did: 'did:plc:quiet', signals: [signal('security_posture', 0, day(-30))], revoked: false },
    { did: 'did:plc:none', signals: [], revoked: false },
  ];

  it('counts everybody, and has a line for whom something was heard of', () => {
    expect(healthReport(people, { nowUs: day(2) + 1 })).toEqual({
      period_days: 7,
      total_agents: 4,
      revoked_agents: 1,
      at_risk_agents: 2,
      agents: {
        'did:plc:good': {
          current_score: 499,
          min: 499,
          max: 600,
          avg: (600 + 600 + 499) / 3,
          trend: 'stable',
          revoked: false,
        },
      },
    });
  });

  it('reaches as far back as asked', () => {
    const report = healthReport(people, { nowUs: day(2), days: 60 });
    expect(Object.keys(report.agents)).toEqual(['did:plc:good', 'did:plc:gone', 'did:plc:quiet']);
    expect(report.agents['did:plc:gone']).toMatchObject({ current_score: 375, revoked: true, trend: 'stable' });
  });

  it('of nobody is empty', () => {
    expect(healthReport([], { nowUs: START_US })).toMatchObject({ total_agents: 0, agents: {} });
  });
});
