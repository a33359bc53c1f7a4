import { z } from 'zod';
import { type AtUri, type Did, LABEL_EVIDENCE, type PullLabel } from '../domain/index.ts';
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

/** Replaces the labels that pages read. To be run in one transaction. */
export const keepLabels = async (db: Db, labels: readonly PullLabel[]): Promise<void> => {
  const staged = await stage(
    db,
    'kept_labels',
    labels.map((each) => ({ pull: each.pull, body: JSON.stringify(each) })),
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
