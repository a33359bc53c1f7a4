import type { LaneRates, Rate } from '../../src/pipeline/backtest-rates.ts';
import type { Table } from '../networks/table.ts';

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

/** Lanes against what became of the pull requests. */
export const lanesTable = (title: string, { lanes }: LaneRates): Table => ({
  title,
  head: ['lane', 'clean', 'undone', 'closed', 'not known'],
  rows: lanes.map(({ lane, clean, undone, closed, unknown }) => [
    lane,
    ...[clean, undone, closed, unknown].map(String),
  ]),
});

const row = (name: string, { count, of, rate, interval }: Rate): string[] => [
  name,
  `${count} of ${of}`,
  rate === null ? '–' : percent(rate),
  interval === null ? '–' : `${percent(interval[0])} – ${percent(interval[1])}`,
];

/** The same where nobody knows what was undone after its merge. */
export const mergedTable = (title: string, rates: LaneRates): Table => ({
  title,
  head: ['rate', 'count', 'share', '95 % interval'],
  rows: [
    row('sent to the fast lane, not merged', rates.uncleanApproval),
    row('sent to a person, merged', rates.needlessEscalation),
    row('merged at all', rates.base),
  ],
});

/** The rates with their exact intervals. */
export const ratesTable = (title: string, rates: LaneRates): Table => ({
  title,
  head: ['rate', 'count', 'share', '95 % interval'],
  rows: [
    row('unclean', rates.uncleanApproval),
    row('– undone', rates.undoneApproval),
    row('– closed', rates.closedApproval),
    row('escapes', rates.escape),
    row('needless escalations', rates.needlessEscalation),
    row('clean at all', rates.base),
  ],
});
