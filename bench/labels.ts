/**
 * How well a change is told that undoes an earlier one: docs/labels.md has what came out.
 *
 *     REPOSITORIES=DIRECTORY node bench/labels.ts
 *
 * The directory holds clones of git repositories. Of each, every commit that says that it reverts another is taken, and
 * the newest 600 commits (`NEWEST` says another number) are paired at random with later ones to the same files that say
 * nothing of the kind. Threshold and least lines are chosen on the commits whose name starts with an even digit, and
 * reported on the others. The same repositories give the same figures; `SHOW=1` lists what is told to be undone.
 */
import { basename, dirname } from 'node:path';
import { exactInterval, randomFrom } from '../src/learn/index.ts';
import { type Commit, commitsOf, repositoriesIn, undoneLines } from './labels/history.ts';

const NEWEST = Number(process.env.NEWEST ?? 600);
const PAIRS = 4000;
const DAY = 86_400;
const SHARES = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
const LEAST = [1, 2, 3, 4];

const directory = process.env.REPOSITORIES;
if (directory === undefined) {
  console.log('skipped: set REPOSITORIES to a directory of git repositories');
  process.exit();
}

interface Pair {
  readonly repository: string;
  readonly original: Commit;
  readonly later: Commit;
  readonly undone: number;
  readonly share: number;
  readonly days: number;
}

const pairOf = (repository: string, original: Commit, later: Commit): Pair => {
  const undone = undoneLines(original, later);
  const share = original.lines === 0 ? 0 : undone / original.lines;
  return { repository, original, later, undone, share, days: (later.at - original.at) / DAY };
};

/** Pairs of a commit and the one that says it reverts it, where it says so of one alone. */
const revertsIn = (path: string, name: string): readonly Pair[] => {
  const found: { later: Commit; sha: string }[] = [];
  for (const later of commitsOf(path, '--grep=This reverts commit [0-9a-f]\\{7,\\}')) {
    const [sha, ...more] = later.words.revertsShas;
    if (sha !== undefined && more.length === 0) found.push({ later, sha });
  }
  return found.flatMap(({ later, sha }) => {
    try {
      const [original] = commitsOf(path, '-1', sha);
      return original?.sha.startsWith(sha) && original.sha !== later.sha ? [pairOf(name, original, later)] : [];
    } catch {
      return [];
    }
  });
};

const others = (commits: readonly Commit[], name: string): readonly Pair[] => {
  const random = randomFrom(11);
  const byPath = new Map<string, number[]>();
  for (const [index, { paths }] of commits.entries())
    for (const path of new Set(paths)) byPath.set(path, [...(byPath.get(path) ?? []).slice(-400), index]);
  const seen = new Set<string>();
  const pairs: Pair[] = [];
  for (let tries = 0; tries < 20 * PAIRS && pairs.length < PAIRS; tries += 1) {
    const at = Math.floor(random() * commits.length);
    const original = commits[at]!;
    const path = original.paths[Math.floor(random() * original.paths.length)]!;
    const near = (byPath.get(path) ?? []).filter((index) => {
      const later = commits[index]!;
      return index !== at && !later.talksOfUndoing && later.at > original.at && later.at - original.at <= 90 * DAY;
    });
    const index = near[Math.floor(random() * near.length)];
    if (index === undefined || seen.has(`${at} ${index}`)) continue;
    seen.add(`${at} ${index}`);
    pairs.push(pairOf(name, original, commits[index]!));
  }
  return pairs;
};

/** Of each commit, the later one within so many days, saying nothing of undoing, that undoes most of it. */
const worstOf = (commits: readonly Commit[], name: string, days: number): readonly Pair[] => {
  const doing = new Map<bigint, number[]>();
  for (const [index, { runs }] of commits.entries())
    for (const { forward } of runs) doing.set(forward, [...(doing.get(forward) ?? []).slice(-200), index]);
  return commits.map((original) => {
    const candidates = new Set(original.runs.flatMap(({ inverse }) => doing.get(inverse) ?? []));
    let worst: Pair | null = null;
    for (const index of candidates) {
      const later = commits[index]!;
      if (later === original || later.talksOfUndoing || later.at <= original.at || later.at - original.at > days * DAY)
        continue;
      const pair = pairOf(name, original, later);
      if (worst === null || pair.share > worst.share) worst = pair;
    }
    return worst ?? { repository: name, original, later: original, undone: 0, share: 0, days: 0 };
  });
};

const reverts: Pair[] = [];
const random: Pair[] = [];
const worst: Pair[] = [];
for (const path of repositoriesIn(directory)) {
  const name = basename(path) === 'repo' ? basename(dirname(path)) : basename(path);
  reverts.push(...revertsIn(path, name));
  const commits = [...commitsOf(path, `-${NEWEST}`)];
  random.push(...others(commits, name));
  worst.push(...worstOf(commits, name, 14));
  console.error(name, reverts.length, commits.length, random.length);
}

const isEven = ({ original }: Pair): boolean => Number.parseInt(original.sha.charAt(0), 16) % 2 === 0;
const holds = ({ share, undone }: Pair, t: number, least: number): boolean => share >= t && undone >= least;
const rate = (pairs: readonly Pair[], t: number, least: number): string => {
  const k = pairs.filter((pair) => holds(pair, t, least)).length;
  const [low, high] = exactInterval(k, pairs.length);
  const percent = (p: number): string => (100 * p).toPrecision(3);
  return `${k} of ${pairs.length}: ${percent(k / pairs.length)} % (${percent(low)} to ${percent(high)})`;
};
console.log(
  '|half | share | lines | reverts told | of those with so many lines | random pairs told | commits told undone within 14 days |',
);
console.log('|---|---|---|---|---|---|---|');
for (const [half, take] of [
  ['chosen on', isEven],
  ['reported', (pair: Pair) => !isEven(pair)],
] as const) {
  for (const t of SHARES)
    for (const least of LEAST)
      console.log(
        `|${half} | ${t} | ${least} | ${rate(
          reverts.filter((p) => take(p) && p.days <= 90),
          t,
          least,
        )} | ${rate(
          reverts.filter((p) => take(p) && p.days <= 90 && p.original.lines >= least),
          t,
          least,
        )} | ${rate(random.filter(take), t, least)} | ${rate(worst.filter(take), t, least)} |`,
      );
}
if (process.env.SHOW !== undefined)
  for (const { repository, original, later, share, undone } of worst.filter((pair) => holds(pair, 0.5, 2)))
    console.log(
      `${repository} ${original.sha.slice(0, 10)} ${later.sha.slice(0, 10)} ${share.toFixed(2)} ${undone} | ${original.words.subject.slice(0, 60)} | ${later.words.subject.slice(0, 60)}`,
    );
