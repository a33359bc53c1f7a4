import { z } from 'zod';
import {
  type AtUri,
  CONDUCT_DIMENSIONS,
  type ConductSignal,
  type Did,
  type FindingVerdict,
  type ReputationEntry,
} from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { keepEntries } from './reputation-entries.ts';
import { didColumn, select, uriColumn } from './rows.ts';

/** One signal, and whom it is about. */
export interface ConductSignalRow extends ConductSignal {
  readonly did: Did;
  readonly pull: AtUri;
  /** Where it happened. */
  readonly repo: AtUri;
}

const signal: z.ZodType<ConductSignalRow> = z.object({
  did: didColumn,
  dimension: z.enum(CONDUCT_DIMENSIONS),
  value: z.number().min(0).max(1),
  source: z.string(),
  details: z.string().nullable(),
  atUs: z.number(),
  pull: uriColumn,
  repo: uriColumn,
});

const anyOf = (names: readonly string[] | null): string | null => (names === null ? null : JSON.stringify(names));

/**
 * What these people did, as their conduct is made of it, or what everybody did where `dids` is null: oldest first, by the
 * time at which each thing was known. No stranger's record is in it. It follows the labels as they were last kept.
 */
export const conductSignals = async (db: Db, dids: readonly Did[] | null): Promise<ConductSignalRow[]> => {
  await db.run(`SET VARIABLE conduct_of = from_json($1, '["VARCHAR"]')`, [anyOf(dids)]);
  const rows = await select(
    db,
    signal,
    `SELECT did, dimension, value, source, details, at_us, pull, repo FROM conduct_signals
     WHERE getvariable('conduct_of') IS NULL OR list_contains(getvariable('conduct_of')::VARCHAR[], did)
     ORDER BY at_us, did, dimension, source, pull, details, value`,
  );
  await db.run('RESET VARIABLE conduct_of');
  return rows;
};

/** How a row of evidence reads. */
export const evidence = z.object({
  source: z.string(),
  repo: uriColumn,
  author: didColumn,
  pull: uriColumn,
  outcome: z.enum(['success', 'failure']),
  why: z.string(),
  atUs: z.number(),
  by: z.string(),
  silent: z.boolean(),
});
/** How one source did with one change; `by` is who says so: a DID, `operator`, or `service` where it is read from what was taken back;
 * `silent`: it is about what the source did not say. */
export type SourceEvidence = z.output<typeof evidence>;

/** How sources did, oldest first; since a moment in microseconds since 1970, that moment included, or ever. */
export const sourceEvidence = (db: Db, sinceUs: number | null): Promise<SourceEvidence[]> =>
  select(
    db,
    evidence,
    `SELECT source, repo, author, pull, outcome, why, at_us, "by", silent FROM source_evidence
     WHERE $1::BIGINT IS NULL OR at_us >= $1::BIGINT ORDER BY at_us, pull, source, "by", outcome, why`,
    [sinceUs === null ? null : BigInt(sinceUs)],
  );

const verdict: z.ZodType<FindingVerdict> = z.object({
  pull: uriColumn,
  repo: uriColumn,
  author: didColumn,
  source: z.string(),
  rule: z.string(),
  file: z.string(),
  line: z.number(),
  verdict: z.enum(['confirmed', 'false-alarm', 'missed']),
  by: z.string(),
  atUs: z.number(),
});

/** What those with authority say of findings on these pull requests, or on all; newest first. */
export const findingVerdicts = (db: Db, pulls: readonly AtUri[] | null): Promise<FindingVerdict[]> =>
  select(
    db,
    verdict,
    `SELECT pull, repo, author, source, rule, file, line, verdict, "by", at_us FROM finding_verdicts
     WHERE $1::VARCHAR IS NULL OR list_contains(from_json($1, '["VARCHAR"]'), pull)
     ORDER BY at_us DESC, pull, source, rule, file, line, "by"`,
    [anyOf(pulls)],
  );

const eligibility = z.object({
  did: didColumn,
  repo: uriColumn,
  action: z.enum(['reinstate', 'revoke']),
  by: didColumn,
  reason: z.string().nullable(),
  atUs: z.number(),
  uri: uriColumn,
});
/** The newest word of a repository's maintainers on one contributor's fast lane there, and the record that says so. */
export type EligibilityWord = z.output<typeof eligibility>;

/** Every such word, by contributor and repository. */
export const eligibilitySaid = (db: Db): Promise<EligibilityWord[]> =>
  select(
    db,
    eligibility,
    'SELECT did, repo, action, "by", reason, at_us, uri FROM eligibility_said ORDER BY did, repo',
  );

/**
 * Keeps what the operator says of a finding, in place of what the operator said of it before, with the entry that tells of
 * it. To be run in one transaction.
 *
 * @throws RangeError when it is not the operator's.
 */
export const keepOperatorVerdict = async (db: Db, said: FindingVerdict, entry?: ReputationEntry): Promise<void> => {
  if (said.by !== 'operator') throw new RangeError(`verdict: by must be operator, got ${said.by}`);
  const { pull, repo, author, source, rule, file, line, by, atUs } = said;
  const place = [pull, source, rule, file, line];
  await db.run(
    'DELETE FROM operator_verdicts WHERE pull = $1 AND source = $2 AND rule = $3 AND file = $4 AND line = $5',
    place,
  );
  await db.run('INSERT INTO operator_verdicts VALUES ($1, $6, $7, $2, $3, $4, $5, $8, $9, $10)', [
    ...place,
    repo,
    author,
    said.verdict,
    by,
    BigInt(atUs),
  ]);
  if (entry !== undefined) await keepEntries(db, [entry]);
  await noteChanges(db, [
    { what: 'author', key: author },
    { what: 'sources', key: null },
  ]);
};
