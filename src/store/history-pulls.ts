import { createHash, hash } from 'node:crypto';
import { z } from 'zod';
import type { AtUri, Fact } from '../domain/index.ts';
import { knownFromUs, type Version } from './history-times.ts';
import { type Changed, changedRecords, knownOfLone, layVersions } from './history-versions.ts';
import type { Deriver } from './lay-derived.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, selectOne, uriColumn } from './rows.ts';

const COLLECTION = 'sh.tangled.repo.pull';
const lane = z.enum(['fast_lane', 'normal_queue', 'needs_human']);
const finished = z.object({
  pull: uriColumn,
  author: didColumn,
  repo: uriColumn.nullable(),
  targetRepo: z.string(),
  certain: z.boolean(),
  finishedAtUs: z.number(),
  seenAtUs: z.number(),
  regular: z.boolean(),
  dependsOn: z.string().nullable(),
  belowMergedAtUs: z.number().nullable(),
  decidedLane: lane.nullable(),
});
const loneRound = z.object({
  uri: uriColumn,
  number: z.number(),
  cid: z.string().nullable(),
  textHash: z.string().nullable(),
  knownUs: z.number(),
});
const staged = z.object({ key: z.string(), stagedCid: z.string().nullable(), origin: z.string().nullable() });

/** One round as it was known: its patch by the CID of a blob, or by the hash of a text in the record. */
interface Round {
  readonly number: number;
  readonly cid: string | null;
  readonly textHash: string | null;
  readonly knownUs: number;
}

/**
 * Every finished pull request with its last round from before it was finished, and the decision that was in force then;
 * the newest first, at most `most` of `total`; of `among`, where that is given. `patch` names the bytes as analyses are kept by them. Of rounds that were
 * changed afterwards what was known then counts; one that was finished before any round was known is given its first.
 */
export const finishedPulls = async (
  db: Db,
  deriver: Pick<Deriver, 'derive'>,
  most: number,
  among: readonly AtUri[] | null = null,
) => {
  const { total } = await selectOne(db, z.object({ total: z.number() }), TOTAL);
  const pulls = await select(db, finished, FINISHED, [most, among === null ? null : JSON.stringify(among)]);
  await layVersions(db, [COLLECTION]);
  const lone = Map.groupBy(await select(db, loneRound, LONE_ROUNDS), ({ uri }) => uri);
  const changed = new Map(
    (await changedRecords(db, COLLECTION, deriver, roundsSaid)).map((record) => [record.uri, record]),
  );
  const fetched = new Map((await select(db, staged, STAGED)).map((row) => [row.key, row]));
  const past = pulls.map(({ seenAtUs, regular, dependsOn, belowMergedAtUs, ...rest }) => {
    const record = changed.get(rest.pull);
    const round = lastRound(
      record ? roundsOf(record, rest.finishedAtUs) : (lone.get(rest.pull) ?? []),
      rest.finishedAtUs,
    );
    const blob = fetched.get(`${rest.author} ${round?.cid}`);
    const cid = blob?.stagedCid ?? round?.cid ?? null;
    const text = round?.textHash == null ? null : `text:${round.textHash}`;
    return {
      ...rest,
      roundAtUs: round?.knownUs ?? seenAtUs,
      patchCid: cid,
      patch: cid === null ? text : `blob:${cid}`,
      patchSigned: regular && (blob?.origin ?? 'pds') === 'pds',
      buildsOn: dependsOn === null ? null : { mergedAtUs: belowMergedAtUs },
    };
  });
  return { total, past };
};

/** The text of a patch that stands in a record, by its hash; null where it is not in force any more. */
export const patchText = async (db: Db, pull: AtUri, patchHash: string): Promise<string | null> =>
  (await patchTexts(db, [{ uri: pull, patchHash }])).get(pull) ?? null;

/** The same of several pull requests, by pull request; one whose text is there no more is left out. */
export const patchTexts = async (
  db: Db,
  wanted: readonly { readonly uri: AtUri; readonly patchHash: string }[],
): Promise<Map<AtUri, string>> => {
  const hashes = new Map(wanted.map(({ uri, patchHash }) => [uri, patchHash]));
  const rows = await select(
    db,
    z.object({ uri: uriColumn, patchText: z.string() }),
    "SELECT uri, patch_text FROM rounds WHERE uri IN (SELECT value ->> '$' FROM json_each($1)) AND patch_text IS NOT NULL",
    [JSON.stringify([...hashes.keys()])],
  );
  // Here, for the engine would hash every patch there is.
  return new Map(
    rows.flatMap(({ uri, patchText: text }) =>
      hash('sha256', text) === hashes.get(uri) ? [[uri, text] as const] : [],
    ),
  );
};

const FINISHED = `
  WITH decided AS (
    SELECT decisions.pull, decisions.lane FROM decisions
    JOIN pull_states ON pull_states.pull = decisions.pull AND pull_states.state <> 'open'
    WHERE decisions.decided_at_us < pull_states.since_us
    QUALIFY row_number() OVER (PARTITION BY decisions.pull ORDER BY decided_at_us DESC, decisions.id DESC) = 1
  )
  SELECT pulls.uri AS pull, pulls.did AS author, states.repo, pulls.target_repo, states.certain,
    coalesce(states.since_us, pulls.seen_at_us) AS finished_at_us, records.first_seen_us AS seen_at_us,
    NOT pulls.irregular AS regular, pulls.depends_on,
    CASE WHEN below.state = 'merged' AND below.certain AND below.repo = states.repo THEN below.since_us END AS below_merged_at_us,
    decided.lane AS decided_lane
  FROM pulls
  JOIN records USING (uri)
  JOIN pull_states AS states ON states.pull = pulls.uri AND states.state <> 'open'
  LEFT JOIN pull_states AS below ON below.pull = pulls.depends_on
  LEFT JOIN decided ON decided.pull = pulls.uri
  WHERE $2::VARCHAR IS NULL OR pulls.uri IN (SELECT unnest(from_json($2::VARCHAR, '["VARCHAR"]')))
  ORDER BY finished_at_us DESC, pulls.uri LIMIT $1`;

const TOTAL = "SELECT count(*) AS total FROM pull_states WHERE state <> 'open'";

const LONE_ROUNDS = `
  SELECT fact.uri, fact.number, fact.patch_cid AS cid, sha256(fact.patch_text) AS text_hash,
    ${knownOfLone('fact.created_at_us')} AS known_us
  FROM kept.rounds AS fact JOIN lone_versions AS lone USING (uri) ORDER BY fact.uri, fact.number`;

const STAGED = "SELECT key, staged_cid, origin FROM patch_fetches WHERE state = 'staged'";

interface SaidRound extends Omit<Round, 'knownUs'> {
  readonly createdAtUs: number | null;
}

const roundsSaid = (facts: readonly Fact[]) => {
  const rounds = facts.flatMap((fact): SaidRound[] => {
    if (fact.kind !== 'round') return [];
    const { number, patchCid, patchText: text, createdAtUs } = fact;
    const textHash = text === null ? null : createHash('sha256').update(text).digest('hex');
    return [{ number, cid: patchCid, textHash, createdAtUs }];
  });
  return { said: rounds, createdAtUs: null };
};

/** The rounds of the version in force when it was finished, or of the first; each known since the first version that has it. */
const roundsOf = ({ versions }: Changed<readonly SaidRound[]>, finishedAtUs: number): Round[] => {
  const inOrder = versions.toSorted((a, b) => a.positionUs - b.positionUs || Number(a.id > b.id) - Number(a.id < b.id));
  const oldest = inOrder[0];
  const knownUs = (version: Version<readonly SaidRound[]>, { createdAtUs }: SaidRound): number =>
    knownFromUs({ ...version, createdAtUs }, version === oldest);
  const told = inOrder.filter(({ said }) => said !== null && said.length > 0);
  const before = told.filter((version) => version.said?.some((round) => knownUs(version, round) <= finishedAtUs));
  const rounds = (before.at(-1) ?? told[0])?.said ?? [];
  return rounds.map(({ createdAtUs: _, ...round }) => {
    const times = told.flatMap((version) =>
      (version.said ?? [])
        .filter(
          ({ number, cid, textHash }) => number === round.number && cid === round.cid && textHash === round.textHash,
        )
        .map((same) => knownUs(version, same)),
    );
    return { ...round, knownUs: Math.min(...times) };
  });
};

const lastRound = (rounds: readonly Round[], finishedAtUs: number): Round | null => {
  const inOrder = rounds.toSorted((a, b) => a.number - b.number);
  return inOrder.findLast(({ knownUs }) => knownUs <= finishedAtUs) ?? inOrder[0] ?? null;
};
