/**
 * Decisions a second without a reviewer, over the demo world made large, against the bar of 1,000 a second:
 * `node bench/score.ts [--size large] [--people N] [--repos N] [--open N] [--finished N]`, by default 10,000 people and 5,000
 * open pull requests. `--size large` is what `seed --size large` loads. Three passes: the first, which reads every diff; one
 * with all diffs read and every decision to be made anew; and one over what did not change. The world is made in the data
 * root that BENCH_DATA_ROOT names and found there the next time; without it, in a directory that goes.
 */
import { parseArgs } from 'node:util';
import { LARGE_COUNTS, type LargeCounts } from '../seed/index.ts';
import type { Surroundings } from '../src/cli/surroundings.ts';
import { followingOptions, ingestInto, passOptions, scoringStore } from '../src/cli/wiring.ts';
import { type PassReport, type ScoringStore, scorePass, scoringWorker } from '../src/pipeline/index.ts';
import { liveVouches } from '../src/store/index.ts';
import { report } from './measure.ts';
import { seededWorld } from './score/seeded-world.ts';
import { singleChanges } from './score/single-changes.ts';
import { Stopwatch, watched } from './score/stopwatch.ts';

const BAR = 1000;
const MODERATE: LargeCounts = { people: 10_000, repos: 200, open: 5_000, finished: 1_500 };

const count = { type: 'string' } as const;
const { values } = parseArgs({ options: { size: count, people: count, repos: count, open: count, finished: count } });
const defaults = values.size === 'large' ? LARGE_COUNTS : MODERATE;
const counts: LargeCounts = {
  people: Number(values.people ?? defaults.people),
  repos: Number(values.repos ?? defaults.repos),
  open: Number(values.open ?? defaults.open),
  finished: Number(values.finished ?? defaults.finished),
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const thousands = (value: number): string => Math.round(value).toLocaleString('en');

/** One pass as `score` makes it, with its time by what it went into. */
const measure = async (what: string, around: Surroundings, store: ScoringStore): Promise<PassReport> => {
  const watch = new Stopwatch();
  const pass = watched(watch, store, await passOptions(around));
  const cpu = process.cpuUsage();
  const start = performance.now();
  const done = await scorePass(pass.store, pass.options);
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const rate = (done.open / ms) * 1000;
  say(
    `${what}: ${thousands(done.open)} pull requests, ${thousands(done.decided)} decided, in ${(ms / 1000).toFixed(1)} s`,
  );
  say(
    `  ${watch.split(ms, 'decide and the rest')}; ` +
      `${((user + system) / 1e6).toFixed(1)} s of CPU in all threads, peak ${thousands(process.resourceUsage().maxRSS / 1024)} MiB`,
  );
  report(
    `decisions, ${what} (${thousands(counts.people)} people, ${thousands(done.open)} open pull requests)`,
    `${thousands(rate)}/s`,
    `the bar ${thousands(BAR)}/s`,
    BAR / rate,
  );
  return done;
};

using world = await seededWorld(counts);
if (world.seededMs !== null) say(`seeded in ${(world.seededMs / 1000).toFixed(1)} s`);
const around = world.copy();
/** Without the figures of the whole graph and the replay of history, which are measured by themselves (bench/backtest.ts). */
const { figures: _, ...store } = scoringStore(around.store);
const first = await measure('first pass, every diff read', around, store);
say(`  lanes: ${JSON.stringify(first.lanes)}`);
/** As if nothing had been decided yet. */
const forgetful: ScoringStore = { ...store, load: async () => ({ ...(await store.load()), decided: new Map() }) };
await measure('diffs read before, all decided anew', around, forgetful);
await measure('nothing changed', around, store);

/** A worker that follows, and the changes that reach it one by one: how long from the record to the decisions it leads to. */
const worker = scoringWorker(store);
const pass = async (): Promise<PassReport> =>
  worker.pass({ ...(await followingOptions(around)), signal: new AbortController().signal });
const loading = performance.now();
await pass();
say(`a worker that follows has everything in ${((performance.now() - loading) / 1000).toFixed(1)} s`);
const took: number[] = [];
let concerned = 0;
for (const change of singleChanges(await around.store.read(liveVouches), counts.people)) {
  await ingestInto(around.store, [[change.line]], { source: 'bench' });
  const watch = new Stopwatch();
  const timed = watched(watch, store, await followingOptions(around));
  const start = performance.now();
  const { decided } = await worker.pass(timed.options);
  took.push(performance.now() - start);
  concerned += decided;
  say(
    `  ${change.what}: ${(took.at(-1) ?? 0).toFixed(0)} ms, ${decided} decided again; ${watch.split(took.at(-1) ?? 0, 'the rest')}`,
  );
}
const sorted = took.toSorted((a, b) => a - b);
const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
report(
  `one vouch, revoke or denounce, until what it concerns is decided again (${thousands(counts.people)} people, ${thousands(first.open)} open)`,
  `${median.toFixed(0)} ms in the median, ${(sorted.at(-1) ?? 0).toFixed(0)} at most, ${concerned} decided in all`,
  'the bar 1000 ms',
  median / 1000,
);
