/** The real networks, each skipped with a word where its files are not there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { agreements, CHOSEN_WEIGHTS, correlations, type LevelWeights, ownMetric, readAdvogato } from './advogato.ts';
import { founderLabels, laterRatings, readBitcoinAlpha } from './bitcoin-alpha.ts';
import { compared } from './compared.ts';
import { type PullFeatures, pullFeatures } from './merge-graph.ts';
import { mergeComparison } from './merge-task.ts';
import { readMergeEdges, readPulls } from './pulls.ts';
import type { Table } from './table.ts';
import {
  agreementTable,
  baselinesTable,
  capsTable,
  comparisonTable,
  confusionTable,
  formsTable,
  mergeTable,
  sensitivityTable,
  thresholdTable,
  vouchedTable,
} from './tables.ts';
import { type Comparison, comparisonOf } from './task.ts';
import { readVouchLists, vouchedReport } from './vouched.ts';
import { hiddenHalf, readWikiRfa } from './wiki-rfa.ts';

/** A network, the files it needs below the folder of data, and what it gives. */
export interface RealNetwork {
  readonly name: string;
  readonly files: readonly string[];
  readonly tables: (paths: readonly string[], resamples: number) => Table[];
}

/** Whether all files of a network are there. */
export const isThere = ({ files }: RealNetwork, folder: string): boolean =>
  files.every((file) => existsSync(join(folder, file)));

const OTHER_WEIGHTS: readonly LevelWeights[] = [
  [1, 1, 1],
  [0.2, 0.5, 1],
  [0.6, 0.8, 1],
  [0.1, 0.3, 1],
];
/** mod_virgule's root accepts 800 people at most, and Advogato awarded levels to 2,786. */
const CAPACITY_SCALES = [1, 2, 4, 8, 16];
const OURS = ['structural', 'standing', 'opinion', 'eigentrust-max', 'pagerank', 'mean-rating'];
/** Repositories with 200 merges or more that name their merger. */
const MERGED_OPENLY = [
  'liam-hq/liam',
  'ghostty-org/ghostty',
  'fullsend-ai/fullsend',
  'libarchive/libarchive',
  'frappe/helpdesk',
];

const tablesOf = (comparisons: readonly Comparison[]): Table[] => [
  formsTable(comparisons),
  capsTable(comparisons),
  baselinesTable(comparisons),
  thresholdTable(comparisons),
  ...comparisons.map(comparisonTable),
];

const bitcoinAlpha: RealNetwork = {
  name: 'Bitcoin-Alpha',
  files: ['trust/bitcoin-alpha.csv.gz'],
  tables: ([file = ''], resamples) => {
    const edges = readBitcoinAlpha(file);
    const [, laterThree] = laterRatings(edges, 3);
    const tasks = [
      ...laterRatings(edges, 2),
      laterThree,
      ...founderLabels(edges, 5),
      ...founderLabels(edges, 2),
    ].filter((task) => task !== undefined);
    const comparisons = tasks.map((task) => comparisonOf(task, compared, resamples));
    return tablesOf(comparisons);
  },
};

const wikiRfa: RealNetwork = {
  name: 'Wiki-RfA',
  files: ['trust/wiki-rfa-votes.csv.gz'],
  tables: ([file = ''], resamples) => {
    return tablesOf([comparisonOf(hiddenHalf(readWikiRfa(file)), compared, resamples)]);
  },
};

const advogato: RealNetwork = {
  name: 'Advogato',
  files: ['trust/advogato-2005-certs.csv.gz', 'trust/advogato-2005-result.csv.gz'],
  tables: ([certificates = '', result = ''], resamples) => {
    const data = readAdvogato(certificates, result);
    const chosen = agreements(data, compared, { weights: CHOSEN_WEIGHTS, resamples });
    const own = CAPACITY_SCALES.map((scale) => ownMetric(data, { scale, resamples }));
    const ours = compared.filter(({ name }) => OURS.includes(name));
    const others = [CHOSEN_WEIGHTS, ...OTHER_WEIGHTS].map((weights) => ({
      weights,
      correlations: correlations(data, ours, weights),
    }));
    return [
      agreementTable([...own, ...chosen]),
      ...chosen.filter(({ name }) => name === 'structural').map(confusionTable),
      sensitivityTable(others),
    ];
  },
};

const mergeEdges: RealNetwork = {
  name: 'merge edges',
  files: ['prs/prs.csv.gz', 'prs/merge-edges.csv.gz'],
  tables: ([pulls = '', edges = ''], resamples) => {
    const features = pullFeatures(readPulls(pulls), readMergeEdges(edges));
    const middle = features[Math.floor(features.length / 2)]?.pull.at ?? 0;
    const on = (name: string, keeps: (features: PullFeatures) => boolean): Table => {
      const [judged = [], earlier = []] = [true, false].map((later) =>
        features.filter((each) => keeps(each) && each.pull.at >= middle === later),
      );
      return mergeTable(mergeComparison(`Merge edges, ${name}`, { judged, earlier }, resamples));
    };
    return [
      on('unfamiliar authors', ({ isUnfamiliar }) => isUnfamiliar),
      on('unfamiliar authors with a record elsewhere', ({ isUnfamiliar, outcomes }) => isUnfamiliar && outcomes > 0),
      on('all authors', () => true),
      on('all authors in the five repositories that merge openly', ({ pull }) => MERGED_OPENLY.includes(pull.repo)),
    ];
  },
};

const vouched: RealNetwork = {
  name: 'VOUCHED lists',
  files: ['prs/prs.csv.gz', 'vouch/lists.csv.gz', 'vouch/events.csv.gz'],
  tables: ([pulls = '', lists = '', events = ''], resamples) => [
    vouchedTable(vouchedReport(readPulls(pulls), readVouchLists(lists, events), resamples)),
  ],
};

/** In the order in which they are shown. */
export const realNetworks: readonly RealNetwork[] = [bitcoinAlpha, wikiRfa, advogato, mergeEdges, vouched];
