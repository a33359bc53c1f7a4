import type { ReliabilityPoint } from '../../src/learn/index.ts';
import { between, decimal, percent, signed, type Table } from '../networks/table.ts';
import type { Judged } from './judged.ts';

/** Every way of predicting some rows; the differences are the first's less this one's, paired. */
export const judgedTable = (
  task: string,
  { name, rows, positive, authors, evaluations }: Judged,
  words: { readonly positive: string; readonly clusters: string },
): Table => ({
  title: `${task}, ${name}: ${rows}, ${positive} ${words.positive}, ${authors} ${words.clusters}`,
  head: ['', 'AUC', '95 %', 'trees less it', '95 %', 'ECE', '95 %', 'debiased', 'by chance', 'Brier', 'log loss'],
  rows: evaluations.map(({ name: way, auc, ece, brier, logLoss, calibration, difference }) => [
    way,
    decimal(auc.value),
    between(auc),
    difference ? signed(difference.auc.value) : '',
    difference ? between(difference.auc) : '',
    decimal(ece.value),
    between(ece),
    decimal(calibration.debiased),
    decimal(calibration.byChance),
    decimal(brier.value),
    decimal(logLoss.value),
  ]),
});

/** Given against observed, bin by bin. */
export const reliabilityTable = (task: string, curve: readonly ReliabilityPoint[]): Table => ({
  title: `${task}: given and observed`,
  head: ['given', 'observed', '95 %', 'examples'],
  rows: curve.map(({ predicted, observed, low, high, count }) => [
    percent(predicted),
    percent(observed),
    `${percent(low)}–${percent(high)}`,
    String(count),
  ]),
});
