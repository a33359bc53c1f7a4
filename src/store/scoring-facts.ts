import { z } from 'zod';
import type { AtUri, Did } from '../domain/index.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, selectOne, uriColumn } from './rows.ts';

const newest = z.object({ timeUs: z.number().nullable() });
const vouch = z.object({
  fromDid: didColumn,
  toDid: didColumn,
  polarity: z.enum(['vouch', 'denounce']),
  sinceUs: z.number(),
  evidences: z.number(),
});
const merge = z.object({ fromDid: didColumn, toDid: didColumn, sinceUs: z.number() });
const maintainer = z.object({ repo: uriColumn, did: didColumn });
const repo = z.object({
  uri: uriColumn,
  name: z.string(),
  ownerDid: didColumn,
  repoDid: didColumn.nullable(),
  repoDidProven: z.boolean(),
  tier: z.enum(['public', 'sensitive']),
});
/** An attestation, as columns. */
export const attestation = z.object({
  did: didColumn,
  uri: uriColumn,
  cid: z.string().nullable(),
  kind: z.string(),
  jurisdiction: z.string().nullable(),
  fromUs: z.number(),
  expiresAtUs: z.number().nullable(),
});
const openPull = z.object({
  uri: uriColumn,
  author: didColumn,
  repo: uriColumn.nullable(),
  targetRepo: z.string(),
  certain: z.boolean(),
  tier: z.enum(['public', 'sensitive']),
  patchCid: z.string().nullable(),
  patchText: z.null(),
  patchHash: z.string().nullable(),
  patchChars: z.number().nullable(),
  patchSigned: z.boolean(),
  stacked: z.boolean(),
  recordCid: z.string().nullable(),
  round: z.number().nullable(),
});

/** The newest event's time, in microseconds since 1970: the clock that scores go by. 0 while there is none. */
export const newestEventUs = async (db: Db): Promise<number> =>
  (await selectOne(db, newest, 'SELECT max(time_us) AS time_us FROM events')).timeUs ?? 0;

/**
 * Every live opinion of one person about another. `sinceUs` is when it was given:
 * the record's own time, never later than when the stream saw it, so that nobody dates a vouch into the future.
 * `evidences` counts the records it points to; nobody has looked whether they say what they are to prove.
 */
export const liveVouches = (db: Db) =>
  select(
    db,
    vouch,
    `SELECT did AS from_did, subject_did AS to_did, polarity, least(coalesce(created_at_us, seen_at_us), seen_at_us) AS since_us,
       json_array_length(evidences)::INTEGER AS evidences
     FROM vouches ORDER BY 1, 2`,
  );

/** The same by these people alone. */
export const liveVouchesBy = (db: Db, people: readonly Did[]) =>
  people.length === 0
    ? Promise.resolve([])
    : select(
        db,
        vouch,
        `SELECT did AS from_did, subject_did AS to_did, polarity,
           least(coalesce(created_at_us, seen_at_us), seen_at_us) AS since_us,
           json_array_length(evidences)::INTEGER AS evidences
         FROM vouches WHERE did IN (SELECT value ->> '$' FROM json_each($1)) ORDER BY 1, 2`,
        [JSON.stringify(people)],
      );

/** Whose changes a maintainer merged, other than their own, with the time of the last. */
export const mergesForOthers = (db: Db) =>
  select(db, merge, 'SELECT from_did, to_did, since_us FROM merges_for_others ORDER BY 1, 2');

/** The operator’s trusted roots. */
export const trustedRoots = async (db: Db) =>
  (await select(db, z.object({ did: didColumn }), 'SELECT DISTINCT did FROM seeds ORDER BY did')).map((row) => row.did);

/** Who may push where: owners, and collaborators that an owner named. */
export const maintainersByRepo = (db: Db) =>
  select(db, maintainer, 'SELECT repo, did FROM maintainers ORDER BY repo, did');

/**
 * Every repository with the tier its owner gave it last; `public` where none was given. `repoDid` is null where it is known
 * to be another record's, and the owner's mere claim unless `repoDidProven`: verified to be this record's.
 */
export const reposWithTier = (db: Db) =>
  select(
    db,
    repo,
    `SELECT repos.uri, repos.name, repos.did AS owner_did, coalesce(tiers_in_force.tier, 'public') AS tier,
       CASE WHEN resolved.state = 'verified' AND resolved.uri <> repos.uri THEN NULL ELSE repos.repo_did END AS repo_did,
       coalesce(resolved.state = 'verified' AND resolved.uri = repos.uri, false) AS repo_did_proven
     FROM repos LEFT JOIN tiers_in_force USING (uri)
     LEFT JOIN resolved_repos AS resolved ON resolved.repo_did = repos.repo_did
     ORDER BY repos.uri`,
  );

/** Attestations by the people they are about, with the time from which and until which each holds. */
export const attestations = (db: Db) =>
  select(
    db,
    attestation,
    `SELECT did, attestations.uri, records.cid, attestation_kind AS kind, jurisdiction,
       coalesce(created_at_us, seen_at_us) AS from_us, expires_at_us
     FROM attestations JOIN records USING (did, uri) ORDER BY did, from_us, attestations.uri`,
  );

/**
 * Every open pull request with its latest round, oldest first. `repo` is null while its repository is unknown or
 * claimed by several; `certain` says that its owner is beyond doubt. It counts as sensitive if anybody who claims the
 * repository calls it so: a false claim can then only make us more careful. `patchSigned` is false where the patch had to be
 * taken from elsewhere than the author's repository, or where others may read the record differently; `stacked` says that what it builds on is not known to be merged into
 * the same repository. A patch that stands in the record is named by its hash alone, for many of them are long.
 */
export const openPulls = (db: Db) => select(db, openPull, `${OPEN_PULLS} ${OLDEST_FIRST}`);

/** The same of these pull requests and of those that build on them. */
export const openPullsAbout = (db: Db, about: readonly AtUri[]) =>
  about.length === 0
    ? Promise.resolve([])
    : select(
        db,
        openPull,
        `${OPEN_PULLS}
         WHERE pulls.uri IN (SELECT value ->> '$' FROM json_each($1)) OR pulls.depends_on IN (SELECT value ->> '$' FROM json_each($1))
         ${OLDEST_FIRST}`,
        [JSON.stringify(about)],
      );

const OPEN_PULLS = `
     SELECT pulls.uri, pulls.did AS author, pulls.target_repo, pull_states.repo, pull_states.certain, NULL AS patch_text,
       sha256(latest.patch_text) AS patch_hash, length(latest.patch_text) AS patch_chars,
       records.cid AS record_cid, latest.number AS round,
       CASE WHEN fetches.state = 'staged' THEN fetches.staged_cid ELSE latest.patch_cid END AS patch_cid,
       NOT pulls.irregular AND coalesce(fetches.origin, 'pds') = 'pds' AS patch_signed,
       pulls.depends_on IS NOT NULL
         AND NOT coalesce(below.state = 'merged' AND below.certain AND below.repo = pull_states.repo, false) AS stacked,
       CASE WHEN pulls.target_repo IN (SELECT name FROM sensitive_names) THEN 'sensitive' ELSE 'public' END AS tier
     FROM pulls JOIN pull_states ON pull_states.pull = pulls.uri AND pull_states.state = 'open'
     LEFT JOIN (
       SELECT uri, number, patch_cid, patch_text FROM rounds
       QUALIFY row_number() OVER (PARTITION BY uri ORDER BY number DESC) = 1
     ) AS latest ON latest.uri = pulls.uri
     LEFT JOIN records ON records.uri = pulls.uri
     LEFT JOIN pull_states AS below ON below.pull = pulls.depends_on
     LEFT JOIN patch_fetches AS fetches ON fetches.key = pulls.did || ' ' || latest.patch_cid`;
const OLDEST_FIRST = 'ORDER BY least(coalesce(pulls.created_at_us, pulls.seen_at_us), pulls.seen_at_us), pulls.uri';
