import type { NewsTopic } from '../domain/index.ts';
import { keepNoted } from './changes.ts';
import type { Db } from './open-store.ts';

/** What a change of a row is called, and of or about whom it says; `pull-author` is whose pull request its subject is. */
interface Deciding {
  readonly what: NewsTopic;
  readonly key: 'did' | 'uri' | 'pull' | 'subject' | 'pull-author' | 'nobody';
}

/** Which rows decisions are made from. Tables that are not here decide nothing. */
const DECIDING: Readonly<Record<string, readonly Deciding[]>> = {
  vouches: [{ what: 'opinions', key: 'did' }],
  repos: [{ what: 'repositories', key: 'did' }],
  collaborators: [{ what: 'repositories', key: 'did' }],
  repo_tiers: [{ what: 'repositories', key: 'did' }],
  pulls: [{ what: 'pull', key: 'uri' }],
  pull_statuses: [{ what: 'pull', key: 'pull' }],
  comments: [{ what: 'pull', key: 'subject' }],
  attestations: [{ what: 'attestations', key: 'did' }],
  identities: [{ what: 'names', key: 'did' }],
  profiles: [{ what: 'names', key: 'did' }],
  public_keys: [{ what: 'names', key: 'did' }],
  accounts: [{ what: 'account', key: 'did' }],
  policies_said: [{ what: 'policies', key: 'did' }],
  outcomes_said: [{ what: 'likeness', key: 'did' }],
  verdicts_said: [
    { what: 'author', key: 'pull-author' },
    { what: 'sources', key: 'nobody' },
  ],
  eligibilities_said: [{ what: 'author', key: 'subject' }],
};

/** In SQL; `event` is what holds the record's own address and author. */
const keyOf = (key: Deciding['key'], event: 'event' | 'fact'): string => {
  if (key === 'nobody') return 'NULL';
  if (key === 'pull-author') return "split_part(fact.subject, '/', 3)";
  return `${key === 'did' || key === 'uri' ? event : 'fact'}.${key}`;
};

/** Notes what the work changes of the records in the temporary table `contest`. */
export const noteRows = async (db: Db, work: () => Promise<void>): Promise<void> => {
  await db.run('CREATE OR REPLACE TEMP TABLE noted_changes (what VARCHAR, key VARCHAR)');
  await work();
  await keepNoted(db);
};

/** Notes the rows of a table that the contest is about to replace. */
export const oldRowsNoted = async (db: Db, table: string): Promise<void> => {
  for (const { what, key } of DECIDING[table] ?? []) {
    await db.run(
      `INSERT INTO noted_changes SELECT DISTINCT $1, ${keyOf(key, 'fact')}
       FROM kept.${table} AS fact JOIN contest USING (uri) WHERE contest.wins`,
      [what],
    );
  }
};

/** Notes the rows of a table that the contest has just brought. */
export const newRowsNoted = async (db: Db, table: string): Promise<void> => {
  for (const { what, key } of DECIDING[table] ?? []) {
    await db.run(
      `INSERT INTO noted_changes SELECT DISTINCT $1, ${keyOf(key, 'event')}
       FROM staged_${table} AS fact JOIN contest USING (row) JOIN staged_events AS event USING (row) WHERE contest.wins`,
      [what],
    );
  }
};

/** Who claims a repository's DID first depends on when records were seen first. */
export const earlierRecordsNoted = (db: Db) =>
  db.run(
    `INSERT INTO noted_changes SELECT DISTINCT 'repositories', did
     FROM contest JOIN staged_events USING (row) WHERE seen_earlier AND collection = 'sh.tangled.repo'`,
  );
