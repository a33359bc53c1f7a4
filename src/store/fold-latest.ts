import { z } from 'zod';
import type { DecodedEvent, Fact, StreamEvent } from '../domain/index.ts';
import { TABLES } from './derived-tables.ts';
import { earlierRecordsNoted, newRowsNoted, noteRows, oldRowsNoted } from './note-rows.ts';
import type { Db } from './open-store.ts';
import { selectOne } from './rows.ts';
import { type Column, columnsOf, stageAs } from './staging.ts';

/** An event of the batch, the same one once: with the earliest time at which it was seen. */
export interface StagedEvent {
  readonly decoded: DecodedEvent;
  readonly timeUs: number;
  /** Whether no other event of the batch about the same record counts more. */
  latest: boolean;
  /** When the record was first seen, as far as the batch knows; on the latest alone. */
  firstSeenUs: number;
}

const column = (name: string, field: string, type: Column['type'] = 'VARCHAR'): Column => ({ name, field, type });
const EVENT_COLUMNS: readonly Column[] = [
  column('row', 'row', 'INTEGER'),
  column('id', 'id'),
  column('uri', 'uri'),
  column('did', 'did'),
  column('collection', 'collection'),
  column('rkey', 'rkey'),
  column('operation', 'operation'),
  column('time_us', 'timeUs', 'BIGINT'),
  column('position_us', 'positionUs', 'BIGINT'),
  column('rev', 'rev'),
  column('cid', 'cid'),
  column('record', 'record'),
  column('rejection', 'rejection'),
  column('latest', 'latest', 'BOOLEAN'),
  column('first_seen_us', 'firstSeenUs', 'BIGINT'),
  column('tables', 'tables'),
];

/** Puts a batch into the temporary table `staged_events`, each event once, in the order of the answer. */
export const stageEvents = async (db: Db, events: readonly DecodedEvent[]): Promise<readonly StagedEvent[]> => {
  const staged = withLatest(onceEach(events));
  const rows = staged.map(({ decoded: { event, facts, rejection }, timeUs, latest, firstSeenUs }, row) => ({
    ...event,
    row,
    timeUs,
    rejection,
    latest,
    firstSeenUs,
    tables: tablesOf(facts),
  }));
  await stageAs(db, 'staged_events', EVENT_COLUMNS, rows);
  return staged;
};

/** Where the facts of an event go, so that only there rows are looked for when the record changes. */
const tablesOf = (facts: readonly Fact[]): string => {
  const [first] = facts;
  if (first === undefined) return '';
  return facts.length === 1 ? TABLES[first.kind] : [...new Set(facts.map(({ kind }) => TABLES[kind]))].join(' ');
};

const onceEach = (events: readonly DecodedEvent[]): StagedEvent[] => {
  const byId = new Map<string, StagedEvent>();
  for (const decoded of events) {
    const { id, timeUs } = decoded.event;
    const known = byId.get(id);
    if (known === undefined || timeUs < known.timeUs)
      byId.set(id, { decoded, timeUs, latest: false, firstSeenUs: timeUs });
  }
  return [...byId.values()];
};

const later = (one: StreamEvent, other: StreamEvent): boolean =>
  one.positionUs !== other.positionUs ? one.positionUs > other.positionUs : one.id > other.id;

const withLatest = (staged: readonly StagedEvent[]): readonly StagedEvent[] => {
  const latest = new Map<string, StagedEvent>();
  for (const one of staged) {
    const known = latest.get(one.decoded.event.uri);
    const winner = known === undefined || later(one.decoded.event, known.decoded.event) ? one : known;
    if (known !== undefined) winner.firstSeenUs = Math.min(one.firstSeenUs, known.firstSeenUs);
    latest.set(one.decoded.event.uri, winner);
  }
  for (const winner of latest.values()) winner.latest = true;
  return staged;
};

const outcome = z.object({ seenEarlier: z.boolean(), replacedIn: z.string().nullable() });

/**
 * Of every record in `staged_events`, makes the latest event's facts the ones in the derived tables: the latest by
 * (position, id) counts, and the same event seen earlier elsewhere counts with the earlier time.
 */
export const foldLatest = async (db: Db, staged: readonly StagedEvent[]): Promise<void> => {
  await db.run(
    `CREATE OR REPLACE TEMP TABLE contest AS
     SELECT fresh.row, fresh.uri, known.tables AS replaced,
       least(fresh.first_seen_us, known.first_seen_us) AS first_seen_us,
       fresh.first_seen_us < known.first_seen_us AS seen_earlier,
       known.uri IS NULL OR fresh.position_us > known.position_us
         OR (fresh.position_us = known.position_us AND fresh.id > known.event_id)
         OR (fresh.id = known.event_id AND fresh.time_us < known.time_us) AS wins
     FROM staged_events AS fresh LEFT JOIN kept.records AS known USING (uri)
     WHERE fresh.latest`,
  );
  await noteRows(db, async () => {
    await clearReplaced(db);
    await keepWinners(db);
    await insertFacts(db, staged);
  });
};

const keepWinners = (db: Db) =>
  db.run(
    `INSERT INTO kept.records
     SELECT fresh.uri, did, collection, id, position_us, time_us, contest.first_seen_us, cid,
       operation <> 'delete', rejection, tables
     FROM contest JOIN staged_events AS fresh USING (row) WHERE wins`,
  );

const clearReplaced = async (db: Db): Promise<void> => {
  const { seenEarlier, replacedIn } = await selectOne(
    db,
    outcome,
    `SELECT coalesce(bool_or(seen_earlier AND NOT wins), false) AS seen_earlier,
       string_agg(DISTINCT 'records ' || replaced, ' ') FILTER (wins AND replaced IS NOT NULL) AS replaced_in
     FROM contest`,
  );
  if (seenEarlier) {
    await db.run(
      `UPDATE kept.records SET first_seen_us = contest.first_seen_us FROM contest
       WHERE contest.uri = records.uri AND contest.seen_earlier AND NOT contest.wins`,
    );
    await earlierRecordsNoted(db);
  }
  for (const table of new Set(replacedIn?.split(' '))) {
    if (table === '') continue;
    await oldRowsNoted(db, table);
    await db.run(`DELETE FROM kept.${table} WHERE uri IN (SELECT uri FROM contest WHERE wins)`);
  }
};

const insertFacts = async (db: Db, staged: readonly StagedEvent[]): Promise<void> => {
  for (const [table, rows] of factRows(staged)) {
    const columns = await factColumns(db, table);
    const names = columns.map(({ name }) => `fact."${name}"`).join(', ');
    await stageAs(db, `staged_${table}`, [...FACT_KEY, ...columns], rows);
    await db.run(
      `INSERT INTO kept.${table}
       SELECT CASE WHEN fact.nth = 0 THEN event.uri ELSE event.uri || '#' || fact.nth END,
         event.uri, event.did, event.time_us, ${names}
       FROM staged_${table} AS fact JOIN contest USING (row) JOIN staged_events AS event USING (row)
       WHERE contest.wins`,
    );
    await newRowsNoted(db, table);
  }
};

/** Where a fact comes from: the row of its event, and which of the event's facts it is. */
const FACT_KEY: readonly Column[] = [column('row', 'row', 'INTEGER'), column('nth', 'nth', 'INTEGER')];
/** What every derived table begins with, and takes from the event. */
const FROM_EVENT = ['key', 'uri', 'did', 'seen_at_us'];

const known = new Map<string, readonly Column[]>();

const factColumns = async (db: Db, table: string): Promise<readonly Column[]> => {
  const described =
    known.get(table) ?? (await columnsOf(db, table, 'kept')).filter(({ name }) => !FROM_EVENT.includes(name));
  known.set(table, described);
  return described;
};

const factRows = (staged: readonly StagedEvent[]): Map<string, Readonly<Record<string, unknown>>[]> => {
  const rows = new Map<string, Readonly<Record<string, unknown>>[]>();
  staged.forEach(({ decoded, latest }, row) => {
    if (!latest) return;
    decoded.facts.forEach((fact, nth) => {
      const table = TABLES[fact.kind];
      const list = rows.get(table);
      if (list === undefined) rows.set(table, [factRow(fact, row, nth)]);
      else list.push(factRow(fact, row, nth));
    });
  });
  return rows;
};

const factRow = (fact: Fact, row: number, nth: number): Readonly<Record<string, unknown>> => {
  const values: Record<string, unknown> = { row, nth };
  for (const [name, value] of Object.entries(fact)) values[name] = Array.isArray(value) ? JSON.stringify(value) : value;
  return values;
};
