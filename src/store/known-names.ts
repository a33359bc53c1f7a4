import { z } from 'zod';
import type { Did } from '../domain/index.ts';
import type { Db } from './open-store.ts';
import { didColumn, select } from './rows.ts';

/** What an account is or was called, as far as records say; for taking it out of diffs. Whether it is theirs is not asked. */
export interface KnownNames {
  readonly did: Did;
  /** The one that was found to be theirs, else the one announced last, preferred, or announced before. Lower case. */
  readonly handle: string | null;
  /** What the others consist of, without their last labels: `mira` and `example` of `mira.example.com`. */
  readonly names: readonly string[];
  /** Addresses beside their public keys. */
  readonly emails: readonly string[];
}

/** Nobody has more; who does is known by the latest. */
const MOST = { handles: 16, emails: 16, news: 64, keys: 64 };

/**
 * The names of each of these accounts, of those that are gone too: what they wrote still names them. Equal records give
 * equal answers.
 */
export const identitiesOf = async (db: Db, dids: readonly Did[]): Promise<Map<Did, KnownNames>> => {
  const asked = JSON.stringify(dids);
  const handles = listsBy(await currentHandles(db, asked), await earlierHandles(db, asked));
  const emails = listsBy(await keyAddresses(db, asked));
  return new Map(
    dids.map((did) => {
      const [handle = null, ...others] = (handles.get(did) ?? []).slice(0, MOST.handles);
      const names = new Set(others.flatMap((other) => other.split('.').slice(0, -1)));
      return [did, { did, handle, names: [...names], emails: (emails.get(did) ?? []).slice(0, MOST.emails) }];
    }),
  );
};

interface Named {
  readonly did: Did;
  readonly name: string;
}

const listsBy = (...lists: readonly (readonly Named[])[]): Map<Did, readonly string[]> => {
  const found = new Map<Did, Set<string>>();
  for (const { did, name } of lists.flat()) found.set(did, (found.get(did) ?? new Set()).add(name));
  return new Map([...found].map(([did, names]) => [did, [...names]]));
};

const ASKED = "(SELECT value ->> '$' FROM json_each($1))";

const currentHandles = async (db: Db, asked: string): Promise<readonly Named[]> => {
  const rows = await select(
    db,
    z.object({ did: didColumn, name: z.string() }),
    `SELECT did, name FROM (
       SELECT did, handle AS name, 0 AS turn FROM resolved_people
       UNION ALL SELECT did, handle, 1 FROM kept.identities
       UNION ALL SELECT did, preferred_handle, 2 FROM kept.profiles
     ) AS said
     WHERE name IS NOT NULL AND did IN ${ASKED} ORDER BY did, turn, name`,
    [asked],
  );
  return rows.flatMap(({ did, name }) => handleIn(name).map((handle) => ({ did, name: handle })));
};

/** Longer ones are no news of a handle. */
const NEWS_MAX_CHARS = 65_536;

/**
 * From the raw log, latest first. What the stream sent is read as JSON here: the engine's JSON refuses some that JavaScript's
 * takes, and would fail for all.
 */
const earlierHandles = async (db: Db, asked: string): Promise<readonly Named[]> => {
  const rows = await select(
    db,
    z.object({ did: didColumn, record: z.string() }),
    `SELECT did, record FROM events
     WHERE collection IN ('#identity', 'sh.tangled.actor.profile') AND record IS NOT NULL AND length(record) <= ${NEWS_MAX_CHARS}
       AND did IN ${ASKED}
     QUALIFY row_number() OVER (PARTITION BY did, collection ORDER BY time_us DESC, id DESC) <= ${MOST.news}
     ORDER BY did, collection, time_us DESC, id DESC`,
    [asked],
  );
  return rows.flatMap(({ did, record }) => handlesIn(record).map((name) => ({ did, name })));
};

const news = z.object({ handle: z.unknown().optional(), preferredHandle: z.unknown().optional() });

const handlesIn = (record: string): readonly string[] => {
  const read = news.safeParse(parsed(record));
  return read.success ? [read.data.handle, read.data.preferredHandle].flatMap(handleIn) : [];
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** By RFC 1035 no longer name; `handle.invalid` is what hosts say when they know none. */
const HANDLE = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,16}$/;

const handleIn = (said: unknown): readonly string[] => {
  if (typeof said !== 'string' || said.length > 254) return [];
  const handle = said.toLowerCase().replace(/^@/, '');
  return HANDLE.test(handle) && handle !== 'handle.invalid' ? [handle] : [];
};

/** RFC 5321, 4.5.3.1: 64 octets before the sign, 255 behind it. */
const ADDRESS = /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/;

/** What stands behind a key, and what the key is called, where it is an address. */
const keyAddresses = async (db: Db, asked: string): Promise<readonly Named[]> => {
  const rows = await select(
    db,
    z.object({ did: didColumn, name: z.string(), publicKey: z.string() }),
    `SELECT did, name, public_key FROM kept.public_keys WHERE did IN ${ASKED}
     QUALIFY row_number() OVER (PARTITION BY did ORDER BY seen_at_us DESC, key) <= ${MOST.keys}
     ORDER BY did, seen_at_us DESC, key`,
    [asked],
  );
  return rows.flatMap(({ did, name, publicKey }) =>
    [...publicKey.split(/\s+/).slice(2), ...name.split(/\s+/)]
      .filter((word) => ADDRESS.test(word))
      .map((word) => ({ did, name: word })),
  );
};
