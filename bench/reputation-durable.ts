/**
 * Updates of pairs' trust that are durable when they resolve, by a thousand callers at once over 100,000 known pairs, against
 * one statement of SQL in a transaction of its own for each, in the same database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PairState } from '../src/domain/index.ts';
import { duckDbTrustStore, openStore, pairStates, putPairs } from '../src/store/index.ts';
import { median, millis, report } from './measure.ts';

const PAIRS = 100_000;
const CALLERS = 1000;
const UPDATES = 30_000;
const UPDATES_OF_PEER = 300;
const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-bench-'));

const idOf = (n: number): string => (n % PAIRS).toString(16).padStart(32, '0');
const pairOf = (n: number): PairState => ({
  pairId: idOf(n),
  agentA: 'sast',
  agentB: `at://did:plc:mira/sh.tangled.repo/${n % 100} did:plc:${n}`,
  alpha: 1,
  beta: 1,
  updatedAtUs: 1_790_000_000_000_000,
  interactions: 0,
  circuit: 'CLOSED',
  openedAtUs: null,
});
const oneMore = (state: PairState | null): PairState | null =>
  state && { ...state, alpha: state.alpha + 1, interactions: state.interactions + 1 };

const store = openStore(join(directory, 'trust.duckdb'));
await store.write((db) =>
  putPairs(
    db,
    Array.from({ length: PAIRS }, (_, n) => pairOf(n)),
  ),
);

/** Spread over the pairs as multiples of a prime, so that callers at once seldom meet. */
const folded = async (): Promise<void> => {
  const trust = duckDbTrustStore(store);
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < UPDATES) await trust.update(idOf(next++ * 7919), oneMore);
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
};

const oneByOne = async (): Promise<void> => {
  for (let n = 0; n < UPDATES_OF_PEER; n += 1) {
    const add = 'UPDATE trust_pairs SET alpha = alpha + 1, interactions = interactions + 1 WHERE pair_id = $1';
    await store.write((db) => db.run(add, [idOf(n * 7919)]));
  }
};

const times: [number[], number[]] = [[], []];
for (let run = 0; run < 3; run += 1) {
  times[0].push((await millis(folded)) / UPDATES);
  times[1].push((await millis(oneByOne)) / UPDATES_OF_PEER);
}
const kept = (await store.read((db) => pairStates(db))).reduce((sum, { interactions }) => sum + interactions, 0);
if (kept !== 3 * (UPDATES + UPDATES_OF_PEER))
  throw new Error(`kept ${kept} updates of ${3 * (UPDATES + UPDATES_OF_PEER)}`);
const [own, peer] = [median(times[0]), median(times[1])];
const rate = (ms: number): string => `${Math.round(1000 / ms).toLocaleString('en')}/s`;
report(
  `durable updates of pair trust, ${CALLERS.toLocaleString('en')} callers at once`,
  rate(own),
  `one statement and transaction each ${rate(peer)}`,
  own / peer,
);
rmSync(directory, { recursive: true, force: true });
