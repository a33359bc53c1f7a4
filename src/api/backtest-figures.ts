import { Gauge, type Registry } from 'prom-client';
import { type LaneRates, nothingTested, type Rate, type ReadModel } from '../pipeline/index.ts';
import { timeText } from './context.ts';

const FORMAT = 3;

/** The backtest for programs and the dashboard, with words on what it says; figures of another format are none. */
export const backtestFigures = ({ snapshot, policy }: ReadModel) => {
  const kept = snapshot.backtest?.format === FORMAT ? snapshot.backtest : null;
  const { madeAtUs, ...figures } = kept ?? nothingTested(policy);
  const { closedApprovals, considered, finished } = figures;
  const note =
    `Each of the newest ${considered} of ${finished} finished pull requests is decided again by the whole gate with what was known ` +
    'before its last round, without the blind reviewer. Approved: sent to the fast lane, and it is known what became of it; ' +
    `undone: merged, and undone later. ${closedApprovals} more were closed by a maintainer: these and the undone are the unclean. Small numbers mean a wide interval.` +
    (policy.learned === undefined ? '' : ' Structural trust is replayed, without the learned model that decides now.');
  const inForce = { version: policy.version, hash: policy.hash ?? null };
  return {
    ...figures,
    // Its name in the contract, for programs of others.
    falseApprovals: figures.undoneApprovals,
    madeAt: madeAtUs === undefined ? null : timeText(madeAtUs),
    inForce,
    isOfPolicyInForce: figures.policy === inForce.version && figures.policyHash === inForce.hash,
    confidence: 0.95,
    note,
    isWithoutModel: policy.learned !== undefined,
  };
};

const RATES = [
  ['unclean_approval', 'uncleanApproval'],
  ['undone_approval', 'undoneApproval'],
  ['closed_approval', 'closedApproval'],
  ['needless_escalation', 'needlessEscalation'],
  ['escape', 'escape'],
  ['clean', 'base'],
] as const;
const FATES = ['clean', 'undone', 'closed', 'unknown'] as const;

/** Gauges of the backtest; nothing at all before the first, and no rate of none. */
export const addBacktest = (registry: Registry, { snapshot }: ReadModel): void => {
  const { backtest } = snapshot;
  if (backtest?.format !== FORMAT) return;
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `tangled_trust_backtest_${name}`, help, labelNames, registers: [registry] });
  const pulls = gauge('pulls', 'Finished pull requests by lane and by what became of them', ['of', 'lane', 'outcome']);
  const labels = ['of', 'rate'] as const;
  const rates = gauge('rate', 'Rates of lanes against outcomes (docs/backtest.md)', [...labels]);
  const low = gauge('rate_low', 'Lower end of the exact 95 % interval of a rate', [...labels]);
  const high = gauge('rate_high', 'Upper end of the exact 95 % interval of a rate', [...labels]);
  const set = (of: string, rate: string, value: Rate): void => {
    if (value.rate === null || value.interval === null) return;
    rates.set({ of, rate }, value.rate);
    low.set({ of, rate }, value.interval[0]);
    high.set({ of, rate }, value.interval[1]);
  };
  const add = (of: string, told: LaneRates): void => {
    for (const row of told.lanes) for (const fate of FATES) pulls.set({ of, lane: row.lane, outcome: fate }, row[fate]);
    for (const [name, field] of RATES) set(of, name, told[field]);
  };
  add('replayed', backtest.replayed);
  add('without_diff', backtest.withoutDiff);
  add('decided', backtest.decided);
  set('trust_alone', 'unclean_approval', backtest.trustAlone.uncleanApproval);
  set('trust_alone', 'undone_approval', backtest.trustAlone.undoneApproval);
  gauge('finished', 'Finished pull requests there are', []).set(backtest.finished);
  gauge('considered', 'Finished pull requests replayed, the newest', []).set(backtest.considered);
};
