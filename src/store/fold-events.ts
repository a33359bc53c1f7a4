import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DeadLetter, DecodedEvent, Fact, FactKind, StreamEvent } from '../domain/index.ts';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';
import { stage } from './staging.ts';

const TABLES: Readonly<Record<FactKind, string>> = {
  vouch: 'vouches',
  follow: 'follows',
  repo: 'repos',
  collaborator: 'collaborators',
  pull: 'pulls',
  round: 'rounds',
  pullStatus: 'pull_statuses',
  comment: 'comments',
  star: 'stars',
  reaction: 'reactions',
  issue: 'issues',
  issueState: 'issue_states',
  profile: 'profiles',
  publicKey: 'public_keys',
  server: 'servers',
  member: 'members',
  labelDefinition: 'label_definitions',
  label: 'labels',
  string: 'strings',
  attestation: 'attestations',
  repoTier: 'repo_tiers',
  identity: 'identities',
  account: 'accounts',
};

/** The derived tables, for those who count or clear them. */
export const DERIVED_TABLES: readonly string[] = Object.values(TABLES);

/** One batch of a stream, and how far it reaches. */
export interface Batch {
  readonly events: readonly DecodedEvent[];
  readonly deadLetters: readonly DeadLetter[];
  /** Where the events come from: a host, a file's name, `demo`. */
  readonly source: string;
  /** The stream's own position after the last event; kept beside the events, never ahead of them. */
  readonly cursor: string | null;
}

/**
 * Keeps a batch: raw events once each, and of every record the latest event's facts in the derived tables, so that
 * any order and any repetition of the same events give the same tables. To be run in one transaction.
 *
 * @returns how many of the events were not kept before.
 */
export const foldEvents = async (db: Db, batch: Batch): Promise<number> => {
  const fresh = await keepRaw(db, batch);
  await keepDeadLetters(db, batch);
  await keepLatest(db, batch.events);
  if (batch.cursor !== null) {
    await db.run('INSERT INTO cursors VALUES ($1, $2) ON CONFLICT DO UPDATE SET cursor = excluded.cursor', [
      batch.source,
      batch.cursor,
    ]);
  }
  return fresh;
};

const keepRaw = async (db: Db, { events, source, cursor }: Batch): Promise<number> => {
  if (events.length === 0) return 0;
  const rows = events.map(({ event }) => ({ ...event, source, cursor }));
  const staged = await stage(db, 'events', rows);
  const inserted = await db.run(
    `INSERT INTO events SELECT * FROM ${staged} AS fresh
     WHERE NOT EXISTS (SELECT 1 FROM events WHERE events.id = fresh.id)
     QUALIFY row_number() OVER (PARTITION BY fresh.id) = 1`,
  );
  return inserted.rowsChanged;
};

const keepDeadLetters = async (db: Db, { deadLetters, source }: Batch): Promise<void> => {
  if (deadLetters.length === 0) return;
  const rows = deadLetters.map(({ raw, reason }) => ({
    id: createHash('sha256').update(raw).digest('hex'),
    raw,
    reason,
    source,
  }));
  const staged = await stage(db, 'dead_letters', rows);
  await db.run(
    `INSERT INTO dead_letters SELECT * FROM ${staged} AS fresh
     WHERE NOT EXISTS (SELECT 1 FROM dead_letters WHERE dead_letters.id = fresh.id)
     QUALIFY row_number() OVER (PARTITION BY fresh.id) = 1`,
  );
};

interface Latest {
  readonly decoded: DecodedEvent;
  readonly firstSeenUs: number;
}

const later = (one: StreamEvent, other: { timeUs: number; id: string }): boolean =>
  one.timeUs !== other.timeUs ? one.timeUs > other.timeUs : one.id > other.id;

const latestByRecord = (events: readonly DecodedEvent[]): Map<string, Latest> => {
  const latest = new Map<string, Latest>();
  for (const decoded of events) {
    const known = latest.get(decoded.event.uri);
    const firstSeenUs = Math.min(decoded.event.timeUs, known?.firstSeenUs ?? Number.POSITIVE_INFINITY);
    const wins = known === undefined || later(decoded.event, known.decoded.event);
    latest.set(decoded.event.uri, { decoded: wins ? decoded : known.decoded, firstSeenUs });
  }
  return latest;
};

const knownSchema = z.object({ uri: z.string(), timeUs: z.number(), eventId: z.string(), firstSeenUs: z.number() });

const keepLatest = async (db: Db, events: readonly DecodedEvent[]): Promise<void> => {
  const latest = latestByRecord(events);
  if (latest.size === 0) return;
  const staged = await stage(db, 'records', [...latest.values()].map(recordRow));
  const known = await select(
    db,
    knownSchema,
    `SELECT records.uri, records.time_us, records.event_id, records.first_seen_us
     FROM records JOIN ${staged} AS fresh USING (uri)`,
  );
  const firstSeen = new Map<string, number>();
  for (const row of known) {
    const fresh = latest.get(row.uri);
    if (fresh === undefined) continue;
    if (!later(fresh.decoded.event, { timeUs: row.timeUs, id: row.eventId })) latest.delete(row.uri);
    firstSeen.set(row.uri, Math.min(row.firstSeenUs, fresh.firstSeenUs));
  }
  await db.run(
    `UPDATE records SET first_seen_us = fresh.first_seen_us FROM ${staged} AS fresh
     WHERE fresh.uri = records.uri AND fresh.first_seen_us < records.first_seen_us`,
  );
  const winners = [...latest.values()].map(({ decoded, firstSeenUs }) => ({
    decoded,
    firstSeenUs: firstSeen.get(decoded.event.uri) ?? firstSeenUs,
  }));
  await replaceRecords(db, winners);
  await replaceFacts(
    db,
    winners.map((winner) => winner.decoded),
    winners.some((winner) => firstSeen.has(winner.decoded.event.uri)),
  );
};

const recordRow = ({ decoded: { event, rejection }, firstSeenUs }: Latest) => ({
  uri: event.uri,
  did: event.did,
  collection: event.collection,
  eventId: event.id,
  timeUs: event.timeUs,
  firstSeenUs,
  live: event.operation !== 'delete',
  rejection,
});

const replaceRecords = async (db: Db, winners: readonly Latest[]): Promise<void> => {
  const staged = await stage(db, 'records', winners.map(recordRow));
  await db.run(`DELETE FROM records WHERE uri IN (SELECT uri FROM ${staged})`);
  await db.run(`INSERT INTO records SELECT * FROM ${staged}`);
};

/** `replaces` says whether any of the records had rows before: only then is there something to delete. */
const replaceFacts = async (db: Db, winners: readonly DecodedEvent[], replaces: boolean): Promise<void> => {
  const rows = new Map<string, Record<string, unknown>[]>();
  for (const { event, facts } of winners) {
    facts.forEach((fact, index) => {
      const table = TABLES[fact.kind];
      const list = rows.get(table) ?? [];
      list.push(factRow(event, fact, index));
      rows.set(table, list);
    });
  }
  for (const table of replaces ? DERIVED_TABLES : []) {
    await db.run(`DELETE FROM ${table} WHERE uri IN (SELECT uri FROM staged_records)`);
  }
  for (const [table, list] of rows) {
    const staged = await stage(db, table, list);
    await db.run(`INSERT INTO ${table} SELECT * FROM ${staged}`);
  }
};

const factRow = (event: StreamEvent, fact: Fact, index: number): Record<string, unknown> => {
  const { kind: _, ...values } = fact;
  const row: Record<string, unknown> = {
    key: index === 0 ? event.uri : `${event.uri}#${index}`,
    uri: event.uri,
    did: event.did,
    seenAtUs: event.timeUs,
  };
  for (const [name, value] of Object.entries(values)) row[name] = Array.isArray(value) ? JSON.stringify(value) : value;
  return row;
};
