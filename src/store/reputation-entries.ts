import { z } from 'zod';
import type { NewsItem, ReputationEntry, ReputationEntryKind } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { type Parameter, select } from './rows.ts';
import { stage } from './staging.ts';

const entryKind = z.custom<ReputationEntryKind>((value) => typeof value === 'string');
const kept = z.object({ kind: entryKind, subject: z.string() });
const stored = z.object({
  number: z.number(),
  kind: entryKind,
  subject: z.string(),
  by: z.string(),
  atUs: z.number(),
  body: z.string().transform((text): ReputationEntry['body'] => JSON.parse(text)),
  key: z.string(),
});

/** An entry as kept, with its place: from 1, without a gap. */
export type StoredEntry = Readonly<z.output<typeof stored>>;

/**
 * Keeps entries in the order given, behind all others. One whose key is there already, or was earlier in the list, is passed
 * over, whatever else it says. What takes or gives eligibility is noted as news of its subject, what is weighed anew as news
 * of sources. To be run in one transaction.
 *
 * @returns how many were added.
 */
export const keepEntries = async (db: Db, entries: readonly ReputationEntry[]): Promise<number> => {
  if (entries.length === 0) return 0;
  const staged = await stage(
    db,
    'reputation_entries',
    entries.map((entry, index) => ({ ...entry, number: index, body: JSON.stringify(entry.body) })),
  );
  const added = await select(
    db,
    kept,
    `INSERT INTO reputation_entries
     WITH fresh AS (
       SELECT * FROM ${staged}
       WHERE NOT EXISTS (SELECT 1 FROM reputation_entries AS old WHERE old.key = ${staged}.key)
       QUALIFY row_number() OVER (PARTITION BY key ORDER BY number) = 1
     )
     SELECT (SELECT coalesce(max(number), 0) FROM reputation_entries) + row_number() OVER (ORDER BY number),
       kind, subject, "by", at_us, body, key FROM fresh
     RETURNING kind, subject`,
  );
  await noteChanges(db, added.flatMap(newsOf));
  return added.length;
};

/** Circuits, overrides, verdicts and observations are noted where they are kept. */
const newsOf = ({ kind, subject }: z.output<typeof kept>): NewsItem[] => {
  switch (kind) {
    case 'credential.revoked':
    case 'credential.reinstated':
      // What holds in one repository alone has its address behind the DID.
      return [{ what: 'author', key: subject.split(' ')[0] ?? subject }];
    case 'weights.updated':
      return [{ what: 'sources', key: 'weights' }];
    case 'circuit.terminate':
    case 'circuit.reset':
    case 'source.rotated':
      return [{ what: 'sources', key: null }];
    default:
      return [];
  }
};

/** Which entries, and how many at most. */
export interface EntryQuestion {
  /** Of these kinds alone; default: of all. */
  readonly kinds?: readonly ReputationEntryKind[];
  readonly subject?: string;
  /** Behind the entry of this number; default: from the first on. */
  readonly after?: number;
  /** 1..10,000. */
  readonly limit: number;
}

const MOST_AT_ONCE = 10_000;

/** A page of entries, in order of their numbers; shorter than its limit only at the end. @throws RangeError for a limit out of range. */
export const entriesOf = async (
  db: Db,
  { kinds, subject, after = 0, limit }: EntryQuestion,
): Promise<StoredEntry[]> => {
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= MOST_AT_ONCE)) {
    throw new RangeError(`limit must be a whole number from 1 to ${MOST_AT_ONCE}, got ${limit}`);
  }
  const asked: Parameter[] = [
    BigInt(after),
    kinds === undefined ? null : JSON.stringify(kinds),
    subject ?? null,
    BigInt(limit),
  ];
  return select(
    db,
    stored,
    `SELECT number, kind, subject, "by", at_us, body, key FROM reputation_entries
     WHERE number > $1 AND ($2::VARCHAR IS NULL OR kind IN (SELECT value ->> '$' FROM json_each($2::VARCHAR)))
       AND ($3::VARCHAR IS NULL OR subject = $3)
     ORDER BY number LIMIT $4`,
    asked,
  );
};
