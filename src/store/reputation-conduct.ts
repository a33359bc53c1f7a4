import { z } from 'zod';
import { CONDUCT_DIMENSIONS, type ConductDimension, type Did } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { didColumn, select } from './rows.ts';
import { stage } from './staging.ts';

/** One dimension's part in a total. */
export interface ConductPart {
  /** 0..100. */
  readonly score: number;
  readonly signalCount: number;
  /** Its share of the total, 0..1. */
  readonly weight: number;
  /** `score` times `weight`. */
  readonly contribution: number;
}

/** Somebody's conduct as it was computed. */
export interface ConductScore {
  readonly did: Did;
  /** 0..1000. */
  readonly total: number;
  readonly dimensions: Readonly<Record<ConductDimension, ConductPart>>;
  /** Whether eligibility for the fast lane is revoked. */
  readonly revoked: boolean;
  /** Microseconds since 1970. */
  readonly atUs: number;
}

/** As kept: with the total before the present one; null where there was no other. */
export interface KeptConduct extends ConductScore {
  readonly previous: number | null;
}

const row = z.object({
  did: didColumn,
  total: z.number(),
  previous: z.number().nullable(),
  dimensions: z.string().transform((text): ConductScore['dimensions'] => JSON.parse(text)),
  revoked: z.boolean(),
  atUs: z.number(),
});

const SOME = "$1::VARCHAR IS NULL OR did IN (SELECT value ->> '$' FROM json_each($1::VARCHAR))";

/** The conduct of these, or of all of whom any is kept, by DID. */
export const conductNow = (db: Db, dids?: Iterable<Did>): Promise<KeptConduct[]> =>
  select(
    db,
    row,
    `SELECT did, total, previous, dimensions, revoked, at_us FROM conduct_scores WHERE ${SOME} ORDER BY did`,
    [dids === undefined ? null : JSON.stringify([...new Set(dids)])],
  );

/**
 * Keeps conduct, of one person twice the last. A total that differs leaves the old one as `previous`. Whose eligibility comes
 * or goes is noted as news. To be run in one transaction.
 */
export const keepConduct = async (db: Db, rows: readonly ConductScore[]): Promise<void> => {
  if (rows.length === 0) return;
  const last = new Map(rows.map((each) => [each.did, each]));
  const staged = await stage(
    db,
    'conduct_scores',
    [...last.values()].map((each) => ({ ...each, dimensions: JSON.stringify(each.dimensions) })),
  );
  const turned = await select(
    db,
    z.object({ did: didColumn }),
    `SELECT fresh.did FROM ${staged} AS fresh LEFT JOIN conduct_scores AS old USING (did)
     WHERE fresh.revoked <> coalesce(old.revoked, false) ORDER BY fresh.did`,
  );
  await db.run(
    `INSERT INTO conduct_scores SELECT * FROM ${staged} ON CONFLICT DO UPDATE SET
       previous = CASE WHEN conduct_scores.total = excluded.total THEN conduct_scores.previous ELSE conduct_scores.total END,
       total = excluded.total, dimensions = excluded.dimensions, revoked = excluded.revoked, at_us = excluded.at_us`,
  );
  await noteChanges(
    db,
    turned.map(({ did }) => ({ what: 'author', key: did })),
  );
};

const word = z.object({ did: didColumn, revoked: z.boolean(), by: z.string(), atUs: z.number() });

/** The last word on somebody's eligibility for the fast lane. */
export type EligibilityWord = Readonly<z.output<typeof word>>;

/**
 * The last entry that revokes or reinstates, of everybody of whom there is one. In order of keeping, not of what an entry says
 * of its time.
 */
export const revocations = async (db: Db): Promise<Map<Did, EligibilityWord>> => {
  const words = await select(
    db,
    word,
    `SELECT subject AS did, kind = 'credential.revoked' AS revoked, "by", at_us FROM reputation_entries
     WHERE kind IN ('credential.revoked', 'credential.reinstated')
     QUALIFY row_number() OVER (PARTITION BY subject ORDER BY number DESC) = 1 ORDER BY subject`,
  );
  return new Map(words.map((each) => [each.did, each]));
};

const weights = z.object({ after: z.record(z.enum(CONDUCT_DIMENSIONS), z.number()) });
const lastBody = z.object({ body: z.string().transform((text): unknown => JSON.parse(text)) });

/** The weights of the dimensions as an entry `weights.updated` set them last (its body's `after`); null where none did. */
export const conductWeights = async (db: Db): Promise<Readonly<Record<ConductDimension, number>> | null> => {
  const [last] = await select(
    db,
    lastBody,
    "SELECT body FROM reputation_entries WHERE kind = 'weights.updated' ORDER BY number DESC LIMIT 1",
  );
  return weights.safeParse(last?.body).data?.after ?? null;
};
