/** Makes Jetstream messages for tests, after the facts of the wire; every identifier is made up. */

export const person = (name: string): string => `did:plc:${name.padEnd(24, 'a').slice(0, 24)}`;

let clock = 1_750_000_000_000_000;

/** Each call is a second later than the one before. */
const tick = (): number => {
  clock += 1_000_000;
  return clock;
};

export const commit = (
  did: string,
  collection: string,
  rkey: string,
  record: Record<string, unknown> | null,
  options: { timeUs?: number; operation?: 'create' | 'update' | 'delete'; rev?: string; cid?: string } = {},
): string => {
  const timeUs = options.timeUs ?? tick();
  const { operation = record === null ? 'delete' : 'create', rev, cid } = options;
  const body = record === null ? {} : { record: { $type: collection, ...record } };
  return JSON.stringify({
    did,
    time_us: timeUs,
    kind: 'commit',
    commit: { rev, operation, collection, rkey, ...body, cid },
  });
};

/** News of an account, as Jetstream passes it on. */
export const account = (did: string, active: boolean, status?: string, timeUs = tick()): string =>
  JSON.stringify({
    did,
    time_us: timeUs,
    kind: 'account',
    account: { active, did, seq: timeUs % 1e9, time: '2025-06-15T18:00:00Z', status },
  });

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';

/** The TID of a microsecond, by the first clock. */
export const tid = (micros: number): string => {
  let text = '';
  for (let rest = micros, letters = 0; letters < 11; letters += 1, rest = Math.floor(rest / 32)) {
    text = ALPHABET.charAt(rest % 32) + text;
  }
  return `${text}22`;
};

const CREATED = '2025-06-15T18:00:00+03:00';

export const vouch = (from: string, to: string, kind: 'vouch' | 'denounce' = 'vouch', timeUs = tick()): string =>
  commit(person(from), 'sh.tangled.graph.vouch', person(to), { kind, createdAt: CREATED }, { timeUs });

export const repo = (owner: string, name: string): string =>
  commit(person(owner), 'sh.tangled.repo', name, {
    knot: 'knot.example.com',
    repoDid: person(name),
    createdAt: CREATED,
  });

const repoUri = (owner: string, name: string): string => `at://${person(owner)}/sh.tangled.repo/${name}`;

/** To a repository of mira's, named by its address. */
export const pull = (author: string, rkey: string, repoName: string, extra: Record<string, unknown> = {}): string =>
  commit(person(author), 'sh.tangled.repo.pull', rkey, {
    title: `change ${rkey}`,
    target: { repo: repoUri('mira', repoName), branch: 'main' },
    createdAt: CREATED,
    ...extra,
  });

export const pullUri = (author: string, rkey: string): string => `at://${person(author)}/sh.tangled.repo.pull/${rkey}`;

export const status = (by: string, rkey: string, subject: string, state: string, createdAt = CREATED): string =>
  commit(person(by), 'sh.tangled.repo.pull.status', rkey, {
    pull: subject,
    status: `sh.tangled.repo.pull.status.${state}`,
    createdAt,
  });
