import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AtUri, Did } from '../../src/domain/index.ts';
import { DEFAULT_POLICY } from '../../src/gate/index.ts';
import { type Backtest, backtest } from '../../src/pipeline/backtest.ts';
import type { History, PastPull } from '../../src/pipeline/history.ts';
import { type FinishedPull, type MergeEdge, readMergeEdges, readPulls } from '../networks/pulls.ts';

const FILES = ['prs/prs.csv.gz', 'prs/merge-edges.csv.gz'] as const;
const SECOND_US = 1_000_000;
/** So many of each repository's first known mergers are taken for its maintainers, from their first merge on. */
const FOUNDERS = 1;

/** Whether the pull requests and merges of public repositories are below a folder. */
export const hasMerges = (folder: string): boolean => FILES.every((file) => existsSync(join(folder, file)));

/** One replay by merge trust: who vouches, and how it came out. */
export interface MergeReplay {
  readonly name: string;
  readonly backtest: Backtest;
}

/**
 * Replays the trust part on pull requests of public repositories, where whoever merges somebody's change vouches for them,
 * from that moment on; no diffs. A repository's maintainers are its first merger, or everybody who merged there before.
 * "Clean" is merged: whether a merge was good is not in the data.
 */
export const mergeReplays = async (folder: string): Promise<MergeReplay[]> => {
  const [pulls, edges] = [readPulls(join(folder, FILES[0])), readMergeEdges(join(folder, FILES[1]))];
  const past = pulls.map(pastOf);
  const played = async (name: string, mergers: 'first' | 'all'): Promise<MergeReplay> => {
    const analyses = new Map([['blob:none', NOTHING_FOUND]]);
    const history = historyOf(edges, mergers);
    const all = { history, past, policy: DEFAULT_POLICY, analyses, mostGraphs: Number.POSITIVE_INFINITY };
    return { name, backtest: await backtest(all) };
  };
  return [
    await played('maintainer: the first merger of each repository', 'first'),
    await played('maintainers: everybody who merged there before', 'all'),
  ];
};

const NOTHING_FOUND = JSON.stringify({
  kind: 'read',
  diffHash: '',
  findings: [],
  coverage: { files: [], totalBytes: 1, readBytes: 1, unreadBytes: 0 },
  changeKind: 'feature',
});

const didOf = (name: string): Did => `did:plc:${name}` as Did;
const repoOf = (name: string): AtUri => `at://did:web:owner.invalid/sh.tangled.repo/${name.replace('/', '.')}` as AtUri;

const pastOf = ({ repo, author, merged, at }: FinishedPull, index: number): PastPull => ({
  pull: `at://${didOf(author)}/sh.tangled.repo.pull/${index}` as AtUri,
  author: didOf(author),
  repo: repoOf(repo),
  targetRepo: repoOf(repo),
  certain: true,
  outcome: merged ? 'merged' : 'closed',
  finishedAtUs: at * SECOND_US,
  cleanMerge: merged,
  evidence: [{ kind: merged ? 'merged' : 'closed' }],
  roundAtUs: at * SECOND_US,
  patchCid: null,
  patch: 'blob:none',
  patchSigned: true,
  buildsOn: null,
  decidedLane: null,
});

const historyOf = (edges: readonly MergeEdge[], mergers: 'first' | 'all'): History => {
  const firsts = new Map<string, { heldFromUs: number; from: string; to: string }>();
  for (const { source, target, epoch } of edges) {
    const key = `${source} ${target}`;
    if (source !== target && !firsts.has(key))
      firsts.set(key, { heldFromUs: epoch * SECOND_US, from: source, to: target });
  }
  const vouches = [...firsts.values()].map(({ heldFromUs, from, to }) => ({
    fromDid: didOf(from),
    toDid: didOf(to),
    polarity: 'vouch' as const,
    sinceUs: heldFromUs,
    evidences: 0,
    heldFromUs,
    heldUntilUs: null,
  }));
  const repos = [...new Set(edges.map(({ repo }) => repo))];
  const owner = didOf('nobody');
  return {
    vouches,
    merges: [],
    repos: repos.map((name) => ({
      uri: repoOf(name),
      ownerDid: owner,
      repoDid: null,
      heldFromUs: 0,
      heldUntilUs: null,
    })),
    collaborators: maintainersIn(edges, mergers).map(({ repo, source, epoch }) => ({
      ownerDid: owner,
      repo: repoOf(repo),
      did: didOf(source),
      heldFromUs: epoch * SECOND_US,
      heldUntilUs: null,
    })),
    tiers: [],
    attestations: [],
    verified: [],
    seeds: [],
  };
};

/** The first merge of each maintainer, in order. */
const maintainersIn = (edges: readonly MergeEdge[], mergers: 'first' | 'all'): MergeEdge[] => {
  const known = new Map<string, Set<string>>();
  return edges.filter(({ repo, source }) => {
    const own = known.get(repo) ?? new Set();
    known.set(repo, own);
    if (own.has(source) || (mergers === 'first' && own.size >= FOUNDERS)) return false;
    own.add(source);
    return true;
  });
};
