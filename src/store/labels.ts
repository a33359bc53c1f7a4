import { z } from 'zod';
import { type AtUri, type Did, LABEL_EVIDENCE, type PullLabel } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, uriColumn } from './rows.ts';
import { stage } from './staging.ts';

const evidence = z.object({
  kind: z.enum(LABEL_EVIDENCE),
  by: uriColumn,
  atUs: z.number(),
  detail: z.string().nullable(),
});

const label = z.object({
  pull: uriColumn,
  author: didColumn,
  repo: uriColumn.nullable(),
  outcome: z.enum(['merged', 'closed']),
  openedAtUs: z.number(),
  finishedAtUs: z.number(),
  cleanMerge: z.boolean().nullable(),
  evidence: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(evidence).min(1)),
});

const COLUMNS = 'pull, author, repo, outcome, opened_at_us, finished_at_us, clean_merge, evidence::VARCHAR AS evidence';

/** How every finished pull request turned out, with the evidence, by the time of opening, oldest first. */
export const pullLabels = (db: Db): Promise<PullLabel[]> =>
  select(db, label, `SELECT ${COLUMNS} FROM pull_labels ORDER BY opened_at_us, pull`);

/** How one pull request turned out; null while it is open, or where it is unknown. */
export const labelOf = async (db: Db, pull: AtUri): Promise<PullLabel | null> =>
  (await select(db, label, `SELECT ${COLUMNS} FROM pull_labels WHERE pull = $1`, [pull]))[0] ?? null;

/** More authors than these at once are everybody, to those who follow conduct. */
const MOST_AUTHORS = 1_000;

/**
 * Replaces the labels that pages read, and notes whose are other ones than before; where none is, nothing is written. To be run
 * in one transaction.
 */
export const keepLabels = async (db: Db, labels: readonly PullLabel[]): Promise<void> => {
  const staged = await stage(
    db,
    'kept_labels',
    labels.map((each) => ({ pull: each.pull, body: JSON.stringify(each) })),
  );
  const changed = await select(
    db,
    z.object({ author: didColumn }),
    `SELECT DISTINCT split_part(pull, '/', 3) AS author FROM ${staged} AS now FULL JOIN kept_labels AS before USING (pull)
     WHERE now.body IS DISTINCT FROM before.body ORDER BY author LIMIT ${MOST_AUTHORS + 1}`,
  );
  if (changed.length === 0) return;
  await noteChanges(
    db,
    changed.length > MOST_AUTHORS
      ? [{ what: 'sources', key: 'conduct' }]
      : changed.map(({ author }) => ({ what: 'author', key: author })),
  );
  await db.run('DELETE FROM kept_labels');
  await db.run(`INSERT INTO kept_labels SELECT * FROM ${staged}`);
};

const keptLabel = z.object({ body: z.string().transform((text): PullLabel => JSON.parse(text)) });

/** The labels as they were last kept; of pull requests by these authors alone, where any are named. */
export const keptLabels = async (db: Db, authors?: Iterable<Did>): Promise<PullLabel[]> => {
  const by = authors === undefined ? null : JSON.stringify([...new Set(authors)]);
  const rows = await select(
    db,
    keptLabel,
    `SELECT body FROM kept_labels
     WHERE $1::VARCHAR IS NULL OR split_part(pull, '/', 3) IN (SELECT unnest(from_json($1::VARCHAR, '["VARCHAR"]'))) ORDER BY pull`,
    [by],
  );
  return rows.map(({ body }) => body);
};

/** Which of these people the operator's trust reaches: the trusted roots, and who had any standing when figures were last kept. */
export const reachedAmong = async (db: Db, dids: Iterable<Did>): Promise<Set<Did>> => {
  const rows = await select(
    db,
    z.object({ did: didColumn }),
    `SELECT did FROM (SELECT did FROM trust_scores WHERE standing > 0 UNION SELECT did FROM seeds) AS reached
     WHERE did IN (SELECT value ->> '$' FROM json_each($1))`,
    [JSON.stringify([...new Set(dids)])],
  );
  return new Set(rows.map(({ did }) => did));
};
