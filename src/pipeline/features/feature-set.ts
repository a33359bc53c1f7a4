import { createHash } from 'node:crypto';
import type { Feature, FeatureGroup, FeatureSet } from '../../learn/index.ts';
import { type Described, down, forgeable, up } from './described.ts';
import { GRAPH } from './graph-columns.ts';

/** Another number when a column's meaning changes and its name does not: models of before are then refused. */
const VERSION = 1;

const HISTORY = {
  opened: {
    unit: 'count',
    meaning: 'Pull requests of the author known before, deleted ones included.',
    words: 'pull requests before',
    ...forgeable,
  },
  opened_here: {
    unit: 'count',
    meaning: 'The same, to this repository.',
    words: 'pull requests to this repository before',
    ...forgeable,
  },
  merged: {
    unit: 'count',
    meaning:
      'Of them merged: a maintainer who is not their author said so, of a repository whose owner is beyond doubt. Counted from when that was known, as long as the word stands.',
    words: 'merged pull requests',
    ...up,
    ...forgeable,
  },
  merged_here: { unit: 'count', meaning: 'The same, in this repository.', words: 'merged pull requests here', ...up },
  self_merged: {
    unit: 'count',
    meaning: 'Merged by their author alone, as a maintainer: nobody else judged them.',
    words: 'pull requests merged by oneself',
    ...forgeable,
  },
  rejected: {
    unit: 'count',
    meaning: 'Closed without a merge: the last word of a maintainer who is not their author.',
    words: 'rejected pull requests',
    ...down,
  },
  rejected_here: {
    unit: 'count',
    meaning: 'The same, in this repository.',
    words: 'rejected pull requests here',
    ...down,
  },
  reverted: {
    unit: 'count',
    meaning: 'Merged and reverted, from when the change that reverts them was known to be merged.',
    words: 'reverted pull requests',
    ...down,
  },
  reverted_here: {
    unit: 'count',
    meaning: 'The same, in this repository.',
    words: 'reverted pull requests here',
    ...down,
  },
  mended: {
    unit: 'count',
    meaning: 'Merged, and a later merged change says that it mends them.',
    words: 'pull requests mended in a hurry',
    ...down,
  },
  reopened: {
    unit: 'count',
    meaning: 'Merged, and opened again by a maintainer who is not their author.',
    words: 're-opened pull requests',
    ...down,
  },
  merge_rate: {
    unit: 'share',
    meaning: 'merged / (merged + rejected); NaN while both are 0.',
    words: 'merge rate',
    ...forgeable,
  },
  merge_rate_mean: {
    unit: 'share',
    meaning: '(merged + 1) / (merged + rejected + 2), the mean of the Beta distribution: ½ while nothing is known.',
    words: 'smoothed merge rate',
    ...up,
    ...forgeable,
  },
  merge_rate_mean_here: {
    unit: 'share',
    meaning: 'The same, in this repository.',
    words: 'smoothed merge rate here',
    ...up,
  },
  merged_days: {
    unit: 'days',
    meaning: 'Days since the last merge that counts in `merged`; NaN without any.',
    words: 'days since the last merge',
    ...forgeable,
  },
  merged_here_days: { unit: 'days', meaning: 'The same, in this repository.', words: 'days since the last merge here' },
  rejected_days: {
    unit: 'days',
    meaning: 'Days since the last rejection that counts in `rejected`; NaN without any.',
    words: 'days since the last rejection',
    ...forgeable,
  },
  rejected_here_days: {
    unit: 'days',
    meaning: 'The same, in this repository.',
    words: 'days since the last rejection here',
  },
  reverted_days: {
    unit: 'days',
    meaning: 'Days since the last revert that counts in `reverted`; NaN without any.',
    words: 'days since the last revert',
    ...forgeable,
  },
  reverted_here_days: {
    unit: 'days',
    meaning: 'The same, in this repository.',
    words: 'days since the last revert here',
  },
} satisfies Record<string, Described>;

const ACCOUNT = {
  account_days: {
    unit: 'days',
    meaning:
      'Days since the first record of the account was known; one that was read as history is believed in its date. 0 for an account never seen before.',
    words: 'days since the account was first seen',
    ...forgeable,
  },
  follows_out: { unit: 'count', meaning: 'People the author follows.', words: 'people followed', ...forgeable },
  follows_in: { unit: 'count', meaning: 'Follows received, whoever gave them.', words: 'followers', ...forgeable },
  collaborator_of: {
    unit: 'count',
    meaning: 'Records that name the author as a collaborator of somebody’s repository.',
    words: 'repositories that name the author',
    ...forgeable,
  },
  collaborators: {
    unit: 'count',
    meaning: 'Records in which the author names collaborators of own repositories.',
    words: 'own collaborators',
    ...forgeable,
  },
} satisfies Record<string, Described>;

const ACTIVITY = {
  day_before: {
    unit: 'count',
    meaning: 'Pull requests that the author opened in the 24 hours before this one.',
    words: 'pull requests the day before',
    ...down,
  },
  week_before: {
    unit: 'count',
    meaning: 'The same in the 7 days before this one.',
    words: 'pull requests the week before',
    ...down,
  },
  places: {
    unit: 'count',
    meaning: 'Repositories to which the author opened pull requests before.',
    words: 'repositories touched',
    ...forgeable,
  },
} satisfies Record<string, Described>;

const CHANGE = {
  patch_bytes: {
    unit: 'bytes',
    meaning: 'Length of the patch; NaN where no analysis of it is kept, or it cannot be read.',
    words: 'length of the patch',
  },
  files: { unit: 'count', meaning: 'Files it changes, in every commit anew; NaN likewise.', words: 'files changed' },
  added: { unit: 'lines', meaning: 'Lines added; NaN likewise.', words: 'lines added' },
  deleted: { unit: 'lines', meaning: 'Lines deleted; NaN likewise.', words: 'lines deleted' },
  code_share: {
    unit: 'share',
    meaning: 'Share of the files that are code, or of no known kind, by their names; NaN likewise, and without files.',
    words: 'share of code',
  },
  test_share: {
    unit: 'share',
    meaning: 'Share of the files that are tests, by their names; NaN likewise.',
    words: 'share of tests',
  },
  doc_share: {
    unit: 'share',
    meaning: 'Share of the files that are documents, by their names; NaN likewise.',
    words: 'share of documents',
  },
} satisfies Record<string, Described>;

/** The numbers of one group, by column. */
export type GraphValues = Readonly<Record<keyof typeof GRAPH, number>>;
export type HistoryValues = Readonly<Record<keyof (typeof HISTORY & typeof ACCOUNT & typeof ACTIVITY), number>>;
export type ChangeValues = Readonly<Record<keyof typeof CHANGE, number>>;
export type FeatureValues = GraphValues & HistoryValues & ChangeValues;

const columnsOf = (group: FeatureGroup, described: Readonly<Record<string, Described>>): Feature[] =>
  Object.entries(described).map(([name, rest]) => ({ name, group, ...rest }));

const columns: readonly Feature[] = [
  ...columnsOf('graph', GRAPH),
  ...columnsOf('history', HISTORY),
  ...columnsOf('account', ACCOUNT),
  ...columnsOf('activity', ACTIVITY),
  ...columnsOf('change', CHANGE),
];

const hashed = JSON.stringify([
  VERSION,
  columns.map(({ name, group, unit, direction }) => [name, group, unit, direction ?? 0]),
]);

/**
 * What a model of clean merges looks at: one column each, in this order, as docs/features.md lists them. A pull request's
 * numbers are as of a moment: nothing in them was known later. NaN is not known; 0 is known to be none.
 */
export const featureSet: FeatureSet = {
  columns,
  hash: createHash('sha256').update(hashed).digest('hex'),
};

/** Numbers by column, as a row of the matrix. */
export const rowOf = (values: FeatureValues): Float64Array =>
  Float64Array.from(columns, ({ name }) => values[name as keyof FeatureValues]);
