import { z } from 'zod';
import {
  type AtUri,
  CONDUCT_DIMENSIONS,
  type Did,
  type NewsItem,
  type NewsMark,
  type PairState,
  type ReputationEntry,
  type ToolObservation,
} from '../domain/index.ts';
import { changesSince } from './changes.ts';
import { conductSignals, eligibilitySaid, evidence, sourceEvidence } from './conduct-facts.ts';
import type { Db } from './open-store.ts';
import { type ConductScore, conductNow, conductWeights, keepConduct, revocations } from './reputation-conduct.ts';
import { entriesOf, keepEntries } from './reputation-entries.ts';
import { keepObservations, talliesByRepo } from './reputation-observations.ts';
import { currentOverrides } from './reputation-overrides.ts';
import { forgetPairs, pairStates, putPairs } from './reputation-pairs.ts';
import { select, selectOne, uriColumn } from './rows.ts';

const seen = z.object({
  pull: uriColumn,
  tier: z.enum(['public', 'sensitive']),
  files: z
    .string()
    .transform((text): readonly SeenFile[] => JSON.parse(text))
    .nullable(),
});

interface SeenFile {
  readonly path: string;
  readonly added: number;
  readonly deleted: number;
}

/** What a change consists of, by the newest decision on it; `files` is null where nobody could read it. */
type SeenChange = Readonly<z.output<typeof seen>>;

/** The files of these changes. */
const seenChanges = (db: Db, pulls: readonly AtUri[]): Promise<SeenChange[]> =>
  select(
    db,
    seen,
    `SELECT pull, coalesce(body ->> '$.inputs.tier', 'public') AS tier, body -> '$.evidence.coverage.files' AS files FROM decisions
     WHERE pull IN (SELECT value ->> '$' FROM json_each($1))
     QUALIFY row_number() OVER (PARTITION BY pull ORDER BY superseded, decided_at_us DESC, id) = 1`,
    [JSON.stringify([...new Set(pulls)])],
  );

/** How far somebody has followed what reputation is made of: the changes, and the decisions by when they were kept. */
export interface ReputationMark extends NewsMark {
  readonly decidedUs: number;
}

/** More pull requests than these at once are all. */
const MOST_AT_ONCE = 1_000;

/**
 * What changed since a mark of that which reputation is made of; null where that is not known, or anything may have. Decisions
 * are no changes to those who decide, but what was read of a change stands in them: what was decided counts as changed
 * here, and so does what was offered to a repository of somebody whose repositories or fellow maintainers changed.
 */
export const reputationChanges = async (db: Db, since: ReputationMark | null) => {
  const told = await changesSince(db, since);
  const { decidedUs } = await selectOne(
    db,
    z.object({ decidedUs: z.number() }),
    'SELECT coalesce(max(decided_at_us), 0) AS decided_us FROM decisions',
  );
  const mark: ReputationMark = { ...told.mark, decidedUs };
  if (since === null || told.changes === null) return { mark, changes: null };
  const owners = told.changes.flatMap(({ what, key }) => (what === 'repositories' && key !== null ? [key] : []));
  // Whose repository is whose is asked only where it matters: that looks at all of them.
  const offering = `UNION SELECT pulls.uri FROM pulls JOIN repo_names ON repo_names.name = pulls.target_repo
     WHERE split_part(repo_names.uri, '/', 3) IN (SELECT value ->> '$' FROM json_each($2))`;
  const pulls = await select(
    db,
    z.object({ pull: uriColumn }),
    `SELECT DISTINCT pull FROM decisions WHERE decided_at_us > $1 ${owners.length === 0 ? '' : offering}
     ORDER BY pull LIMIT ${MOST_AT_ONCE + 1}`,
    [BigInt(since.decidedUs), ...(owners.length === 0 ? [] : [JSON.stringify(owners)])],
  );
  const added = pulls.map(({ pull }): NewsItem => ({ what: 'pull', key: pull }));
  return { mark, changes: pulls.length > MOST_AT_ONCE ? null : [...told.changes, ...added] };
};

/** What circuits and tallies are made of. */
export const sourceInput = async (db: Db) => {
  const heard = await sourceEvidence(db, null);
  return {
    evidence: heard,
    acts: await allEntries(db, ['circuit.terminate', 'circuit.reset']),
    pairs: await pairStates(db),
    known: {
      transitions: (await allEntries(db, ['circuit.transition'])).map(({ key }) => key),
      observations: await observationContexts(db),
      evidence: await keptEvidence(db),
    },
    changes: await seenChanges(
      db,
      heard.map(({ pull }) => pull),
    ),
  };
};

/**
 * Evidence as it was first seen, and whether the pull request is still where it was seen: its author may delete it, or aim it
 * elsewhere, and takes nothing back by that.
 */
const keptEvidence = async (db: Db) => {
  const rows = await select(
    db,
    z.object({ key: z.string(), body: z.string(), here: z.boolean() }),
    `SELECT key, body, EXISTS (
       SELECT 1 FROM certain_pulls AS now WHERE now.pull = body ->> '$.pull' AND now.repo = body ->> '$.repo'
     ) AS here
     FROM reputation_entries WHERE kind = 'feedback.finding' AND starts_with(key, 'evidence ') ORDER BY number`,
  );
  return rows.map(({ key, body, here }) => ({ key, row: evidence.parse(JSON.parse(body)), here }));
};

/** What the conduct of these people, or of everybody, is made of. */
export const conductInput = async (db: Db, dids: readonly Did[] | null) => ({
  signals: await conductSignals(db, dids),
  kept: await conductNow(db, dids ?? undefined),
  words: await revocations(db),
  said: (await eligibilitySaid(db)).filter(({ did }) => dids === null || dids.includes(did)),
  weights: await conductWeights(db),
});

/** What decisions are told of reputation. */
export const reputationFacts = async (db: Db) => ({
  overrides: await currentOverrides(db),
  tallies: await talliesByRepo(db),
  pairs: await pairStates(db),
  words: await revocations(db),
  said: await eligibilitySaid(db),
});

const PAGE = 10_000;

const allEntries = async (db: Db, kinds: readonly ReputationEntry['kind'][]) => {
  const all: Awaited<ReturnType<typeof entriesOf>> = [];
  for (let after = 0; ; ) {
    const page = await entriesOf(db, { kinds, after, limit: PAGE });
    all.push(...page);
    after = page.at(-1)?.number ?? after;
    if (page.length < PAGE) return all;
  }
};

/** What a look at reputation came to. */
export interface ReputationMade {
  /** Null where sources were not looked at. */
  readonly sources: {
    readonly pairs: readonly PairState[];
    readonly gone: readonly string[];
    readonly observations: readonly { readonly key: string; readonly row: ToolObservation }[];
  } | null;
  readonly entries: readonly ReputationEntry[];
  readonly conduct: readonly ConductScore[];
}

/** Who tells observations that are made of evidence. */
const EVIDENCE = 'evidence';

/** Keeps what came of it; observations made of evidence replace all that were. To be run in one transaction. */
export const keepReputation = async (db: Db, { sources, entries, conduct }: ReputationMade): Promise<void> => {
  if (sources !== null) {
    await putPairs(db, sources.pairs);
    await forgetPairs(db, sources.gone);
    const now = new Set(sources.observations.map(({ key }) => key));
    const gone = [...(await observationContexts(db)).keys()].filter((key) => !now.has(key));
    await keepObservations(db, [...sources.observations.map(({ row }) => row), ...gone.map(() => null)], {
      keys: [...sources.observations.map(({ key }) => key), ...gone],
      source: EVIDENCE,
    });
  }
  await keepEntries(db, entries);
  await keepConduct(db, conduct);
  await forget(
    db,
    conduct.filter((row) => !row.revoked && CONDUCT_DIMENSIONS.every((name) => row.dimensions[name].signalCount === 0)),
  );
};

/** Of whom nothing is left is as who never did anything. */
const forget = async (db: Db, rows: readonly ConductScore[]): Promise<void> => {
  if (rows.length === 0) return;
  await db.run("DELETE FROM conduct_scores WHERE did IN (SELECT value ->> '$' FROM json_each($1))", [
    JSON.stringify(rows.map(({ did }) => did)),
  ]);
};

/** The observations that evidence gave so far, and in which context each counts. */
const observationContexts = async (db: Db): Promise<ReadonlyMap<string, string>> => {
  const rows = await select(
    db,
    z.object({ key: z.string(), contextClass: z.string() }),
    'SELECT key, context_class FROM tool_observations WHERE source = $1 ORDER BY key',
    [EVIDENCE],
  );
  return new Map(rows.map(({ key, contextClass }) => [key, contextClass]));
};
