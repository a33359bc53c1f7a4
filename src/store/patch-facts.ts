import { z } from 'zod';
import { inlinePatches } from './diff-vectors.ts';
import type { Db, Store } from './open-store.ts';
import { select } from './rows.ts';
import { columnsOf, stageAs } from './staging.ts';

/** What was read in one patch. */
export interface PatchFactsRow {
  /** Its name in the view `pull_patches`. */
  readonly patch: string;
  readonly commits: readonly {
    readonly sha: string | null;
    readonly subject: string;
    readonly revertsSubject: string | null;
    readonly revertsShas: readonly string[];
    readonly mentions: readonly string[];
    readonly saysFix: boolean;
  }[];
  readonly runs: readonly { readonly forward: bigint; readonly inverse: bigint; readonly lines: number }[];
}

const waiting = z.object({ patch: z.string(), cid: z.string().nullable(), roundKey: z.string().nullable() });

/**
 * Patches of pull requests' latest rounds, open and finished, which that version has not read, the newest pull requests'
 * first; but for those that were asked for and are not to be had.
 */
export const patchesToRead = (db: Db, version: string, limit: number) =>
  select(
    db,
    waiting,
    `SELECT patch, min(cid) AS cid, min(round_key) AS round_key
     FROM pull_patches JOIN pulls ON pulls.uri = pull_patches.pull
     WHERE patch NOT IN (SELECT patch FROM patch_facts WHERE version = $1)
       AND (cid IS NULL OR cid NOT IN (
         SELECT cid FROM patch_fetches WHERE state <> 'staged'
           AND cid NOT IN (SELECT staged_cid FROM patch_fetches WHERE state = 'staged')
       ))
     GROUP BY patch ORDER BY max(pulls.seen_at_us) DESC, patch LIMIT $2`,
    [version, limit],
  );

/** Keeps what a version read; patches it has read before stay as they are, and what other versions read of them goes. */
export const keepPatchFacts = async (db: Db, version: string, rows: readonly PatchFactsRow[]): Promise<void> => {
  if (rows.length === 0) return;
  const fresh = await stageAs(db, 'staged_patch_facts', await columnsOf(db, 'patch_facts'), factsOf(version, rows));
  await db.run(`DELETE FROM ${fresh} WHERE patch IN (SELECT patch FROM patch_facts WHERE version = $1)`, [version]);
  await replaceIn(db, 'patch_commits', commitsOf(rows));
  await replaceIn(db, 'patch_runs', runsOf(rows));
  await db.run(`DELETE FROM patch_facts WHERE patch IN (SELECT patch FROM ${fresh})`);
  await db.run(`INSERT INTO patch_facts SELECT DISTINCT ON (patch) * FROM ${fresh}`);
};

const replaceIn = async (
  db: Db,
  table: 'patch_commits' | 'patch_runs',
  rows: Iterable<Readonly<Record<string, unknown>>>,
): Promise<void> => {
  const staged = await stageAs(db, `staged_${table}`, await columnsOf(db, table), rows);
  await db.run(`DELETE FROM ${table} WHERE patch IN (SELECT patch FROM staged_patch_facts)`);
  await db.run(`INSERT INTO ${table} SELECT * FROM ${staged} WHERE patch IN (SELECT patch FROM staged_patch_facts)`);
};

function* factsOf(version: string, rows: readonly PatchFactsRow[]) {
  for (const { patch, commits, runs } of rows) {
    const lines = runs.reduce((sum, run) => sum + run.lines, 0);
    yield { patch, version, commits: commits.length, runs: runs.length, lines };
  }
}

/** Strangers' text without what no database or JSON reader takes. */
const plain = (text: string): string => text.toWellFormed().replace(/\p{Cc}/gu, ' ');
const plainOrNull = (text: string | null): string | null => (text === null ? null : plain(text));

function* commitsOf(rows: readonly PatchFactsRow[]) {
  for (const { patch, commits } of rows) {
    for (const [number, commit] of commits.entries()) {
      const { sha, revertsShas, mentions, saysFix } = commit;
      const [subject, revertsSubject] = [plain(commit.subject), plainOrNull(commit.revertsSubject)];
      const said = { patch, number, sha, subject, mentions: JSON.stringify(mentions.map(plain)), saysFix };
      for (const revertsSha of revertsShas.length === 0 ? [null] : revertsShas)
        yield { ...said, revertsSubject, revertsSha };
    }
  }
}

function* runsOf(rows: readonly PatchFactsRow[]) {
  for (const { patch, runs } of rows) for (const run of runs) yield { patch, ...run };
}

/** What the service remembers of what patches say, as reading history uses it. */
export const patchFactsStore = (store: Store) => ({
  due: (version: string, limit: number) => store.read((db) => patchesToRead(db, version, limit)),
  inline: (roundKeys: readonly string[]) => store.read((db) => inlinePatches(db, roundKeys)),
  keep: (version: string, rows: readonly PatchFactsRow[]) => store.write((db) => keepPatchFacts(db, version, rows)),
});
