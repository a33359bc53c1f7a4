import { z } from 'zod';
import { type Did, type Fact, TANGLED_SINCE_US } from '../domain/index.ts';
import { type Among, among } from './among.ts';
import { goneSpans } from './history.ts';
import { spansOf, without } from './history-times.ts';
import { changedRecords, knownOfLone, layVersions } from './history-versions.ts';
import type { Deriver } from './lay-derived.ts';
import type { Db } from './open-store.ts';
import { didColumn, select } from './rows.ts';
import { type Column, stageAs } from './staging.ts';

/** In SQL, the end of what holds to this day. */
export const FOREVER_US = Number.MAX_SAFE_INTEGER;

/** A kind of record that features count: where it stands, and what of it is looked at. */
interface Source {
  readonly kind: Fact['kind'];
  readonly collection: string;
  readonly table: string;
  /** Of the fact's table as `fact`: whom or what it is about, a word, and a number. */
  readonly subject: string;
  readonly detail: string;
  readonly number: string;
  /** Which of them can be about the people asked for, in parts that have no row in common. */
  readonly about: (asked: Among) => readonly string[];
  readonly rowOf: (fact: Fact) => { subject: string | null; detail: string | null; number: number } | null;
}

/** Either of two: one by one, each in its own scan, where few are asked for. */
const either = (one: string, other: string, { isFew }: Among): readonly string[] =>
  isFew ? [one, `${other} AND NOT ${one}`] : [`(${one} OR ${other})`];
/** Of an account that is asked for, or about one. */
const ofOrAbout: Source['about'] = (asked) => either(asked('fact.did'), asked('fact.subject_did'), asked);
const THEIR_HOME =
  "fact.subject IN (SELECT name FROM feature_homes WHERE split_part(uri, '/', 3) IN (SELECT did FROM feature_people))";
const BY_FAULT = 'fact.pull IN (SELECT by_pull FROM feature_faults)';
const plain = { detail: 'NULL', number: '0' };

const SOURCES: readonly Source[] = [
  {
    kind: 'pullStatus',
    collection: 'sh.tangled.repo.pull.status',
    table: 'pull_statuses',
    subject: 'fact.pull',
    detail: 'fact.state',
    number: '0',
    about: (asked) => either(asked("split_part(fact.pull, '/', 3)"), BY_FAULT, asked),
    rowOf: (fact) => (fact.kind === 'pullStatus' ? { subject: fact.pull, detail: fact.state, number: 0 } : null),
  },
  {
    kind: 'follow',
    collection: 'sh.tangled.graph.follow',
    table: 'follows',
    subject: 'fact.subject_did',
    ...plain,
    about: ofOrAbout,
    rowOf: (fact) => (fact.kind === 'follow' ? { subject: fact.subjectDid, detail: null, number: 0 } : null),
  },
  {
    kind: 'star',
    collection: 'sh.tangled.feed.star',
    table: 'stars',
    subject: 'fact.subject',
    ...plain,
    about: (asked) => either(asked("split_part(fact.subject, '/', 3)"), THEIR_HOME, asked),
    rowOf: (fact) => (fact.kind === 'star' ? { subject: fact.subject, detail: null, number: 0 } : null),
  },
  {
    kind: 'vouch',
    collection: 'sh.tangled.graph.vouch',
    table: 'vouches',
    subject: 'fact.subject_did',
    detail: 'fact.polarity',
    number: "(coalesce(trim(fact.reason), '') <> '')::INTEGER + 2 * (json_array_length(fact.evidences) > 0)::INTEGER",
    about: ofOrAbout,
    rowOf: (fact) =>
      fact.kind === 'vouch'
        ? {
            subject: fact.subjectDid,
            detail: fact.polarity,
            number: Number((fact.reason ?? '').trim() !== '') + 2 * Number(fact.evidences.length > 0),
          }
        : null,
  },
  {
    kind: 'repo',
    collection: 'sh.tangled.repo',
    table: 'repos',
    subject: 'fact.uri',
    detail: 'fact.repo_did',
    number: '0',
    about: () => ['fact.uri IN (SELECT name FROM feature_places)'],
    rowOf: (fact) => (fact.kind === 'repo' ? { subject: null, detail: fact.repoDid, number: 0 } : null),
  },
  {
    kind: 'collaborator',
    collection: 'sh.tangled.repo.collaborator',
    table: 'collaborators',
    subject: 'fact.subject_did',
    detail: 'fact.repo',
    number: '0',
    about: (asked) => [
      `fact.did IN (SELECT split_part(name, '/', 3) FROM feature_places) OR ${asked('fact.did')} OR ${asked('fact.subject_did')}`,
    ],
    rowOf: (fact) => (fact.kind === 'collaborator' ? { subject: fact.subjectDid, detail: fact.repo, number: 0 } : null),
  },
];

const text = (name: string, field = name): Column => ({ name, field, type: 'VARCHAR' });
const big = (name: string, field: string): Column => ({ name, field, type: 'BIGINT' });
const SHAPE: readonly Column[] = [
  text('kind'),
  text('uri'),
  text('did'),
  text('subject'),
  text('detail'),
  { name: 'number', field: 'number', type: 'INTEGER' },
  big('from_us', 'heldFromUs'),
  big('until_us', 'untilUs'),
];
const span = z.object({
  kind: z.string(),
  uri: z.string(),
  did: didColumn,
  subject: z.string(),
  detail: z.string().nullable(),
  number: z.number(),
  fromUs: z.number(),
  untilUs: z.number(),
});

/**
 * Lays `feature_spans`: every record that features count and that can be about `feature_people`, or about who may push to
 * `feature_places`, with the time for which it held as `history-times.ts` has it. `past`: every version of every record, those replaced and deleted since included.
 * `present`: those in force alone, from the same moments on: to ask about now it is the same, and much less to read.
 */
export const laySpans = async (
  db: Db,
  deriver: Pick<Deriver, 'derive'>,
  { when, people }: { readonly when: 'past' | 'present'; readonly people: Among },
): Promise<void> => {
  await stageAs(db, 'feature_spans', SHAPE, []);
  await (when === 'past' ? layPast(db, deriver, people) : layPresent(db, people));
  await db.run(CONCERNED);
  // Which accounts left, and when they came back.
  const away = await goneSpans(db, deriver, 'feature_concerned');
  if (away.size === 0) return;
  await stageAs(
    db,
    'feature_away',
    [text('did')],
    [...away.keys()].map((did) => ({ did })),
  );
  // Of a collaborator both must be there: who names, and who is named.
  const OF_AWAY = `did IN (SELECT did FROM feature_away) OR kind = 'collaborator' AND subject IN (SELECT did FROM feature_away)`;
  const cut = await select(db, span, `SELECT * FROM feature_spans WHERE ${OF_AWAY}`);
  await db.run(`DELETE FROM feature_spans WHERE ${OF_AWAY}`);
  const left = cut.flatMap(({ fromUs, untilUs, ...row }) => {
    const held = { ...row, heldFromUs: fromUs, heldUntilUs: untilUs === FOREVER_US ? null : untilUs };
    const gone = [row.did, ...(row.kind === 'collaborator' ? [row.subject as Did] : [])];
    return without(
      held,
      gone.flatMap((did) => away.get(did) ?? []),
    );
  });
  await append(db, left);
};

const CONCERNED = `
  CREATE OR REPLACE TEMP TABLE feature_concerned AS
  SELECT did FROM feature_spans UNION SELECT subject FROM feature_spans WHERE kind = 'collaborator'`;

const append = async (db: Db, rows: readonly { readonly heldUntilUs: number | null }[]): Promise<void> => {
  const staged = rows.map((row) => ({ ...row, untilUs: row.heldUntilUs ?? FOREVER_US }));
  await stageAs(db, 'feature_spans_more', SHAPE, staged);
  await db.run('INSERT INTO feature_spans SELECT * FROM feature_spans_more');
};

/** The time a record gives itself, where there was a Tangled then; as SQL, and of a version. */
const CREATED = `CASE WHEN fact.created_at_us >= ${TANGLED_SINCE_US} THEN fact.created_at_us END`;
const believed = (createdAtUs: number | null): number | null =>
  createdAtUs !== null && createdAtUs >= TANGLED_SINCE_US ? createdAtUs : null;

const columnsOf = ({ kind, subject, detail, number }: Source, fromUs: string): string =>
  `'${kind}', fact.uri, fact.did, ${subject}, ${detail}, ${number}, ${fromUs}, ${FOREVER_US}`;

const layPast = async (db: Db, deriver: Pick<Deriver, 'derive'>, people: Among): Promise<void> => {
  await layVersions(
    db,
    SOURCES.map(({ collection }) => collection),
  );
  for (const source of SOURCES) {
    for (const part of source.about(people)) {
      await db.run(
        `INSERT INTO feature_spans SELECT ${columnsOf(source, knownOfLone(CREATED))}
         FROM kept.${source.table} AS fact JOIN lone_versions AS lone USING (uri) WHERE ${part}`,
      );
    }
    const changed = await changedRecords(db, source.collection, deriver, (facts) => {
      const fact = facts.find(({ kind }) => kind === source.kind);
      const said = fact && source.rowOf(fact);
      return said ? { said, createdAtUs: believed('createdAtUs' in fact ? fact.createdAtUs : null) } : null;
    });
    await append(
      db,
      changed.flatMap(({ uri, did, versions }) =>
        spansOf(versions).map(({ said, ...held }) => ({
          ...held,
          ...said,
          kind: source.kind,
          uri,
          did,
          subject: said.subject ?? uri,
        })),
      ),
    );
  }
};

/** Facts in force become known when the event did that holds them; only the oldest version of a record may go by its own time. */
const layPresent = async (db: Db, people: Among): Promise<void> => {
  const facts = SOURCES.flatMap(({ kind, table, subject, detail, number, about }) =>
    about(people).map(
      (part) =>
        `SELECT '${kind}' AS kind, fact.uri, fact.did, ${subject} AS subject, ${detail} AS detail, ${number} AS number, fact.created_at_us
         FROM kept.${table} AS fact WHERE ${part}`,
    ),
  );
  await db.run(`CREATE OR REPLACE TEMP TABLE feature_facts AS ${facts.join(' UNION ALL ')}`);
  await db.run('CREATE OR REPLACE TEMP TABLE feature_tellers AS SELECT DISTINCT did FROM feature_facts');
  await db.run(told(await among(db, 'feature_tellers', () => 'true')));
  await db.run(
    `INSERT INTO feature_spans
     SELECT kind, fact.uri, fact.did, subject, detail, number, ${knownOfLone(`CASE WHEN lone.is_lone THEN ${CREATED} END`)}, ${FOREVER_US}
     FROM feature_facts AS fact JOIN feature_told AS lone USING (uri)`,
  );
  await db.run('DROP TABLE feature_facts');
  await db.run('DROP TABLE feature_told');
};

/** How the records of `feature_facts` became known. */
const told = (tellers: Among): string => `
  CREATE OR REPLACE TEMP TABLE feature_told AS
  WITH hosts AS (
    SELECT DISTINCT regexp_extract(pds, '^[a-z]+://([^/?#]+)', 1) AS host FROM resolved_people WHERE pds IS NOT NULL
  ), now AS MATERIALIZED (
    SELECT uri, event_id, position_us, time_us FROM kept.records
    WHERE ${tellers('did')} ${tellers.isFew ? '' : 'AND uri IN (SELECT uri FROM feature_facts)'}
  ), log AS MATERIALIZED (
    SELECT id, uri, cursor, source FROM events
    WHERE ${tellers('did')} ${tellers.isFew ? '' : 'AND uri IN (SELECT uri FROM feature_facts)'}
  )
  SELECT now.uri, any_value(position_us) AS position_us, any_value(time_us) AS time_us,
    bool_or(id = event_id AND cursor IS NULL AND source IN (SELECT host FROM hosts)) AS is_read, count(*) = 1 AS is_lone
  FROM now JOIN log ON log.uri = now.uri WHERE now.uri IN (SELECT uri FROM feature_facts) GROUP BY now.uri`;
