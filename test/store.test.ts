import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { deriver } from '../src/ingest/index.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { mergesForOthers, newestEventUs } from '../src/store/scoring-facts.ts';
import { commit, person, pull, pullUri, repo, status, vouch } from './records.ts';
import { ingestInto, letGo, scratchDirectory, scratchStore } from './store-harness.ts';

const run = promisify(execFile);

const stateOf = (store: Store, uri: string): Promise<unknown> =>
  store.read(
    async (db) =>
      (await db.runAndReadAll('SELECT state FROM pull_states WHERE pull = $1', [uri])).getRowsJson()[0]?.[0],
  );
const count = (store: Store, sql: string): Promise<number> =>
  store.read(async (db) => Number((await db.runAndReadAll(sql)).getRowsJson()[0]?.[0]));

const label = (name: string): string => `at://${person('mira')}/sh.tangled.label.definition/${name}`;

/** A small stream in which records are made, changed and deleted. */
const stream = [
  vouch('mira', 'alice'),
  vouch('alice', 'carol'),
  vouch('alice', 'carol', 'denounce'),
  commit(person('alice'), 'sh.tangled.graph.vouch', person('carol'), null),
  vouch('alice', 'carol'),
  repo('mira', 'anvil'),
  pull('carol', '3kone', 'anvil', { patch: 'diff one' }),
  pull('carol', '3kone', 'anvil', {
    rounds: [{ patchBlob: { ref: { $link: 'bafkreiaaaaaaaa' } } }, { patchBlob: null }],
  }),
  pull('carol', '3kone', 'anvil', { title: 'fewer rounds', patch: 'diff two' }),
  commit(person('dave'), 'sh.tangled.label.op', '3klabel', {
    subject: pullUri('carol', '3kone'),
    add: [
      { key: label('a'), value: '' },
      { key: label('b'), value: '' },
    ],
  }),
  commit(person('dave'), 'sh.tangled.label.op', '3klabel', {
    subject: pullUri('carol', '3kone'),
    add: [],
    delete: null,
  }),
  commit(person('dave'), 'sh.tangled.future.kind', '3kfuture', { any: 'thing' }),
  commit(person('dave'), 'sh.tangled.graph.vouch', person('dave'), { kind: 'vouch' }),
];

describe('folding events', () => {
  it('keeps what it cannot use raw, and counts it by reason', async () => {
    const store = scratchStore();
    const report = await ingestInto(store, [...stream, '{broken', '{broken', '{"did":"no"}']);
    expect(report.rejected).toEqual({
      'not JSON': 2,
      'not a Jetstream event': 1,
      'unknown collection': 1,
      'vouch for oneself': 1,
    });
    expect(await count(store, 'SELECT count(*) FROM dead_letters')).toBe(2);
    expect(await count(store, 'SELECT count(*) FROM events')).toBe(stream.length);
  });
});

describe('the state of a pull request', () => {
  const uri = pullUri('carol', '3kone');
  const world = [
    repo('mira', 'anvil'),
    commit(person('mira'), 'sh.tangled.repo.collaborator', '3kc', { subject: person('alice'), repo: person('anvil') }),
    commit(person('eve'), 'sh.tangled.repo.collaborator', '3kc', { subject: person('eve'), repo: person('anvil') }),
    commit(person('eve'), 'sh.tangled.repo', 'anvil', { knot: 'k.example.com', repoDid: person('anvil') }),
    pull('carol', '3kone', 'anvil'),
  ];
  const later = '2025-07-01T00:00:00Z';
  it.each<[string, string[], string]>([
    ['is open without a status', [], 'open'],
    ['is merged by the owner', [status('mira', '3ka', uri, 'merged')], 'merged'],
    ['is merged by a collaborator', [status('alice', '3ka', uri, 'merged')], 'merged'],
    ['is not merged by its author', [status('carol', '3ka', uri, 'merged')], 'open'],
    ['is not merged by a stranger', [status('eve', '3ka', uri, 'merged')], 'open'],
    ['is closed by its author', [status('carol', '3ka', uri, 'closed')], 'closed'],
    [
      'is as the latest says',
      [status('mira', '3kb', uri, 'open', later), status('mira', '3ka', uri, 'closed')],
      'open',
    ],
    [
      'at equal times is as the higher address says',
      [status('mira', '3ka', uri, 'merged'), status('mira', '3kb', uri, 'closed')],
      'closed',
    ],
  ])('%s', async (_, statuses, expected) => {
    const store = scratchStore();
    await ingestInto(store, [...world, ...statuses]);
    expect(await stateOf(store, uri)).toBe(expected);
  });
});

describe('merges for others', () => {
  const world = [
    repo('mira', 'anvil'),
    commit(person('mira'), 'sh.tangled.repo.collaborator', '3kc', { subject: person('alice'), repo: person('anvil') }),
    pull('carol', '3kone', 'anvil'),
    pull('carol', '3ktwo', 'anvil'),
    pull('alice', '3kown', 'anvil'),
  ];
  const merged = (by: string, rkey: string, author: string, of: string, at = '2025-06-01T00:00:00Z') =>
    status(by, rkey, pullUri(author, of), 'merged', at);
  const mergesIn = async (statuses: string[]) => {
    const store = scratchStore();
    await ingestInto(store, [...world, ...statuses]);
    return (await store.read(mergesForOthers)).map(({ fromDid, toDid, sinceUs }) => [
      fromDid,
      toDid,
      new Date(sinceUs / 1000).toISOString().slice(0, 10),
    ]);
  };

  it('are one per maintainer and author, as of the last', async () => {
    const statuses = [
      merged('mira', '3ka', 'carol', '3kone'),
      merged('mira', '3kb', 'carol', '3ktwo', '2025-06-02T00:00:00Z'),
      merged('alice', '3ka', 'carol', '3kone', '2025-05-30T00:00:00Z'),
    ];
    expect(await mergesIn(statuses)).toEqual([
      [person('alice'), person('carol'), '2025-05-30'],
      [person('mira'), person('carol'), '2025-06-02'],
    ]);
  });

  it('are not one’s own, nor a stranger’s word, nor undone', async () => {
    const own = merged('alice', '3ka', 'alice', '3kown');
    const strange = merged('eve', '3ka', 'carol', '3kone');
    const undone = [
      merged('mira', '3ka', 'carol', '3ktwo'),
      status('mira', '3kb', pullUri('carol', '3ktwo'), 'open', '2025-07-01T00:00:00Z'),
    ];
    expect(await mergesIn([own, strange, ...undone])).toEqual([]);
  });
});

describe('the data-loss traps of the engine', () => {
  it('two stores on one path in one process share one instance: no row is lost', async () => {
    const path = join(scratchDirectory(), 'trust.duckdb');
    const [one, other] = [openStore(path), openStore(path)];
    const insert = (store: Store, source: string, from: number) =>
      Promise.all(
        Array.from({ length: 25 }, (_, index) =>
          store.write((db) => db.run('INSERT INTO cursors VALUES ($1, $2)', [`${source}${from + index}`, 'x'])),
        ),
      );
    await Promise.all([insert(one, 'a', 0), insert(other, 'b', 0)]);
    await Promise.all([insert(one, 'c', 0), insert(other, 'd', 0)]);
    expect(await count(openStore(path), 'SELECT count(*) FROM cursors')).toBe(100);
  });

  it('a key twice in one batch: the later event wins, whatever its place in the batch', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const store = scratchStore();
      const events = [vouch('mira', 'alice', 'vouch', 1_000), vouch('mira', 'alice', 'denounce', 2_000)];
      await ingestInto(
        store,
        order.map((index) => events[index] ?? ''),
      );
      expect(await count(store, "SELECT count(*) FROM vouches WHERE polarity = 'denounce'")).toBe(1);
    }
  });

  it('nobody opens the database by the file system: its name is used in the store’s lease alone', () => {
    const lease = readFileSync('src/store/lease.ts', 'utf8');
    expect(lease).not.toMatch(/readFileSync|copyFile|createReadStream|openSync/);
  });

  it('two processes write in turns, and lose nothing', async () => {
    const path = join(scratchDirectory(), 'trust.duckdb');
    await openStore(path).write(async () => undefined);
    const program = `
      import { openStore } from '${join(process.cwd(), 'src/store/index.ts')}';
      const store = openStore(process.argv[1], { waitMs: 60000 });
      for (let n = 0; n < 50; n++) await store.write((db) => db.run('INSERT INTO cursors VALUES ($1, $2)', [process.argv[2] + n, 'x']));`;
    const writer = (name: string) => run(process.execPath, ['--input-type=module', '-e', program, path, name]);
    await Promise.all([writer('a'), writer('b')]);
    expect(await count(openStore(path), 'SELECT count(*) FROM cursors')).toBe(100);
  });

  it('a process that dies in the middle of a batch leaves the last whole one', async () => {
    const path = join(scratchDirectory(), 'trust.duckdb');
    const program = `
      import { openStore } from '${join(process.cwd(), 'src/store/index.ts')}';
      const store = openStore(process.argv[1]);
      await store.write((db) => db.run("INSERT INTO cursors VALUES ('kept', 'x')"));
      await store.write(async (db) => {
        await db.run("INSERT INTO cursors VALUES ('half', 'x')");
        process.kill(process.pid, 'SIGKILL');
        await new Promise(() => setInterval(() => undefined, 1000));
      });`;
    await expect(run(process.execPath, ['--input-type=module', '-e', program, path])).rejects.toMatchObject({
      signal: 'SIGKILL',
    });
    expect(await count(openStore(path), 'SELECT count(*) FROM cursors')).toBe(1);
  });

  it('works again right after a failure: nothing that failed is kept open', async () => {
    const path = join(scratchDirectory(), 'trust.duckdb');
    writeFileSync(path, 'not a database'.repeat(1000));
    const store = openStore(path);
    await expect(store.read(async () => undefined)).rejects.toThrow('is not a DuckDB database');
    rmSync(path);
    expect(await count(store, 'SELECT count(*) FROM cursors')).toBe(0);
  });

  it('says of a question that needs too much memory that it may be asked again, and answers the next', async () => {
    const store = scratchStore();
    const all = store.read((db) => db.run("SELECT list(i || repeat('x', 1000)) FROM range(3_000_000) AS every(i)"));
    await expect(all).rejects.toMatchObject({ retryable: true, message: expect.stringContaining('too much at once') });
    expect(await count(store, 'SELECT count(*) FROM cursors')).toBe(0);
  });

  it('lets a file go at once when another process asks for it, and otherwise keeps it for the next use', async () => {
    const store = scratchStore();
    const log = `${store.path}.wal`;
    await store.write((db) => db.run("INSERT INTO cursors VALUES ('a', 'b')"));
    expect(existsSync(log)).toBe(true);
    await letGo(store);
    await expect.poll(() => existsSync(log)).toBe(false);
    expect(await count(store, 'SELECT count(*) FROM cursors')).toBe(1);
  });

  it('lets others have their turn while it works without a pause', async () => {
    const path = join(scratchDirectory(), 'trust.duckdb');
    const store = openStore(path);
    let busy = true;
    const working = (async () => {
      for (let n = 0; busy; n += 1)
        await store.write((db) => db.run('INSERT INTO cursors VALUES ($1, $2)', [`mine${n}`, 'x']));
    })();
    const program = `
      import { openStore } from '${join(process.cwd(), 'src/store/index.ts')}';
      await openStore(process.argv[1]).write((db) => db.run("INSERT INTO cursors VALUES ('theirs', 'x')"));`;
    await run(process.execPath, ['--input-type=module', '-e', program, path]);
    busy = false;
    await working;
    expect(await count(store, "SELECT count(*) FROM cursors WHERE source = 'theirs'")).toBe(1);
  });

  it('a failed transaction leaves nothing behind', async () => {
    const store = scratchStore();
    const failing = store.write(async (db) => {
      await db.run("INSERT INTO cursors VALUES ('half', 'x')");
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await count(store, 'SELECT count(*) FROM cursors')).toBe(0);
  });
});

describe('a database that cannot be used', () => {
  it('held by another process: says by whom, after waiting', async () => {
    const path = join(scratchDirectory(), 'trust.duckdb');
    const program = `
      import { openStore } from '${join(process.cwd(), 'src/store/index.ts')}';
      await openStore(process.argv[1]).read(async () => { console.log('held'); await new Promise((r) => setTimeout(r, 4000)); });`;
    const holder = run(process.execPath, ['--input-type=module', '-e', program, path]);
    await new Promise((resolve) => holder.child.stdout?.once('data', resolve));
    const failure = openStore(path, { waitMs: 200 }).read(async () => undefined);
    await expect(failure).rejects.toMatchObject({
      retryable: true,
      message: expect.stringContaining(`PID ${holder.child.pid}`),
    });
    holder.child.kill();
    await holder.catch(() => undefined);
  });

  it('a file that is none: says what to do', async () => {
    const path = join(scratchDirectory(), 'trust.duckdb');
    writeFileSync(path, 'not a database'.repeat(1000));
    await expect(openStore(path).read(async () => undefined)).rejects.toThrow('is not a DuckDB database: move it away');
  });

  it('from a newer version: says so and writes nothing', async () => {
    const path = join(scratchDirectory(), 'trust.duckdb');
    const newer = await DuckDBInstance.create(path);
    const connection = await newer.connect();
    await connection.run(
      "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name VARCHAR); INSERT INTO migrations VALUES (9999, 'future')",
    );
    connection.closeSync();
    newer.closeSync();
    await expect(openStore(path).read(async () => undefined)).rejects.toThrow('newer version (schema 9999');
  });

  it('from the first version: keeps its log, and derives everything anew', async () => {
    const path = join(scratchDirectory(), 'trust.duckdb');
    const old = await DuckDBInstance.create(path);
    const connection = await old.connect();
    const [mira, alice] = [person('mira'), person('alice')];
    const uri = `at://${mira}/sh.tangled.graph.vouch/${alice}`;
    await connection.run(readFileSync('src/store/migrations/0001_initial.sql', 'utf8'));
    await connection.run(`
      CREATE TABLE migrations (number INTEGER PRIMARY KEY, name VARCHAR); INSERT INTO migrations VALUES (1, '0001_initial.sql');
      INSERT INTO events VALUES ('${uri}#1-create', '${uri}', '${mira}', 'sh.tangled.graph.vouch', '${alice}', 'create', 1,
        NULL, NULL, '{"kind":"vouch"}', 'host', '1');
      INSERT INTO cursors VALUES ('host', '1')`);
    connection.closeSync();
    old.closeSync();
    const store = openStore(path, { deriver });
    expect(await count(store, `SELECT count(*) FROM vouches WHERE subject_did = '${alice}'`)).toBe(1);
    expect(await count(store, "SELECT count(*) FROM cursors WHERE cursor = '1'")).toBe(1);
    const without = join(scratchDirectory(), 'trust.duckdb');
    await openStore(without).write((db) => db.run("INSERT INTO cursors VALUES ('a', 'b')"));
    expect(await count(openStore(without, { deriver }), 'SELECT count(*) FROM cursors')).toBe(1);
  });

  it('a stored row that is not as written stops the reader', async () => {
    const { currentDecisions } = await import('../src/store/index.ts');
    const store = scratchStore();
    await store.write((db) =>
      db.run(
        "INSERT INTO decisions VALUES ('x', 'at://a', 'did:plc:a', 'sideways', 5, 'p', 'h', 1, false, '{}', NULL, NULL)",
      ),
    );
    await expect(store.read(currentDecisions)).rejects.toThrow('a stored row is not as written');
  });
});

it('answers every question on an empty database', async () => {
  const questions = await import('../src/store/index.ts');
  const store = scratchStore();
  for (const ask of [
    questions.liveVouches,
    questions.openPulls,
    questions.allPulls,
    questions.pullOutcomes,
    questions.rejections,
  ]) {
    expect(await store.read<unknown[]>(ask)).toEqual([]);
  }
  expect(await store.read(newestEventUs)).toBe(0);
  expect(await store.read(questions.decisionLog)).toEqual([]);
});
