import { Counter, Gauge, Registry } from 'prom-client';
import type { ReadModel } from '../pipeline/index.ts';
import { addBacktest } from './backtest-figures.ts';
import { hasReviewed, laneCounts } from './figures.ts';
import { addModel } from './model-figures.ts';
import { addReputation, type ReputationFigures } from './reputation-figures.ts';
import { addShadow } from './shadow.ts';

/** The read model's figures in Prometheus' text format, as of a time in milliseconds since 1970. */
export const prometheusText = async (
  model: ReadModel,
  nowMs: number,
  reputation: ReputationFigures | null = null,
): Promise<{ text: string; contentType: string }> => {
  const registry = new Registry();
  const gauge = (name: string, help: string, value: number): void => {
    new Gauge({ name: `tangled_trust_${name}`, help, registers: [registry] }).set(value);
  };
  const lanes = new Gauge({
    name: 'tangled_trust_open_pulls',
    help: 'Open pull requests by lane',
    labelNames: ['lane'],
    registers: [registry],
  });
  for (const [lane, count] of Object.entries(laneCounts(model))) lanes.set({ lane }, count);
  lanes.set({ lane: 'undecided' }, model.open.filter((pull) => pull.decision === null).length);
  const rejected = new Gauge({
    name: 'tangled_trust_rejected',
    help: 'Records and messages that could not be used, by reason',
    labelNames: ['reason'],
    registers: [registry],
  });
  for (const { reason, count } of model.snapshot.rejections) rejected.set({ reason }, count);
  const network = new Gauge({
    name: 'tangled_trust_network',
    help: 'What was asked of the network: patches, people, repositories, backfill and gaps, by state',
    labelNames: ['what', 'state'],
    registers: [registry],
  });
  for (const { what, state, count } of model.snapshot.network) network.set({ what, state }, count);
  const { totals, world, freshness } = model.snapshot;
  gauge('events', 'Raw events kept', totals.events);
  gauge('records', 'Live records', totals.records);
  gauge('newest_event_seconds', 'Time of the newest event, in seconds since 1970', world.asOfUs / 1e6);
  const waitsSinceUs = freshness?.undecidedSinceUs ?? null;
  const waitsSeconds = waitsSinceUs === null ? 0 : Math.max(0, nowMs / 1e3 - waitsSinceUs / 1e6);
  gauge(
    'undecided_seconds',
    'For how long the oldest change has waited to be decided upon; 0: none waits',
    waitsSeconds,
  );
  gauge('stale', '1 while decisions are out of date, so that nothing counts for the fast lane', model.stale ? 1 : 0);
  gauge('vouches', 'Live vouches and denounces', world.vouches.length);
  gauge('reachable_people', 'People whom trust reaches in the operator’s view', model.ranking.length);
  addStages(registry, model.snapshot.stages ?? []);
  addReviews(registry, hasReviewed(model) ? model.snapshot.reviews : null);
  addBacktest(registry, model);
  addModel(registry, model);
  addShadow(registry, model);
  addReputation(registry, reputation);
  return { text: await registry.metrics(), contentType: registry.contentType };
};

/** Of the last day, by whom an outcome is put down to. */
const addStages = (registry: Registry, stages: NonNullable<ReadModel['snapshot']['stages']>): void => {
  const outcomes = new Gauge({
    name: 'tangled_trust_stage_outcomes',
    help: 'How stages of pull requests ended in the last 24 hours, by whom that is put down to',
    labelNames: ['stage', 'source', 'outcome'],
    registers: [registry],
  });
  for (const { stage, source, ...counts } of stages) {
    for (const outcome of ['success', 'partial', 'failure'] as const)
      outcomes.set({ stage, source, outcome }, counts[outcome]);
  }
};

/** Nothing at all where no review was ever made: a 0 would say that one could have been. */
const addReviews = (registry: Registry, reviews: ReadModel['snapshot']['reviews'] | null): void => {
  if (!reviews) return;
  const outcomes = new Counter({
    name: 'tangled_trust_reviews_total',
    help: 'Blind reviews by what came of them; only a verdict says anything about a change',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const { kind, count } of reviews.outcomes) outcomes.inc({ outcome: kind }, count);
  const flags = new Counter({
    name: 'tangled_trust_review_flags_total',
    help: 'Flags of the blind reviewer: kept, or dropped because they point at nothing in the change',
    labelNames: ['state'],
    registers: [registry],
  });
  flags.inc({ state: 'kept' }, reviews.flags);
  flags.inc({ state: 'dropped' }, reviews.droppedFlags);
  new Gauge({
    name: 'tangled_trust_review_spent_usd',
    help: 'Cost of the blind reviews since midnight UTC, in US dollars',
    registers: [registry],
  }).set(reviews.spentTodayMicros / 1e6);
};
