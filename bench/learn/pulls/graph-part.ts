import { type TrustGraph, type TrustScores, trustScores } from '../../../src/trust/index.ts';
import { graphFrom } from '../../networks/edges.ts';
import type { MergeEdge } from '../../networks/pulls.ts';
import { DAY } from './protocol.ts';
import type { Pull } from './read-pulls.ts';
import type { Part } from './replay.ts';

/** Trust is solved as of the start of these; merges are counted to the second. */
const BLOCK = 14 * DAY;

/** The column that "graph rank only" goes by. */
export const GRAPH_RANK = 'eigentrust_from_repository';

const COLUMNS = [
  GRAPH_RANK,
  'standing_from_repository',
  'eigentrust_from_all',
  'standing_from_all',
  'merges_received',
  'mergers',
  'merges_received_here',
  'merges_done',
  'merges_done_here',
];

/**
 * What merges as vouches say of the author: whoever merged somebody's pull request vouches for them. EigenTrust (as a share
 * of the highest) and standing as seen from whoever merged in the repository before, and from whoever merged anywhere;
 * edges only from when they were made, whatever the protocol. `edges` by time. 0 for an unknown author.
 */
export const graphPart = (edges: readonly MergeEdge[]): Part => {
  const viewAt = blockViews(edges);
  const counts = mergeCounts(edges);
  return {
    columns: COLUMNS.map((name) => ({ name, group: 'graph' as const })),
    read: (pull) => {
      const { graph, from } = viewAt(pull.at);
      const node = graph.indexOf(pull.author);
      const [here, all] = [from(pull.repo), from(null)];
      return [
        here.eigentrust[node] ?? 0,
        here.standing[node] ?? 0,
        all.eigentrust[node] ?? 0,
        all.standing[node] ?? 0,
        ...counts(pull),
      ];
    },
    asked: () => {},
    settled: () => {},
  };
};

type Scores = Pick<TrustScores, 'eigentrust' | 'standing'>;

interface View {
  readonly graph: TrustGraph;
  /** Scores by who merged in one repository, or (null) anywhere. */
  readonly from: (repo: string | null) => Scores;
}

const blockViews = (edges: readonly MergeEdge[]): ((at: number) => View) => {
  let [block, view] = [Number.NaN, viewOf([])];
  return (at) => {
    const wanted = Math.floor(at / BLOCK);
    if (wanted !== block) [block, view] = [wanted, viewOf(edges.filter(({ epoch }) => epoch < wanted * BLOCK))];
    return view;
  };
};

const viewOf = (edges: readonly MergeEdge[]): View => {
  const graph = graphFrom(edges, { fullWeight: 1 });
  const known = new Map<string | null, Scores>();
  return {
    graph,
    from: (repo) => {
      const found = known.get(repo) ?? scoresOf(graph, edges, repo);
      known.set(repo, found);
      return found;
    },
  };
};

const scoresOf = (graph: TrustGraph, edges: readonly MergeEdge[], repo: string | null): Scores => {
  const seeds = new Set(edges.filter((edge) => repo === null || edge.repo === repo).map(({ source }) => source));
  const { eigentrust, standing } = trustScores(graph, seeds, { tolerance: 1e-6 });
  const most = eigentrust.reduce((high, score) => Math.max(high, score), 0) || 1;
  return { eigentrust: eigentrust.map((score) => score / most), standing };
};

/** Merges before a moment; asked in the order of time. */
const mergeCounts = (edges: readonly MergeEdge[]): ((pull: Pull) => number[]) => {
  const received = new Map<string, MergeEdge[]>();
  const done = new Map<string, MergeEdge[]>();
  let next = 0;
  const push = (kept: Map<string, MergeEdge[]>, id: string, edge: MergeEdge): void => {
    const list = kept.get(id) ?? [];
    list.push(edge);
    kept.set(id, list);
  };
  return ({ author, repo, at }) => {
    for (; (edges[next]?.epoch ?? Number.POSITIVE_INFINITY) < at; next += 1) {
      push(received, edges[next]!.target, edges[next]!);
      push(done, edges[next]!.source, edges[next]!);
    }
    const [got, did] = [received.get(author) ?? [], done.get(author) ?? []];
    return [
      got.length,
      new Set(got.map(({ source }) => source)).size,
      got.filter((edge) => edge.repo === repo).length,
      did.length,
      did.filter((edge) => edge.repo === repo).length,
    ];
  };
};
