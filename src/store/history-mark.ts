import { z } from 'zod';
import type { Db } from './open-store.ts';
import { selectOne } from './rows.ts';

/** Collections whose records move figures of the whole graph: trust, and what became of pull requests. */
const COLLECTIONS = [
  'sh.tangled.graph.vouch',
  'sh.tangled.repo',
  'sh.tangled.repo.collaborator',
  'sh.tangled.repo.pull',
  'sh.tangled.repo.pull.status',
  'sh.tangled.trust.attestation',
  'sh.tangled.trust.outcome',
  'sh.tangled.trust.policy',
  'sh.tangled.trust.repoTier',
  '#account',
];

/**
 * A text that differs whenever what the scores of everybody and the backtest are made from differs: counts and checksums,
 * made inside the database in one scan. What only passes with time is not in it.
 */
export const historyMark = async (db: Db): Promise<string> => {
  const names = COLLECTIONS.map((name) => `'${name}'`).join(', ');
  const { mark } = await selectOne(
    db,
    z.object({ mark: z.string() }),
    `SELECT concat_ws(' ',
       (SELECT concat(count(*), ':', bit_xor(hash(id, time_us))) FROM events WHERE collection IN (${names})),
       (SELECT concat(count(*), ':', bit_xor(hash(did))) FROM (SELECT DISTINCT did FROM seeds)),
       (SELECT concat(count(*), ':', bit_xor(hash(repo_did, uri, owner_did, state))) FROM resolved_repos),
       (SELECT concat(count(*), ':', bit_xor(hash(repo_did, did))) FROM knot_collaborators),
       (SELECT concat(count(*), ':', bit_xor(hash(pull, state, since_us))) FROM appview_states),
       (SELECT concat(count(*), ':', bit_xor(hash(key, staged_cid, origin))) FROM patch_fetches WHERE state = 'staged'),
       (SELECT concat(count(*), ':', bit_xor(hash(repo_did, uri, policy, state))) FROM branch_policies),
       (SELECT count(DISTINCT pds) FROM resolved_people),
       (SELECT coalesce(sum(estimated_size), 0) FROM duckdb_tables() WHERE table_name = 'patch_facts')) AS mark`,
  );
  return mark;
};
