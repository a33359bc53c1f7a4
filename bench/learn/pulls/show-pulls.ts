import { AppError } from '../../../src/domain/index.ts';
import { reliabilityOf } from '../../../src/learn/index.ts';
import type { Split } from '../../../src/learn/training/split.ts';
import type { MergeEdge } from '../../networks/pulls.ts';
import type { Table } from '../../networks/table.ts';
import type { VouchLists } from '../../networks/vouched.ts';
import { labelsOf } from '../judged.ts';
import { judgedTable, reliabilityTable } from '../tables.ts';
import { PROTOCOLS } from './protocol.ts';
import { type PullData, pullData } from './pull-data.ts';
import { type Draws, GRAPH_VARIANTS, judgedPulls, MAIN_VARIANTS, testedOn, VARIANTS } from './pull-task.ts';
import type { Pull } from './read-pulls.ts';
import { rollingSplits, temporalSplit, unseenSplits } from './splits.ts';

/** What is known of some pull requests. */
export interface PullFacts {
  /** By time. */
  readonly pulls: readonly Pull[];
  /** Who merged whose, by time; may be empty. */
  readonly edges: readonly MergeEdge[];
  readonly lists: VouchLists | null;
}

const WORDS = { positive: 'merged', clusters: 'authors' };

interface Task {
  readonly name: string;
  readonly splits: (data: PullData, split: Split, seed: number) => readonly Split[];
  readonly variants: Parameters<typeof testedOn>[2]['variants'];
}

const TASKS: readonly Task[] = [
  { name: 'newest 15 %', splits: (_, split) => [split], variants: VARIANTS },
  {
    name: 'newest 15 %, learned anew every 30 days',
    splits: ({ dataset }, split) => rollingSplits(dataset, split),
    variants: MAIN_VARIANTS,
  },
  {
    name: 'newest 15 % of unseen repositories',
    splits: ({ dataset }, split, seed) => unseenSplits(dataset, split, seed),
    variants: GRAPH_VARIANTS,
  },
];

/** Fewer cannot be split so that every part can say something. */
const LEAST = 1000;

/**
 * By time, by time learned anew, and with unseen repositories, each with both protocols.
 *
 * @throws AppError when there are fewer than 1,000 pull requests.
 */
export const showPulls = ({ pulls, edges, lists }: PullFacts, draws: Draws, show: (table: Table) => void): void => {
  if (pulls.length < LEAST) throw new AppError(`${pulls.length} usable pull requests, at least ${LEAST} are needed`);
  const both = PROTOCOLS.map((protocol) => ({ protocol, data: pullData(pulls, edges, protocol) }));
  for (const { name, splits, variants } of TASKS) {
    for (const { protocol, data } of both) {
      const split = temporalSplit(data.dataset, protocol);
      const tested = testedOn(data, splits(data, split, draws.seed), { variants, seed: draws.seed });
      const title = `Pull requests, outcomes ${protocol}, ${name}`;
      for (const judged of judgedPulls(data, tested, lists, draws)) show(judgedTable(title, judged, WORDS));
      const [{ probabilities } = { probabilities: new Float64Array(0) }] = tested.predictions;
      show(reliabilityTable(title, reliabilityOf(probabilities, labelsOf(data.dataset, tested.rows))));
    }
  }
};
