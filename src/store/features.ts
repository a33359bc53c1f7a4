import { z } from 'zod';
import type { AtUri, Did, PullLabel } from '../domain/index.ts';
import { among } from './among.ts';
import { FEATURE_HISTORY, featureVersions, OPENED_HERE } from './feature-history.ts';
import { laySpans } from './feature-spans.ts';
import type { Deriver } from './lay-derived.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, uriColumn } from './rows.ts';
import { type Column, stageAs } from './staging.ts';

/** A pull request, and as of when it is asked about: what was known at that microsecond is not in the answer. */
export interface AskedPull {
  readonly pull: AtUri;
  readonly author: Did;
  /** As the record names it. */
  readonly targetRepo: string;
  readonly asOfUs: number;
}

const known = z.number().nullable();
const counts = z.object({
  pull: uriColumn,
  /** Null for one that no record was seen of. */
  firstUs: known,
  opened: z.number(),
  openedHere: z.number(),
  places: z.number(),
  dayBefore: known,
  weekBefore: known,
  merged: z.number(),
  mergedHere: z.number(),
  selfMerged: z.number(),
  rejected: z.number(),
  rejectedHere: z.number(),
  reopened: z.number(),
  reverted: z.number(),
  revertedHere: z.number(),
  mended: z.number(),
  lastMergedUs: known,
  lastMergedHereUs: known,
  lastRejectedUs: known,
  lastRejectedHereUs: known,
  lastRevertedUs: known,
  lastRevertedHereUs: known,
  vouchesIn: z.number(),
  denouncesIn: z.number(),
  vouchesOut: z.number(),
  denouncesOut: z.number(),
  vouchesReasoned: z.number(),
  vouchesEvidenced: z.number(),
  followsOut: z.number(),
  followsIn: z.number(),
  collaboratorOf: z.number(),
  collaborators: z.number(),
});

/** What the records say of an author, right before a moment. Counts, and times in microseconds since 1970. */
export type FeatureCounts = z.output<typeof counts>;

const spans = z.object({ author: didColumn, did: didColumn, fromUs: z.number(), untilUs: z.number() });

/** Who did something for an author, and from when until when that held; `Number.MAX_SAFE_INTEGER` for to this day. */
export type FavourSpan = Omit<z.output<typeof spans>, 'author'>;

/** All that features take from records. */
export interface FeatureFacts {
  readonly counts: ReadonlyMap<AtUri, FeatureCounts>;
  /** Each merge of a change by somebody else than its author, by author, the first known first; 5,000 of each at most. */
  readonly merges: ReadonlyMap<Did, readonly FavourSpan[]>;
  /** Stars of their repositories by people of whom anybody speaks well, likewise. */
  readonly stars: ReadonlyMap<Did, readonly FavourSpan[]>;
}

export interface FeatureQuestion {
  readonly asked: readonly AskedPull[];
  /** How finished pull requests turned out: which change was reverted by which. */
  readonly labels: readonly Pick<PullLabel, 'pull' | 'evidence'>[];
  /** `present` where all are asked about as of now, which is quicker; the answer is the same. */
  readonly when: 'past' | 'present';
}

/** So many authors are looked at at once: what is laid for them must keep within the engine's memory. */
const AUTHORS_AT_ONCE = 10_000;

/**
 * What is known of the authors of these pull requests, each right before its moment. docs/features.md says what counts
 * from when until when. One author's questions cost no more than their number times that author's own finished pull
 * requests; everything else is in proportion to the records there are.
 */
export const featureFacts = async (
  db: Db,
  deriver: Pick<Deriver, 'derive'>,
  { asked, labels, when }: FeatureQuestion,
): Promise<FeatureFacts> => {
  const facts = {
    counts: new Map<AtUri, FeatureCounts>(),
    merges: new Map<Did, FavourSpan[]>(),
    stars: new Map<Did, FavourSpan[]>(),
  };
  const byAuthor = [...Map.groupBy(asked, ({ author }) => author).values()];
  for (let from = 0; from < byAuthor.length; from += AUTHORS_AT_ONCE) {
    await lay(db, deriver, { asked: byAuthor.slice(from, from + AUTHORS_AT_ONCE).flat(), labels, when });
    for (const row of await select(db, counts, COUNTS)) facts.counts.set(row.pull, row);
    for (const row of await select(db, spans, MERGES)) put(facts.merges, row);
    for (const row of await select(db, spans, STARS)) put(facts.stars, row);
  }
  await drop(db);
  return facts;
};

const lay = async (db: Db, deriver: Pick<Deriver, 'derive'>, { asked, labels, when }: FeatureQuestion) => {
  const rows = asked.map(({ pull, author, targetRepo, asOfUs }) => ({ pull, author, targetRepo, asOfUs }));
  await stageAs(db, 'feature_asked', ASKED, rows);
  await db.run('CREATE OR REPLACE TEMP TABLE feature_people AS SELECT DISTINCT author AS did FROM feature_asked');
  await stageAs(db, 'feature_faults', FAULTS, faultsIn(labels, new Set(asked.map(({ author }) => author))));
  const people = await among(db, 'feature_people');
  for (const step of featureVersions(people)) await db.run(step);
  await laySpans(db, deriver, { when, people });
  for (const step of FEATURE_HISTORY) await db.run(step);
  for (const step of POINTS) await db.run(step);
};

/** Connections are kept, and the memory with them. */
const drop = async (db: Db): Promise<void> => {
  const tables = await select(
    db,
    z.object({ name: z.string() }),
    "SELECT table_name AS name FROM duckdb_tables() WHERE temporary AND (starts_with(table_name, 'feature_') OR table_name IN ('many_versions', 'lone_versions'))",
  );
  for (const { name } of tables) await db.run(`DROP TABLE ${name}`);
};

const put = (spansOf: Map<Did, FavourSpan[]>, { author, ...span }: z.output<typeof spans>): void => {
  const own = spansOf.get(author);
  if (own === undefined) spansOf.set(author, [span]);
  else own.push(span);
};

const text = (name: string, field = name): Column => ({ name, field, type: 'VARCHAR' });
const ASKED: readonly Column[] = [
  text('pull'),
  text('author'),
  text('target_repo', 'targetRepo'),
  { name: 'as_of_us', field: 'asOfUs', type: 'BIGINT' },
];
const FAULTS: readonly Column[] = [
  text('pull'),
  text('by_pull', 'by'),
  text('kind'),
  { name: 'at_us', field: 'atUs', type: 'BIGINT' },
];

/** Which changes speak against those of these authors. */
const faultsIn = (labels: FeatureQuestion['labels'], authors: ReadonlySet<string>) =>
  labels.flatMap(({ pull, evidence }) =>
    authors.has(pull.split('/')[2] ?? '')
      ? evidence.flatMap(({ kind, by, atUs }) =>
          kind.startsWith('reverted-') || kind === 'hot-fixed' ? [{ pull, by, kind, atUs }] : [],
        )
      : [],
  );

/** Who asks is asked once for each author, repository and moment, however many pull requests there are. */
const POINTS = [
  `CREATE OR REPLACE TEMP TABLE feature_questions AS
   SELECT asked.*, coalesce(pulls.place, homes.uri, target_repo) AS place, day_before, week_before
   FROM feature_asked AS asked LEFT JOIN feature_pulls AS pulls ON pulls.uri = asked.pull
   LEFT JOIN feature_homes AS homes ON homes.name = asked.target_repo`,
  'CREATE OR REPLACE TEMP TABLE feature_points AS SELECT DISTINCT author, place, as_of_us FROM feature_questions',
  `CREATE OR REPLACE TEMP TABLE feature_ends AS
   SELECT points.*, count(merged_us) AS merged, count(merged_us) FILTER (states.place = points.place) AS merged_here,
     count(self_us) AS self_merged, count(rejected_us) AS rejected, count(rejected_us) FILTER (states.place = points.place) AS rejected_here,
     count(reopened_us) AS reopened, max(merged_us) AS last_merged_us, max(merged_us) FILTER (states.place = points.place) AS last_merged_here_us,
     max(rejected_us) AS last_rejected_us, max(rejected_us) FILTER (states.place = points.place) AS last_rejected_here_us
   FROM feature_points AS points JOIN feature_states AS states
     ON states.author = points.author AND states.from_us < as_of_us AND states.until_us >= as_of_us
   GROUP BY points.author, points.place, as_of_us`,
  `CREATE OR REPLACE TEMP TABLE feature_undone AS
   SELECT points.*, count(*) FILTER (reverted_us < as_of_us) AS reverted,
     count(*) FILTER (reverted_us < as_of_us AND reverts.place = points.place) AS reverted_here,
     count(*) FILTER (mended_us < as_of_us) AS mended, max(reverted_us) FILTER (reverted_us < as_of_us) AS last_reverted_us,
     max(reverted_us) FILTER (reverted_us < as_of_us AND reverts.place = points.place) AS last_reverted_here_us
   FROM feature_points AS points JOIN feature_reverts AS reverts ON reverts.author = points.author
   GROUP BY points.author, points.place, as_of_us`,
  OPENED_HERE,
];

const zeros = (names: string): string =>
  names
    .split(' ')
    .map((name) => `coalesce(${name}, 0)::BIGINT AS ${name}`)
    .join(', ');
const COUNTS = `
  SELECT pull, CASE WHEN first_us < as_of_us THEN first_us END AS first_us, day_before, week_before,
    last_merged_us, last_merged_here_us, last_rejected_us, last_rejected_here_us, last_reverted_us, last_reverted_here_us,
    ${zeros('opened opened_here places merged merged_here self_merged rejected rejected_here reopened reverted reverted_here mended')},
    ${zeros('vouches_in denounces_in vouches_out denounces_out vouches_reasoned vouches_evidenced')},
    ${zeros('follows_out follows_in collaborator_of collaborators')}
  FROM feature_questions LEFT JOIN feature_first ON feature_first.did = author
  LEFT JOIN feature_ends USING (author, place, as_of_us) LEFT JOIN feature_undone USING (author, place, as_of_us)
  LEFT JOIN feature_opened_here USING (author, place, as_of_us) LEFT JOIN feature_tallies USING (author, as_of_us)`;

const MOST_FAVOURS = 5000;
const MERGES = `
  SELECT author, merger AS did, from_us, until_us FROM feature_states WHERE merger IS NOT NULL AND author IN (SELECT did FROM feature_people)
  QUALIFY row_number() OVER (PARTITION BY author ORDER BY from_us, pull) <= ${MOST_FAVOURS} ORDER BY author, from_us, pull`;

/** Of people whom nobody ever vouched for, and who are no roots, a star would weigh nothing; a vouch's key is whom it is for. */
const STARS = `
  WITH starred AS (
    SELECT split_part(coalesce(homes.uri, stars.subject), '/', 3) AS author, coalesce(homes.uri, stars.subject) AS repo, stars.did,
      from_us, until_us
    FROM feature_spans AS stars LEFT JOIN feature_homes AS homes ON homes.name = stars.subject
    WHERE stars.kind = 'star'
  ), heard AS (
    SELECT split_part(uri, '/', 5) AS did FROM kept.records
    WHERE collection = 'sh.tangled.graph.vouch' AND split_part(uri, '/', 5) IN (SELECT did FROM starred)
    UNION SELECT did FROM seeds
  )
  SELECT author, did, from_us, until_us FROM starred
  WHERE author <> did AND author IN (SELECT did FROM feature_people) AND did IN (SELECT did FROM heard)
  QUALIFY row_number() OVER (PARTITION BY author ORDER BY from_us, repo, did) <= ${MOST_FAVOURS}
  ORDER BY author, from_us, repo, did`;
