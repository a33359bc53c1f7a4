/**
 * A million pairs: fading and reading all of them beside numpy (where python3 has it) and beside one pair after the other,
 * and single updates in memory beside a plain map without circuits: `node bench/reputation.ts [pairs]`. Best of five.
 */
import { spawnSync } from 'node:child_process';
import {
  type BetaColumns,
  CIRCUIT_CONFIG,
  decayAll,
  decayed,
  makePairId,
  meansOf,
  memoryStore,
  TrustManager,
} from '../src/reputation/index.ts';
import { report } from './measure.ts';
import { xorshift } from './power-law.ts';

const [pairs = 1_000_000] = process.argv.slice(2).map(Number);
const [RUNS, UPDATES, DAY_US] = [5, 200_000, 86_400e6];
const NOW_US = 30 * DAY_US;
const random = xorshift(9);
const size = pairs.toLocaleString('en');

const drawn: BetaColumns = {
  alpha: Float64Array.from({ length: pairs }, () => 1 + 20 * random()),
  beta: Float64Array.from({ length: pairs }, () => 1 + 20 * random()),
  updatedAtUs: Float64Array.from({ length: pairs }, () => Math.floor(NOW_US * random())),
};
const copied = ({ alpha, beta, updatedAtUs }: BetaColumns): BetaColumns => ({
  alpha: alpha.slice(),
  beta: beta.slice(),
  updatedAtUs: updatedAtUs.slice(),
});

const leastMs = (act: (run: number) => () => unknown): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run += 1) {
    const work = act(run);
    const beganAt = performance.now();
    work();
    least = Math.min(least, performance.now() - beganAt);
  }
  return least;
};

let means: Float64Array = new Float64Array();
const bulkMs = leastMs(() => {
  const columns = copied(drawn);
  return () => {
    decayAll(columns, NOW_US, CIRCUIT_CONFIG);
    means = meansOf(columns);
  };
});

const rows = Array.from(drawn.alpha, (alpha, row) => ({
  ...{ pairId: String(row), agentA: 'a', agentB: 'b', interactions: 1, circuit: 'CLOSED', openedAtUs: null },
  ...{ alpha, beta: drawn.beta[row]!, updatedAtUs: drawn.updatedAtUs[row]! },
})) as Parameters<typeof decayed>[0][];
let worst = 0;
const scalarMs = leastMs(() => () => {
  rows.forEach((row, index) => {
    const { alpha, beta } = decayed(row, NOW_US, CIRCUIT_CONFIG);
    worst = Math.max(worst, Math.abs(alpha / (alpha + beta) - means[index]!));
  });
});
console.log(`bulk ${bulkMs.toFixed(1)} ms, one by one ${scalarMs.toFixed(1)} ms; differ by at most ${worst}`);

const numpy = spawnSync(
  'python3',
  [
    '-c',
    `
import numpy as np, time
n = ${pairs}
r = np.random.default_rng(9)
a0, b0, t = 1 + 20 * r.random(n), 1 + 20 * r.random(n), ${NOW_US} * r.random(n)
best = 1e9
for _ in range(${RUNS}):
    a, b = a0.copy(), b0.copy()
    s = time.perf_counter()
    f = np.exp2((t - ${NOW_US}) / ${DAY_US})
    a -= 1; a *= f; a += 1
    b -= 1; b *= f; b += 1
    m = a / (a + b)
    best = min(best, time.perf_counter() - s)
print(np.__version__, best * 1e3)
`,
  ],
  { encoding: 'utf8' },
);
const [version, numpyMs] = numpy.status === 0 ? numpy.stdout.trim().split(' ') : [];

let updateMs = Number.POSITIVE_INFINITY;
for (let run = 0; run < RUNS; run += 1) {
  const manager = new TrustManager({ store: memoryStore(), nowUs: () => NOW_US, config: CIRCUIT_CONFIG });
  const beganAt = performance.now();
  for (let update = 0; update < UPDATES; update += 1) {
    await manager.evaluate('sast', String(update % 50_000), update % 3 === 0 ? 'failure' : 'success');
  }
  updateMs = Math.min(updateMs, performance.now() - beganAt);
}
const plainMs = leastMs(() => () => {
  const map = new Map<string, { alpha: number; beta: number; atUs: number }>();
  for (let update = 0; update < UPDATES; update += 1) {
    const id = makePairId('sast', String(update % 50_000));
    const before = map.get(id) ?? { alpha: 1, beta: 1, atUs: NOW_US };
    const factor = 0.5 ** ((NOW_US - before.atUs) / DAY_US);
    const alpha = 1 + (before.alpha - 1) * factor + (update % 3 === 0 ? 0 : 1);
    map.set(id, { alpha, beta: 1 + (before.beta - 1) * factor + (update % 3 === 0 ? 1 : 0), atUs: NOW_US });
  }
});

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const rate = (value: number): string => `${Math.round(UPDATES / (value / 1e3)).toLocaleString('en')}/s`;
const all = `fading and reading all of ${size} pairs`;
report(all, ms(bulkMs), `one pair after the other ${ms(scalarMs)}`, bulkMs / scalarMs);
if (numpyMs !== undefined) report(all, ms(bulkMs), `numpy ${version} ${ms(Number(numpyMs))}`, bulkMs / Number(numpyMs));
else console.log('numpy: not to be had here');
report(
  'outcomes of pairs recorded in memory, circuits and all, each awaited',
  rate(updateMs),
  `a plain map, joined ids, no circuits ${rate(plainMs)}`,
  updateMs / plainMs,
);
