import { z } from 'zod';
import { type NewsItem, type Override, type OverrideTarget, parseDid } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { keepEntries } from './reputation-entries.ts';
import { select, selectOne } from './rows.ts';

/** Whose act it is, and why. */
export interface OverrideAct {
  /** A DID, or `operator`. */
  readonly by: string;
  /** Microseconds since 1970. */
  readonly atUs: number;
  readonly reason?: string | null;
  /** Names the act where it may be told twice: what is told again under a key that is kept does nothing. */
  readonly key?: string;
}

const row = z
  .object({
    kind: z.enum(['agent', 'source']),
    id: z.string(),
    confidence: z.number(),
    strength: z.number(),
    locked: z.boolean(),
    updatedAtUs: z.number(),
  })
  .transform(({ kind, id, ...rest }): Override => ({ entity: { kind, id }, ...rest }));

const COLUMNS = 'kind, id, confidence, strength, locked, updated_at_us';

/** Every override in force, by kind and id. */
export const currentOverrides = (db: Db): Promise<Override[]> =>
  select(db, row, `SELECT ${COLUMNS} FROM overrides ORDER BY kind, id`);

/** The override of one contributor or source; null where there is none. */
export const overrideOf = async (db: Db, target: OverrideTarget): Promise<Override | null> =>
  (await select(db, row, `SELECT ${COLUMNS} FROM overrides WHERE entity = $1`, [entityOf(target)]))[0] ?? null;

/**
 * Puts an override into force, with its entry and news. One that says what is in force already changes nothing, not even its
 * time, and leaves no entry. To be run in one transaction.
 *
 * @returns what is in force now.
 */
export const setOverride = async (db: Db, override: Override, act: OverrideAct): Promise<Override> => {
  const before = await overrideOf(db, override.entity);
  if (before !== null && isSame(before, override)) return before;
  if (!(await isKept(db, 'override.set', override.entity, { before, after: override, act }))) return before ?? override;
  const { entity, confidence, strength, locked, updatedAtUs } = override;
  await db.run(
    `INSERT INTO overrides VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO UPDATE SET
       confidence = excluded.confidence, strength = excluded.strength, locked = excluded.locked,
       updated_at_us = excluded.updated_at_us`,
    [entityOf(entity), entity.kind, entity.id, confidence, strength, locked, BigInt(updatedAtUs)],
  );
  await noteChanges(db, [newsOf(entity)]);
  return override;
};

/** Takes an override back, with its entry and news. @returns whether there was one; nothing is written where there was none. */
export const unsetOverride = async (db: Db, target: OverrideTarget, act: OverrideAct): Promise<boolean> => {
  const before = await overrideOf(db, target);
  if (before === null || !(await isKept(db, 'override.unset', target, { before, after: null, act }))) return false;
  await db.run('DELETE FROM overrides WHERE entity = $1', [entityOf(target)]);
  await noteChanges(db, [newsOf(target)]);
  return true;
};

/** Kind and id as one key: no kind holds a space. */
const entityOf = ({ kind, id }: OverrideTarget): string => `${kind} ${id.toWellFormed()}`;

const isSame = (one: Override, other: Override): boolean =>
  one.confidence === other.confidence && one.strength === other.strength && one.locked === other.locked;

/** A contributor's own changes, or everybody's: an opinion of a source is one of all that it reads. */
const newsOf = ({ kind, id }: OverrideTarget): NewsItem =>
  kind === 'agent' && parseDid(id) !== null ? { what: 'author', key: id } : { what: 'sources', key: null };

interface Said {
  readonly before: Override | null;
  readonly after: Override | null;
  readonly act: OverrideAct;
}

const valuesOf = (override: Override | null) =>
  override === null ? null : { confidence: override.confidence, strength: override.strength, locked: override.locked };

/** Keeps the entry of an act; false where one under its key is there already. */
const isKept = async (
  db: Db,
  kind: 'override.set' | 'override.unset',
  target: OverrideTarget,
  { before, after, act }: Said,
): Promise<boolean> => {
  const added = await keepEntries(db, [
    {
      kind,
      subject: target.id,
      by: act.by,
      atUs: act.atUs,
      body: { target, before: valuesOf(before), after: valuesOf(after), reason: act.reason ?? null },
      key: act.key ?? (await nextKey(db, target)),
    },
  ]);
  return added === 1;
};

/** The acts on one target are numbered. */
const nextKey = async (db: Db, target: OverrideTarget): Promise<string> => {
  const { count } = await selectOne(
    db,
    z.object({ count: z.number() }),
    `SELECT count(*) AS count FROM reputation_entries
     WHERE kind IN ('override.set', 'override.unset') AND subject = $1`,
    [target.id],
  );
  return `override ${entityOf(target)} #${count + 1}`;
};
