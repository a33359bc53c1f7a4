import type { AtUri, Did } from '../domain/index.ts';
import { DEFAULT_POLICY } from '../gate/index.ts';
import type { Replay } from './backtest.ts';
import type { History, PastPull } from './history.ts';

export const did = (name: string): Did => `did:plc:${name}` as Did;
export const repo = 'at://did:plc:mira/sh.tangled.repo/anvil' as AtUri;

/** A vouch, known from then until then. */
export const vouch = (
  from: string,
  to: string,
  heldFromUs: number,
  { until = null, polarity = 'vouch' }: { until?: number | null; polarity?: 'vouch' | 'denounce' } = {},
): History['vouches'][number] => ({
  fromDid: did(from),
  toDid: did(to),
  polarity,
  sinceUs: heldFromUs,
  evidences: 0,
  heldFromUs,
  heldUntilUs: until,
});

/** mira owns anvil from the beginning. */
export const history = (given: Partial<History> = {}): History => ({
  vouches: [],
  merges: [],
  repos: [{ uri: repo, ownerDid: did('mira'), repoDid: null, heldFromUs: 1, heldUntilUs: null }],
  collaborators: [],
  tiers: [],
  attestations: [],
  verified: [],
  seeds: [did('root')],
  ...given,
});

/** A pull request to anvil, merged, with a diff in which nothing was found. */
export const past = (author: string, roundAtUs: number, given: Partial<PastPull> = {}): PastPull => ({
  pull: `at://${did(author)}/sh.tangled.repo.pull/${roundAtUs}` as AtUri,
  author: did(author),
  repo,
  targetRepo: repo,
  certain: true,
  outcome: 'merged',
  finishedAtUs: roundAtUs + 5,
  cleanMerge: true,
  evidence: [{ kind: 'merged-by-maintainer' }],
  roundAtUs,
  patchCid: 'clean',
  patch: 'blob:clean',
  patchSigned: true,
  buildsOn: null,
  decidedLane: null,
  ...given,
});

const read = (findings: readonly object[]): string =>
  JSON.stringify({
    kind: 'read',
    diffHash: 'd',
    findings,
    coverage: { files: [], totalBytes: 1, readBytes: 1, unreadBytes: 0, unread: [], adviceOnlyBytes: 0, bySource: [] },
    changeKind: 'fix',
  });

const analyses: ReadonlyMap<string, string> = new Map([
  ['blob:clean', read([])],
  [
    'blob:danger',
    read([{ source: 'sast', severity: 'high', rule: 'r', file: 'a.py', line: 1, quote: 'x', message: 'bad' }]),
  ],
]);

export const replayOf = (pulls: readonly PastPull[], given: History, more: Partial<Replay> = {}): Replay => ({
  history: given,
  past: pulls,
  policy: DEFAULT_POLICY,
  analyses,
  ...more,
});
