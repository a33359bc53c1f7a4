import { z } from 'zod';
import {
  type AtUri,
  type Did,
  type NewsItem,
  type NewsMark,
  type NewsTopic,
  parseAtUri,
  parseDid,
} from '../domain/index.ts';
import { changesSince } from './changes.ts';
import type { Db } from './open-store.ts';
import { handlesOf } from './read-model-rows.ts';
import { repoPolicies } from './repo-policies.ts';
import { didColumn, select, uriColumn } from './rows.ts';
import {
  attestations,
  liveVouchesBy,
  maintainersByRepo,
  mergesForOthers,
  newestEventUs,
  openPulls,
  openPullsAbout,
  reposWithTier,
  trustedRoots,
} from './scoring-facts.ts';

/**
 * What changed since a mark of that from which pull requests are decided, as it is now: only what changed is read. Null
 * news where anything may have changed. Merges are read only where they are wanted.
 */
export const newsSince = async (db: Db, since: NewsMark, { merges }: { readonly merges: boolean }) => {
  const { mark, changes } = await changesSince(db, since);
  if (changes === null) return { mark, news: null };
  const keys = keysOf(changes);
  const has = (topic: NewsTopic): boolean => changes.some(({ what }) => what === topic);
  const accounts = keys('account', parseDid);
  const opinionsBy = [...keys('opinions', parseDid), ...accounts];
  const names = [...keys('names', parseDid), ...accounts];
  const about = [...keys('pull', parseAtUri), ...(await pullsOf(db, accounts))];
  const repositoriesToo = has('repositories') || (await maintainAny(db, accounts));
  const mergesToo = merges && (about.length > 0 || repositoriesToo);
  return {
    mark,
    news: {
      asOfUs: await newestEventUs(db),
      opinions: { by: opinionsBy, now: await liveVouchesBy(db, opinionsBy) },
      seeds: has('roots') ? await trustedRoots(db) : null,
      repositories: repositoriesToo
        ? { repos: await reposWithTier(db), maintainers: await maintainersByRepo(db), pulls: await openPulls(db) }
        : null,
      attestations: has('attestations') || accounts.length > 0 ? await attestations(db) : null,
      merges: mergesToo ? await mergesForOthers(db) : null,
      names: { of: names, now: await handlesOf(db, names) },
      pulls: { about, open: await openPullsAbout(db, about) },
      authors: keys('author', parseDid),
      reviewed: await patchesReadAs(
        db,
        keys('review', (text) => text),
      ),
      policies: has('policies') || repositoriesToo ? await repoPolicies(db) : null,
      likeness: has('likeness'),
    },
  };
};

const keysOf =
  (changes: readonly NewsItem[]) =>
  <Key>(topic: NewsTopic, parse: (text: string) => Key | null): Key[] =>
    changes.flatMap(({ what, key }) => {
      const parsed = what === topic && key !== null ? parse(key) : null;
      return parsed === null ? [] : [parsed];
    });

const ASKED = "(SELECT value ->> '$' FROM json_each($1))";

/** All pull requests that accounts wrote, or said something about; of those that are gone as well. */
const pullsOf = async (db: Db, accounts: readonly Did[]): Promise<AtUri[]> =>
  accounts.length === 0
    ? []
    : (
        await select(
          db,
          z.object({ uri: uriColumn }),
          `SELECT uri FROM kept.pulls WHERE did IN ${ASKED}
           UNION SELECT subject FROM kept.comments WHERE did IN ${ASKED}`,
          [JSON.stringify(accounts)],
        )
      ).map(({ uri }) => uri);

/** Whether accounts have, or push to, any repository. */
const maintainAny = async (db: Db, accounts: readonly Did[]): Promise<boolean> =>
  accounts.length > 0 &&
  (
    await select(
      db,
      z.object({ did: didColumn }),
      `SELECT did FROM (
         SELECT did FROM kept.repos UNION ALL SELECT did FROM kept.collaborators
         UNION ALL SELECT subject_did FROM kept.collaborators UNION ALL SELECT did FROM knot_collaborators
       ) AS people WHERE did IN ${ASKED} LIMIT 1`,
      [JSON.stringify(accounts)],
    )
  ).length > 0;

/** Names of the patches that read, without their authors, as these diffs; a blinding's key begins with the patch's name. */
const patchesReadAs = async (db: Db, diffHashes: readonly string[]): Promise<string[]> =>
  diffHashes.length === 0
    ? []
    : (
        await select(
          db,
          z.object({ patch: z.string() }),
          `SELECT DISTINCT split_part(key, ' ', 1) AS patch FROM blindings WHERE diff_hash IN ${ASKED}`,
          [JSON.stringify(diffHashes)],
        )
      ).map(({ patch }) => patch);
