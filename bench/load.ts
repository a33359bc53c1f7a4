/**
 * A CSV of 1,000,000 edges among 100,000 DIDs into a table of edges: ids interned, weights read, every row checked.
 * Against a bare csv-parse of the same file, which keeps nothing, and for reference DuckDB's `read_csv` into a table.
 */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse';
import { readEdges } from '../src/trust/index.ts';
import { median, millis, report } from './measure.ts';

const ROWS = 1_000_000;
const PEOPLE = 100_000;
const CHUNK_BYTES = 2 ** 20;

const did = (person: number): string => `did:plc:${person.toString(36).padStart(24, 'a')}`;

/** Numerical Recipes' linear congruential generator, in [0,1). */
const generator = (state: number) => () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

/** Deterministic; some people are named far more often than others, as in life. */
function* lines(): Generator<string> {
  const random = generator(42);
  const somebody = () => did(Math.floor(PEOPLE * random() ** 2));
  yield 'from,to,weight\n';
  for (let row = 0; row < ROWS; row += 1000) {
    const block = Array.from({ length: 1000 }, (_, at) => `${somebody()},${somebody()},${at % 50 === 0 ? -1 : 1}\n`);
    yield block.join('');
  }
}

const ours = async (file: string): Promise<void> => {
  const { rows } = await readEdges(createReadStream(file, { highWaterMark: CHUNK_BYTES }));
  if (rows !== ROWS) throw new Error(`read ${rows} of ${ROWS}`);
};

const bare = async (file: string): Promise<void> => {
  let rows = -1;
  const count = async (records: AsyncIterable<unknown>): Promise<void> => {
    for await (const _ of records) rows += 1;
  };
  await pipeline(createReadStream(file, { highWaterMark: CHUNK_BYTES }), parse(), count);
  if (rows !== ROWS) throw new Error(`read ${rows} of ${ROWS}`);
};

const engine = async (file: string): Promise<void> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE edges AS FROM read_csv('${file}')`);
  connection.closeSync();
  instance.closeSync();
};

const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-bench-'));
try {
  const file = join(directory, 'edges.csv');
  await pipeline(Readable.from(lines()), createWriteStream(file));
  const times = { ours: [] as number[], bare: [] as number[], engine: [] as number[] };
  for (let run = 0; run < 3; run += 1) {
    times.ours.push(await millis(() => ours(file)));
    times.bare.push(await millis(() => bare(file)));
    times.engine.push(await millis(() => engine(file)));
  }
  const [own, peer, reference] = [median(times.ours), median(times.bare), median(times.engine)];
  const rate = (ms: number): string => `${Math.round(ROWS / (ms / 1000)).toLocaleString('en')}/s`;
  const what = `CSV of ${ROWS.toLocaleString('en')} edges, read and interned`;
  report(what, rate(own), `csv-parse, rows only ${rate(peer)}`, own / peer);
  report(what, rate(own), `DuckDB read_csv, 2 threads, no ids interned ${rate(reference)}`, own / reference);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
