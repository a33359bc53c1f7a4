import { z } from 'zod';
import type { AtUri, Did, PolicyAsks, RepoPolicy } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
import type { Db } from './open-store.ts';
import { didColumn, select, uriColumn } from './rows.ts';
import { type Said, stricterOf } from './stricter-policy.ts';

/** Where on its default branch a repository keeps its policy. */
const POLICY_FILE = '.tangled/trust-policy.json';

/** What was heeded of a file on a default branch. */
interface HeededFile {
  readonly asks: PolicyAsks;
  readonly problems: readonly string[];
  readonly branch: string;
  /** The last commit that changed it, by the knot's word. */
  readonly commit: string | null;
  /** Git's name of the content. */
  readonly blob: string;
}

/** A repository whose knot is to be asked now for the policy on its default branch. */
export interface DueBranchPolicy {
  readonly repoDid: Did;
  readonly uri: AtUri;
  readonly knot: string;
  /** Attempts in a row that did not come to an answer. */
  readonly failures: number;
  /** When its knot told of a push last, in microseconds since 1970; 0 for never. */
  readonly newsAtUs: number;
  /** The file that was heeded last, of this repository on this knot. */
  readonly last: HeededFile | null;
}

/** How asking ended. `state`: `read`, `none` (no such file), `unreadable` or `unanswered`; the last two keep the file before. */
export interface BranchPolicyRow extends Omit<DueBranchPolicy, 'last'> {
  readonly state: 'read' | 'none' | 'unreadable' | 'unanswered';
  readonly file: HeededFile | null;
  readonly problem: string | null;
  /** In microseconds since 1970. */
  readonly checkedAtUs: number;
  readonly againAtUs: number;
}

const mode = z.enum(['off', 'advisory', 'blocking']);
const asksSchema = z.object({
  tLow: z.number().exactOptional(),
  tHigh: z.number().exactOptional(),
  rLow: z.number().exactOptional(),
  rHigh: z.number().exactOptional(),
  signals: z.record(z.string(), mode).exactOptional(),
  attestationKinds: z.array(z.string()).exactOptional(),
});

/** A column of JSON that we wrote ourselves. */
const json = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(shape);

const policyColumn = json(z.object({ asks: asksSchema, problems: z.array(z.string()) }));

const file = { branch: z.string().nullable(), commitSha: z.string().nullable(), blob: z.string().nullable() };

const due = z.object({
  repoDid: didColumn,
  uri: uriColumn,
  knot: z.string(),
  failures: z.number(),
  newsAtUs: z.number(),
  policy: policyColumn.nullable(),
  ...file,
});

/** After an answer the knot is left in peace for so long, whatever it tells of pushes. */
const PEACE_US = 60 * 1_000_000;

/**
 * Repositories with open pull requests whose proven knot is to be asked now, at most `limit`: those never asked first, each
 * knot in turn, those whose answer ran out, and those whose knot told of a push that was not known when it was asked.
 */
export const dueBranchPolicies = async (db: Db, nowUs: number, limit: number): Promise<readonly DueBranchPolicy[]> =>
  (
    await select(
      db,
      due,
      `WITH news AS (
         SELECT repo, did AS host, max(seen_at_us) AS at_us FROM ref_updates
         WHERE repo IS NOT NULL AND is_default_ref IS DISTINCT FROM false GROUP BY ALL
       ), wanted AS (
         SELECT proven.*, coalesce(news.at_us, 0) AS news_at_us FROM proven_repos AS proven
         SEMI JOIN (SELECT repo FROM pull_states WHERE state = 'open') AS busy ON busy.repo = proven.uri
         LEFT JOIN news ON news.repo = proven.repo_did AND news.host = 'did:web:' || replace(proven.knot, ':', '%3A')
       )
       SELECT wanted.repo_did, wanted.uri, wanted.knot, wanted.news_at_us, coalesce(known.failures, 0) AS failures,
         known.policy, known.branch, known.commit_sha, known.blob
       FROM wanted LEFT JOIN branch_policies AS known
         ON known.repo_did = wanted.repo_did AND known.uri = wanted.uri AND known.knot = wanted.knot
       WHERE known.repo_did IS NULL OR known.again_at_us <= $1
         OR (wanted.news_at_us > known.news_at_us AND known.checked_at_us <= $1 - ${PEACE_US})
       ORDER BY known.repo_did IS NOT NULL,
         row_number() OVER (PARTITION BY wanted.knot ORDER BY known.repo_did IS NOT NULL, known.again_at_us, wanted.repo_did),
         known.again_at_us, wanted.repo_did LIMIT $2`,
      [nowUs, limit],
    )
  ).map(({ policy, branch, commitSha, blob, ...row }) => ({
    ...row,
    last: policy === null || branch === null || blob === null ? null : { ...policy, branch, commit: commitSha, blob },
  }));

/** Keeps how asking ended, in place of what was known of the repository. */
export const keepBranchPolicy = async (db: Db, row: BranchPolicyRow): Promise<void> => {
  const policy = row.file && JSON.stringify({ asks: row.file.asks, problems: row.file.problems });
  const known = await select(
    db,
    z.object({ blob: z.string().nullable(), policy: z.string().nullable() }),
    'SELECT blob, policy FROM branch_policies WHERE repo_did = $1',
    [row.repoDid],
  );
  const { blob = null, policy: asked = null } = known[0] ?? {};
  if (asked !== policy || blob !== (row.file?.blob ?? null)) {
    await noteChanges(db, [{ what: 'policies', key: row.repoDid }]);
  }
  await db.run('DELETE FROM branch_policies WHERE repo_did = $1', [row.repoDid]);
  await db.run('INSERT INTO branch_policies VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)', [
    row.repoDid,
    row.uri,
    row.knot,
    row.state,
    row.file?.branch ?? null,
    row.file?.commit ?? null,
    row.file?.blob ?? null,
    policy,
    row.problem,
    row.failures,
    BigInt(row.newsAtUs),
    BigInt(row.checkedAtUs),
    BigInt(row.againAtUs),
  ]);
};

const millionths = z.number().nullable();
const texts = z.array(z.string());
const recordSaid = z.object({
  repo: uriColumn,
  repoDid: didColumn.nullable(),
  byUri: z.string(),
  cid: z.string().nullable(),
  tLowMillionths: millionths,
  tHighMillionths: millionths,
  rLowMillionths: millionths,
  rHighMillionths: millionths,
  advisory: json(texts),
  blocking: json(texts),
  attestationKinds: json(texts).nullable(),
  problems: json(texts),
});
const fileSaid = z.object({
  repo: uriColumn,
  repoDid: didColumn.nullable(),
  state: z.string(),
  problem: z.string().nullable(),
  policy: policyColumn.nullable(),
  ...file,
});

/**
 * What owners ask of the gate at their repositories, at most one for each address of a repository: what the owner's newest
 * record and the file on the default branch ask together, in each field the stricter. Only the owner's word, and only
 * files that the proven knot of a verified repository gave. A pull request falls under it that names its target by one of
 * its `names`. Where nothing can be heeded but something was said, it asks for nothing and tells why.
 */
export const repoPolicies = async (db: Db): Promise<RepoPolicy[]> => {
  const byRepo = new Map<AtUri, [Said, ...Said[]]>();
  for (const { repo, ...said } of [...(await saidInRecords(db)), ...(await saidInFiles(db))]) {
    if (!saysAnything(said)) continue;
    const before = byRepo.get(repo);
    if (before === undefined) byRepo.set(repo, [said]);
    else before.push(said);
  }
  return [...byRepo].sort(([one], [other]) => (one < other ? -1 : 1)).map(([repo, said]) => stricterOf(repo, said));
};

const saysAnything = ({ source: _, by: __, cid: ___, names: ____, problems = [], ...asks }: Said): boolean =>
  problems.length > 0 || Object.keys(asks).length > 0;

type SaidOf = Said & { readonly repo: AtUri };

const saidInRecords = async (db: Db): Promise<readonly SaidOf[]> =>
  (await select(db, recordSaid, 'SELECT * FROM policies_in_force ORDER BY repo')).map((row) => ({
    repo: row.repo,
    source: 'record',
    by: row.byUri,
    cid: row.cid,
    names: namesOf(row),
    problems: row.problems,
    ...(row.tLowMillionths !== null && { tLow: row.tLowMillionths / 1_000_000 }),
    ...(row.tHighMillionths !== null && { tHigh: row.tHighMillionths / 1_000_000 }),
    ...(row.rLowMillionths !== null && { rLow: row.rLowMillionths / 1_000_000 }),
    ...(row.rHighMillionths !== null && { rHigh: row.rHighMillionths / 1_000_000 }),
    ...(row.advisory.length + row.blocking.length > 0 && { signals: modesOf(row) }),
    ...(row.attestationKinds !== null && { attestationKinds: row.attestationKinds }),
  }));

const modesOf = ({ advisory, blocking }: z.output<typeof recordSaid>) =>
  Object.fromEntries([
    ...advisory.map((id) => [id, 'advisory'] as const),
    ...blocking.map((id) => [id, 'blocking'] as const),
  ]);

const saidInFiles = async (db: Db): Promise<readonly SaidOf[]> =>
  (
    await select(
      db,
      fileSaid,
      `SELECT * FROM branch_policies_in_force WHERE policy IS NOT NULL OR state = 'unreadable' ORDER BY repo`,
    )
  ).map((row) => ({
    repo: row.repo,
    source: 'default-branch',
    by: `${row.commitSha ?? row.branch ?? 'default branch'}:${POLICY_FILE}`,
    cid: row.blob,
    names: namesOf(row),
    problems: [
      ...(row.policy?.problems ?? []),
      ...(row.state === 'unreadable' && row.problem !== null ? [`cannot be read now: ${row.problem}`] : []),
    ],
    ...row.policy?.asks,
  }));

const namesOf = ({ repo, repoDid }: { readonly repo: AtUri; readonly repoDid: Did | null }): readonly string[] =>
  repoDid === null ? [repo] : [repo, repoDid];
