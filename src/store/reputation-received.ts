import { z } from 'zod';
import type { Db } from './open-store.ts';
import { select } from './rows.ts';
import { stage } from './staging.ts';

/** A trust event that another service told. */
export interface TrustEventReceived {
  readonly idempotencyKey: string;
  /** Whose; null for nobody's in particular. Keys of different tenants are different. */
  readonly tenant: string | null;
  readonly pairId: string;
  /** What the pair is said to be like; null where it was deleted. */
  readonly state: Readonly<Record<string, string | number | boolean | null>> | null;
  /** When it came, in microseconds since 1970. */
  readonly atUs: number;
}

/** What became of events. */
export interface EventsTaken {
  readonly accepted: number;
  /** Were there already, word for word, or came twice at once. */
  readonly duplicates: number;
  /** Keys under which something else was told before, or twice at once; where there is one, nothing at all was kept. */
  readonly conflicts: readonly string[];
}

/** As many are kept; the oldest go. */
const MOST_ROWS = 1_000_000;

/** What is kept at most; the default is the rule, others are for tests. */
export interface ReceivedBounds {
  readonly mostRows?: number;
}

/** Keeps events of others, all or none: each key of a tenant once. To be run in one transaction. */
export const trustEventsReceived = async (
  db: Db,
  events: readonly TrustEventReceived[],
  { mostRows = MOST_ROWS }: ReceivedBounds = {},
): Promise<EventsTaken> => {
  if (events.length === 0) return { accepted: 0, duplicates: 0, conflicts: [] };
  const rows = events.map(rowOf);
  const told = new Map((await knownOf(db, rows)).map((event) => [nameOf(event), event]));
  const fresh: Row[] = [];
  const conflicts = new Set<string>();
  for (const event of rows) {
    const earlier = told.get(nameOf(event));
    if (earlier === undefined) {
      told.set(nameOf(event), event);
      fresh.push(event);
    } else if (earlier.pairId !== event.pairId || earlier.state !== event.state) conflicts.add(event.idempotencyKey);
  }
  if (conflicts.size > 0) return { accepted: 0, duplicates: 0, conflicts: [...conflicts] };
  await db.run(`INSERT INTO received_events SELECT * FROM ${await stage(db, 'received_events', fresh)}`);
  await db.run(
    `DELETE FROM received_events WHERE (SELECT count(*) FROM received_events) > $1
       AND at_us < (SELECT at_us FROM received_events ORDER BY at_us DESC LIMIT 1 OFFSET $2)`,
    [mostRows, mostRows - 1],
  );
  return { accepted: fresh.length, duplicates: rows.length - fresh.length, conflicts: [] };
};

const row = z.object({
  idempotencyKey: z.string(),
  tenant: z.string(),
  pairId: z.string(),
  state: z.string(),
  atUs: z.number(),
});
type Row = Readonly<z.output<typeof row>>;

const rowOf = ({ idempotencyKey, tenant, pairId, state, atUs }: TrustEventReceived): Row => ({
  idempotencyKey: idempotencyKey.toWellFormed(),
  tenant: tenant?.toWellFormed() ?? '',
  pairId: pairId.toWellFormed(),
  state: JSON.stringify(state, Object.keys(state ?? {}).sort()),
  atUs,
});

const nameOf = ({ tenant, idempotencyKey }: Pick<Row, 'tenant' | 'idempotencyKey'>): string =>
  JSON.stringify([tenant, idempotencyKey]);

const COLUMNS = 'old.idempotency_key, old.tenant, old.pair_id, old.state, old.at_us';

const knownOf = async (db: Db, rows: readonly Row[]): Promise<Row[]> => {
  const staged = await stage(db, 'received_events', rows);
  return select(
    db,
    row,
    `SELECT DISTINCT ${COLUMNS} FROM received_events AS old JOIN ${staged} AS fresh USING (idempotency_key, tenant)`,
  );
};

/** What others told of one pair, or of all, the newest first, `limit` at most. */
export const receivedEvents = async (
  db: Db,
  { pairId, limit }: { readonly pairId?: string; readonly limit: number },
): Promise<TrustEventReceived[]> => {
  const rows = await select(
    db,
    row,
    `SELECT ${COLUMNS} FROM received_events AS old WHERE $1::VARCHAR IS NULL OR pair_id = $1
     ORDER BY at_us DESC, idempotency_key, tenant LIMIT $2`,
    [pairId ?? null, BigInt(limit)],
  );
  return rows.map((each) => ({ ...each, tenant: each.tenant || null, state: JSON.parse(each.state) }));
};
