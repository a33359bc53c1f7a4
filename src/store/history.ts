import { z } from 'zod';
import type { Did, Fact } from '../domain/index.ts';
import {
  attestations,
  COLLECTIONS,
  collaborators,
  goneAccounts,
  type Held,
  type Kind,
  repos,
  tiers,
  vouches,
} from './history-kinds.ts';
import { spansOf, without } from './history-times.ts';
import { changedRecords, knownOfLone, layVersions } from './history-versions.ts';
import type { Deriver } from './lay-derived.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, uriColumn } from './rows.ts';
import { trustedRoots } from './scoring-facts.ts';

export { historyMark } from './history-mark.ts';
export { finishedPulls, patchText, patchTexts } from './history-pulls.ts';

/** Every span of one kind, whether or not its account was there. */
const spansOfKind = async <Row>(
  db: Db,
  deriver: Pick<Deriver, 'derive'>,
  { kind, schema, columns, from, rowOf }: Kind<Row>,
): Promise<(Row & Held)[]> => {
  const created = kind === 'account' ? 'NULL' : 'fact.created_at_us';
  const lone = await select(
    db,
    schema,
    `SELECT ${columns}, ${knownOfLone(created)} AS held_from_us, NULL::BIGINT AS held_until_us
     FROM ${from} AS fact JOIN lone_versions AS lone USING (uri) ORDER BY fact.key`,
  );
  const changed = await changedRecords(db, COLLECTIONS[kind], deriver, (facts, { timeUs, cid }) => {
    const fact = facts.find((each) => each.kind === kind);
    return fact === undefined ? null : { said: { fact, timeUs, cid }, createdAtUs: createdOf(fact) };
  });
  const spans = changed.flatMap(({ uri, did, versions }) =>
    spansOf(versions).flatMap(({ said, ...span }) => {
      const row = rowOf(said.fact, { ...said, uri, did });
      return row === null ? [] : [{ ...row, ...span }];
    }),
  );
  return [...lone, ...spans];
};

const createdOf = (fact: Fact): number | null => ('createdAtUs' in fact ? fact.createdAtUs : null);

const merge = z.object({ fromDid: didColumn, toDid: didColumn, sinceUs: z.number(), heldFromUs: z.number() });
const verified = z.object({ repoDid: didColumn, uri: uriColumn, ownerDid: didColumn });

/**
 * All that trust was ever made from: each version of each record with the time for which it held, those replaced, deleted
 * and of accounts since gone included. `history-times.ts` says from when on something could be known. What is not in
 * the log has no time and is taken as of now: the operator's roots, and whose a repository's DID was found to be. Whom
 * only a knot names as a collaborator is left out.
 */
export const trustHistory = async (db: Db, deriver: Pick<Deriver, 'derive'>) => {
  await layVersions(db, Object.values(COLLECTIONS));
  const away = Map.groupBy(await spansOfKind(db, deriver, goneAccounts), ({ did }) => did);
  const present = <Row extends Held>(rows: Row[], ...whose: ((row: Row) => Did)[]): Row[] =>
    away.size === 0
      ? rows
      : rows.flatMap((row) =>
          without(
            row,
            whose.flatMap((of) => away.get(of(row)) ?? []),
          ),
        );
  return {
    vouches: present(await spansOfKind(db, deriver, vouches), ({ fromDid }) => fromDid),
    merges: await select(db, merge, MERGES),
    repos: present(await spansOfKind(db, deriver, repos), ({ ownerDid }) => ownerDid),
    collaborators: present(
      await spansOfKind(db, deriver, collaborators),
      ({ ownerDid }) => ownerDid,
      ({ did }) => did,
    ),
    tiers: present(await spansOfKind(db, deriver, tiers), ({ ownerDid }) => ownerDid),
    attestations: present(await spansOfKind(db, deriver, attestations), ({ did }) => did),
    verified: await select(
      db,
      verified,
      "SELECT repo_did, uri, owner_did FROM resolved_repos WHERE state = 'verified' AND uri IS NOT NULL AND owner_did IS NOT NULL",
    ),
    seeds: await trustedRoots(db),
  };
};

/** When each account of these that ever left was not there. Lays `lone_versions` and `many_versions` anew, if any did. */
export const goneSpans = async (
  db: Db,
  deriver: Pick<Deriver, 'derive'>,
  people: string,
): Promise<Map<Did, Held[]>> => {
  const told = await select(
    db,
    z.object({ did: didColumn }),
    `SELECT did FROM events WHERE collection = '${COLLECTIONS.account}' AND did IN (SELECT did FROM ${people}) LIMIT 1`,
  );
  if (told.length === 0) return new Map();
  await layVersions(db, [COLLECTIONS.account], people);
  return Map.groupBy(await spansOfKind(db, deriver, goneAccounts), ({ did }) => did);
};

/** Each merge by a maintainer of others' changes, known when its status was: never before it was seen, unless it was read as history. */
const MERGES = `
  WITH hosts AS (
    SELECT DISTINCT regexp_extract(pds, '^[a-z]+://([^/?#]+)', 1) AS host FROM resolved_people WHERE pds IS NOT NULL
  )
  SELECT pull_statuses.did AS from_did, pulls.did AS to_did, entitled_statuses.since_us,
    CASE WHEN events.cursor IS NULL AND events.source IN (SELECT host FROM hosts) THEN least(entitled_statuses.since_us, records.position_us)
      ELSE records.time_us END AS held_from_us
  FROM entitled_statuses
  JOIN pull_statuses USING (uri)
  JOIN records USING (uri)
  JOIN events ON events.id = records.event_id
  JOIN pulls ON pulls.uri = entitled_statuses.pull AND pulls.did <> pull_statuses.did
  JOIN pull_states ON pull_states.pull = pulls.uri AND pull_states.state = 'merged'
  WHERE entitled_statuses.by_maintainer AND entitled_statuses.state = 'merged'
  ORDER BY 1, 2, 3`;
