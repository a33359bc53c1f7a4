/**
 * A capture of 100,000 events into a durable database, decoded and folded, against DuckDB's own `read_json` of the
 * same file into a table with the same key: raw only, no decoding, no derived tables.
 */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { ingestStream, readCapture } from '../src/ingest/index.ts';
import { foldEvents, ingestTotals, openStore } from '../src/store/index.ts';
import { median, millis, report } from './measure.ts';

const EVENTS = 100_000;
const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-bench-'));
const capture = join(directory, 'capture.jsonl');

const did = (n: number): string => `did:plc:${n.toString(36).padStart(24, 'a')}`;

/** Deterministic: follows, stars and vouches by 5,000 people. */
const eventOf = (n: number) => {
  const [author, subject] = [did(n % 5000), did((n * 7919) % 5003)];
  const createdAt = '2026-06-24T04:18:32+03:00';
  const kinds = [
    { collection: 'sh.tangled.graph.follow', rkey: `3k${n}`, record: { subject, createdAt } },
    { collection: 'sh.tangled.feed.star', rkey: `3k${n}`, record: { subject: { did: subject }, createdAt } },
    { collection: 'sh.tangled.graph.vouch', rkey: subject, record: { kind: 'vouch', createdAt } },
  ];
  const kind = kinds[n % 3] ?? kinds[0];
  return {
    did: author,
    time_us: 1_760_000_000_000_000 + n * 1000,
    kind: 'commit',
    commit: { operation: 'create', ...kind },
  };
};

const file = createWriteStream(capture);
for (let n = 0; n < EVENTS; n += 1) file.write(`${JSON.stringify(eventOf(n))}\n`);
file.end();
await finished(file);

const ours = async (nth: number): Promise<void> => {
  const store = openStore(join(directory, `ours-${nth}.duckdb`));
  await ingestStream(
    readCapture(capture),
    { fold: (batch) => store.write((db) => foldEvents(db, batch)) },
    { source: 'bench' },
  );
  const { events } = await store.read(ingestTotals);
  if (events !== EVENTS) throw new Error(`kept ${events} of ${EVENTS}`);
};

const engine = async (nth: number): Promise<void> => {
  const instance = await DuckDBInstance.create(join(directory, `engine-${nth}.duckdb`), { threads: '2' });
  const connection = await instance.connect();
  await connection.run('CREATE TABLE events (id VARCHAR PRIMARY KEY, did VARCHAR, time_us BIGINT, commit JSON)');
  await connection.run(
    `INSERT INTO events SELECT did || time_us::VARCHAR, did, time_us, "commit" FROM read_json('${capture}', format = 'newline_delimited',
       columns = {did: 'VARCHAR', time_us: 'BIGINT', "commit": 'JSON'})`,
  );
  connection.closeSync();
  instance.closeSync();
};

const times: [number[], number[]] = [[], []];
for (let run = 0; run < 3; run += 1) {
  times[0].push(await millis(() => ours(run)));
  times[1].push(await millis(() => engine(run)));
}
const [own, peer] = [median(times[0]), median(times[1])];
const rate = (ms: number): string => `${Math.round(EVENTS / (ms / 1000)).toLocaleString('en')}/s`;
report(
  `ingest of ${EVENTS.toLocaleString('en')} events, durable`,
  rate(own),
  `DuckDB read_json, raw only ${rate(peer)}`,
  own / peer,
);
rmSync(directory, { recursive: true, force: true });
