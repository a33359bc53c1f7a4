/**
 * The patch parser against real git and against the `diff` package: `node bench/patches.ts [--fuzz N] [DIR…]` walks folders
 * (or takes files) of *.patch, *.diff, *.eml and *.mbox; without any, it makes patches of this repository's own history. Says
 * how many patches `git apply --numstat` accepts, on how many of those the counts are equal file by file, names each that differs
 * or that we refuse, then speed, and what N mutated patches (by default 100000) came to.
 */
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { report } from './measure.ts';
import { type Comparison, compare } from './patches/compare.ts';
import { findPatches, readSample, type Sample } from './patches/find-patches.ts';
import { fuzz } from './patches/fuzz.ts';
import { measureSpeed } from './patches/speed.ts';

const { values, positionals } = parseArgs({ options: { fuzz: { type: 'string' } }, allowPositionals: true });
const mutants = Number(values.fuzz ?? 100_000);
if (!Number.isSafeInteger(mutants) || mutants < 0) throw new RangeError(`--fuzz must be a count, got ${values.fuzz}`);

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Mails of this repository's own commits. */
const ownPatches = (): readonly Sample[] => {
  const git = (...args: readonly string[]): Buffer =>
    execFileSync('git', args, { cwd: import.meta.dirname, maxBuffer: 2 ** 30 });
  const commits = git('rev-list', '--no-merges', '--max-count=500', 'HEAD').toString().trim().split('\n');
  return commits.map((name) => ({ name, bytes: git('format-patch', '-1', '--stdout', '--no-signature', name) }));
};

const samples = positionals.length === 0 ? ownPatches() : positionals.flatMap(findPatches).map(readSample);

const compareAll = async (): Promise<readonly Comparison[]> => {
  const all: Comparison[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < samples.length) {
      const index = next;
      next += 1;
      const sample = samples[index];
      if (sample !== undefined) all[index] = await compare(sample.bytes);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return all;
};

/** Numbers and quotations left out, so that like reasons are counted together. */
const likeness = (reason: string): string => reason.replaceAll(/"[^"]*"|'[^']*'|\d+/g, '…').slice(0, 100);

const sayReasons = (title: string, reasons: readonly string[]): void => {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(likeness(reason), (counts.get(likeness(reason)) ?? 0) + 1);
  if (counts.size > 0) say(title);
  for (const [reason, count] of [...counts].sort((a, b) => b[1] - a[1])) say(`  ${count} × ${reason}`);
};

const comparisons = await compareAll();
const combined = comparisons.filter(({ kind }) => kind === 'combined').length;
const accepted = comparisons.filter(({ kind }) => kind !== 'git refuses').length - combined;
const equal = comparisons.filter(({ kind }) => kind === 'equal').length;
for (const [index, comparison] of comparisons.entries()) {
  if (comparison.kind === 'different') say(`different: ${samples[index]?.name}: ${comparison.how}`);
  if (comparison.kind === 'we refuse') say(`git accepts, we refuse: ${samples[index]?.name}: ${comparison.reason}`);
}
const byGit = comparisons.filter((comparison) => comparison.kind === 'git refuses');
sayReasons(
  'git refuses, and so do we, because:',
  byGit.flatMap(({ ours }) => ours ?? []),
);
sayReasons(
  'git refuses, and we read, because:',
  byGit.flatMap(({ ours, reason }) => (ours === null ? reason : [])),
);
say(
  `${samples.length} patches, ${accepted} accepted by git, of which ${equal} equal; ${byGit.length} refused by git, ${combined} with combined diffs`,
);
report(
  'patches that git apply accepts: counts equal file by file',
  `${equal}`,
  `git apply --numstat: ${accepted}`,
  equal / accepted,
);

const speed = measureSpeed(samples);
say(`all patches: ${speed.ours.toFixed(0)} MB/s; the diff package throws on ${speed.peerThrows} of them`);
report(
  'parsing patches, one core',
  `${speed.both.toFixed(0)} MB/s`,
  `diff: ${speed.peer.toFixed(0)} MB/s, same patches`,
  speed.peer / speed.both,
);

const run = fuzz(samples, mutants, 7);
for (const fault of run.faults.slice(0, 20)) say(`fault: ${fault}`);
say(
  `${mutants} mutated patches: ${run.changes} read, ${run.unreadable} unreadable, ${run.faults.length} faults, slowest ${run.slowestMs.toFixed(0)} ms`,
);
if (run.faults.length > 0) process.exitCode = 1;
