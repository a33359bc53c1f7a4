import type { ConductSignal } from '../../domain/index.ts';
import { conductHistory } from './conduct-history.ts';
import { conductOf } from './conduct-of.ts';
import { CONDUCT_THRESHOLDS } from './conduct-tier.ts';
import type { ConductWeights } from './conduct-weights.ts';
import { type Trend, trendOf } from './trend-of.ts';

/** Somebody whose conduct is reckoned. */
export interface ConductPerson {
  readonly did: string;
  readonly signals: readonly ConductSignal[];
  readonly revoked: boolean;
}

/** How conduct went over some days, in the words of the wire. */
export interface HealthReport {
  readonly period_days: number;
  /** Everybody, whether or not heard of in these days. */
  readonly total_agents: number;
  readonly revoked_agents: number;
  readonly at_risk_agents: number;
  /** By DID, those of whom there was a signal in these days; `min`, `max` and `avg` are of the days' last totals, 0..1000. */
  readonly agents: Readonly<Record<string, AgentHealth>>;
}

/** One line of it. */
export interface AgentHealth {
  readonly current_score: number;
  readonly min: number;
  readonly max: number;
  readonly avg: number;
  readonly trend: Trend;
  readonly revoked: boolean;
}

/** What a report is made for. */
export interface HealthOptions {
  /** 1..366; 7 unless told. */
  readonly days?: number;
  /** Microseconds since 1970; signals later than this are left out. */
  readonly nowUs: number;
  readonly weights?: ConductWeights;
  /** Below which total somebody is at risk; 500 unless told. */
  readonly warningThreshold?: number;
}

/** How everybody's conduct went over the last days (UTC), from the signals themselves. The trend is of the last ten days. */
export const healthReport = (people: readonly ConductPerson[], options: HealthOptions): HealthReport => {
  const { days = 7, nowUs, weights, warningThreshold } = options;
  const lines = people.flatMap((person): [string, AgentHealth][] => {
    const line = healthOf(person, days, nowUs, weights);
    return line === null ? [] : [[person.did, line]];
  });
  const totals = people.map(({ did, signals, revoked }) => ({
    did,
    revoked,
    total: conductOf(signals, weights, nowUs).total,
  }));
  return {
    period_days: days,
    total_agents: people.length,
    revoked_agents: people.filter(({ revoked }) => revoked).length,
    at_risk_agents: atRisk(totals, warningThreshold).length,
    agents: Object.fromEntries(lines),
  };
};

const healthOf = (
  { signals, revoked }: ConductPerson,
  days: number,
  nowUs: number,
  weights?: ConductWeights,
): AgentHealth | null => {
  const history = conductHistory(signals, Math.max(days, 10), nowUs, weights);
  const window = history.slice(-days);
  if (!window.some((day) => day.signals > 0)) return null;
  const totals = window.map(({ total }) => total);
  return {
    current_score: totals.at(-1) ?? 500,
    min: Math.min(...totals),
    max: Math.max(...totals),
    avg: totals.reduce((sum, total) => sum + total, 0) / totals.length,
    trend: trendOf(history.map(({ total }) => total)),
    revoked,
  };
};

/** Who is at risk: not revoked, and with a total below 500 (or another threshold); lowest first, then by DID. */
export const atRisk = <T extends { readonly did: string; readonly total: number; readonly revoked: boolean }>(
  people: readonly T[],
  warningThreshold: number = CONDUCT_THRESHOLDS.allow,
): T[] =>
  people
    .filter(({ total, revoked }) => !revoked && total < warningThreshold)
    .sort((one, other) => one.total - other.total || (one.did < other.did ? -1 : 1));
