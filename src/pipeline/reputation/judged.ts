import type { AtUri, Did, ReputationEntry } from '../../domain/index.ts';
import { type SourceEvidence, toolOf } from './fold-circuits.ts';

/** Evidence as it was kept when it was first seen. */
export interface KeptEvidence {
  readonly key: string;
  readonly row: SourceEvidence;
  /** Whether the pull request is still where it was: what its author deletes or aims elsewhere takes no word back. */
  readonly here: boolean;
}

/** By whom, of what, where: one person's word on one change is one outcome, however many of its lines it speaks of. */
const nameOf = (each: SourceEvidence): string =>
  JSON.stringify([toolOf(each), each.repo, each.author, each.pull, each.by]);

/**
 * Evidence as it counts: of one source, one change and one person a failure where any of it is one, at the time of the last;
 * and what was seen of pull requests that are no longer where they were.
 */
export const judgedOnce = (
  evidence: readonly SourceEvidence[],
  kept: readonly KeptEvidence[],
): readonly SourceEvidence[] => {
  const now = new Map([...Map.groupBy(evidence, nameOf)].map(([name, rows]) => [name, oneOf(rows)]));
  const left = new Map(kept.filter(({ here }) => !here).map(({ row }) => [nameOf(row), row]));
  return [...now, ...[...left].filter(([name]) => !now.has(name))].flatMap(([, row]) => row ?? []);
};

const oneOf = (rows: readonly SourceEvidence[]): SourceEvidence | undefined => {
  const sorted = rows.toSorted((a, b) => b.atUs - a.atUs || Number(a.why > b.why) - Number(a.why < b.why));
  const worst = sorted.find(({ outcome }) => outcome === 'failure') ?? sorted[0];
  return worst && { ...worst, atUs: sorted[0]?.atUs ?? worst.atUs };
};

/** Evidence as an entry, kept once for each outcome that was seen. */
export const evidenceEntry = (row: SourceEvidence): ReputationEntry => ({
  kind: 'feedback.finding',
  subject: row.author,
  by: row.by,
  atUs: row.atUs,
  body: { ...row },
  key: `evidence ${nameOf(row)} ${row.outcome}`,
});

/** Whose a repository is: its record lies in its owner's. */
export const ownerOf = (repo: AtUri): Did => (repo.split('/')[2] ?? '') as Did;
