import type { Finding, Severity } from '../domain/index.ts';
import type { ReadModel } from '../pipeline/index.ts';
import { backtestFigures } from './backtest-figures.ts';
import { type ApiParts, asOf, staleJson, timeText } from './context.ts';
import { modelFigures } from './model-figures.ts';
import { shadowFigures } from './shadow.ts';

const BIN_WIDTH = 0.1;

/** The figures of the dashboard, each computed from the read model alone. */
export const dashboardFigures = (model: ReadModel, { sources, reviewer }: Pick<ApiParts, 'sources' | 'reviewer'>) => {
  const lanes = laneCounts(model);
  const decided = lanes.fast_lane + lanes.normal_queue + lanes.needs_human;
  const rate = (count: number): number => (decided === 0 ? 0 : count / decided);
  const structurals = model.open.flatMap((pull) => (pull.decision ? [pull.decision.body.inputs.structural] : []));
  return {
    asOf: asOf(model),
    stale: staleJson(model.stale),
    generatedAt: model.snapshot.log[0] === undefined ? null : timeText(model.snapshot.log[0].decidedAtUs),
    lanes,
    laneRates: {
      fast_lane: rate(lanes.fast_lane),
      normal_queue: rate(lanes.normal_queue),
      needs_human: rate(lanes.needs_human),
    },
    scoreHistogram: { binWidth: BIN_WIDTH, bins: histogram(structurals) },
    zeroTrust: structurals.filter((value) => value === 0).length,
    backtest: backtestFigures(model),
    graph: graphFigures(model),
    findings: findingsBySource(model),
    stages: model.snapshot.stages ?? [],
    ingest: {
      ...model.snapshot.totals,
      rejected: model.snapshot.rejections,
      network: model.snapshot.network,
      newestEvent: asOf(model),
    },
    reviewer: reviewerFigures(model, reviewer ?? null),
    learned: modelFigures(model),
    shadow: shadowFigures(model),
    sources,
  };
};

/** Open pull requests in each lane, those that are decided. */
export const laneCounts = (model: ReadModel) => {
  const counts = { fast_lane: 0, normal_queue: 0, needs_human: 0 };
  for (const { decision } of model.open) if (decision !== null) counts[decision.body.outcome.lane] += 1;
  return counts;
};

const histogram = (values: readonly number[]): number[] => {
  const bins = Array.from({ length: 10 }, () => 0);
  for (const value of values) {
    const bin = Math.min(9, Math.floor(value / BIN_WIDTH));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
};

const graphFigures = (model: ReadModel) => {
  const { vouches, seeds, repos } = model.snapshot.world;
  const people = new Set(vouches.flatMap((vouch) => [vouch.fromDid, vouch.toDid]));
  const positive = vouches.filter((vouch) => vouch.polarity === 'vouch').length;
  return {
    people: people.size,
    vouches: positive,
    denounces: vouches.length - positive,
    seeds: seeds.length,
    reachable: model.ranking.length,
    repositories: repos.length,
  };
};

const findingsBySource = (model: ReadModel) => {
  const counts = new Map<string, Record<Severity, number>>();
  const count = (finding: Finding): void => {
    const own = counts.get(finding.source) ?? { high: 0, medium: 0, low: 0 };
    own[finding.severity] += 1;
    counts.set(finding.source, own);
  };
  for (const { decision } of model.open) decision?.body.evidence.findings.forEach(count);
  return [...counts]
    .map(([source, bySeverity]) => ({ source, ...bySeverity }))
    .sort((a, b) => (a.source < b.source ? -1 : 1));
};

const NOTHING_REVIEWED = { outcomes: [], flags: 0, droppedFlags: 0, calls: 0, spentTodayMicros: 0 };

/** Whether a reviewer was ever asked here, or kept from being asked. */
export const hasReviewed = ({ snapshot: { reviews } }: ReadModel): boolean =>
  reviews ? reviews.calls > 0 || reviews.outcomes.some(({ count }) => count > 0) : false;

/** What the blind reviewer did and cost; null where there is none and never was. */
const reviewerFigures = (model: ReadModel, reviewer: NonNullable<ApiParts['reviewer']> | null) => {
  if (reviewer === null && !hasReviewed(model)) return null;
  const { outcomes, flags, droppedFlags, calls, spentTodayMicros } = model.snapshot.reviews ?? NOTHING_REVIEWED;
  const said = flags + droppedFlags;
  return {
    configured: reviewer !== null,
    model: reviewer?.model ?? null,
    promptHash: reviewer?.promptHash ?? null,
    outcomes,
    verdicts: outcomes.find(({ kind }) => kind === 'verdict')?.count ?? 0,
    flags,
    droppedFlags,
    droppedShare: said === 0 ? null : droppedFlags / said,
    spentTodayUsd: spentTodayMicros / 1e6,
    budgetDayUsd: reviewer?.budgetDayUsd ?? null,
    waiting: model.open.filter(({ decision }) => decision?.body.inputs.caps.includes('review-pending')).length,
    calls,
  };
};
